package dev.devledger.application.sync;

import dev.devledger.application.sync.connector.ConnectedAccount.ConnectorMode;
import dev.devledger.application.sync.cycle.Connection;
import dev.devledger.application.sync.guard.BlockedPushes;
import dev.devledger.application.sync.notes.NotePass;
import dev.devledger.application.sync.time.TimePass;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** When the next cycle of an account is due, and which one it is. */
final class CycleTimes {
    static final Duration IDLE = Duration.ofSeconds(60);

    /** What waits for a poll does not wait for its interval, but the remote has a limit. */
    private static final Duration SOONEST_POLL = Duration.ofSeconds(2);

    /** A look at all lists that took longer is no look any more: the next one begins anew. */
    private static final Duration LONGEST_LOOK = Duration.ofMinutes(15);

    private final Connection connection;
    private final Clock clock;

    /** When this node last looked at the remote's lists, also where that came to no end. */
    private volatile @Nullable Instant polledAt;

    private volatile boolean fullWanted;

    private volatile boolean looked;

    /** When this node last looked at what was hinted at. */
    private volatile @Nullable Instant lookedAt;

    /**
     * Since when a look at all lists is under way that the budget has cut short; null where there is none. Where it is
     * lost, each list has its turn all the same.
     */
    private volatile @Nullable Instant lookingSince;

    CycleTimes(Connection connection) {
        this.connection = connection;
        this.clock = connection.clock();
    }

    CycleKind kind(Instant now) {
        if (isDue(nextPoll(now), now)) {
            return CycleKind.POLL;
        }
        if (isDue(nextRest(), now)) {
            return CycleKind.REST;
        }
        return isDue(nextLook(), now) ? CycleKind.LOOK : CycleKind.NARROW;
    }

    /**
     * Whether an account of somebody's own has never been looked at. What it holds is not known then, so nothing is sent
     * there before a look has asked whether both belong together, also where nothing is polled.
     */
    boolean isFirst() {
        if (looked || connection.account().mode() != ConnectorMode.LIVE) {
            return false;
        }
        looked = connection.ports().cycles().lastFullAt(connection.account()).isPresent();
        return !looked;
    }

    private static boolean isDue(@Nullable Instant next, Instant now) {
        return next != null && !next.isAfter(now);
    }

    /** Until when nothing may be called; null where it may be now. */
    @Nullable
    Instant pausedUntil(Instant now) {
        return connection.ports().states().get(connection.account()).pausedUntil(now);
    }

    Instant next() {
        Instant now = clock.instant();
        Instant soonest = earlier(now.plus(IDLE), connection.ports().work().nextDue(connection.account()));
        soonest = earlier(earlier(earlier(soonest, nextPoll(now)), nextRest()), nextLook());
        soonest = earlier(earlier(soonest, nextNote()), nextEntry());
        Instant held = pausedUntil(now);
        return held != null && held.isAfter(soonest) ? held : soonest;
    }

    private static Instant earlier(Instant one, @Nullable Instant other) {
        return other != null && other.isBefore(one) ? other : one;
    }

    /** Whether notes or time entries are to be sent by that time. */
    boolean hasBesideTasks(Instant by) {
        return isDue(nextNote(), by) || isDue(nextEntry(), by);
    }

    /** Before both sides have met, and somebody has agreed to that, only cycles that read look at time. */
    private @Nullable Instant nextEntry() {
        boolean timed = connection.connector().time().isPresent();
        Instant next = timed ? connection.ports().time().nextDue(connection.account()) : null;
        boolean waits = next != null
                && connection.account().mode() == ConnectorMode.LIVE
                && (connection.ports().entries().linked(connection.account()) == 0
                        || BlockedPushes.of(connection.ports().holds().list(connection.account()))
                                .all());
        return waits ? null : next;
    }

    private @Nullable Instant nextNote() {
        boolean noted = connection.connector().comments().isPresent();
        return noted ? connection.ports().notes().nextDue(connection.account()) : null;
    }

