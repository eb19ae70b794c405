package dev.devledger.adapters.services.clickup;

import static dev.devledger.adapters.services.kernel.UnreadableAnswer.requireTask;

import dev.devledger.adapters.services.clickup.ChecklistWrites.TaskRequestSequence;
import dev.devledger.adapters.services.clickup.ScopedLists.ListStatuses;
import dev.devledger.adapters.services.clickup.TaskReads.ReadCursor;
import dev.devledger.adapters.services.clickup.TaskReads.Rows;
import dev.devledger.adapters.services.clickup.client.ClickUpClient;
import dev.devledger.adapters.services.clickup.client.ClickUpClient.RateLimit;
import dev.devledger.adapters.services.clickup.client.Outcome;
import dev.devledger.adapters.services.clickup.json.TaskJson;
import dev.devledger.adapters.services.clickup.json.Wire;
import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.adapters.services.kernel.UnreadableAnswer;
import dev.devledger.application.sync.connector.Connector.RemoteTasks;
import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Done;
import dev.devledger.application.sync.connector.RemoteAnswer.NotSent;
import dev.devledger.application.sync.connector.RemoteAnswer.NotSentReason;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.application.sync.connector.RemoteAnswer.Refused;
import dev.devledger.application.sync.connector.RemoteAnswer.Unknown;
import dev.devledger.application.sync.connector.RemoteReads.FeedAnswer;
import dev.devledger.application.sync.connector.RemoteReads.LookupResult;
import dev.devledger.application.sync.connector.RemoteReads.ReadTarget;
import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import dev.devledger.application.sync.connector.SharedCallBudget.CallPurpose;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The sync's view of ClickUp. */
final class ClickUpRemoteTasks implements RemoteTasks {
    private final ClickUpClient client;
    private final ScopedLists lists;
    private final TaskReads reads;
    private final ChangesFeed feed;
    private final TaskWrites writes;

    ClickUpRemoteTasks(ClickUpClient client, Workspace workspace, Containers containers, InstantSource clock) {
        this.client = client;
        ListStatuses statuses = new ListStatuses(client, clock);
        this.lists = new ScopedLists(client, workspace, containers, statuses);
        this.reads = new TaskReads(client, workspace, containers);
        this.feed = new ChangesFeed(client, workspace, reads, clock);
        this.writes = new TaskWrites(client, workspace, statuses);
    }

    @Override
    public RemoteAnswer<RemotePage<List<RemoteList>>> lists(@Nullable String cursor) {
        return lists.page(cursor);
    }

    @Override
    public RemoteAnswer<RemotePage<List<RemoteList>>> openLists(@Nullable String cursor) {
        return lists.openPage(cursor);
    }

    @Override
    public RemoteAnswer<Optional<RemotePage<Listing>>> page(ReadTarget what, @Nullable String cursor) {
        ReadCursor from = ReadCursor.of(cursor);
        return from == null ? Answers.unknownCursor() : reads.page(what, from);
    }

    @Override
    public RemoteAnswer<FeedAnswer> changes(@Nullable String cursor) {
        return feed.since(cursor);
    }

    @Override
    public RemoteAnswer<LookupResult> find(RemoteRef task) {
        requireTask(task);
        return reads.find(task);
    }

    @Override
    public RemoteAnswer<Optional<Listing>> searchOpen(String list) {
        return reads.searched(list)
                .map(found -> found.map(all -> all.only(task -> task.content().status() == RemoteStatus.OPEN)));
    }

    @Override
    public RemoteAnswer<Optional<Listing>> searchAll(String list) {
        return reads.searched(list);
    }

    @Override
    public RemoteAnswer<RemoteList> createList(String name) {
        return lists.create(name);
    }

    @Override
    public RemoteAnswer<RemoteList> updateList(String list, CanonicalChanges changes) {
        return lists.update(list, changes);
    }

    @Override
    public RemoteAnswer<Done> deleteList(String list) {
        return lists.delete(list);
    }

    @Override
    public RemoteAnswer<RemoteTask> create(String list, CanonicalContent content) {
        return writes.create(list, content);
    }

    @Override
    public List<Step> script(RemoteTask current, CanonicalChanges changes) {
        return TaskRequestSequence.of(current, changes);
    }

    @Override
    public RemoteAnswer<CanonicalContent> send(Step step) {
        return writes.send(step);
    }

    @Override
    public RemoteAnswer<Done> move(RemoteRef task, String toList) {
        requireTask(task);
        return writes.move(task, toList).map(any -> Done.DONE);
    }

