package dev.devledger.adapters.services.ticktick;

import static dev.devledger.adapters.services.kernel.UnreadableAnswer.requireTask;
import static dev.devledger.adapters.services.ticktick.TickTickRemoteTasks.RemoteAnswers.answer;
import static dev.devledger.adapters.services.ticktick.TickTickRemoteTasks.RemoteAnswers.done;

import dev.devledger.adapters.services.kernel.UnreadableAnswer;
import dev.devledger.adapters.services.ticktick.AccountSearch.CompletedTasks;
import dev.devledger.adapters.services.ticktick.Batches.TaskEdits;
import dev.devledger.adapters.services.ticktick.OpenTasks.ReadCursor;
import dev.devledger.adapters.services.ticktick.client.Outcome;
import dev.devledger.adapters.services.ticktick.client.Outcome.Answered;
import dev.devledger.adapters.services.ticktick.client.Outcome.Denied;
import dev.devledger.adapters.services.ticktick.client.Outcome.ErrorRules;
import dev.devledger.adapters.services.ticktick.client.Outcome.Failure;
import dev.devledger.adapters.services.ticktick.client.Outcome.NoReadableAnswer;
import dev.devledger.adapters.services.ticktick.client.Outcome.NotFound;
import dev.devledger.adapters.services.ticktick.client.Outcome.NothingDone;
import dev.devledger.adapters.services.ticktick.client.TickTickClient;
import dev.devledger.adapters.services.ticktick.client.TickTickClient.TickTickApi;
import dev.devledger.adapters.services.ticktick.json.TaskBodies;
import dev.devledger.adapters.services.ticktick.json.TickTickJson;
import dev.devledger.adapters.services.ticktick.json.Wire;
import dev.devledger.application.sync.connector.Connector.RemoteTasks;
import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Done;
import dev.devledger.application.sync.connector.RemoteAnswer.NotSent;
import dev.devledger.application.sync.connector.RemoteAnswer.NotSentReason;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.application.sync.connector.RemoteAnswer.Refused;
import dev.devledger.application.sync.connector.RemoteAnswer.Unknown;
import dev.devledger.application.sync.connector.RemoteReads.LookupResult;
import dev.devledger.application.sync.connector.RemoteReads.ReadTarget;
import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ArrayNode;

/** The sync's view of TickTick. A status 2xx proves nothing; only the body counts (docs/ticktick.md, section 3). */
final class TickTickRemoteTasks implements RemoteTasks {
    private static final String NOT_OURS = "TickTick does not let the account write in this list";

    private final TickTickClient client;
    private final TickTickJson json;
    private final TaskBodies bodies;
    private final Lists lists;
    private final CompletedTasks completed;
    private final OpenTasks open;
    private final AccountSearch everywhere;
    private final TaskEdits edits;
    private final Batches batches;

    TickTickRemoteTasks(TickTickClient client, ZoneId zone) {
        this.client = client;
        this.json = new TickTickJson(zone);
        this.bodies = new TaskBodies(zone);
        this.lists = new Lists(client);
        this.completed = new CompletedTasks(client, json);
        this.open = new OpenTasks(client, json, lists);
        this.everywhere = new AccountSearch(client, json, completed, open);
        this.batches = new Batches(client, bodies);
        this.edits = new TaskEdits(client, json, bodies, batches);
    }

    @Override
    public RemoteAnswer<RemotePage<List<RemoteList>>> lists(@Nullable String cursor) {
        return lists.page(cursor);
    }

    @Override
    public RemoteAnswer<Optional<RemotePage<Listing>>> page(ReadTarget what, @Nullable String cursor) {
        ReadCursor from = ReadCursor.of(what, cursor);
        if (from == null) {
            return RemoteAnswers.unknownCursor();
        }
        return switch (what) {
            case ReadTarget.OneList(var list) -> open.in(list).map(all -> all.map(RemotePage::whole));
            case ReadTarget.AllOpenTasks anywhere -> open.anywhere(from).map(Optional::of);
            case ReadTarget.FinishedSince(var in, var since) ->
                completed.in(in, since, from).map(Optional::of);
            case ReadTarget.WrittenSince(var list, var since) ->
                everywhere.tasks(list, since, from).map(Optional::of);
        };
    }

