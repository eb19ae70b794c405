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
 * Moments of the ledger for requests about the past. The answer about a moment never changes: the caller waits until
 * the moment is settled, and a moment known to be settled is not looked up again.
 */
public final class Moments {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** The time by which a caller's clock may be ahead: a moment in the future by less than this is waited for. */
    private static final Duration CLOCKS_APART = Duration.ofSeconds(3);

    /** The wait of a caller that wants the present state: two concurrent writes are done within it. */
    private static final Duration A_MOMENT = Duration.ofMillis(250);

    /** The earliest time of a ledger; {@link #LAST} is the latest. */
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private static final Pattern POSITION = Pattern.compile("[0-9]{1,18}");

    /** The length of a day's text, such as 2026-03-31. */
    private static final int DAY = 10;

    private final SettledHead heads;
    private final Clock clock;
    private final Runnable past;
    private final SettledHeadCache watch;

    public Moments(SettledHead heads, Clock clock) {
        this(heads, clock, () -> {});
    }

    /** @param past throws if no past state can be shown at present */
    public Moments(SettledHead heads, Clock clock, Runnable past) {
        this.heads = heads;
        this.clock = clock;
        this.past = past;
        this.watch = new SettledHeadCache(heads);
    }

    /**
     * Reads a position, a time, or a day, which stands for the day's start in the zone; null for no text. The digits of
     * a time all count, as two events may be within one second.
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
     * Returns the moment at that time, with the position of the newest event at or before it, once no earlier event can
     * be added any more.
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

    /** Returns the time of the newest event up to a position; the earliest time if there is none. */
    public Instant timeAt(long position) {
        return heads.timeAt(position).orElse(Instant.EPOCH);
    }

    private boolean hasCome(Instant time) {
        long end = System.nanoTime() + CLOCKS_APART.toNanos();
        while (!heads.end(time)) {
            if (System.nanoTime() - end > 0 || time.isAfter(clock.instant().plus(CLOCKS_APART))) {
                return false;
            }
            LockSupport.parkNanos(SettledHeadCache.LONGEST_PAUSE);
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

    /** Waits some seconds at most until all events up to a position are settled; true if they are. */
    public boolean awaited(long position) {
        return watch.await(head -> position <= head.position(), PATIENCE);
    }

    /** Waits until all events up to a position are settled; throws if that takes too long. */
    public void require(long position) {
        if (!awaited(position)) {
            throw new UnsettledMoment("The position " + position);
        }
    }

    /** True if the position was settled at the last check, or is now. */
    public boolean isSettled(long position) {
        return position <= watch.known().position() || position <= settled();
    }

    /** As {@link #awaited} with a shorter wait, for a caller that accepts a part of the events. */
    public boolean awaitedSoon(long position) {
        return watch.await(head -> position <= head.position(), A_MOMENT);
    }

    /** Returns the position up to which the ledger is settled at the moment. */
    public long settled() {
        return watch.ask().position();
    }

    /**
     * Returns the position up to which the ledger is settled, after waiting until all that is visible now is settled,
     * or for some seconds.
     */
    public long settledSoon() {
        long newest = watch.ask().newest();
        awaited(newest);
        return watch.known().position();
    }

    /**
     * The position up to which the ledger is settled: a write gets its positions before its commit, and the first write
     * to get one may commit last. After the head, an event may still become visible; up to the head, the past never
     * changes.
     */
    public interface SettledHead {

        /**
         * @param position the position up to which no further event can become visible
         * @param until the time up to which no further event can become visible
         * @param newest the position of the newest visible event, settled or not
         */
        record Head(long position, Instant until, long newest) {
            /** Returns the later value of each part. */
            Head latest(Head other) {
                return new Head(
                        Math.max(position, other.position),
                        until.isAfter(other.until) ? until : other.until,
                        Math.max(newest, other.newest));
            }
        }

        /**
         * Returns the head of now, over all nodes. It can go back for a writer that is slow to announce itself, and whose
         * positions come after each head that was seen: the latest one counts.
         */
        Head now();

        /** Ends a time: from now on no event gets a time up to this one. False if the time is still in the future. */
        boolean end(Instant time);

        /** Returns the position of the newest event at or before a time, 0 if there is none. */
        long positionAt(Instant time);

        /** Returns the time of the newest event up to a position; empty if there is none. */
        default Optional<Instant> timeAt(long position) {
            return Optional.empty();
        }
    }

    /** Keeps the newest settled head that was seen, and asks for a newer one if that is not enough. */
    static final class SettledHeadCache {
        private static final long FIRST_PAUSE = Duration.ofMillis(2).toNanos();
        static final long LONGEST_PAUSE = Duration.ofMillis(50).toNanos();

        private final SettledHead heads;
        private volatile SettledHead.Head known = new SettledHead.Head(0, Instant.MIN, 0);

        SettledHeadCache(SettledHead heads) {
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

        /** Keeps the later head, as two concurrent reads may return in the wrong order. */
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
     * Thrown if the answer may still change, because a write that began earlier is not stored yet; a later request can
     * be answered.
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
