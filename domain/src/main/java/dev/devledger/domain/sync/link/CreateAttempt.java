package dev.devledger.domain.sync.link;

import dev.devledger.domain.sync.content.CanonicalContent;
import java.time.Duration;
import java.time.Instant;

/**
 * One sending of a create that was not answered.
 *
 * @param list the list in which the object was to be made
 * @param content the content as sent, in the remote's own words
 * @param at the time before the call, by the ledger's clock
 */
public record CreateAttempt(String list, CanonicalContent content, Instant at) {
    /** Largest assumed difference between the clocks of both sides. */
    public static final Duration SKEW = Duration.ofMinutes(5);

    /**
     * The time of sending for an unknown time: a search for the made object begins one skew before the time of sending.
     */
    private static final Instant LONG_AGO = Instant.EPOCH.plus(SKEW);

    public static CreateAttempt of(SyncLink.Creating creating) {
        return new CreateAttempt(creating.list(), creating.content(), creating.at());
    }

    /**
     * True if {@code at} is in the future by more than clocks differ: the clock was set back after {@code at} was
     * taken.
     */
    public static boolean isAhead(Instant at, Instant now) {
        return at.isAfter(now.plus(SKEW));
    }

    /** Returns the attempt as seen at that time: an attempt dated in the future has an unknown time of sending. */
    public CreateAttempt known(Instant now) {
        return isAhead(at, now) ? new CreateAttempt(list, content, LONG_AGO) : this;
    }

    /** True for the create of a task. A list is looked for by its name, as its content describes no task. */
    public boolean ofTask() {
        return !list.isEmpty();
    }
}
