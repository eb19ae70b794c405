package dev.devledger.adapters.ticktick;

import static dev.devledger.adapters.ticktick.Answers.answer;
import static dev.devledger.adapters.ticktick.Answers.failed;

import dev.devledger.adapters.ticktick.CallBudget.Caller;
import dev.devledger.adapters.ticktick.Outcome.Answered;
import dev.devledger.adapters.ticktick.Outcome.Broken;
import dev.devledger.adapters.ticktick.Outcome.Denied;
import dev.devledger.adapters.ticktick.Outcome.Failure;
import dev.devledger.adapters.ticktick.Outcome.NotThere;
import dev.devledger.application.sync.RemoteAnswer;
import dev.devledger.application.sync.RemoteAnswer.Done;
import dev.devledger.application.sync.RemoteAnswer.Ok;
import dev.devledger.application.sync.RemoteAnswer.Refused;
import dev.devledger.application.sync.RemoteAnswer.Unknown;
import dev.devledger.application.sync.RemoteTasks;
import dev.devledger.domain.sync.Canonical;
import dev.devledger.domain.sync.CanonicalChanges;
import dev.devledger.domain.sync.CanonicalChanges.Field;
import dev.devledger.domain.sync.RemoteList;
import dev.devledger.domain.sync.RemoteRef;
import dev.devledger.domain.sync.RemoteStatus;
import dev.devledger.domain.sync.RemoteTask;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The sync's view of TickTick. A 2xx proves nothing here: what counts is the body (fact sheet, section 3). */
final class TickTickRemoteTasks implements RemoteTasks {
    static final String CONNECTOR = "ticktick";

    /** An alias; the answer has the real id. */
    private static final String INBOX = "inbox";

    private final TickTickClient client;
    private final TickTickJson json;
    private final PagedReads pages;

    TickTickRemoteTasks(TickTickClient client, TickTickJson json) {
        this.client = client;
        this.json = json;
        this.pages = new PagedReads(client, json);
    }

    @Override
    public String connector() {
        return CONNECTOR;
    }

    @Override
    public RemoteAnswer<List<RemoteList>> lists() {
        return pages.lists();
    }

    @Override
    public RemoteAnswer<RemoteList> createList(String name) {
        ObjectNode body = Wire.JSON.createObjectNode().put("name", name);
        return answer(
                write(Endpoint.createProject(), body),
                answer -> json.list(Wire.JSON.readValue(answer, Wire.Project.class)));
    }

    @Override
    public RemoteAnswer<Optional<RemoteTask>> find(RemoteRef task) {
        requireTask(task);
        Outcome outcome = client.call(Caller.BACKGROUND, Endpoint.task(task.list(), task.id()));
        if (outcome instanceof Broken broken && broken.code().equals(ErrorRules.UNKNOWN_EXCEPTION)) {
            return notShown(broken, task.list());
        }
        return switch (outcome) {
            case NotThere gone -> new Ok<>(Optional.empty());
            case Answered answered when answered.isEmpty() -> new Ok<>(Optional.empty());
            case Answered answered -> answer(answered, body -> Optional.of(sameTask(body, task)));
            case Denied denied -> new Unknown<>(denied.reason()); // of a read "refused" would say that the list is gone
            case Failure failure -> failure.toAnswer();
        };
    }

    /** What is said of a task whose list was deleted (section 3), but in an outage as well: the list decides. */
    private RemoteAnswer<Optional<RemoteTask>> notShown(Broken broken, String list) {
        RemoteAnswer<Optional<List<RemoteTask>>> tasks = openTasks(list);
        if (!(tasks instanceof Ok<Optional<List<RemoteTask>>>(var open))) {
            return failed(tasks);
        }
        return open.isPresent() ? broken.toAnswer() : new Refused<>("the task's list was deleted in TickTick");
    }

    @Override
    public RemoteAnswer<Optional<List<RemoteTask>>> openTasks(String list) {
        return switch (client.call(Caller.BACKGROUND, Endpoint.projectData(list))) {
            case NotThere gone -> new Ok<>(Optional.empty());
            case Answered answered when answered.isEmpty() -> new Ok<>(Optional.empty());
            case Answered answered -> answer(answered, body -> openTasks(body, list));
            case Failure failure -> failure.toAnswer();
        };
    }

    private Optional<List<RemoteTask>> openTasks(String body, String list) {
        Wire.@Nullable ProjectData data = Wire.JSON.readValue(body, Wire.ProjectData.class);
        if (data == null || (data.project() == null && data.tasks() == null)) {
            if (Wire.JSON.readTree(body).isEmpty()) {
                return Optional.empty(); // 200 and {} is how TickTick says that it has no such list
            }
            throw new Unreadable("TickTick answered something else than a list");
        }
        if (data.project() != null
                && !list.equals(INBOX)
                && !list.equals(data.project().id())) {
            throw new Unreadable("TickTick answered another list");
        }
        List<RemoteTask> tasks = new ArrayList<>();
        for (Wire.Task task : data.tasks() == null ? List.<Wire.@Nullable Task>of() : data.tasks()) {
            if (task == null) {
                throw new Unreadable("TickTick answered a list with a hole in it");
            }
            tasks.add(json.task(task, list));
        }
        return Optional.of(tasks.stream()
                .filter(task -> task.content().status() == RemoteStatus.OPEN)
                .toList());
    }

