package dev.devledger.adapters.sandbox;

import java.time.ZoneId;

/** The one account. Its Inbox is a list that no list of lists shows, under an id or the word {@code inbox}. */
record Account(String inboxId, ZoneId zone) {

    String project(String idOrAlias) {
        return idOrAlias.equals("inbox") ? inboxId : idOrAlias;
    }

    boolean isInbox(String projectId) {
        return projectId.equals(inboxId);
    }
}
