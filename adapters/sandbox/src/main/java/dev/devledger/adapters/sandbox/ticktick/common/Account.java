package dev.devledger.adapters.sandbox.ticktick.common;

import dev.devledger.adapters.sandbox.kernel.SandboxDatabase;
import java.time.ZoneId;

/** The one account. Its Inbox is a list that no list of lists shows, under an id or the word {@code inbox}. */
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

    /** The number after which the Inbox is named. */
    public long userId() {
        return Long.parseLong(inboxId.substring(INBOX.length()));
    }

    public String username() {
        return "sandbox@example.com";
    }
}
