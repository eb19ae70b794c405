package dev.devledger.application.projection;

import dev.devledger.domain.shared.Rejection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rebuilds projections from the events: fills shadow tables batch by batch while reads and writes go on, catches up with
 * the writers, and puts the shadow tables in the place of the live ones. Nobody but the projections hears of the events.
 */
public final class ReplayRunner implements Replays {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayRunner.class);
    private static final int BATCH = 500;
    /** How far behind the writers the last batch may be; it runs while the gate is closed for them. */
    private static final int LAST_BATCH = 1_000;
    /** Writers that are faster than the replay cannot keep it from ending. */
    private static final int CATCH_UPS = 10;

    private final List<Projection> projections;
    private final EventLog log;
    private final ParkedEvents parked;
    private final Savepoints savepoints;
    private final ShadowTables shadows;
    private final ReplayLog replays;
    private final ReplayJobs jobs;
    private final Clock clock;

    public ReplayRunner(
            List<Projection> projections,
            EventLog log,
            ParkedEvents parked,
            Savepoints savepoints,
            ShadowTables shadows,
            ReplayLog replays,
            ReplayJobs jobs,
            Clock clock) {
        this.projections = projections.stream()
                .sorted(Comparator.comparing(Projection::name))
                .toList();
        this.log = log;
        this.parked = parked;
        this.savepoints = savepoints;
        this.shadows = shadows;
        this.replays = replays;
        this.jobs = jobs;
        this.clock = clock;
    }

    @Override
    public List<Status> list() {
        long head = log.head();
        Map<String, Long> waiting = parked.counts();
        Optional<ReplayLog.Replay> running = replays.running();
        return projections.stream()
                .map(each -> status(each.name(), head, waiting, running))
                .toList();
    }

    @Override
    public Status get(String name) {
        requireKnown(name);
        return status(name, log.head(), parked.counts(), replays.running());
    }

    @Override
    public Status start(String name) {
        requireKnown(name);
        Instant now = clock.instant();
        if (!replays.begin(name, log.count(log.head()), now)) {
            throw Rejection.of(
                    Rejection.Code.CONFLICT_STATE,
                    "A replay runs already. Wait until it is done, or cancel it with DELETE.");
        }
        jobs.submit(name, now);
        return get(name);
    }

    /** A process that ended between the beginning of a replay and its job has left one that nobody runs. */
    public void resume() {
        replays.running().ifPresent(replay -> jobs.submit(replay.name(), replay.startedAt()));
    }

    @Override
    public Status cancel(String name) {
        requireKnown(name);
        if (!replays.cancel(name)) {
            throw Rejection.of(Rejection.Code.CONFLICT_STATE, "No replay of " + name + " runs.");
        }
        return get(name);
    }

    /** The replay itself. Where an earlier run was cut off it begins anew; the live tables were never touched. */
    public void run(String name) {
        if (replays.running().filter(replay -> replay.name().equals(name)).isEmpty()) {
            return; // the process before this one ended when it was done, but not yet said so to its job
        }
        Run run = new Run(name, chosen(name));
        try {
            run.rebuild();
        } catch (ShadowTables.Superseded e) {
            // A node that sleeps for too long is taken for dead; what becomes of the replay, the newer run says.
            LOG.warn("The replay of {} stops after {} events: {}", name, run.done, e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("The replay of {} failed after {} events; the live tables are as they were", name, run.done, e);
            replays.finish(name, ReplayLog.State.FAILED, run.done, clock.instant(), String.valueOf(e));
            shadows.drop();
        }
    }

    private List<Projection> chosen(String name) {
        return name.equals(ALL)
                ? projections
                : projections.stream().filter(each -> each.name().equals(name)).toList();
    }

    private void requireKnown(String name) {
        if (!name.equals(ALL) && chosen(name).isEmpty()) {
            String known = Stream.concat(projections.stream().map(Projection::name), Stream.of(ALL))
                    .collect(Collectors.joining(", "));
            throw Rejection.of(
                    Rejection.Code.NOT_FOUND, "There is no projection " + name + ". There are " + known + ".");
        }
    }

    private Status status(String name, long head, Map<String, Long> waiting, Optional<ReplayLog.Replay> running) {
        long parkedHere = name.equals(ALL)
                ? waiting.values().stream().mapToLong(Long::longValue).sum()
                : waiting.getOrDefault(name, 0L);
        boolean rebuilding = running.filter(
                        r -> r.name().equals(ALL) || r.name().equals(name))
                .isPresent();
        String state = rebuilding ? "rebuilding" : parkedHere > 0 ? "failed" : "live";
        return new Status(name, state, head, head, 0, parkedHere, progress(name));
    }

    /** The newest replay that rebuilt this projection, its own or one of all. */
    private @Nullable Progress progress(String name) {
        return Stream.of(name, ALL)
                .distinct()
                .flatMap(each -> replays.find(each).stream())
                .max(Comparator.comparing(ReplayLog.Replay::startedAt))
                .map(this::progress)
                .orElse(null);
    }

    private Progress progress(ReplayLog.Replay replay) {
        Instant end = replay.finishedAt() == null ? clock.instant() : replay.finishedAt();
        double seconds =
                Math.max(0.001, Duration.between(replay.startedAt(), end).toNanos() / 1e9);
        return new Progress(
                replay.state().name().toLowerCase(Locale.ROOT),
                replay.done(),
                replay.total(),
                Math.round(replay.done() / seconds * 10) / 10.0,
                replay.startedAt(),
                replay.error());
    }

    /** One rebuilding of some projections. */
    private final class Run {
        private final String name;
        private final List<Projection> chosen;
        private final Set<String> names;
        /** Streams of which an event is parked, with the projection before them. */
        private final Set<List<String>> stuck = new HashSet<>();

        private long position;
        private long done;

        Run(String name, List<Projection> chosen) {
            this.name = name;
            this.chosen = chosen;
            this.names = chosen.stream().map(Projection::name).collect(Collectors.toUnmodifiableSet());
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
                LOG.error(
                        "{} at {} is parked: {} cannot apply it", event.type(), event.position(), projection.name(), e);
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
}
