package dev.devledger.application.history;

import dev.devledger.application.query.AskedMoment;
import dev.devledger.domain.shared.Rejection;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Moments of the ledger that are asked for. What is answered for one is true for ever: one that is not settled is waited for,
 * and what is known to be settled is not asked for again.
 */
public final class Moments {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** A caller's clock may be ahead of ours by so much: such a moment is waited for. */
    private static final Duration CLOCKS_APART = Duration.ofSeconds(3);

    /** Of who wants to see now what there is: two writes side by side are through by then. */
    private static final Duration A_MOMENT = Duration.ofMillis(250);

    /** No clock of a ledger is beyond. */
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

    /** @param past throws where what was cannot be told at the moment */
    public Moments(SettledHead heads, Clock clock, Runnable past) {
        this.heads = heads;
        this.clock = clock;
        this.past = past;
        this.watch = new HeadWatch(heads);
    }

    /**
     * A position, a time to its last digit, since an event may be a part of a second after another, or a day, which stands for
     * its start in the zone; null for no text.
     *
     * @throws DateTimeException for any other text
     */
    public @Nullable AskedMoment read(String field, @Nullable String text, ZoneId zone) {
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
     * A position that is asked for, once it is settled.
     *
     * @param field what it is called where it is asked for
     */
    public AskedMoment at(String field, long position) {
        past.run();
        if (position > watch.known().newest() && position > watch.ask().newest()) {
            throw beyond(field, Long.toString(position));
        }
        require(position);
        return AskedMoment.at(position);
    }

    /** A time, and the position of the newest event at or before it, once no other can come. */
    public AskedMoment at(String field, Instant time) {
        past.run();
        if (time.isBefore(FIRST)) {
            return AskedMoment.at(0);
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
                throw new Unsettled("The time " + time);
            }
        }
        return new AskedMoment(heads.positionAt(whole), whole);
    }

    /** When the newest event up to a position was; of nothing that happened the time is before all others. */
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

    /** Whether nothing up to a position is on its way, now or within some seconds. */
    public boolean awaited(long position) {
        return watch.await(head -> position <= head.position(), PATIENCE);
    }

    /** Throws where it takes long until nothing up to a position is on its way. */
    public void require(long position) {
        if (!awaited(position)) {
            throw new Unsettled("The position " + position);
        }
    }

    /** Whether it was so when it was last looked at, or is now. */
    public boolean isSettled(long position) {
        return position <= watch.known().position() || position <= settled();
    }

    /** As {@link #awaited}, for who would rather have a part than wait. */
    public boolean awaitedSoon(long position) {
        return watch.await(head -> position <= head.position(), A_MOMENT);
    }

    /** Up to where the ledger is settled at the moment. */
    public long settled() {
        return watch.ask().position();
    }

    /** The same, once all that can be seen now is settled; where that takes long, as far as it has come. */
    public long settledSoon() {
        long newest = watch.ask().newest();
        awaited(newest);
        return watch.known().position();
    }
}
