package dev.devledger.adapters.services.clickup;

import dev.devledger.adapters.services.clickup.TaskReads.ReadCursor;
import dev.devledger.adapters.services.clickup.TaskReads.Rows;
import dev.devledger.adapters.services.clickup.client.ClickUpClient;
import dev.devledger.adapters.services.clickup.client.ClickUpClient.RateLimit;
import dev.devledger.adapters.services.clickup.json.TaskJson;
import dev.devledger.adapters.services.clickup.json.Wire;
import dev.devledger.adapters.services.kernel.UnreadableAnswer;
import dev.devledger.application.sync.connector.SharedCallBudget.CallPurpose;
import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.application.sync.connector.RemoteAnswer.Refused;
import dev.devledger.application.sync.connector.RemoteAnswer.Unknown;
import dev.devledger.application.sync.connector.RemoteReads.FeedAnswer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The feed of changes of all lists since a cursor. Pages are numbered, and writes made between two requests shift them,
 * so the oldest change comes first, and the next request begins at the time of the last change seen. Archived tasks
 * take requests of their own, which only every other answer makes; the other answers may read the account. So no poll
 * makes many requests.
 */
record ChangesFeed(ClickUpClient client, Workspace workspace, TaskReads reads, InstantSource clock) {
    RemoteAnswer<FeedAnswer> since(@Nullable String cursor) {
        Optional<FeedCursor> at = cursor == null ? Optional.empty() : FeedCursor.read(cursor);
        if (cursor != null && at.isEmpty()) {
            return new Refused<>("ClickUp's connector does not know this cursor");
        }
        RemoteAnswer<FeedAnswer> changes = workspace
                .asLast(CallPurpose.READ) // makes a request if there was none yet, so that ClickUp has reported its time
                .flatMap(known -> at.map(each -> each.isBetween() ? begun(known, each.begun(now())) : page(known, each))
                        .orElseGet(() -> new Ok<>(first())));
        return changes instanceof Refused<FeedAnswer>(var reason) ? new Unknown<>(reason) : changes; // the cursor is valid
    }

    private FeedAnswer first() {
        return new FeedAnswer(Listing.of(List.of()), FeedCursor.first(now()).written(), false);
    }

    private RemoteAnswer<FeedAnswer> begun(Workspace.Known known, FeedCursor at) {
        return at.asksForAccount() ? workspace.lately(CallPurpose.READ).flatMap(now -> page(now, at)) : page(known, at);
    }

    /**
     * Returns the current time. The local clock may be ahead of ClickUp's, so if the last reported reset is already
     * past, it returns that.
     */
    private Instant now() {
        Instant now = clock.instant();
        return client.lastLimit()
                .map(RateLimit::reset)
                .filter(reset -> reset.isBefore(now) && reset.isAfter(now.minusSeconds(86_400)))
                .orElse(now);
    }

    private RemoteAnswer<FeedAnswer> page(Workspace.Known known, FeedCursor at) {
        RemoteAnswer<Rows> rows =
                reads.in(known, new ReadCursor(at.archived(), at.page()), all -> all.with("order_by", "updated")
                        .with("reverse", true)
                        .with("date_updated_gt", at.since()));
        return rows.map(each -> changes(known, at, each));
    }

    private static FeedAnswer changes(Workspace.Known known, FeedCursor at, Rows rows) {
        Listing seen = rows.read(known.around());
        if (!rows.last()) {
            List<Instant> written = rows.tasks().stream()
                    .map(TaskJson::writtenAt)
                    .filter(Objects::nonNull)
                    .toList();
            return new FeedAnswer(seen, at.after(written).written(), true);
        }
        return at.archived() || !at.asksForArchived()
                ? new FeedAnswer(seen, at.ended().written(), false)
                : new FeedAnswer(seen, at.ofArchived().written(), true);
    }

    /**
     * The position in the feed of changes. Each answer begins a little before the end of the previous one. Every ten
     * minutes an answer begins as far back as a change may appear late. So no change is missed, and many changes of one
     * moment are repeated for a short time only.
     *
     * @param begun the time at which the current answer was begun
     * @param from the beginning of the current answer's range
     * @param since the lower bound of this page, exclusive
     * @param farAt the time of the last answer that went far back; null in old cursors, with which every answer did
     * @param archivedFrom the beginning for archived tasks; null if it is {@code from}
     * @param turn the answer's number modulo 2; null in old cursors
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
        private static final long FAR = ClickUpConnector.OVERLAP.toMillis();
        private static final long FAR_EVERY = Duration.ofMinutes(10).toMillis();

        /**
         * The most by which the local clock may be ahead of ClickUp's: ClickUp's limit, whose time is compared, resets
         * each minute.
         */
        private static final long NEAR = Duration.ofMinutes(1).toMillis();

        private static final int TURNS = 2;

        static FeedCursor first(Instant at) {
            long now = at.toEpochMilli();
            return new FeedCursor(now, now - FAR, now - FAR, false, 0, now, now - FAR, 0);
        }

        static Optional<FeedCursor> read(String written) {
            return UnreadableAnswer.cursor(Wire.JSON, written, FeedCursor.class)
                    .filter(each -> each.begun() > 0 && each.page() >= 0);
        }

        String written() {
            return Wire.JSON.writeValueAsString(this);
        }

        /** True if an answer has ended, and no page of the next one has been read. */
        boolean isBetween() {
            return page == 0 && since == from && !archived;
        }

        /**
         * Begins the next answer. It goes far back if ten minutes have passed since the last answer that did, or if the
         * time of that answer is in the future, which means that another clock has written it.
         */
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
         * Returns the position of the next page. It begins at the last moment of this page; if this page has one moment
         * only, it is the page with the next number. The next number is also used if ClickUp sorts newest first after
         * all; writes in the meantime can then show a task twice.
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
}
