package dev.devledger.domain.sync.link;

import dev.devledger.domain.sync.content.Canonical;
import java.time.Duration;
import java.time.Instant;

/**
 * One sending of a create that has no answer.
 *
 * @param list where the object was to be made
 * @param content as it was sent, in the remote's own words
 * @param at by our clock, before the call
 */
public record CreateAttempt(String list, Canonical content, Instant at) {
    /** How far the clocks of both sides may be apart. */
    public static final Duration SKEW = Duration.ofMinutes(5);

    /** A read of what was made since begins a skew before, and no earlier than time. */
    private static final Instant LONG_AGO = Instant.EPOCH.plus(SKEW);

    public static CreateAttempt of(SyncLink.Creating creating) {
        return new CreateAttempt(creating.list(), creating.content(), creating.at());
    }

    /** Whether that is not yet, by more than clocks are apart: it was told by one that was set back since. */
    public static boolean isAhead(Instant at, Instant now) {
        return at.isAfter(now.plus(SKEW));
    }

    /** As it is known at that time: when one of the future was sent nobody knows. */
    public CreateAttempt known(Instant now) {
        return isAhead(at, now) ? new CreateAttempt(list, content, LONG_AGO) : this;
    }

    /** What a list is made with says nothing of tasks, and is looked for by the list's name. */
    public boolean ofTask() {
        return !list.isEmpty();
    }
}
