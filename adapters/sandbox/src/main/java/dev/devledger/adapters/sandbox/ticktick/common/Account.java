package dev.devledger.adapters.sandbox.ticktick.common;

import dev.devledger.adapters.sandbox.kernel.SandboxDatabase;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;

/** The one account. Its Inbox, with an id and the alias {@code inbox}, is a list that no list of lists shows. */
public record Account(String inboxId, ZoneId zone) {
    private static final String INBOX = "inbox";

    public static Account of(SandboxDatabase database, ZoneId zone) {
        String inbox = database.jdbc()
                .sql("select inbox_id from sandbox.account")
                .query(String.class)
                .single();
        return new Account(inbox, zone);
    }

    public String project(String idOrAlias) {
        return idOrAlias.equals(INBOX) ? inboxId : idOrAlias;
    }

    public boolean isInbox(String projectId) {
        return projectId.equals(inboxId);
    }

    /** Returns the number in the name of the Inbox. */
    public long userId() {
        return Long.parseLong(inboxId.substring(INBOX.length()));
    }

    public String username() {
        return "sandbox@example.com";
    }

    /** The rights of a token. There are two scopes and no others; docs/ticktick.md, section 1. */
    public record Scopes(boolean read, boolean write) {
        public static final Scopes ALL = new Scopes(true, true);

        private static final String READ = "tasks:read";
        private static final String WRITE = "tasks:write";

        /** Reads names with spaces between them; empty if one is unknown or none is given. */
        public static Optional<Scopes> named(String names) {
            Set<String> wanted = new TreeSet<>(List.of(names.strip().split("\\s+", -1)));
            boolean known = Set.of(READ, WRITE).containsAll(wanted);
            return known ? Optional.of(new Scopes(wanted.contains(READ), wanted.contains(WRITE))) : Optional.empty();
        }

        public boolean allow(Call call) {
            return call.reads() ? read : write;
        }

        @Override
        public String toString() {
            if (read && write) return READ + " " + WRITE;
            return read ? READ : WRITE;
        }
    }

    /** The tables of the sandbox, for programs that fill them before a server has made them. */
    public static final class SandboxSchema {
        private SandboxSchema() {}

        public static void migrate(DataSource database) {
            SandboxDatabase.migrated(database, "sandbox");
        }
    }
}