    @Override
    public RemoteAnswer<RemoteList> createList(String name) {
        return lists.create(name);
    }

    @Override
    public RemoteAnswer<RemoteList> updateList(String list, CanonicalChanges changes) {
        return in(list, lists.rename(list, Change.orElse(Objects.requireNonNull(changes.title()), "")));
    }

    @Override
    public RemoteAnswer<Done> deleteList(String list) {
        return in(list, lists.delete(list));
    }

    @Override
    public RemoteAnswer<LookupResult> find(RemoteRef task) {
        requireTask(task);
        Outcome outcome = client.resolve(TickTickApi.task(task.list(), task.id()));
        if (outcome instanceof NoReadableAnswer broken && broken.code().equals(ErrorRules.UNKNOWN_EXCEPTION)) {
            return notShown(broken, task.list());
        }
        return switch (outcome) {
            case NotFound gone -> new Ok<>(new LookupResult.NotFound());
            case Answered answered when answered.isEmpty() -> new Ok<>(new LookupResult.NotFound());
            case Answered answered -> answer(answered, body -> found(body, task));
            case NothingDone(var hold, var reason, var after)
            when hold == NotSentReason.FORBIDDEN -> new Ok<>(new LookupResult.NoAccess(reason));
            case Denied denied -> new Unknown<>(denied.reason()); // Refused would mean that the list is gone
            case Failure failure -> failure.toAnswer();
        };
    }

    /**
     * Finds out what an error about a task means by reading its list: TickTick gives the error if the list was deleted
     * (docs/ticktick.md, section 3), but also in an outage.
     */
    private RemoteAnswer<LookupResult> notShown(NoReadableAnswer broken, String list) {
        return open.in(list)
                .flatMap(shown -> shown.isPresent()
                        ? broken.toAnswer()
                        : new Refused<>("the task's list was deleted in TickTick"));
    }

    @Override
    public RemoteAnswer<Optional<Listing>> searchOpen(String list) {
        return open.searched(list);
    }

    @Override
    public RemoteAnswer<Optional<Listing>> searchAll(String list) {
        return everywhere.searched(list);
    }

    @Override
    public RemoteAnswer<RemoteTask> create(String list, CanonicalContent content) {
        return in(
                list,
                answer(
                        client.write(
                                TickTickApi.createTask(),
                                bodies.create(list, content).toString()),
                        body -> json.written(body, list, content)));
    }

    @Override
    public RemoteAnswer<BatchCreateResult> createAll(String list, List<CanonicalContent> contents) {
        return in(list, batches.createAll(list, contents));
    }

    @Override
    public List<Step> script(RemoteTask current, CanonicalChanges changes) {
        return TaskEdits.script(current, changes);
    }

    @Override
    public RemoteAnswer<CanonicalContent> send(Step step) {
        return in(step.current().ref().list(), edits.send(step.current(), step.changes()));
    }

    @Override
    public RemoteAnswer<Map<String, String>> updateAll(List<Step> steps) {
        return batches.updateAll(steps);
    }

    @Override
    public RemoteAnswer<Done> move(RemoteRef task, String toList) {
        return moveAll(List.of(task), toList);
    }

