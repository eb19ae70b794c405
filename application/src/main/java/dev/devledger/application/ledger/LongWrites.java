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

/** The long writes and the undos of the last day that came to this node since it was started. */
public final class LongWrites {
    private static final int MOST = 200;
    private static final Duration KEPT = Duration.ofDays(1);

    private final Clock clock;

    /** By the change set that each is stored under. */
    private final Map<UUID, LongWrite> writes = new LinkedHashMap<>();

    private final Map<String, UUID> byRequest = new LinkedHashMap<>();
    private final Map<UUID, UUID> byUndone = new LinkedHashMap<>();

    public LongWrites(Clock clock) {
        this.clock = clock;
    }

    /** From the beginning, be it for the first time or once more. */
    public synchronized LongWrite begin(UUID changeSet, String requestId) {
        LongWrite known = writes.get(changeSet);
        LongWrite write = known == null ? add(changeSet, requestId) : known;
        write.begin();
        return write;
    }

    /** One that nobody else is told of. */
    public LongWrite unseen(UUID changeSet, String requestId) {
        return new LongWrite(changeSet, requestId, clock);
    }

    /** As {@link #begin}, for who takes these change sets back. */
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

    /** The oldest that is over; one that runs only where all do. */
    private UUID leastMissed() {
        return writes.entrySet().stream()
                .filter(each -> each.getValue().isOver())
                .findFirst()
                .or(() -> writes.entrySet().stream().findFirst())
                .orElseThrow()
                .getKey();
    }

    /** That of this change set, where it is a long one or an undo. */
    public synchronized Optional<LongWrite> find(UUID changeSet) {
        return Optional.ofNullable(writes.get(changeSet));
    }

    public synchronized Optional<WriteProgress> ofRequest(String requestId) {
        return snapshot(byRequest.get(requestId));
    }

    /** The newest undo of that change set. */
    public synchronized Optional<WriteProgress> undoOf(UUID changeSet) {
        return snapshot(byUndone.get(changeSet));
    }

    /** The undos that run, and those that were over after that moment. */
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

    /** How far a write of many changes is; read by others while it runs. */
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

        /** It begins, or once more from the beginning; or the next long one of the same change set does. */
        public synchronized void begin() {
            state = WriteProgress.State.RUNNING;
            finishedAt = null;
            detail = null;
            done = 0;
            total = 0;
            storingSince = null;
        }

        /** So many changes more are to come. */
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

        /** It made so many changes in all. */
        public synchronized void made(long changes) {
            done = changes;
            total = changes;
        }

        /** A change set may have small writes besides, whose end is not its. */
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

        /** The first word counts: who knows best why says it first. */
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
     * How far a write of many changes is, at one moment.
     *
     * @param done how many changes are stored; nobody sees them before the end
     * @param total how many there are to be; 0 while that is not known
     * @param perSecond since the first one was stored
     * @param changeSet what all of it is stored under, once it is done
     * @param detail why it failed
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