    @Override
    public RemoteAnswer<Optional<RemoteTask>> move(RemoteTask current, String toList) {
        requireTask(current.ref());
        return writes.move(current, toList);
    }

    /**
     * Deletes a task; a task that ClickUp reports as deleted counts as done. For a task that never existed ClickUp
     * answers that there is no access, which does not prove that the task is gone.
     */
    @Override
    public RemoteAnswer<Done> delete(RemoteRef task) {
        requireTask(task);
        return Answers.gone(client.write(Endpoint.delete("task", task.id())));
    }

    /** Translates outcomes of calls into answers to the sync. */
    static final class Answers {
        private Answers() {}

        static <T> RemoteAnswer<T> answer(Outcome outcome, Function<JsonNode, T> reader) {
            return outcome instanceof Outcome.Answered(var json)
                    ? UnreadableAnswer.read(json, reader)
                    : failure(outcome);
        }

        /** Returns the answer to the sync for an outcome without an answer from ClickUp. */
        static <T> RemoteAnswer<T> failure(Outcome outcome) {
            return switch (outcome) {
                case Outcome.Answered answered -> new Unknown<>("ClickUp answered, and not what belongs there");
                case Outcome.Deleted deleted -> new Refused<>("it was deleted in ClickUp (DELETED)");
                case Outcome.NotFound(var code, var text) ->
                    new Refused<>(said("ClickUp has no such thing", code, text));
                case Outcome.NoAccess(var code, var text) -> new Refused<>(said(hidden(), code, text));
                case Outcome.Refused(var status, var code, var text) ->
                    new Refused<>(said("ClickUp refused it", code, text));
                case Outcome.NothingDone(var hold, var reason, var after) -> new NotSent<>(hold, reason, after);
                case Outcome.NoReadableAnswer(var code, var reason, var maybeDone) -> new Unknown<>(reason);
            };
        }

        /** As {@link #failure}, for a write to a list or into it: without access the write counts as not sent. */
        static <T> RemoteAnswer<T> ofList(Outcome outcome, Function<JsonNode, T> reader) {
            return outcome instanceof Outcome.NoAccess(var code, var text)
                    ? new NotSent<>(NotSentReason.FORBIDDEN, said(hidden(), code, text), Duration.ZERO)
                    : answer(outcome, reader);
        }

        /** As {@link #failure}, for a call about the scope: without access the call is refused. */
        static <T> RemoteAnswer<T> ofScope(Outcome outcome, Function<JsonNode, T> reader) {
            return outcome instanceof Outcome.NoAccess(var code, var text)
                    ? new Refused<>(said(
                            "the account may not see the lists of devledger.clickup.scope in ClickUp, which may be for a while"
                                    + " only",
                            code,
                            text))
                    : answer(outcome, reader);
        }

        /** Returns the answer of a delete: an object that was deleted before counts as deleted. */
        static RemoteAnswer<Done> gone(Outcome outcome) {
            return outcome instanceof Outcome.Deleted ? new Ok<>(Done.DONE) : answer(outcome, any -> Done.DONE);
        }

        static <T> RemoteAnswer<T> unknownCursor() {
            return new Unknown<>("ClickUp's connector does not know where this read was to go on");
        }

        static String said(String what, String code, String text) {
            String more = text.isBlank() ? code : code.isBlank() ? text : text + " (" + code + ")";
            return more.isBlank() ? what : what + ": " + more;
        }

        private static String hidden() {
            return "ClickUp does not let the account see it, which may be for a while only";
        }
    }

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
                    .asLast(CallPurpose.READ) // makes a request if there was none yet, so that ClickUp has reported its
                    // time
                    .flatMap(known -> at.map(
                                    each -> each.isBetween() ? begun(known, each.begun(now())) : page(known, each))
                            .orElseGet(() -> new Ok<>(first())));
            return changes instanceof Refused<FeedAnswer>(var reason)
                    ? new Unknown<>(reason)
                    : changes; // the cursor is valid
        }

        private FeedAnswer first() {
            return new FeedAnswer(Listing.of(List.of()), FeedCursor.first(now()).written(), false);
        }

        private RemoteAnswer<FeedAnswer> begun(Workspace.Known known, FeedCursor at) {
            return at.asksForAccount()
                    ? workspace.lately(CallPurpose.READ).flatMap(now -> page(now, at))
                    : page(known, at);
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
                return new FeedCursor(
                        now, start, start, false, 0, near ? farAt : Long.valueOf(now), archivedFrom, turn);
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
}
