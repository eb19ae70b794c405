package dev.devledger.application.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The long writes and the undos of the last day that this node has received since its start. */
public final class LongWrites {
    private static final int MOST = 200;
    private static final Duration KEPT = Duration.ofDays(1);

    private final Clock clock;

    /** The writes by change set. */
    private final Map<UUID, LongWrite> writes = new LinkedHashMap<>();

    private final Map<String, UUID> byRequest = new LinkedHashMap<>();
    private final Map<UUID, UUID> byUndone = new LinkedHashMap<>();

    public LongWrites(Clock clock) {
        this.clock = clock;
    }

    /** Begins to track a write, for the first time or for a repeat. */
    public synchronized LongWrite begin(UUID changeSet, String requestId) {
        LongWrite known = writes.get(changeSet);
        LongWrite write = known == null ? add(changeSet, requestId) : known;
        write.begin();
        return write;
    }

    /** Returns the progress of a write that others cannot look up. */
    public LongWrite unseen(UUID changeSet, String requestId) {
        return new LongWrite(changeSet, requestId, clock);
    }

    /** Begins to track a write that undoes these change sets, as {@link #begin} does. */
    public synchronized LongWrite undoing(Collection<UUID> undone, UUID changeSet, String requestId) {
        LongWrite write = begin(changeSet, requestId);
        undone.forEach(each -> {
            byUndone.remove(each);
            byUndone.put(each, changeSet);
        });
        return write;
    }

    private LongWrite add(UUID changeSet, String requestId) {
        Instant oldest = clock.instant().minus(KEPT);
        writes.values().removeIf(each -> each.isOverBefore(oldest));
        if (writes.size() >= MOST) {
            writes.remove(leastMissed());
        }
        byRequest.values().retainAll(writes.keySet());
        byUndone.values().retainAll(writes.keySet());
        LongWrite write = new LongWrite(changeSet, requestId, clock);
        writes.put(changeSet, write);
        byRequest.put(requestId, changeSet);
        return write;
    }

    /** Returns the oldest finished write; if all still run, the oldest one. */
    private UUID leastMissed() {
        return writes.entrySet().stream()
                .filter(each -> each.getValue().isOver())
                .findFirst()
                .or(() -> writes.entrySet().stream().findFirst())
                .orElseThrow()
                .getKey();
    }

    /** Returns the write of this change set, if it is a long one or an undo. */
    public synchronized Optional<LongWrite> find(UUID changeSet) {
        return Optional.ofNullable(writes.get(changeSet));
    }

    public synchronized Optional<WriteProgress> ofRequest(String requestId) {
        return snapshot(byRequest.get(requestId));
    }

    /** Returns the newest undo of that change set. */
    public synchronized Optional<WriteProgress> undoOf(UUID changeSet) {
        return snapshot(byUndone.get(changeSet));
    }

    /** Returns the undos that run, and those that ended after that moment. */
    public synchronized List<WriteProgress> undosSince(Instant over) {
        return byUndone.values().stream()
                .distinct()
                .map(writes::get)
                .filter(each -> !each.isOverBefore(over))
                .map(LongWrite::snapshot)
                .toList();
    }

    private Optional<WriteProgress> snapshot(@Nullable UUID changeSet) {
        return Optional.ofNullable(changeSet).map(writes::get).map(LongWrite::snapshot);
    }

    /** The progress of a write of many changes; other threads read it while it runs. */
    public static final class LongWrite {
        private static final Logger LOG = LoggerFactory.getLogger(LongWrite.class);
        private static final Duration REPORT_EVERY = Duration.ofSeconds(10);

        private final UUID changeSet;
        private final String requestId;
        private final Clock clock;
        private final Instant startedAt;
        private WriteProgress.State state = WriteProgress.State.RUNNING;
        private long done;
        private long total;
        private @Nullable Instant storingSince;
        private @Nullable Instant finishedAt;
        private @Nullable String detail;
        private Instant reportedAt;

        LongWrite(UUID changeSet, String requestId, Clock clock) {
            this.changeSet = changeSet;
            this.requestId = requestId;
            this.clock = clock;
            startedAt = clock.instant();
            reportedAt = startedAt;
        }

        String requestId() {
            return requestId;
        }

        /** Begins the progress anew, for a repeat or for the next long write of the same change set. */
        public synchronized void begin() {
            state = WriteProgress.State.RUNNING;
            finishedAt = null;
            detail = null;
            done = 0;
            total = 0;
            storingSince = null;
        }

        /** Announces {@code more} further changes. */
        public synchronized void expect(long more) {
            total += more;
            if (storingSince == null) {
                storingSince = clock.instant();
            }
        }

        public synchronized void add(long more) {
            done += more;
            Instant now = clock.instant();
            if (reportedAt.plus(REPORT_EVERY).isBefore(now)) {
                reportedAt = now;
                LOG.info("The write {} has stored {} of about {} changes", requestId, done, total);
            }
        }

        /** Sets the total number of changes. */
        public synchronized void made(long changes) {
            done = changes;
            total = changes;
        }

        /** Ends the write if it is running; does nothing when later small writes of its change set end. */
        public synchronized void done() {
            if (state != WriteProgress.State.RUNNING) {
                return;
            }
            state = WriteProgress.State.DONE;
            total = done;
            finishedAt = clock.instant();
            if (startedAt.plus(REPORT_EVERY).isBefore(finishedAt)) {
                LOG.info(
                        "The write {} is done: {} changes in {} s, change set {}",
                        requestId,
                        done,
                        Duration.between(startedAt, finishedAt).toSeconds(),
                        changeSet);
            }
        }

        /** Ends the write as failed. The first reported reason stays, as its reporter knows best. */
        public synchronized void failed(String why) {
            if (state != WriteProgress.State.RUNNING) {
                return;
            }
            state = WriteProgress.State.FAILED;
            detail = why;
            finishedAt = clock.instant();
            if (startedAt.plus(REPORT_EVERY).isBefore(finishedAt)) {
                LOG.info("The write {} failed: {}", requestId, why);
            }
        }

        public synchronized WriteProgress snapshot() {
            return new WriteProgress(
                    requestId,
                    state,
                    state == WriteProgress.State.FAILED ? 0 : done,
                    total,
                    perSecond(),
                    startedAt,
                    finishedAt,
                    state == WriteProgress.State.DONE ? changeSet : null,
                    detail);
        }

        synchronized boolean isOver() {
            return finishedAt != null;
        }

        synchronized boolean isOverBefore(Instant moment) {
            return finishedAt != null && finishedAt.isBefore(moment);
        }

        private long perSecond() {
            if (storingSince == null) {
                return 0;
            }
            Instant end = finishedAt == null ? clock.instant() : finishedAt;
            return done * 1000 / Math.max(1, Duration.between(storingSince, end).toMillis());
        }
    }

    /**
     * The progress of a write of many changes, at one moment.
     *
     * @param done the number of stored changes; others see none of them before the end
     * @param total the number of expected changes; 0 while that is not known
     * @param perSecond the rate since the first change was stored
     * @param changeSet the change set of all the changes, once the write is done
     * @param detail the reason of a failure
     */
    public record WriteProgress(
            String requestId,
            State state,
            long done,
            long total,
            long perSecond,
            Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable UUID changeSet,
            @Nullable String detail) {

        public enum State {
            RUNNING,
            DONE,
            FAILED
        }
    }
}
