package dev.devledger.domain.sync.link;

import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the object held once, or was meant to hold.
 *
 * @param values each as the {@code to} of its field
 * @param at when it was sent, or when another value took its place
 * @param late whether it was sent and never answered, and so may come to pass yet; else only an old view shows it
 * @param written whether a write of ours took its place, by what the remote has answered, or had made it what it was a
 *     moment before: that write may come to pass a second time
 */
public record PastValues(CanonicalChanges values, Instant at, boolean late, boolean written) {
    /** So long a remote may be away before anybody can see what has become of a write. */
    private static final Duration REMEMBERED = Duration.ofDays(1);

    /** So long after its answer a write may come to pass once more. */
    private static final Duration REPEATED = Duration.ofMinutes(1);

    private static final int VIEWS = 10;
    private static final int WRITES = 20;

    public PastValues(CanonicalChanges values, Instant at, boolean late) {
        this(values, at, late, false);
    }

    /** @param until when it was last open: it may have been sent until then */
    static PastValues of(SyncLink.Sent sent, Instant until) {
        return new PastValues(sent.changes(), until, true);
    }

    /**
     * What a write made it that was answered and then followed by others, as far as the object holds something else by
     * now: an old view may show it.
     */
    static Optional<PastValues> between(SyncLink.Sent sent, Canonical now, Instant at) {
        CanonicalChanges superseded =
                CanonicalChanges.between(now, sent.changes().applyTo(now));
        return superseded.isEmpty() ? Optional.empty() : Optional.of(new PastValues(superseded, at, false, true));
    }

    /** The past of that link once {@code now} is agreed on. */
    static List<PastValues> after(SyncLink.Linked before, Canonical now, Instant at, boolean written) {
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

    /** Whether a write that had made it that, or had taken its place, may come to pass once more after that time. */
    public boolean mayBeRepeated(Instant now) {
        return at.plus(REPEATED).isAfter(now);
    }

    /**
     * The past of what was let go and is linked again. Meanwhile no list was looked at for it, so that what was written
     * into it is no more than answered.
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

    /** The newest of each kind: a row is written anew with each event of its link. */
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
