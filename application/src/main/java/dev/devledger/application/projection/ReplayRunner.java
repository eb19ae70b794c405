package dev.devledger.application.projection;

import dev.devledger.application.ledger.WriteGate.NewerVersion;
import dev.devledger.application.projection.LiveProjections.Savepoints;
import dev.devledger.domain.shared.Rejection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The projections and their replays: begins one, reports its progress, and runs it when its job says so. */
public final class ReplayRunner implements Replays {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayRunner.class);

    /** The tries in a row without progress after which a passing failure counts as lasting. */
    private static final int TRIES = 5;

    private final List<Projection> projections;
    private final ReplayStores stores;
    private final EventLog log;
    private final ParkedEvents parked;
    private final ShadowTables shadows;
    private final ReplayLog replays;
    private final Rebuilds rebuilds;
    private final ReplayJobs jobs;
    private final Clock clock;

    /** The stalled tries of the one replay that runs. */
    private int stalled;

    private long stalledAt;

    public ReplayRunner(
            List<Projection> projections, ReplayStores stores, Rebuilds rebuilds, ReplayJobs jobs, Clock clock) {
        this.projections = projections.stream()
                .sorted(Comparator.comparing(Projection::name))
                .toList();
        this.stores = stores;
        this.log = stores.log();
        this.parked = stores.parked();
        this.shadows = stores.shadows();
        this.replays = stores.replays();
        this.rebuilds = rebuilds;
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
                    "A replay is already running. Wait until it is done, or cancel it with DELETE.");
        }
        try {
            jobs.submit(name, now);
        } catch (RuntimeException e) {
            replays.finish(name, ReplayLog.State.FAILED, 0, now, "It could not be started; try again.");
            throw e;
        }
        return get(name);
    }

    /**
     * Resumes at the start. Rows of earlier code are rebuilt; and a process that ended during a replay has left one
     * that may not be running.
     */
    public void resume() {
        Set<String> stale = rebuilds.stale();
        if (!stale.isEmpty()) {
            renew(stale);
        }
        replays.running().ifPresent(replay -> jobs.submit(replay.name(), replay.startedAt()));
    }

    /** Rebuilds several of them in one replay of all: the events are read once. */
    private void renew(Set<String> stale) {
        String name = stale.size() == 1 ? stale.iterator().next() : ALL;
        Optional<ReplayLog.Replay> other = replays.running().filter(running -> !covers(running.name(), name));
        other.ifPresent(running -> {
            replays.cancel(running.name());
            replays.finish(
                    running.name(),
                    ReplayLog.State.CANCELLED,
                    running.done(),
                    clock.instant(),
                    "A replay of " + name + " was started instead.");
        });
        LOG.warn(
                "The rows of {} were made by another version of Devledger. A replay of {} rebuilds them; reads go on"
                        + " meanwhile, and GET /api/projections shows the progress",
                String.join(", ", stale),
                name);
        replays.begin(name, log.count(log.head()), clock.instant());
    }

    private static boolean covers(String running, String wanted) {
        return running.equals(ALL) || running.equals(wanted);
    }

    @Override
    public Status cancel(String name) {
        requireKnown(name);
        if (!replays.cancel(name)) {
            throw Rejection.of(Rejection.Code.CONFLICT_STATE, "No replay of " + name + " is running.");
        }
        return get(name);
    }

    /**
     * Runs the replay, which continues an earlier run that was cut off; the live tables are as they were until its end.
     * A passing failure, such as a database that is away, is thrown: the job is to try again.
     *
     * @param stopping true once the process ends, and the replay with it until the next one
     */
    public void run(String name, BooleanSupplier stopping) {
        Optional<ReplayLog.Replay> running =
                replays.running().filter(replay -> replay.name().equals(name));
        if (running.isEmpty()) {
            return; // the process before this one ended after the replay was done, but before it told its job
        }
        ReplayRun run = new ReplayRun(name, chosen(name), stores, rebuilds, stopping, clock);
        try {
            run.rebuild(name + "@" + running.get().startedAt());
        } catch (ShadowTables.Superseded e) {
            // A node that sleeps for too long is taken for dead; the newer run reports the replay.
            LOG.warn("The replay of {} stops after {} events: {}", name, run.done(), e.getMessage());
        } catch (NewerVersion e) {
            LOG.warn(
                    "The replay of {} stops after {} events: a newer Devledger uses this database now and continues"
                            + " it",
                    name,
                    run.done());
            throw e;
        } catch (RuntimeException e) {
            if (stopping.getAsBoolean() || (stores.savepoints().isPassing(e) && mayPass(run.done()))) {
                LOG.warn(
                        "The replay of {} was interrupted after {} events; it continues from there",
                        name,
                        run.done(),
                        e);
                throw e;
            }
            LOG.error("The replay of {} failed after {} events; the live tables are unchanged", name, run.done(), e);
            String message =
                    "It failed after " + run.done() + " events, and the live tables are unchanged: " + e.getMessage();
            replays.finish(name, ReplayLog.State.FAILED, run.done(), clock.instant(), message);
            shadows.drop();
        }
    }

    /** True for a failure that may pass. A full disk does not pass while the tables of this very replay are on it. */
    private boolean mayPass(long done) {
        stalled = done == stalledAt ? stalled + 1 : 1;
        stalledAt = done;
        return stalled < TRIES;
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
                    Rejection.Code.NOT_FOUND,
                    "There is no projection " + name + ". The projections are " + known + ".");
        }
    }

    private Status status(String name, long head, Map<String, Long> waiting, Optional<ReplayLog.Replay> running) {
        long parkedHere = name.equals(ALL)
                ? waiting.values().stream().mapToLong(Long::longValue).sum()
                : waiting.getOrDefault(name, 0L);
        boolean rebuilding = running.filter(r -> covers(r.name(), name)).isPresent();
        Set<String> stale = rebuilds.stale();
        boolean wrong = parkedHere > 0 || stale.contains(name) || (name.equals(ALL) && !stale.isEmpty());
        String state = rebuilding ? "rebuilding" : wrong ? "failed" : "live";
        return new Status(name, state, head, head, 0, parkedHere, progress(name));
    }

    /** Returns the newest replay that rebuilt this projection, its own or one of all. */
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
                Math.max(0.001, Duration.between(replay.runsSince(), end).toNanos() / 1e9);
        return new Progress(
                replay.state().name().toLowerCase(Locale.ROOT),
                replay.done(),
                replay.total(),
                Math.round((replay.done() - replay.runsFrom()) / seconds * 10) / 10.0,
                replay.startedAt(),
                replay.error());
    }

    /** The stores that a replay reads from and writes to. */
    public record ReplayStores(
            EventLog log, ParkedEvents parked, Savepoints savepoints, ShadowTables shadows, ReplayLog replays) {}

    /** Jobs that run behind the request that started them, on one node, and again if that node died. */
    public interface ReplayJobs {
        /** Has {@link ReplayRunner#run} called soon; once for a replay, however often it is submitted. */
        void submit(String name, Instant startedAt);
    }

    /** The newest replay of each projection, stored for the time after a restart. */
    public interface ReplayLog {
        enum State {
            RUNNING,
            DONE,
            CANCELLED,
            FAILED
        }

        /**
         * {@code name} is a projection or {@code all}. {@code error} is the reason of a failure.
         *
         * @param startedAt the time of the request; it may have been cut off and continued since
         * @param runsSince the time since when it runs without a break
         * @param runsFrom the number of events done by then
         */
        record Replay(
                String name,
                State state,
                long done,
                long total,
                Instant startedAt,
                @Nullable Instant finishedAt,
                @Nullable String error,
                Instant runsSince,
                long runsFrom) {}

        /** False if one is running already, whatever its name: two would disturb each other. */
        boolean begin(String name, long total, Instant at);

        /** Records that its work begins, or continues after it was cut off. */
        void runs(String name, long done, Instant at);

        void progress(String name, long done, long total);

        void finish(String name, State state, long done, Instant at, @Nullable String error);

        Optional<Replay> running();

        /** Returns the newest replay of this very name. */
        Optional<Replay> find(String name);

        /** Asks the running replay to stop; false where none of this name runs. */
        boolean cancel(String name);

        boolean cancelled(String name);
    }
}
