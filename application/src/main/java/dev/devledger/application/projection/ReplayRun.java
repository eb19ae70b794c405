package dev.devledger.application.projection;

import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.projection.EventLog.ParkedEvents;
import dev.devledger.application.projection.Prefetch.ReadAhead;
import dev.devledger.application.projection.ReplayRunner.ReplayRecords;
import dev.devledger.application.projection.ReplayRunner.ReplayStores;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rebuilds some projections from the events once: fills shadow tables batch by batch while reads and writes go on,
 * catches up with the writers, and puts the shadow tables in the place of the live ones. Continues an earlier run that
 * was cut off. Listeners to new events do not get the replayed ones.
 */
final class ReplayRun {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayRun.class);
    private static final int LAST_READ = 500;

    /** The most events that the last batch should have, as writers wait while it runs. */
    private static final int LAST_BATCH = 50;

    /** The rounds of catching up after which the replay tries to end even if writers are faster. */
    private static final int CATCH_UPS = 20;

    /**
     * The first pause if a reader or writer is in the way. Later pauses are longer, so that other work is disturbed
     * less often.
     */
    private static final Duration PAUSE = Duration.ofMillis(250);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** The number of failed tries between two warnings in the log: about a minute. */
    private static final int REPORTED = 12;

    private final String name;
    private final Set<String> names;
    private final EventLog log;
    private final ParkedEvents parked;
    private final ShadowTables shadows;
    private final ProjectionRebuilder rebuilding;
    private final ReplayRecords replays;
    private final OutdatedProjections rebuilds;
    private final BooleanSupplier stopping;
    private final Clock clock;

    private ShadowTables.FillProgress mark = ShadowTables.FillProgress.BEGIN;
    private boolean indexed;
    private int waits;

    ReplayRun(
            String name,
            List<Projection> chosen,
            ReplayStores stores,
            OutdatedProjections rebuilds,
            BooleanSupplier stopping,
            Clock clock) {
        this.name = name;
        this.rebuilding = new ProjectionRebuilder(name, chosen, stores.parked(), stores.savepoints());
        this.log = stores.log();
        this.parked = stores.parked();
        this.shadows = stores.shadows();
        this.replays = stores.replays();
        this.rebuilds = rebuilds;
        this.stopping = stopping;
        this.clock = clock;
        this.names = chosen.stream().map(Projection::name).collect(Collectors.toUnmodifiableSet());
    }

    /** Returns the number of events read so far, including the runs before this one. */
    long done() {
        return mark.done();
    }

    /** Rebuilds the projections; {@code replay} is a name that no other replay has, even of the same projections. */
    void rebuild(String replay) {
        begin(replay);
        while (isWanted()) {
            if (catchUp() && isWanted() && swap()) {
                LOG.info("The replay of {} is done: {} events", name, done());
                return;
            }
        }
        stop();
    }

    private void begin(String replay) {
        Optional<ShadowTables.FillProgress> left = shadows.takeOver(replay);
        if (left.isPresent()) {
            mark = left.get();
            rebuilding.stuck(shadows.inShadow(parked::streams));
            LOG.info("The replay of {} continues after {} events, at position {}", name, mark.done(), mark.position());
        } else {
            LOG.info("The replay of {} starts", name);
            shadows.create(replay, names);
        }
        replays.runs(name, mark.done(), clock.instant());
    }

    private boolean isWanted() {
        rebuilds.requireOurs();
        return !replays.cancelled(name) && !stopping.getAsBoolean();
    }

    private void stop() {
        if (replays.cancelled(name)) {
            shadows.drop();
            replays.finish(name, ReplayRecords.State.CANCELLED, done(), clock.instant(), null);
            LOG.info("The replay of {} was cancelled after {} events", name, done());
        } else {
            LOG.info("The replay of {} stops after {} events; it continues after the next start", name, done());
        }
    }

    /** Catches up with the writers; true if the rest is small enough for the time in which writers wait. */
    private boolean catchUp() {
        for (int round = 0; round < CATCH_UPS; round++) {
            OptionalLong head = shadows.settledHeadNow();
            if (head.isEmpty()) {
                await();
                return false;
            }
            if (!readTo(head.getAsLong())) {
                return false;
            }
            if (!isWanted()) {
                return false;
            }
            index();
            if (log.count(mark.position(), log.head()) <= LAST_BATCH) {
                break;
            }
        }
        return true;
    }

    private void index() {
        if (!indexed) {
            rebuilding.filled(work -> shadows.inShadow(() -> {
                work.run();
                return true;
            }));
            shadows.index(names);
            indexed = true;
        }
    }

    /** Reads and applies the events up to a position; false if the replay is to stop before that. */
    private boolean readTo(long head) {
        long total = done() + log.count(mark.position(), head);
        try (ReadAhead events = new ReadAhead(log, mark.position(), head)) {
            while (mark.position() < head) {
                if (!isWanted()) {
                    return false;
                }
                List<LedgerEvent> batch = events.next();
                if (batch.isEmpty()) {
                    mark = new ShadowTables.FillProgress(head, done());
                    return true;
                }
                applyInShadow(batch);
                mark = after(batch);
                replays.progress(name, done(), total);
            }
        }
        return true;
    }

    private ShadowTables.FillProgress after(List<LedgerEvent> batch) {
        return new ShadowTables.FillProgress(batch.getLast().position(), done() + batch.size());
    }

    private boolean swap() {
        ShadowTables.FillProgress before = mark;
        Set<List<String>> stuck = rebuilding.stuck();
        boolean swapped = shadows.swap(names, this::applyRest, this::end);
        if (swapped) {
            rebuilds.look();
        } else {
            mark = before;
            rebuilding.stuck(stuck);
            await();
        }
        return swapped;
    }

    private void end() {
        rebuilds.put(names);
        replays.finish(name, ReplayRecords.State.DONE, done(), clock.instant(), null);
    }

    private void await() {
        waits++;
        if (waits % REPORTED == 0) {
            LOG.warn(
                    "The replay of {} has applied all {} events and waits to swap in its tables, after {} tries: a"
                            + " long read or write, such as an export of the history, is running",
                    name,
                    done(),
                    waits);
        }
        long pause = PAUSE.toNanos() << Math.min(waits - 1, 10);
        LockSupport.parkNanos(Math.min(pause, LONGEST_PAUSE.toNanos()));
    }

    private void applyInShadow(List<LedgerEvent> batch) {
        ShadowTables.FillProgress next = after(batch);
        rebuilding.apply(
                batch,
                work -> shadows.inShadow(() -> {
                    work.run();
                    shadows.mark(next);
                    return true;
                }));
    }

    /** Applies the events after the last batch, while no writer can add further ones. */
    private void applyRest() {
        long head = log.head();
        while (mark.position() < head) {
            List<LedgerEvent> batch = log.read(mark.position(), head, LAST_READ);
            if (batch.isEmpty()) {
                return;
            }
            rebuilding.applyAtOnce(batch);
            mark = after(batch);
        }
    }
}
