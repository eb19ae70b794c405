package dev.devledger.application.sync;

import dev.devledger.application.sync.connector.Connector.ConnectedAccount.ConnectorMode;
import dev.devledger.application.sync.cycle.CycleContext;
import dev.devledger.application.sync.guard.Approvals.BlockedPushes;
import dev.devledger.application.sync.notes.NotePass;
import dev.devledger.application.sync.time.TimePass;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decides when an account's next cycle is due, and of which kind. */
final class CycleTimes {
    static final Duration IDLE = Duration.ofSeconds(60);

    /**
     * The least time between polls: a requested poll does not wait for the interval, but for this time, because of the
     * remote's limit.
     */
    private static final Duration SOONEST_POLL = Duration.ofSeconds(2);

    /** A read of all lists that takes longer is outdated: the next one starts again. */
    private static final Duration LONGEST_LOOK = Duration.ofMinutes(15);

    private final CycleContext connection;
    private final Clock clock;

    /** The time of this node's last cycle that read lists, even if it did not finish. */
    private volatile @Nullable Instant polledAt;

    private volatile boolean fullWanted;

    private volatile boolean looked;

    /** The time of this node's last cycle that read hinted objects. */
    private volatile @Nullable Instant lookedAt;

    /**
     * The start of a read of all lists that the budget cut short; null if there is none. If this value is lost, each
     * list is still read when its turn comes.
     */
    private volatile @Nullable Instant lookingSince;

    CycleTimes(CycleContext connection) {
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
     * True if a live account was never read. Its content is unknown then, so even without polling nothing is sent
     * before a read, after which a person is asked if both sides belong together.
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

    /** The time until which no call is allowed; null if calls are allowed now. */
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

    /** True if notes or time entries are due by then. */
    boolean hasBesideTasks(Instant by) {
        return isDue(nextNote(), by) || isDue(nextEntry(), by);
    }

    /**
     * Returns when time entries are due. Before a person approves the first link, only cycles that read lists handle
     * time entries.
     */
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

    /** Returns when an unfinished requested read continues: as soon as the budget allows, even without polling. */
    private @Nullable Instant nextRest() {
        Instant last = polledAt;
        if (lookingSince == null || last == null) {
            return null;
        }
        Instant now = clock.instant();
        return last.isAfter(now) ? now : last.plus(SOONEST_POLL);
    }

    /**
     * Returns when hinted objects are read. Hints that arrive shortly after each other share one read. A service
     * without hints is never asked for them.
     */
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

    /** Returns the time of the next poll; null if polling is off. */
    private @Nullable Instant nextPoll(Instant now) {
        Duration interval = connection.settings().pollInterval();
        if (interval.isZero()) {
            return null;
        }
        // A record dated in the future was made before the clock was set back.
        return Stream.concat(
                        Stream.ofNullable(polledAt),
                        connection.ports().cycles().lastFullAt(connection.account()).stream())
                .filter(at -> !at.isAfter(now))
                .max(Comparator.naturalOrder())
                .map(last -> last.plus(fullWanted && interval.compareTo(SOONEST_POLL) > 0 ? SOONEST_POLL : interval))
                .orElse(now);
    }

    /** Begins a cycle of that kind; returns the time since which each list has to be read, null for none. */
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

    /**
     * Returns the start of the read of all lists: the start of an unfinished one that this cycle continues, else now.
     */
    private Instant lookSince(Instant now) {
        Instant begun = lookingSince;
        return begun != null && !begun.isAfter(now) && begun.plus(LONGEST_LOOK).isAfter(now) ? begun : now;
    }

    /** @param since the result of {@link #begin} */
    void over(CycleKind kind, @Nullable Instant since, CycleRun.Done done) {
        fullWanted |= done.wantsFull();
        if (kind.readsLists()) {
            lookingSince = done.unfinished() ? since : null;
        }
    }

    /** The kinds of cycles. */
    enum CycleKind {
        /** Sends marked items only. */
        NARROW,
        /** Reads hinted objects, then sends marked items. */
        LOOK,
        /** Reads the lists that an earlier cycle left unread, then sends marked items. */
        REST,
        /**
         * Reads the lists that an earlier cycle left unread and the lists whose turn it is, then sends marked items.
         */
        POLL,
        /** Reads every list, then sends marked items. */
        FULL;

        /** The share of comments that a cycle of this kind reads. */
        NotePass.ReadQuota notes() {
            return switch (this) {
                case NARROW -> NotePass.ReadQuota.NONE;
                case LOOK, REST -> NotePass.ReadQuota.LOOK;
                case POLL -> NotePass.ReadQuota.POLL;
                case FULL -> NotePass.ReadQuota.ALL;
            };
        }

        /** The time entries that a cycle of this kind reads. */
        TimePass.ReadUrgency time() {
            return switch (this) {
                case NARROW, LOOK, REST -> TimePass.ReadUrgency.NOTHING;
                case POLL -> TimePass.ReadUrgency.IF_FEW_REQUESTS;
                case FULL -> TimePass.ReadUrgency.NOW;
            };
        }

        /** True if the cycle reads all that its open questions depend on, so that they replace the earlier ones. */
        boolean decides() {
            return this == POLL || this == FULL;
        }

        String word() {
            return readsLists() ? "full" : "narrow";
        }

        /** True for the kinds that read lists on their own account, not only because of hints. */
        boolean readsLists() {
            return this != NARROW && this != LOOK;
        }
    }
}
