package dev.devledger.adapters.ticktick;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.devledger.adapters.ticktick.client.Endpoint;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Done;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Tasks, which sub-tasks are as well, and their checklists. A 2xx proves no write: what counts is the answered object. */
public final class TaskCalls {
    /** What one batch takes of each kind, and one {@link #completeAll}. */
    public static final int BATCH = 50;

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record CompleteTasks(@Nullable String projectId, List<String> taskIds) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Assignment(
            String projectId, String taskId, @Nullable String assigneeUsername) {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private record Batch(List<ObjectNode> add, List<ObjectNode> update) {}

    private final ApiCalls calls;

    TaskCalls(ApiCalls calls) {
        this.calls = calls;
    }

    /** Also a deleted one, without a mark. Refused where it says so for a task of another project or of a deleted one. */
    public RemoteAnswer<Optional<Api.Task>> find(String project, String task) {
        return calls.find(Api.Task.class, Endpoint.task(project, task));
    }

    /** Not idempotent. */
    public RemoteAnswer<Api.Task> create(TaskFields task) {
        return calls.one(Api.Task.class, Endpoint.createTask(), task.json());
    }

    /**
     * Merges. The answer may be the task as it was, or as it was asked for although nothing was done: a deleted one takes
     * no change.
     *
     * @throws IllegalArgumentException for a task that has no id
     */
    public RemoteAnswer<Api.Task> update(TaskFields changes) {
        String task = changes.text("id");
        if (task == null) {
            throw new IllegalArgumentException("An update has to say of which task");
        }
        return calls.one(Api.Task.class, Endpoint.updateTask(task), changes.json());
    }

    /** Not idempotent for a recurring task: each call ends one more occurrence. */
    public RemoteAnswer<Done> complete(String project, String task) {
        return calls.done(Endpoint.completeTask(project, task));
    }

    /**
     * @param project the inbox where null
     * @return the ids of those that were completed now
     */
    public RemoteAnswer<List<String>> completeAll(@Nullable String project, List<String> tasks) {
        requireBatch(tasks.size());
        return calls.list(String.class, Endpoint.completeTasks(), new CompleteTasks(project, List.copyOf(tasks)));
    }

    /** Final: nothing brings it back. Idempotent. */
    public RemoteAnswer<Done> delete(String project, String task) {
        return calls.done(Endpoint.deleteTask(project, task));
    }

    /** Nothing is moved, and nothing answered, where one of the projects is unknown. Idempotent. */
    public RemoteAnswer<List<Api.Moved>> move(List<Api.Move> moves) {
        return calls.list(Api.Moved.class, Endpoint.move(), moves);
    }

    /** Each is done or refused on its own; which new id is whose is not said. Not idempotent where it adds. */
    public RemoteAnswer<Api.BatchResult> batch(List<TaskFields> add, List<TaskFields> update) {
        requireBatch(add.size());
        requireBatch(update.size());
        Batch batch = new Batch(
                add.stream().map(TaskFields::json).toList(),
                update.stream().map(TaskFields::json).toList());
        return calls.one(Api.BatchResult.class, Endpoint.batch(), batch);
    }

    /** Unknown where it was not done, as TickTick then answers nothing. */
    public RemoteAnswer<Api.Task> assign(String project, String task, String username) {
        return calls.one(Api.Task.class, Endpoint.assign(), new Assignment(project, task, username));
    }

    public RemoteAnswer<Api.Task> unassign(String project, String task) {
        return calls.one(Api.Task.class, Endpoint.unassign(), new Assignment(project, task, null));
    }

    private static void requireBatch(int size) {
        if (size > BATCH) {
            throw new IllegalArgumentException(size + " tasks in one call, " + BATCH + " are allowed");
        }
    }
}
