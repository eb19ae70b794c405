package dev.devledger.adapters.sandbox;

import java.time.ZoneId;

/** The one account. Its Inbox is a list that no list of lists shows, under an id or the word {@code inbox}. */
record Account(String inboxId, ZoneId zone) {
    private static final String INBOX = "inbox";

    String project(String idOrAlias) {
        return idOrAlias.equals(INBOX) ? inboxId : idOrAlias;
    }

    boolean isInbox(String projectId) {
        return projectId.equals(inboxId);
    }

    /** The number after which the Inbox is named. */
    long userId() {
        return Long.parseLong(inboxId.substring(INBOX.length()));
    }

    String username() {
        return "sandbox@example.com";
    }
}
