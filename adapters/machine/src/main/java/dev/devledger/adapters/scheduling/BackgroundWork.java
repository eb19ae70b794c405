package dev.devledger.adapters.scheduling;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.devledger.application.projection.ReplayRunner.ReplayJobs;
import dev.devledger.application.sync.memory.PendingWork.SyncAlarm;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Runs the sync's cycles, replays, the sealing of new events and the hourly tidying as tasks of db-scheduler. Due work
 * is a row in the database, so it survives a restart, and only one node runs it at a time.
 */
public final class BackgroundWork implements SyncAlarm, ReplayJobs, SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(BackgroundWork.class);

    private static final String SYNC = "sync-cycle";
    private static final String REPLAY = "replay";
    private static final String TIDY = "tidy";
    private static final String SEAL = "seal";

    /** The longest delay of another node's alarm; an alarm of this node makes it check at once. */
    private static final Duration POLL = Duration.ofSeconds(10);

    /** The pause between two runs of the sealing, and so the shortest time before an event is sealed. */
    private static final Duration SEALING = Duration.ofSeconds(10);

    /** The pause between tries while the database is unreachable. */
    private static final Duration AWAY = Duration.ofMillis(500);

    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final int MISSED_HEARTBEATS = 4;

    /** The number of threads in addition to one for each connector, so that no connector waits for another. */
    private static final int OTHER_THREADS = 3;

    private final Scheduler scheduler;
    private final Map<String, Supplier<Instant>> cycles;
    private final Map<String, CycleAlarm> alarms;
    private final CustomTask<String> replay;
    private final BooleanSupplier othersBusiness;
    private final LifecycleSteps ends;
    /** Runs the alarms; discards tasks that are submitted after the stop. */
    private final ScheduledExecutorService timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("sync-alarm").factory(), new ThreadPoolExecutor.DiscardPolicy());

    private final Clock clock;
    private volatile boolean running;

    /**
     * The recurring work.
     *
     * @param tidy removes data that is no longer needed
     * @param seal seals new events
     */
    public record RecurringWork(Runnable tidy, Runnable seal) {}

    /**
     * The work before the start and before the stop.
     *
     * @param beforeStart repairs what an earlier process left behind
     * @param beforeStop tells a running cycle to end
     */
    public record LifecycleSteps(Runnable beforeStart, Runnable beforeStop) {}

    /**
     * @param cycles the cycles by connector: each runs due work, and returns the latest time for the next check
     * @param replays runs a replay to its end, or until it is told that the process ends
     * @param othersBusiness true if a newer node has taken over: due work then stays due until that node runs it
     */
    public BackgroundWork(
            DataSource database,
            Map<String, Supplier<Instant>> cycles,
            BiConsumer<String, BooleanSupplier> replays,
            RecurringWork upkeep,
            LifecycleSteps ends,
            BooleanSupplier othersBusiness,
            Clock clock) {
        this.clock = clock;
        this.cycles = Map.copyOf(cycles);
        this.othersBusiness = othersBusiness;
        this.ends = ends;
        this.replay = Tasks.custom(REPLAY, String.class)
                .onDeadExecutionRevive()
                .onFailure((complete, operations) -> insist(
                        () -> operations.reschedule(complete, clock.instant().plus(POLL))))
                .execute((instance, context) -> {
                    if (othersBusiness.getAsBoolean()) {
                        return (complete, operations) -> insist(() ->
                                operations.reschedule(complete, clock.instant().plus(POLL)));
                    }
                    replays.accept(instance.getData(), () -> context.getSchedulerState()
                            .isShuttingDown());
                    return (complete, operations) -> operations.remove();
                });
        CustomTask<Void> sync = Tasks.custom(SYNC, Void.class)
                .onDeadExecutionRevive()
                .onFailure(this::again)
                .execute((instance, context) -> cycle(instance.getId()));
        RecurringTask<Void> hourly = Tasks.recurring(TIDY, FixedDelay.ofHours(1))
                .execute((instance, context) -> unless(othersBusiness, upkeep.tidy()));
        RecurringTask<Void> sealing = Tasks.recurring(SEAL, FixedDelay.of(SEALING))
                .execute((instance, context) -> unless(othersBusiness, upkeep.seal()));
        this.scheduler = Scheduler.create(database, List.<Task<?>>of(replay, sync))
                .startTasks(hourly)
                .startTasks(sealing)
                .threads(OTHER_THREADS + cycles.size())
                .executorService(workers(OTHER_THREADS + cycles.size()))
                .pollingInterval(POLL)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(Duration.ofSeconds(20))
                .enableImmediateExecution()
                .build();
        this.alarms = cycles.keySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        each -> each, each -> new CycleAlarm(sync.instance(each), scheduler, timer, clock)));
    }

    /**
     * Makes the threads. If a job could not begin, it stays due, and a log line reports it; without this the thread
     * would end with a message on the console.
     */
    private static ExecutorService workers(int many) {
        return Executors.newFixedThreadPool(
                many,
                Thread.ofPlatform()
                        .name("background-", 1)
                        .uncaughtExceptionHandler((thread, e) ->
                                LOG.warn("Background work could not begin, and stays due: {}", e.getMessage()))
                        .factory());
    }

    private static void unless(BooleanSupplier othersBusiness, Runnable work) {
        if (!othersBusiness.getAsBoolean()) {
            work.run();
        }
    }

    private CompletionHandler<Void> cycle(String connector) {
        Supplier<Instant> cycle = cycles.get(connector);
        if (cycle == null) { // the connector is off here, but may be on at another node with the same row
            return (complete, operations) ->
                    insist(() -> operations.reschedule(complete, clock.instant().plus(POLL)));
        }
        Instant next = othersBusiness.getAsBoolean() ? clock.instant().plus(POLL) : cycle.get();
        return (complete, operations) -> {
            insist(() -> operations.reschedule(complete, next));
            alarm(connector).lookAt(next);
        };
    }

    private CycleAlarm alarm(String connector) {
        return Objects.requireNonNull(alarms.get(connector));
    }

    /** Reschedules a failed job: at once if the database was unreachable, otherwise with the next poll. */
    private void again(ExecutionComplete complete, ExecutionOperations<Void> operations) {
        Instant later = clock.instant().plus(POLL);
        boolean waited = insist(() -> operations.reschedule(complete, later));
        CycleAlarm alarm = alarms.get(complete.getExecution().taskInstance.getId());
        if (waited && running && alarm != null) {
            alarm.ring();
        }
    }

    /**
     * Repeats the completion of a job until the database accepts it: otherwise the job's row would count as running
     * until its heartbeat is missed. True if it took more than one try.
     */
    private boolean insist(Runnable completion) {
        boolean waited = false;
        while (true) {
            try {
                completion.run();
                return waited;
            } catch (RuntimeException e) {
                if (!(e.getCause() instanceof SQLException)
                        || !running
                        || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                waited = true;
                LockSupport.parkNanos(AWAY.toNanos());
            }
        }
    }

    @Override
    public void ring() {
        if (running) {
            alarms.values().forEach(CycleAlarm::ring);
        }
    }

    @Override
    public void submit(String name, Instant startedAt) {
        // The time makes the id unique: when a replay reports its end and is started again, its old row may still
        // exist.
        String job = name + "@" + startedAt.toEpochMilli();
        scheduler.scheduleIfNotExists(replay.instance(job, name), clock.instant());
    }

    @Override
    public void start() {
        ends.beforeStart().run();
        alarms.values().forEach(CycleAlarm::prepare);
        scheduler.start();
        running = true;
        ring(); // the previous process may have marked work, but not requested a cycle
    }

    /** Waits until running jobs have ended; later jobs stay in the database. */
    @Override
    public void stop() {
        running = false;
        ends.beforeStop().run();
        timer.shutdownNow();
        scheduler.stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Starts after the web server, as a cycle may call the sandbox on it, and stops before it. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 100;
    }

    /** Makes one connector's cycle run soon after an alarm, and when its next check is due. */
    static final class CycleAlarm {
        private static final Logger LOG = LoggerFactory.getLogger(CycleAlarm.class);

        /** The delay of a request, which collects several edits of a moment into one cycle. */
        private static final Duration DEBOUNCE = Duration.ofMillis(300);

        private final TaskInstance<Void> cycle;
        private final Scheduler scheduler;
        private final ScheduledExecutorService timer;
        private final Clock clock;
        private final AtomicBoolean ringing = new AtomicBoolean();
        private final AtomicReference<@Nullable Future<?>> nextLook = new AtomicReference<>();

        /** True after a failed request. Only the timer's thread uses it. */
        private boolean unheard;

        CycleAlarm(TaskInstance<Void> cycle, Scheduler scheduler, ScheduledExecutorService timer, Clock clock) {
            this.cycle = cycle;
            this.scheduler = scheduler;
            this.timer = timer;
            this.clock = clock;
        }

        /** Makes the cycle's row. */
        void prepare() {
            scheduler.scheduleIfNotExists(cycle, clock.instant());
        }

        /**
         * Schedules a check at that time: db-scheduler's own check comes only with its next poll, which may be much
         * later.
         */
        void lookAt(Instant next) {
            long millis = Math.max(0, Duration.between(clock.instant(), next).toMillis()) + 1;
            Future<?> earlier = nextLook.getAndSet(
                    timer.schedule(scheduler::triggerCheckForDueExecutions, millis, TimeUnit.MILLISECONDS));
            if (earlier != null) {
                earlier.cancel(false);
            }
        }

        void ring() {
            if (ringing.compareAndSet(false, true)) {
                // wake() logs its own failures
                var unused = timer.schedule(this::wake, DEBOUNCE.toMillis(), TimeUnit.MILLISECONDS);
            }
        }

        private void wake() {
            ringing.set(false);
            try {
                request();
                scheduler.triggerCheckForDueExecutions();
                unheard = false;
            } catch (TaskInstanceException e) {
                ring(); // the running cycle may not have seen the edit, so another one follows
            } catch (RuntimeException e) {
                if (!unheard) {
                    LOG.warn("A sync cycle could not be requested; trying again: {}", e.getMessage());
                }
                unheard = true;
                ring();
            }
        }

        private void request() {
            try {
                scheduler.reschedule(cycle, clock.instant());
            } catch (TaskInstanceNotFoundException e) {
                // A node of an earlier version, on which the connector is off, has removed the row.
                LOG.warn("Nothing said any more when {} is to sync next; it is put right", cycle.getId());
                prepare();
            }
        }
    }
}
