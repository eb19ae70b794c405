package dev.devledger.adapters.scheduling;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it that one connector's cycle runs soon after it was asked for, and when it is due. */
final class CycleAlarm {
    private static final Logger LOG = LoggerFactory.getLogger(CycleAlarm.class);

    /** Edits of one moment go out as one call. */
    private static final Duration DEBOUNCE = Duration.ofMillis(300);

    private final TaskInstance<Void> cycle;
    private final Scheduler scheduler;
    private final ScheduledExecutorService timer;
    private final Clock clock;
    private final AtomicBoolean ringing = new AtomicBoolean();
    private final AtomicReference<@Nullable Future<?>> nextLook = new AtomicReference<>();

    /** Only the timer's thread looks at it. */
    private boolean unheard;

    CycleAlarm(TaskInstance<Void> cycle, Scheduler scheduler, ScheduledExecutorService timer, Clock clock) {
        this.cycle = cycle;
        this.scheduler = scheduler;
        this.timer = timer;
        this.clock = clock;
    }

    /** So that there is a row of it. */
    void prepare() {
        scheduler.scheduleIfNotExists(cycle, clock.instant());
    }

    /** db-scheduler itself looks for what is due with each poll only, which may be a whole poll too late. */
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
            // wake() itself says what fails in it
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
            ring(); // a cycle is under way and may have looked already: another follows it
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
            // A node of an earlier version, where the connector is off, has taken the row away.
            LOG.warn("Nothing said any more when {} is to sync next; it is put right", cycle.getId());
            prepare();
        }
    }
}
