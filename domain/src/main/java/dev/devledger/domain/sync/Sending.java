package dev.devledger.domain.sync;

import java.time.Instant;

/**
 * One sending of a create that has no answer.
 *
 * @param list where the object was to be made
 * @param content as it was sent, in the remote's own words
 * @param at by our clock, before the call
 */
public record Sending(String list, Canonical content, Instant at) {

    public static Sending of(SyncLink.Creating creating) {
        return new Sending(creating.list(), creating.content(), creating.at());
    }

    /** What a list is made with says nothing of tasks, and is looked for by the list's name. */
    public boolean ofTask() {
        return !list.isEmpty();
    }
}
