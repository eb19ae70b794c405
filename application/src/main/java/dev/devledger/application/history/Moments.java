package dev.devledger.application.history;

import dev.devledger.application.entity.LedgerMoment;
import dev.devledger.domain.shared.Rejection;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Moments of the ledger for requests about the past. The answer about one never changes: an unsettled one is waited
 * for, and a known settled one is not looked up again.
 */
public final class Moments {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** The time by which a caller's clock may be ahead: such a moment is waited for. */
    private static final Duration CLOCKS_APART = Duration.ofSeconds(3);

    /** The wait of a caller that wants to see the present state: two writes side by side are through by then. */
    private static final Duration A_MOMENT = Duration.ofMillis(250);

    /** The bounds that no clock of a ledger is beyond. */
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private static final Pattern POSITION = Pattern.compile("[0-9]{1,18}");

    /** The length of 2026-03-31. */
    private static final int DAY = 10;

    private final SettledHead heads;
    private final Clock clock;
    private final Runnable past;
    private final HeadWatch watch;

    public Moments(SettledHead heads, Clock clock) {
        this(heads, clock, () -> {});
    }

    /** @param past throws if the past cannot be shown at the moment */
    public Moments(SettledHead heads, Clock clock, Runnable past) {
        this.heads = heads;
        this.clock = clock;
        this.past = past;
        this.watch = new HeadWatch(heads);
    }

    /**
     * Reads a position, a time to its last digit, since an event may be a part of a second after another, or a day,
     * which stands for its start in the zone; null for no text.
     *
     * @throws DateTimeException for any other text
     */
    public @Nullable LedgerMoment read(String field, @Nullable String text, ZoneId zone) {
        if (text == null) {
            return null;
        }
        if (POSITION.matcher(text).matches()) {
            return at(field, Long.parseLong(text));
        }
        return at(
                field,
                text.length() > DAY
                        ? OffsetDateTime.parse(text).toInstant()
                        : LocalDate.parse(text).atStartOfDay(zone).toInstant());
    }

    /**
     * Returns the moment at that position, once it is settled.
     *
     * @param field the name of the request's field
     */
    public LedgerMoment at(String field, long position) {
        past.run();
        if (position > watch.known().newest() && position > watch.ask().newest()) {
            throw beyond(field, Long.toString(position));
        }
        require(position);
        return LedgerMoment.at(position);
    }

    /**
     * Returns the moment at that time, with the position of the newest event at or before it, once no other can come.
     */
    public LedgerMoment at(String field, Instant time) {
        past.run();
        if (time.isBefore(FIRST)) {
            return LedgerMoment.at(0);
        }
        if (time.isAfter(LAST)) {
            throw beyond(field, time.toString());
        }
        Instant whole = time.truncatedTo(ChronoUnit.MICROS);
        if (watch.known().until().isBefore(whole)) {
            if (!hasCome(whole)) {
                throw beyond(field, time.toString());
            }
            if (!watch.await(head -> !head.until().isBefore(whole), PATIENCE)) {
                throw new UnsettledMoment("The time " + time);
            }
        }
        return new LedgerMoment(heads.positionAt(whole), whole);
    }

    /** Returns the time of the newest event up to a position; before all others if there is none. */
    public Instant timeAt(long position) {
        return heads.timeAt(position).orElse(Instant.EPOCH);
    }

    private boolean hasCome(Instant time) {
        long end = System.nanoTime() + CLOCKS_APART.toNanos();
        while (!heads.end(time)) {
            if (System.nanoTime() - end > 0 || time.isAfter(clock.instant().plus(CLOCKS_APART))) {
                return false;
            }
            LockSupport.parkNanos(HeadWatch.LONGEST_PAUSE);
        }
        return true;
    }

    private Rejection beyond(String field, String asked) {
        long last = watch.ask().newest();
        String allowed = last == 0
                ? "the history has no event yet; leave " + field + " out"
                : "the last event is at position " + last
                        + heads.timeAt(last).map(at -> " (" + at + ")").orElse("")
                        + "; use a position up to " + last + " or a time up to now";
        return Rejection.invalid(field, "is " + asked + ", which is after the end of the history; " + allowed);
    }

