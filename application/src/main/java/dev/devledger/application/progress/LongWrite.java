package dev.devledger.application.progress;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far a write of many changes is; read by others while it runs. */
public final class LongWrite {
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
