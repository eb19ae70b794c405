package dev.devledger.adapters.scheduling;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceException;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.devledger.application.projection.ReplayJobs;
import dev.devledger.application.sync.SyncAlarm;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The sync's cycles, replays and the hourly tidying, as db-scheduler's tasks: due work is a row, so it survives a
 * restart, and one node has it at a time.
 */
public final class BackgroundWork implements SyncAlarm, ReplayJobs, SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(BackgroundWork.class);
    private static final String SYNC = "sync-cycle";
    private static final String REPLAY = "replay";
    private static final String TIDY = "tidy";

    /** Edits of one moment go out as one call. */
    private static final Duration DEBOUNCE = Duration.ofMillis(300);

    /** Only another node's alarm waits for a poll; this node's own looks at once. */
    private static final Duration POLL = Duration.ofSeconds(10);

    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final int MISSED_HEARTBEATS = 4;

    private final Scheduler scheduler;
    private final OneTimeTask<String> replay;
    private final Runnable beforeStart;
    /** What is asked of it after the stop is nobody's business any more. */
    private final ScheduledExecutorService timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("sync-alarm").factory(), new ThreadPoolExecutor.DiscardPolicy());

    private final AtomicBoolean ringing = new AtomicBoolean();
    private final Clock clock;
    private volatile boolean running;

    /**
     * @param cycle runs what is due, and answers when to look again at the latest
     * @param replays runs a replay to its end
     * @param tidy removes what nobody needs any more
     * @param beforeStart puts right what an earlier process left
     */
    public BackgroundWork(
            DataSource database,
            Supplier<Instant> cycle,
            Consumer<String> replays,
            Runnable tidy,
            Runnable beforeStart,
            Clock clock) {
        this.clock = clock;
        this.beforeStart = beforeStart;
        this.replay = Tasks.oneTime(REPLAY, String.class)
                .onDeadExecutionRevive()
                .execute((instance, context) -> replays.accept(instance.getData()));
        CustomTask<Void> sync = Tasks.custom(SYNC, Void.class)
                .scheduleOnStartup(SYNC, null, now -> now)
                .onDeadExecutionRevive()
                .onFailure((complete, operations) ->
                        operations.reschedule(complete, clock.instant().plus(POLL)))
                .execute((instance, context) -> reschedule(cycle.get()));
        RecurringTask<Void> hourly =
                Tasks.recurring(TIDY, FixedDelay.ofHours(1)).execute((instance, context) -> tidy.run());
        this.scheduler = Scheduler.create(database, List.<Task<?>>of(replay))
                .startTasks(sync)
                .startTasks(hourly)
                .threads(3)
                .pollingInterval(POLL)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(Duration.ofSeconds(20))
                .enableImmediateExecution()
                .build();
    }

    private CompletionHandler<Void> reschedule(Instant next) {
        return (complete, operations) -> {
            operations.reschedule(complete, next);
            lookAt(next);
        };
    }

    /** db-scheduler itself looks for what is due with each poll only. */
    private void lookAt(Instant next) {
        Duration wait = Duration.between(clock.instant(), next);
        if (wait.compareTo(POLL) < 0) {
            var unused = timer.schedule(
                    scheduler::triggerCheckForDueExecutions, Math.max(0, wait.toMillis()) + 1, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void ring() {
        if (running && ringing.compareAndSet(false, true)) {
            // wake() itself says what fails in it
            var unused = timer.schedule(this::wake, DEBOUNCE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void wake() {
        ringing.set(false);
        try {
            scheduler.reschedule(TaskInstanceId.of(SYNC, SYNC), clock.instant());
            scheduler.triggerCheckForDueExecutions();
        } catch (TaskInstanceException e) {
            ring(); // a cycle is under way and may have looked already: another follows it
        } catch (RuntimeException e) {
            LOG.warn("The cycle could not be asked for; it comes with the next regular one", e);
        }
    }

    @Override
    public void submit(String name, Instant startedAt) {
        // Not by its name alone: the row of the one before may still be there when that says that it is done.
        String job = name + "@" + startedAt.toEpochMilli();
        scheduler.scheduleIfNotExists(replay.instance(job, name), clock.instant());
    }

    @Override
    public void start() {
        beforeStart.run();
        scheduler.start();
        running = true;
        ring(); // the process before this one may have ended between a mark and its alarm
    }

    /** What runs comes to its end; what is due later stays in the database. */
    @Override
    public void stop() {
        running = false;
        timer.shutdownNow();
        scheduler.stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the web server, whose own sandbox a cycle may call, and stopped before it. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 100;
    }
}
