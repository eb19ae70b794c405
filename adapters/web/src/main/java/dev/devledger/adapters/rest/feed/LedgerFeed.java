package dev.devledger.adapters.rest.feed;

import dev.devledger.application.access.SessionUse.OpenStreams;
import dev.devledger.application.confined.Confinement;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.HistoryQueries.HistoryView;
import dev.devledger.application.history.Moments;
import dev.devledger.application.ledger.StoreOutage;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.projection.LiveProjections.LiveListener;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.context.SmartLifecycle;

/**
 * Tells all who listen on this node up to where the ledger is settled: one look at the database for all of them, after each
 * commit here, and once a second for those of other nodes. Nobody looks where nobody listens.
 */
public final class LedgerFeed implements LiveListener, OpenStreams, SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerFeed.class);
    private static final long LOOK = Duration.ofSeconds(1).toNanos();

    /** Less than {@code SessionUse} waits between two of its words, of which the first may be lost. */
    private static final long LATELY = Duration.ofMillis(150).toNanos();

    /** Entries in one reading: that many are in memory for a listener, however slow. */
    static final int AT_ONCE = 50;

    /** Who keeps up reads the same as the others do. */
    private static final int KEPT_READINGS = 4;

    /**
     * @param look grows with each look
     * @param work how far long work is, by the name of its events and what tells one from the other
     * @param asked how often all were asked to say something, whether there is something new or not
     */
    record News(long look, long settled, Map<List<String>, LongWork.Step> work, long asked) {}

    /** @param confined as the same question has another answer for who may see less */
    private record Wanted(Confinement confined, HistoryFilter filter, String after, long settled) {}

    private final HistoryQueries history;
    private final Moments moments;
    private final Iterable<LongWork> works;
    private final StoreOutage outage;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition wanted = lock.newCondition();
    private final Condition looked = lock.newCondition();
    private final Map<Wanted, FutureTask<Page<HistoryView>>> readings = new LinkedHashMap<>();
    private News news = new News(0, 0, Map.of(), 0);

    /** When all streams were last asked to speak. Whoever asks again right after it hears of the same. */
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

    /** Whoever enters leaves in the end. */
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

    /** What came after a look, or what is known where nothing came for so long or the server ends. */
    News after(long look, Duration patience) throws InterruptedException {
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

    /** Those who are as far as each other, with the same filter, and may see the same, are answered by one reading. */
    Page<HistoryView> read(HistoryFilter filter, String after, long settled) {
        Wanted key = new Wanted(Confinement.current(), filter, after, settled);
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

    /** Of who has seen all up to there. */
    String cursor(long position) {
        return history.end(position);
    }

    private void forget(Wanted key) {
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

    /** False where nobody listens any more. */
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
            news = new News(news.look() + 1, settled, work, news.asked());
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
            news = new News(news.look() + 1, news.settled(), news.work(), news.asked() + 1);
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

    /** Before the server waits for the requests that are under way. */
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
}
