package dev.devledger.adapters.rest.feed;

import dev.devledger.application.access.SessionUse.OpenStreams;
import dev.devledger.application.confined.Confinement;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.HistoryQueries.HistoryView;
import dev.devledger.application.history.Moments;
import dev.devledger.application.ledger.Ledger.StoreOutage;
import dev.devledger.application.ledger.LongWrites;
import dev.devledger.application.ledger.LongWrites.WriteProgress;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.projection.LiveProjections.NewEventListener;
import dev.devledger.application.projection.Replays;
import dev.devledger.application.sync.Sync.SyncStatus;
import dev.devledger.application.sync.Sync.Syncs;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.context.SmartLifecycle;

/**
 * Reports the settled position of the ledger to all listeners on this node. One query serves all listeners: after each
 * local commit, and once a second for commits of other nodes. Without listeners, no query runs.
 */
public final class LedgerFeed implements NewEventListener, OpenStreams, SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerFeed.class);
    private static final long LOOK = Duration.ofSeconds(1).toNanos();

    /** Is shorter than the pause of {@code SessionUse} between its two calls, the first of which may be lost. */
    private static final long LATELY = Duration.ofMillis(150).toNanos();

    /** The most entries of one read, and so the most entries in memory for a listener, however slow. */
    static final int AT_ONCE = 50;

    /** The number of shared reads that are kept. Listeners that are up to date share the same reads. */
    private static final int KEPT_READINGS = 4;

    /**
     * @param look a number that grows with each query
     * @param settled the settled position of the ledger
     * @param work the progress of long work, by event name and id
     * @param asked the number of requests for a sign of life on all streams
     */
    record FeedState(long look, long settled, Map<List<String>, LongWork.Step> work, long asked) {}

    /** @param confined the limit to one project, as a caller with this limit gets another result */
    private record FeedQuery(Confinement confined, HistoryFilter filter, String after, long settled) {}

    private final HistoryQueries history;
    private final Moments moments;
    private final Iterable<LongWork> works;
    private final StoreOutage outage;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition wanted = lock.newCondition();
    private final Condition looked = lock.newCondition();
    private final Map<FeedQuery, FutureTask<Page<HistoryView>>> readings = new LinkedHashMap<>();
    private FeedState news = new FeedState(0, 0, Map.of(), 0);

    /** The time of the last request for a sign of life. A second request shortly afterwards needs no further sign. */
    private long spoken;

    private boolean hint;
    private int listeners;
    private boolean looking;
    private boolean running;

    public LedgerFeed(HistoryQueries history, Moments moments, Iterable<LongWork> works, StoreOutage outage) {
        this.history = history;
        this.moments = moments;
        this.works = works;
        this.outage = outage;
    }

    @Override
    public void stored(List<LedgerEvent> events) {}

    @Override
    public void committed() {
        lock.lock();
        try {
            hint = true;
            wanted.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Registers a listener. Each listener has to leave in the end. */
    void enter() {
        lock.lock();
        try {
            listeners++;
            hint = true;
            wanted.signal();
            if (!looking) {
                looking = true;
                Thread.ofVirtual().name("ledger-feed").start(this::look);
            }
        } finally {
            lock.unlock();
        }
    }

    void leave() {
        lock.lock();
        try {
            listeners--;
            wanted.signal();
        } finally {
            lock.unlock();
        }
    }

    boolean isOpen() {
        lock.lock();
        try {
            return running;
        } finally {
            lock.unlock();
        }
    }

    /** Returns the state after a query. Returns the last known state if the time is over or the server stops. */
    FeedState after(long look, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (running && news.look() <= look && left > 0) {
                left = looked.awaitNanos(left);
            }
            return news;
        } finally {
            lock.unlock();
        }
    }

    /** Reads entries. Listeners with the same position, filter and limit to a project share one read. */
    Page<HistoryView> read(HistoryFilter filter, String after, long settled) {
        FeedQuery key = new FeedQuery(Confinement.current(), filter, after, settled);
        FutureTask<Page<HistoryView>> reading;
        lock.lock();
        try {
            reading = readings.computeIfAbsent(
                    key,
                    any -> new FutureTask<>(() -> history.follow(filter, new PageRequest(AT_ONCE, after), settled)));
            if (readings.size() > KEPT_READINGS) {
                readings.remove(readings.keySet().iterator().next());
            }
        } finally {
            lock.unlock();
        }
        reading.run();
        try {
            return reading.get();
        } catch (ExecutionException e) {
            forget(key);
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The reading was interrupted", e);
        }
    }

    /** Returns the cursor of a listener that has seen all events up to the position. */
    String cursor(long position) {
        return history.end(position);
    }

    private void forget(FeedQuery key) {
        lock.lock();
        try {
            readings.remove(key);
        } finally {
            lock.unlock();
        }
    }

    private void look() {
        long worksAt = System.nanoTime() - LOOK;
        Map<List<String>, LongWork.Step> work = Map.of();
        try {
            while (awaitLook()) {
                try {
                    if (System.nanoTime() - worksAt >= LOOK) {
                        work = work();
                        worksAt = System.nanoTime();
                    }
                    tell(moments.settled(), work);
                } catch (RuntimeException e) {
                    LOG.atLevel(outage.isCauseOf(e) ? Level.DEBUG : Level.ERROR)
                            .setCause(e)
                            .log("New entries of the ledger could not be read; trying again");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for the next query to be due. Returns false without listeners. */
    private boolean awaitLook() throws InterruptedException {
        lock.lock();
        try {
            long left = LOOK;
            while (running && listeners > 0 && !hint && left > 0) {
                left = wanted.awaitNanos(left);
            }
            hint = false;
            looking = running && listeners > 0;
            return looking;
        } finally {
            lock.unlock();
        }
    }

    private Map<List<String>, LongWork.Step> work() {
        Map<List<String>, LongWork.Step> steps = new LinkedHashMap<>();
        works.forEach(work -> work.now().forEach((what, step) -> steps.put(List.of(work.event(), what), step)));
        return steps;
    }

    private void tell(long settled, Map<List<String>, LongWork.Step> work) {
        lock.lock();
        try {
            news = new FeedState(news.look() + 1, settled, work, news.asked());
            looked.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void speak() {
        lock.lock();
        try {
            long now = System.nanoTime();
            if (news.asked() > 0 && now - spoken < LATELY) {
                return;
            }
            spoken = now;
            news = new FeedState(news.look() + 1, news.settled(), news.work(), news.asked() + 1);
            looked.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void start() {
        lock.lock();
        try {
            running = true;
        } finally {
            lock.unlock();
        }
    }

    /** Stops the feed. Runs before the server waits for open requests. */
    @Override
    public void stop() {
        lock.lock();
        try {
            running = false;
            wanted.signalAll();
            looked.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isRunning() {
        return isOpen();
    }

    /**
     * Long-running work whose progress is sent to all listeners of the ledger. The code that builds the feed lists all
     * kinds of such work.
     */
    public interface LongWork {

        /**
         * @param running true while the work runs
         * @param progress the progress, in the form of docs/contract.md, section 4
         */
        record Step(boolean running, Object progress) {}

        /** Returns the name of the work's events, such as {@code import}. */
        String event();

        /** Returns the work that runs on this node or has just ended, by id. Called once a second. */
        Map<String, Step> now();

        /** The progress of projections that are being rebuilt, as in {@code /api/projections}. */
        record ReplayNews(Replays replays) implements LongWork {

            @Override
            public String event() {
                return "replay";
            }

            @Override
            public Map<String, Step> now() {
                Map<String, Step> steps = new LinkedHashMap<>();
                for (Replays.ProjectionStatus status : replays.list()) {
                    Replays.ReplayProgress replay = status.replay();
                    if (replay != null) {
                        steps.put(status.name(), new Step(replay.state().equals("running"), status));
                    }
                }
                return steps;
            }
        }

        /**
         * The state of the sync, as in {@code /api/sync/status}, without values that grow with time alone, as they are no
         * news.
         */
        record SyncNews(Syncs syncs) implements LongWork {

            @Override
            public String event() {
                return "sync";
            }

            @Override
            public Map<String, Step> now() {
                return syncs.statuses().stream()
                        .collect(Collectors.toMap(SyncStatus::connector, status -> new Step(true, status.standing())));
            }
        }

        /** The progress of undos, as in {@code /api/change-sets/{id}/undo}. */
        record UndoNews(LongWrites writes, Clock clock) implements LongWork {
            private static final Duration NEWS = Duration.ofSeconds(10);

            @Override
            public String event() {
                return "undo";
            }

            @Override
            public Map<String, Step> now() {
                Map<String, Step> steps = new LinkedHashMap<>();
                for (WriteProgress each : writes.undosSince(clock.instant().minus(NEWS))) {
                    steps.put(each.requestId(), new Step(each.finishedAt() == null, each));
                }
                return steps;
            }
        }
    }
}
