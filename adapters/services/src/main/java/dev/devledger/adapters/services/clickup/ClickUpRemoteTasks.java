package dev.devledger.adapters.services.clickup;

import static dev.devledger.adapters.services.kernel.UnreadableAnswer.requireTask;

import dev.devledger.adapters.services.clickup.ChecklistWrites.TaskRequestSequence;
import dev.devledger.adapters.services.clickup.ScopedLists.ListStatuses;
import dev.devledger.adapters.services.clickup.TaskReads.ReadCursor;
import dev.devledger.adapters.services.clickup.client.ClickUpClient;
import dev.devledger.adapters.services.clickup.client.Outcome;
import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.adapters.services.kernel.UnreadableAnswer;
import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.NotSentReason;
import dev.devledger.application.sync.connector.RemoteAnswer.Done;
import dev.devledger.application.sync.connector.RemoteAnswer.NotSent;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.application.sync.connector.RemoteAnswer.Refused;
import dev.devledger.application.sync.connector.RemoteAnswer.Unknown;
import dev.devledger.application.sync.connector.RemoteReads.FeedAnswer;
import dev.devledger.application.sync.connector.RemoteReads.LookupResult;
import dev.devledger.application.sync.connector.RemoteReads.ReadTarget;
import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import dev.devledger.application.sync.connector.RemoteTasks;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.RemoteList;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
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
            return outcome instanceof Outcome.Answered(var json) ? UnreadableAnswer.read(json, reader) : failure(outcome);
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
}