    @Override
    public RemoteAnswer<Done> moveAll(List<RemoteRef> tasks, String toList) {
        Batches.requireBatch(
                tasks.size(), TickTickConnector.CAPABILITIES.batch().moves());
        tasks.forEach(UnreadableAnswer::requireTask);
        if (tasks.isEmpty()) {
            return new Ok<>(Done.DONE);
        }
        ArrayNode moves = Wire.JSON.createArrayNode();
        tasks.forEach(task -> moves.addObject()
                .put("fromProjectId", task.list())
                .put("toProjectId", toList)
                .put("taskId", task.id()));
        Outcome outcome = client.write(TickTickApi.move(), moves.toString());
        return in(toList, answer(outcome, TickTickRemoteTasks::moved)).flatMap(moved -> {
            // TickTick gives an empty answer if it does not know one of the lists (docs/ticktick.md, section 9).
            if (moved.isEmpty()) {
                return new Refused<>("TickTick does not have one of the two lists");
            }
            return tasks.stream().allMatch(task -> moved.contains(task.id()))
                    ? new Ok<>(Done.DONE)
                    : new Unknown<>("TickTick's answer does not give the result of every task");
        });
    }

    private static Set<String> moved(String body) {
        Set<String> ids = new HashSet<>();
        for (Wire.@Nullable Moved each : Wire.JSON.readValue(body, Wire.Moved[].class)) {
            if (each == null) {
                throw new UnreadableAnswer("TickTick returned a list with an empty entry");
            }
            ids.add(Objects.requireNonNullElse(each.id(), ""));
        }
        return ids;
    }

    @Override
    public RemoteAnswer<Done> delete(RemoteRef task) {
        requireTask(task);
        return in(task.list(), done(client.write(TickTickApi.deleteTask(task.list(), task.id()))));
    }

    /**
     * Explains why a write is forbidden, by reading the account's lists: either the token is no longer accepted, or the
     * list is read-only. A token without the write scope gets the same error even in writable lists.
     */
    private <T> RemoteAnswer<T> in(String list, RemoteAnswer<T> answer) {
        if (!(answer instanceof NotSent<T>(var hold, var reason, var after)) || hold != NotSentReason.FORBIDDEN) {
            return answer;
        }
        if (!(lists.isWritable(list) instanceof Ok<Boolean>(var ours))) {
            return new NotSent<>(NotSentReason.NEEDS_AUTHORIZATION, reason, after);
        }
        return ours && reason.equals(ErrorRules.NO_SCOPE)
                ? new NotSent<>(NotSentReason.NEEDS_AUTHORIZATION, reason, after)
                : new NotSent<>(NotSentReason.FORBIDDEN, NOT_OURS, Duration.ZERO);
    }

    private LookupResult.Present found(String body, RemoteRef asked) {
        LookupResult.Present found = json.row(Wire.JSON.readTree(body), asked.list());
        String id =
                switch (found) {
                    case LookupResult.Found(var task) -> task.ref().id();
                    case LookupResult.Unreadable(var task) -> task.ref().id();
                };
        if (!id.equals(asked.id())) {
            throw new UnreadableAnswer("TickTick returned a different task");
        }
        return found;
    }

    /** Turns the outcome of a call that TickTick answered into the result for the sync. */
    static final class RemoteAnswers {
        private RemoteAnswers() {}

        static <T> RemoteAnswer<T> answer(Outcome outcome, Function<String, T> reader) {
            return switch (outcome) {
                case Answered answered when answered.isEmpty() -> new Unknown<>("TickTick returned an empty answer");
                case Answered answered -> read(answered.body(), reader);
                case Failure failure -> failure.toAnswer();
            };
        }

        private static <T> RemoteAnswer<T> read(String body, Function<String, T> reader) {
            try {
                return UnreadableAnswer.read(body, reader);
            } catch (JacksonException e) { // a page of a gateway, half an answer, or an unknown form
                return new Unknown<>("TickTick's answer is not the expected JSON");
            }
        }

        /** Returns the result for a cursor that no earlier page has returned. */
        static <T> RemoteAnswer<T> unknownCursor() {
            return new Unknown<>("TickTick's connector does not know where this read was to go on");
        }

        /** Returns the result of a call for which any 2xx is a success. */
        static RemoteAnswer<Done> done(Outcome outcome) {
            return switch (outcome) {
                case Answered done -> new Ok<>(Done.DONE);
                case Failure failure -> failure.toAnswer();
            };
        }
    }
}
