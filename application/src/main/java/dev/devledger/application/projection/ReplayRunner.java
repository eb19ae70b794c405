package dev.devledger.application.projection;

import dev.devledger.application.ledger.Ledger.WriteGate.NewerVersion;
import dev.devledger.application.projection.EventLog.ParkedEvents;
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

/** The projections and their replays: begins a replay, reports its progress, and runs it when its job is called. */
public final class ReplayRunner implements Replays {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayRunner.class);

    /** The tries in a row without progress after which a passing failure counts as permanent. */
    private static final int TRIES = 5;

    private final List<Projection> projections;
    private final ReplayStores stores;
    private final EventLog log;
    private final ParkedEvents parked;
    private final ShadowTables shadows;
    private final ReplayRecords replays;
    private final OutdatedProjections rebuilds;
    private final ReplayJobs jobs;
    private final Clock clock;

    /** The number of tries in a row without progress; only one replay runs at a time. */
    private int stalled;

    private long stalledAt;

    public ReplayRunner(
            List<Projection> projections,
            ReplayStores stores,
            OutdatedProjections rebuilds,
            ReplayJobs jobs,
            Clock clock) {
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
    public List<ProjectionStatus> list() {
        long head = log.head();
        Map<String, Long> waiting = parked.counts();
        Optional<ReplayRecords.Replay> running = replays.running();
        return projections.stream()
                .map(each -> status(each.name(), head, waiting, running))
                .toList();
    }

    @Override
    public ProjectionStatus get(String name) {
        requireKnown(name);
        return status(name, log.head(), parked.counts(), replays.running());
    }

    @Override
    public ProjectionStatus start(String name) {
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
            replays.finish(name, ReplayRecords.State.FAILED, 0, now, "It could not be started; try again.");
            throw e;
        }
        return get(name);
    }

    /**
     * Resumes work at the start of the program: rebuilds rows of other generations, and submits the replay again that
     * an earlier process may have left unfinished.
     */
    public void resume() {
        Set<String> stale = rebuilds.stale();
        if (!stale.isEmpty()) {
            renew(stale);
        }
        replays.running().ifPresent(replay -> jobs.submit(replay.name(), replay.startedAt()));
    }

    /** Rebuilds several projections in one replay of all projections, so that the events are read once. */
    private void renew(Set<String> stale) {
        String name = stale.size() == 1 ? stale.iterator().next() : ALL;
        Optional<ReplayRecords.Replay> other = replays.running().filter(running -> !covers(running.name(), name));
        other.ifPresent(running -> {
            replays.cancel(running.name());
            replays.finish(
                    running.name(),
                    ReplayRecords.State.CANCELLED,
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
    public ProjectionStatus cancel(String name) {
        requireKnown(name);
        if (!replays.cancel(name)) {
            throw Rejection.of(Rejection.Code.CONFLICT_STATE, "No replay of " + name + " is running.");
        }
        return get(name);
    }

    /**
     * Runs the replay, or continues a run that was cut off; the live tables stay as they are until its end. A passing
     * failure, such as a database that is away, is thrown, so that the job tries again.
     *
     * @param stopping true once the process is ending; the replay then stops, and the next process continues it
     */
    public void run(String name, BooleanSupplier stopping) {
        Optional<ReplayRecords.Replay> running =
                replays.running().filter(replay -> replay.name().equals(name));
        if (running.isEmpty()) {
            return; // an earlier process ended after the replay was done, but before its job was
        }
        ReplayRun run = new ReplayRun(name, chosen(name), stores, rebuilds, stopping, clock);
        try {
            run.rebuild(name + "@" + running.get().startedAt());
        } catch (ShadowTables.Superseded e) {
            // If this node sleeps too long, another one takes over the replay; that run reports its result.
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
            replays.finish(name, ReplayRecords.State.FAILED, run.done(), clock.instant(), message);
            shadows.drop();
        }
    }

    /**
     * True if the failure may pass. After several tries without progress it may not: on a full disk, the replay's own
     * tables may be the cause.
     */
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

    private ProjectionStatus status(
            String name, long head, Map<String, Long> waiting, Optional<ReplayRecords.Replay> running) {
        long parkedHere = name.equals(ALL)
                ? waiting.values().stream().mapToLong(Long::longValue).sum()
                : waiting.getOrDefault(name, 0L);
        boolean rebuilding = running.filter(r -> covers(r.name(), name)).isPresent();
        Set<String> stale = rebuilds.stale();
        boolean wrong = parkedHere > 0 || stale.contains(name) || (name.equals(ALL) && !stale.isEmpty());
        String state = rebuilding ? "rebuilding" : wrong ? "failed" : "live";
        return new ProjectionStatus(name, state, head, head, 0, parkedHere, progress(name));
    }

    /**
     * Returns the progress of the newest replay that rebuilt this projection: a replay of this projection or of all.
     */
    private @Nullable ReplayProgress progress(String name) {
        return Stream.of(name, ALL)
                .distinct()
                .flatMap(each -> replays.find(each).stream())
                .max(Comparator.comparing(ReplayRecords.Replay::startedAt))
                .map(this::progress)
                .orElse(null);
    }

    private ReplayProgress progress(ReplayRecords.Replay replay) {
        Instant end = replay.finishedAt() == null ? clock.instant() : replay.finishedAt();
        double seconds =
                Math.max(0.001, Duration.between(replay.runsSince(), end).toNanos() / 1e9);
        return new ReplayProgress(
                replay.state().name().toLowerCase(Locale.ROOT),
                replay.done(),
                replay.total(),
                Math.round((replay.done() - replay.runsFrom()) / seconds * 10) / 10.0,
                replay.startedAt(),
                replay.error());
    }

    /** The stores that a replay reads from and writes to. */
    public record ReplayStores(
            EventLog log, ParkedEvents parked, Savepoints savepoints, ShadowTables shadows, ReplayRecords replays) {}

    /** Jobs that run behind the request that started them, on one node, and again if that node has died. */
    public interface ReplayJobs {
        /** Has {@link ReplayRunner#run} called soon; only once for each replay, however often it is submitted. */
        void submit(String name, Instant startedAt);
    }

    /** The newest replay of each name, stored so that it outlives the process. */
    public interface ReplayRecords {
        enum State {
            RUNNING,
            DONE,
            CANCELLED,
            FAILED
        }

        /**
         * {@code name} is a projection or {@code all}. {@code error} is the reason of a failure.
         *
         * @param startedAt the time of the request; the replay may have been cut off and continued since
         * @param runsSince the start of the present run, which has had no interruption
         * @param runsFrom the number of events that were done at {@code runsSince}
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

        /** Begins a replay; false if any replay is running already, as two would disturb each other. */
        boolean begin(String name, long total, Instant at);

        /** Records that the replay's work begins, or continues after an interruption. */
        void runs(String name, long done, Instant at);

        void progress(String name, long done, long total);

        void finish(String name, State state, long done, Instant at, @Nullable String error);

        Optional<Replay> running();

        /** Returns the newest replay with exactly this name. */
        Optional<Replay> find(String name);

        /** Asks the running replay of that name to stop; false if none runs. */
        boolean cancel(String name);

        boolean cancelled(String name);
    }
}
