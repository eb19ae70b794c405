package dev.devledger.domain.sync.link;

import dev.devledger.domain.sync.content.Canonical;
import java.time.Duration;
import java.time.Instant;

/**
 * One sending of a create that was not answered.
 *
 * @param list the list in which the object was to be made
 * @param content the content as sent, in the remote's own words
 * @param at the time before the call, by the ledger's clock
 */
public record CreateAttempt(String list, Canonical content, Instant at) {
    /** Largest assumed difference between the clocks of both sides. */
    public static final Duration SKEW = Duration.ofMinutes(5);

    /** Start of time for a search of what was made, which begins one skew earlier. */
    private static final Instant LONG_AGO = Instant.EPOCH.plus(SKEW);

    public static CreateAttempt of(SyncLink.Creating creating) {
        return new CreateAttempt(creating.list(), creating.content(), creating.at());
    }

    /** True if that time is still to come, by more than clocks differ: the clock that gave it was set back since. */
    public static boolean isAhead(Instant at, Instant now) {
        return at.isAfter(now.plus(SKEW));
    }

    /** Returns the attempt as known at that time: an attempt dated in the future has an unknown time of sending. */
    public CreateAttempt known(Instant now) {
        return isAhead(at, now) ? new CreateAttempt(list, content, LONG_AGO) : this;
    }

    /** False for the create of a list, which is looked for by the list's name, as its content describes no task. */
    public boolean ofTask() {
        return !list.isEmpty();
    }
}
