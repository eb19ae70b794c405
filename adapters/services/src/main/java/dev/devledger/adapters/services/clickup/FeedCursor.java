package dev.devledger.adapters.services.clickup;

import dev.devledger.adapters.services.clickup.json.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Where the feed of changes goes on. An answer goes a little behind the one before, and now and then as far as a change may
 * turn up late: so many changes of one moment are not told with each answer for long, and none is passed over.
 *
 * @param begun when the answer of which this is a page was begun
 * @param from where it began
 * @param since what this page shows is younger
 * @param farAt when an answer went far back the last time; null where that was with each
 * @param archivedFrom where that of archived tasks begins; null where that is {@code from}
 * @param turn how many answers there were; null where none was counted
 */
record FeedCursor(
        long begun,
        long from,
        long since,
        boolean archived,
        int page,
        @Nullable Long farAt,
        @Nullable Long archivedFrom,
        @Nullable Integer turn) {
    private static final long FAR = ClickUpCapabilities.OVERLAP.toMillis();
    private static final long FAR_EVERY = Duration.ofMinutes(10).toMillis();

    /** Our clock is not further ahead of ClickUp's than that, as its limit is told by the minute. */
    private static final long NEAR = Duration.ofMinutes(1).toMillis();

    private static final int TURNS = 2;

    static FeedCursor first(Instant at) {
        long now = at.toEpochMilli();
        return new FeedCursor(now, now - FAR, now - FAR, false, 0, now, now - FAR, 0);
    }

    static Optional<FeedCursor> read(String written) {
        try {
            @Nullable FeedCursor cursor = Wire.JSON.readValue(written, FeedCursor.class);
            return Optional.ofNullable(cursor).filter(each -> each.begun() > 0 && each.page() >= 0);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    String written() {
        return Wire.JSON.writeValueAsString(this);
    }

    /** Whether nothing of the next answer was read so far. */
    boolean isBetween() {
        return page == 0 && since == from && !archived;
    }

    /** An answer goes far back where the last one that did is so long ago. A time of the future is that of another clock. */
    FeedCursor begun(Instant at) {
        long now = at.toEpochMilli();
        boolean near = farAt != null && farAt <= now && now - farAt < FAR_EVERY;
        long start = near || farAt == null ? from : Math.min(from, farAt - NEAR - FAR);
        return new FeedCursor(now, start, start, false, 0, near ? farAt : Long.valueOf(now), archivedFrom, turn);
    }

    private int counted() {
        return turn == null ? 0 : turn;
    }

    boolean asksForArchived() {
        return counted() % 2 == 0;
    }

    boolean asksForAccount() {
        return counted() % 2 == 1;
    }

    /**
     * Where a page has not one moment alone, the next begins at its last one; unless the newest came first after all, and
     * then what is written meanwhile shows a task twice.
     */
    FeedCursor after(List<Instant> written) {
        long last = written.isEmpty() ? since : written.getLast().toEpochMilli();
        boolean oldestFirst = written.stream().allMatch(each -> each.toEpochMilli() <= last);
        return oldestFirst && last - 1 > since ? at(last - 1, archived, 0) : at(since, archived, page + 1);
    }

    FeedCursor ofArchived() {
        return at(archivedFrom == null ? from : archivedFrom, true, 0);
    }

    private FeedCursor at(long when, boolean ofArchived, int number) {
        return new FeedCursor(begun, from, when, ofArchived, number, farAt, archivedFrom, turn);
    }

    FeedCursor ended() {
        long next = begun - NEAR;
        return new FeedCursor(
                begun,
                next,
                next,
                false,
                0,
                farAt,
                archived ? Long.valueOf(begun - FAR) : archivedFrom,
                (counted() + 1) % TURNS);
    }
}
