package dev.devledger.domain.sync.link;

import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalContent;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Values that the object once held, or was meant to hold.
 *
 * @param values the values, each as the {@code to} of its field's change
 * @param at the time of sending, or the time at which the values were replaced
 * @param late true if the values were sent and never answered, so that they may still appear; else only an outdated
 *     read shows them
 * @param written true if an answered write by the sync replaced the values, or had set them a moment before: the write
 *     may take effect a second time
 */
public record PastValues(CanonicalChanges values, Instant at, boolean late, boolean written) {
    /** The longest outage of a remote after which the effect of a write is still recognised. */
    private static final Duration REMEMBERED = Duration.ofDays(1);

    /** The time after a write's answer in which the write may take effect once more. */
    private static final Duration REPEATED = Duration.ofMinutes(1);

    private static final int VIEWS = 10;
    private static final int WRITES = 20;

    public PastValues(CanonicalChanges values, Instant at, boolean late) {
        this(values, at, late, false);
    }

    /** @param until the time at which the write was last open; it may have been sent until then */
    static PastValues of(SyncLink.Sent sent, Instant until) {
        return new PastValues(sent.changes(), until, true);
    }

    /**
     * Returns the values of an answered write that later writes replaced: an outdated read may still show them. Empty
     * if the object still holds them.
     */
    static Optional<PastValues> between(SyncLink.Sent sent, CanonicalContent now, Instant at) {
        CanonicalChanges superseded =
                CanonicalChanges.between(now, sent.changes().applyTo(now));
        return superseded.isEmpty() ? Optional.empty() : Optional.of(new PastValues(superseded, at, false, true));
    }

    /** Returns the link's past values once both sides agree on {@code now}. */
    static List<PastValues> after(SyncLink.Linked before, CanonicalContent now, Instant at, boolean written) {
        CanonicalChanges superseded = CanonicalChanges.between(now, before.base());
        if (superseded.isEmpty()) {
            return kept(before.past(), at);
        }
        boolean ours = written || before.past().stream().anyMatch(each -> each.mayBeRepeated(superseded.fields(), at));
        return kept(with(before.past(), List.of(new PastValues(superseded, at, false, ours))), at);
    }

    private boolean mayBeRepeated(Set<CanonicalChanges.Field> fields, Instant now) {
        return written && mayBeRepeated(now) && !Collections.disjoint(values.fields(), fields);
    }

    /** True if the write that set or replaced these values may take effect once more after {@code now}. */
    public boolean mayBeRepeated(Instant now) {
        return at.plus(REPEATED).isAfter(now);
    }

    /**
     * Returns the past values of a released object that is linked again. No list was read meanwhile, so its writes were
     * answered but not proved.
     */
    static List<PastValues> again(List<PastValues> past, Instant at) {
        return past.stream()
                .filter(each -> each.late() || each.written())
                .map(each -> each.late() ? each : new PastValues(each.values(), at, false, true))
                .toList();
    }

    static List<PastValues> with(List<PastValues> past, List<PastValues> more) {
        return Stream.concat(past.stream(), more.stream()).toList();
    }

    /** Keeps the newest values of each kind, as each event of the link rewrites the row. */
    static List<PastValues> kept(List<PastValues> past, Instant at) {
        return Stream.concat(
                        newest(past, true, at.minus(REMEMBERED), WRITES),
                        newest(past, false, at.minus(REMEMBERED), VIEWS))
                .toList();
    }

    private static Stream<PastValues> newest(List<PastValues> past, boolean late, Instant since, int most) {
        List<PastValues> some = past.stream()
                .filter(each -> each.late() == late && each.at().isAfter(since))
                .toList();
        return some.stream().skip(Math.max(0, some.size() - most));
    }
}
