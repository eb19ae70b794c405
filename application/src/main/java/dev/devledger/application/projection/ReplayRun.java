package dev.devledger.application.projection;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One rebuilding of some projections from the events: fills shadow tables batch by batch while reads and writes go on,
 * catches up with the writers, and puts the shadow tables in the place of the live ones. Nobody but the projections hears
 * of the events.
 */
final class ReplayRun {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayRun.class);
    private static final int BATCH = 500;

    /** How far behind the writers the last batch may be; it runs while the gate is closed for them. */
    private static final int LAST_BATCH = 1_000;

    /** Writers that are faster than the replay cannot keep it from ending. */
    private static final int CATCH_UPS = 10;

    private final String name;
    private final List<Projection> chosen;
    private final Set<String> names;
    private final EventLog log;
    private final ParkedEvents parked;
    private final Savepoints savepoints;
    private final ShadowTables shadows;
    private final ReplayLog replays;
    private final Clock clock;

    /** Streams of which an event is parked, with the projection before them. */
    private final Set<List<String>> stuck = new HashSet<>();

    private long position;
    private long done;

    ReplayRun(
            String name,
            List<Projection> chosen,
            EventLog log,
            ParkedEvents parked,
            Savepoints savepoints,
            ShadowTables shadows,
            ReplayLog replays,
            Clock clock) {
        this.name = name;
        this.chosen = chosen;
        this.log = log;
        this.parked = parked;
        this.savepoints = savepoints;
        this.shadows = shadows;
        this.replays = replays;
        this.clock = clock;
        this.names = chosen.stream().map(Projection::name).collect(Collectors.toUnmodifiableSet());
    }

    /** How many events it has read so far. */
    long done() {
        return done;
    }

    void rebuild() {
        LOG.info("The replay of {} begins", name);
        shadows.create(names);
        for (int round = 0; round < CATCH_UPS; round++) {
            long head = shadows.settledHead();
            long total = log.count(head);
            if (!readTo(head, total)) {
                shadows.drop();
                replays.finish(name, ReplayLog.State.CANCELLED, done, clock.instant(), null);
                LOG.info("The replay of {} was cancelled after {} events", name, done);
                return;
            }
            if (log.count(log.head()) - done <= LAST_BATCH) {
                break;
            }
        }
        shadows.swap(names, this::applyRest);
        replays.finish(name, ReplayLog.State.DONE, done, clock.instant(), null);
        LOG.info("The replay of {} is done: {} events", name, done);
    }

    /** False where it was cancelled on the way. */
    private boolean readTo(long head, long total) {
        while (position < head) {
            if (replays.cancelled(name)) {
                return false;
            }
            List<LedgerEvent> batch = log.read(position, head, BATCH);
            if (batch.isEmpty()) {
                position = head;
                return true;
            }
            applyInShadow(batch);
            advance(batch);
            replays.progress(name, done, total);
        }
        return true;
    }

    private void advance(List<LedgerEvent> batch) {
        position = batch.getLast().position();
        done += batch.size();
    }

    /** A batch goes through at once; only one that fails is repeated event by event behind savepoints. */
    private void applyInShadow(List<LedgerEvent> batch) {
        Set<List<String>> before = Set.copyOf(stuck);
        try {
            shadows.inShadow(() -> {
                batch.forEach(this::apply);
                return true;
            });
        } catch (ShadowTables.Superseded e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warn("A batch of the replay of {} fails; it is repeated event by event", name, e);
            stuck.retainAll(before);
            shadows.inShadow(() -> {
                batch.forEach(this::applyGuarded);
                return true;
            });
        }
    }

    /** What came since, while no writer can add to it. */
    private void applyRest() {
        long head = log.head();
        while (position < head) {
            List<LedgerEvent> batch = log.read(position, head, BATCH);
            if (batch.isEmpty()) {
                return;
            }
            batch.forEach(this::applyGuarded);
            advance(batch);
        }
    }

    private void apply(LedgerEvent event) {
        for (Projection projection : chosen) {
            if (isStuck(projection, event)) {
                park(projection, event, "An earlier event of " + event.stream() + " waits.");
            } else {
                projection.apply(event);
            }
        }
    }

    private void applyGuarded(LedgerEvent event) {
        for (Projection projection : chosen) {
            if (isStuck(projection, event)) {
                park(projection, event, "An earlier event of " + event.stream() + " waits.");
            } else {
                attempt(projection, event);
            }
        }
    }

    private void attempt(Projection projection, LedgerEvent event) {
        try {
            savepoints.attempt(() -> projection.apply(event));
        } catch (RuntimeException e) {
            if (savepoints.isPassing(e)) {
                throw e;
            }
            LOG.error("{} at {} is parked: {} cannot apply it", event.type(), event.position(), projection.name(), e);
            stuck.add(List.of(projection.name(), event.stream()));
            park(projection, event, String.valueOf(e));
        }
    }

    private boolean isStuck(Projection projection, LedgerEvent event) {
        return !stuck.isEmpty() && stuck.contains(List.of(projection.name(), event.stream()));
    }

    private void park(Projection projection, LedgerEvent event, String error) {
        parked.park(projection.name(), event, error);
    }
}