    /** True if no event up to a position is unsettled, now or within some seconds. */
    public boolean awaited(long position) {
        return watch.await(head -> position <= head.position(), PATIENCE);
    }

    /** Throws if it takes long until all up to a position is settled. */
    public void require(long position) {
        if (!awaited(position)) {
            throw new UnsettledMoment("The position " + position);
        }
    }

    /** True if it was settled at the last look, or is now. */
    public boolean isSettled(long position) {
        return position <= watch.known().position() || position <= settled();
    }

    /** Returns the same as {@link #awaited}, for a caller that would rather have a part than wait. */
    public boolean awaitedSoon(long position) {
        return watch.await(head -> position <= head.position(), A_MOMENT);
    }

    /** Returns the position up to which the ledger is settled at the moment. */
    public long settled() {
        return watch.ask().position();
    }

    /** Returns the same, once everything visible now is settled; if that takes long, as far as it has come. */
    public long settledSoon() {
        long newest = watch.ask().newest();
        awaited(newest);
        return watch.known().position();
    }

    /**
     * The position up to which the ledger is settled: positions are given before a commit, and the first to take one
     * may be seen last. Behind the head an event may still be on its way; up to it the past stays as it is.
     */
    public interface SettledHead {

        /**
         * @param position the position up to which no event is on its way
         * @param until the time up to which none is
         * @param newest the position of the newest visible event, settled or not
         */
        record Head(long position, Instant until, long newest) {
            /** Returns the later of both in each part. */
            Head latest(Head other) {
                return new Head(
                        Math.max(position, other.position),
                        until.isAfter(other.until) ? until : other.until,
                        Math.max(newest, other.newest));
            }
        }

        /** Returns the head of now, over all nodes. It never goes back. */
        Head now();

        /** Ends a time: from then on no event gets a time up to this one; false if it is still to come. */
        boolean end(Instant time);

        /** Returns the position of the newest event at or before a time, 0 if there is none. */
        long positionAt(Instant time);

        /** Returns the time of the newest event up to a position; empty if there is none. */
        default Optional<Instant> timeAt(long position) {
            return Optional.empty();
        }
    }

    /** The newest settled head that was seen; asks for a newer one if that is not enough. */
    static final class HeadWatch {
        private static final long FIRST_PAUSE = Duration.ofMillis(2).toNanos();
        static final long LONGEST_PAUSE = Duration.ofMillis(50).toNanos();

        private final SettledHead heads;
        private volatile SettledHead.Head known = new SettledHead.Head(0, Instant.MIN, 0);

        HeadWatch(SettledHead heads) {
            this.heads = heads;
        }

        /** Returns the head at the last look. */
        SettledHead.Head known() {
            return known;
        }

        /** Returns the head of now. */
        SettledHead.Head ask() {
            return remember(heads.now());
        }

        /** Keeps the later head, as two concurrent looks may come back in the other order. */
        private synchronized SettledHead.Head remember(SettledHead.Head now) {
            known = known.latest(now);
            return known;
        }

        boolean await(Predicate<SettledHead.Head> settled, Duration patience) {
            if (settled.test(known)) {
                return true;
            }
            long end = System.nanoTime() + patience.toNanos();
            long pause = FIRST_PAUSE;
            while (!settled.test(ask())) {
                if (System.nanoTime() - end > 0) {
                    return false;
                }
                LockSupport.parkNanos(pause);
                pause = Math.min(LONGEST_PAUSE, pause * 2);
            }
            return true;
        }
    }

    /**
     * The answer may still change, as a write that began before it is not stored yet; a later request can be answered.
     */
    public static final class UnsettledMoment extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnsettledMoment(String what) {
            super(
                    what + " is not settled yet: an earlier write, such as a large import, is still being stored. Ask"
                            + " again in a few seconds, or ask for the current state.",
                    null,
                    false,
                    false);
        }
    }
}