    /** What was asked for and is not finished goes on as soon as the budget lets it, also where nothing is polled. */
    private @Nullable Instant nextRest() {
        Instant last = polledAt;
        if (lookingSince == null || last == null) {
            return null;
        }
        Instant now = clock.instant();
        return last.isAfter(now) ? now : last.plus(SOONEST_POLL);
    }

    /** Many hints of a moment are one look. Of a service that gives none nobody asks each time whether there is one. */
    private @Nullable Instant nextLook() {
        boolean hinted = connection.connector().hints().isPresent();
        Instant next = hinted ? connection.ports().hints().nextDue(connection.account()) : null;
        Instant last = lookedAt;
        if (next == null || last == null || last.isAfter(clock.instant())) {
            return next;
        }
        Instant soonest = last.plus(SOONEST_POLL);
        return next.isBefore(soonest) ? soonest : next;
    }

    /** Null where nothing is looked for without being asked. */
    private @Nullable Instant nextPoll(Instant now) {
        Duration interval = connection.settings().pollInterval();
        if (interval.isZero()) {
            return null;
        }
        // A record of the future is one that a clock was set back from.
        return Stream.concat(
                        Stream.ofNullable(polledAt),
                        connection.ports().cycles().lastFullAt(connection.account()).stream())
                .filter(at -> !at.isAfter(now))
                .max(Comparator.naturalOrder())
                .map(last -> last.plus(fullWanted && interval.compareTo(SOONEST_POLL) > 0 ? SOONEST_POLL : interval))
                .orElse(now);
    }

    /** A cycle of that kind begins: since when each list is to have been read for it, null where that is not asked. */
    @Nullable
    Instant begin(CycleKind kind) {
        if (kind == CycleKind.LOOK) {
            lookedAt = clock.instant();
            return null;
        }
        if (kind.readsLists()) {
            fullWanted &= kind == CycleKind.REST;
            polledAt = clock.instant();
        }
        return kind == CycleKind.FULL ? lookSince(clock.instant()) : lookingSince;
    }

    /** One that was cut short goes on. */
    private Instant lookSince(Instant now) {
        Instant begun = lookingSince;
        return begun != null && !begun.isAfter(now) && begun.plus(LONGEST_LOOK).isAfter(now) ? begun : now;
    }

    /** @param since what {@link #begin} has said */
    void over(CycleKind kind, @Nullable Instant since, CycleRun.Done done) {
        fullWanted |= done.wantsFull();
        if (kind.readsLists()) {
            lookingSince = done.unfinished() ? since : null;
        }
    }

    /** Which cycle is asked for. */
    enum CycleKind {
        /** What is marked, and nothing else. */
        NARROW,
        /** What was hinted at, and what is marked. */
        LOOK,
        /** The lists that an earlier one has left unread, then what is marked. */
        REST,
        /** The lists whose turn it is, and those; then what is marked. */
        POLL,
        /** Every list, then what is marked. */
        FULL;

        /** How many comments it reads. */
        NotePass.Share notes() {
            return switch (this) {
                case NARROW -> NotePass.Share.NONE;
                case LOOK, REST -> NotePass.Share.LOOK;
                case POLL -> NotePass.Share.POLL;
                case FULL -> NotePass.Share.ALL;
            };
        }

        /** What it reads of time entries. */
        TimePass.Reads time() {
            return switch (this) {
                case NARROW, LOOK, REST -> TimePass.Reads.NOTHING;
                case POLL -> TimePass.Reads.PATIENTLY;
                case FULL -> TimePass.Reads.NOW;
            };
        }

        /** Whether what it leaves open is all that is. */
        boolean decides() {
            return this == POLL || this == FULL;
        }

        String word() {
            return readsLists() ? "full" : "narrow";
        }

        /** Whether it counts as a poll, or as one that was asked for. */
        boolean readsLists() {
            return this != NARROW && this != LOOK;
        }
    }
}