    @Override
    public RemoteAnswer<List<RemoteTask>> finishedTasks(String list, Instant since) {
        return pages.completed(list, since);
    }

    @Override
    public RemoteAnswer<RemoteTask> create(String list, Canonical content) {
        return answer(write(Endpoint.createTask(), json.create(list, content)), body -> json.task(body, list));
    }

    @Override
    public RemoteAnswer<Canonical> update(RemoteTask current, CanonicalChanges changes) {
        if (changes.isEmpty()) {
            return new Ok<>(current.content());
        }
        if (changes.status() == null || changes.status().to() != RemoteStatus.COMPLETED) {
            return merge(current, changes);
        }
        if (changes.fields().size() == 1) {
            return complete(current, changes);
        }
        return current.recurring() ? mergeThenComplete(current, changes) : mergeCompleted(current, changes);
    }

    private RemoteAnswer<Canonical> merge(RemoteTask current, CanonicalChanges changes) {
        Outcome outcome = write(Endpoint.updateTask(current.ref().id()), json.merge(current, changes));
        return answer(outcome, body -> sameTask(body, current.ref()).content());
    }

    /**
     * Answers nothing but 200. A recurring task is then open again at its next date; that is left to the next read, as a
     * read right after the write may still show the old date (section 7) and would make it look as if nothing was done.
     */
    private RemoteAnswer<Canonical> complete(RemoteTask current, CanonicalChanges changes) {
        RemoteRef task = current.ref();
        return switch (client.call(Caller.BACKGROUND, Endpoint.completeTask(task.list(), task.id()))) {
            case Answered done -> new Ok<>(changes.applyTo(current.content()));
            case Failure failure -> failure.toAnswer();
        };
    }

    /** An update does not honour completing, a batch does (section 9). */
    private RemoteAnswer<Canonical> mergeCompleted(RemoteTask current, CanonicalChanges changes) {
        ObjectNode task = json.merge(current, changes).put("status", TickTickJson.COMPLETED);
        ObjectNode batch = Wire.JSON.createObjectNode();
        batch.putArray("update").add(task);
        return switch (write(Endpoint.batch(), batch)) {
            case Answered answered -> batchAnswer(answered, current, changes);
            case Failure failure -> failure.toAnswer();
        };
    }

    private RemoteAnswer<Canonical> batchAnswer(Answered answered, RemoteTask current, CanonicalChanges changes) {
        RemoteAnswer<Wire.BatchResult> read = answer(answered, TickTickRemoteTasks::batchResult);
        if (!(read instanceof Ok<Wire.BatchResult>(var result))) {
            return failed(read);
        }
        String id = current.ref().id();
        String error = result.id2error() == null ? null : result.id2error().get(id);
        if (error != null && !error.equals("UNKNOWN")) {
            return new Refused<>("TickTick refused it: " + ErrorRules.explained(ErrorRules.plain(error)));
        }
        if (error == null && result.id2etag() != null && result.id2etag().containsKey(id)) {
            return new Ok<>(changes.applyTo(current.content()));
        }
        return new Unknown<>("TickTick's answer does not say what became of the task");
    }

    private static Wire.BatchResult batchResult(String body) {
        Wire.@Nullable BatchResult result = Wire.JSON.readValue(body, Wire.BatchResult.class);
        if (result == null) {
            throw new Unreadable("TickTick answered nothing to a batch");
        }
        return result;
    }

    /** A batch's status 2 on a series is not known to move it on, as completing does: two calls, the harmless one first. */
    private RemoteAnswer<Canonical> mergeThenComplete(RemoteTask current, CanonicalChanges changes) {
        Set<Field> fields = EnumSet.copyOf(changes.fields());
        fields.remove(Field.STATUS);
        RemoteAnswer<Canonical> merged = merge(current, changes.only(fields));
        if (!(merged instanceof Ok<Canonical>(var content))) {
            return merged;
        }
        RemoteAnswer<Canonical> completed = complete(current, changes);
        if (completed instanceof Ok<Canonical>) {
            return new Ok<>(changes.only(EnumSet.of(Field.STATUS)).applyTo(content));
        }
        // Half of it was done, so neither "not sent" nor "refused" would be true.
        return new Unknown<>("the fields were written; completing the recurring task was not answered");
    }

    @Override
    public RemoteAnswer<Done> delete(RemoteRef task) {
        requireTask(task);
        return switch (client.call(Caller.BACKGROUND, Endpoint.deleteTask(task.list(), task.id()))) {
            case Answered done -> new Ok<>(Done.DONE);
            case Failure failure -> failure.toAnswer();
        };
    }

    private Outcome write(Endpoint endpoint, ObjectNode body) {
        return client.call(Caller.BACKGROUND, endpoint, body.toString());
    }

    /** An update that finds nothing to change answers nothing, or another task; neither is what was asked for. */
    private RemoteTask sameTask(String body, RemoteRef asked) {
        RemoteTask task = json.task(body, asked.list());
        if (!task.ref().id().equals(asked.id())) {
            throw new Unreadable("TickTick answered another task");
        }
        return task;
    }

    private static void requireTask(RemoteRef ref) {
        if (ref.id().equals(ref.list())) {
            throw new IllegalArgumentException("The list " + ref.list() + " is not a task");
        }
    }
}
