package dev.devledger.adapters.sandbox.ticktick.common;

import dev.devledger.adapters.sandbox.kernel.SandboxDatabase;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;

/**
 * The only account. Its Inbox, with an id and the alias {@code inbox}, is a list, but answers with lists never contain
 * it.
 */
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

    /** Returns the user's id, which is the number in the Inbox's id. */
    public long userId() {
        return Long.parseLong(inboxId.substring(INBOX.length()));
    }

    public String username() {
        return "sandbox@example.com";
    }

    /** The rights of a token. There are only these two scopes; docs/ticktick.md, section 1. */
    public record Scopes(boolean read, boolean write) {
        public static final Scopes ALL = new Scopes(true, true);

        private static final String READ = "tasks:read";
        private static final String WRITE = "tasks:write";

        /** Reads scopes with spaces between them; empty if one is unknown or there are none. */
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

    /** Makes the tables of the sandbox, for programs that fill them before any server has run. */
    public static final class SandboxSchema {
        private SandboxSchema() {}

        public static void migrate(DataSource database) {
            SandboxDatabase.migrated(database, "sandbox");
        }
    }

    /** Finds the ledger's keys of cards and lists. Only the page shows them; the API does not know the ledger. */
    public interface CardKeys {

        /**
         * Returns the keys, such as {@code P-1}, by the ids of cards and lists; cards and lists without a key are left out.
         */
        Map<String, String> of(Collection<String> ids);
    }
}
