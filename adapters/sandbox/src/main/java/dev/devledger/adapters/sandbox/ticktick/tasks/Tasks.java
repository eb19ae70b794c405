package dev.devledger.adapters.sandbox.ticktick.tasks;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.kernel.SandboxDatabase;
import dev.devledger.adapters.sandbox.ticktick.common.Account;
import dev.devledger.adapters.sandbox.ticktick.common.GeneratedValues;
import dev.devledger.adapters.sandbox.ticktick.common.GeneratedValues.WireTime;
import dev.devledger.adapters.sandbox.ticktick.common.Refusal;
import dev.devledger.adapters.sandbox.ticktick.common.TickTickBehaviour;
import dev.devledger.adapters.sandbox.ticktick.common.TickTickBehaviour.RequestFields;
import dev.devledger.adapters.sandbox.ticktick.common.TickTickBehaviour.StaleFirstReads;
import dev.devledger.adapters.sandbox.ticktick.common.TickTickBehaviour.TickTickHabit;
import dev.devledger.adapters.sandbox.ticktick.tasks.Groups.Columns;
import dev.devledger.adapters.sandbox.ticktick.tasks.Projects.ProjectRows;
import dev.devledger.adapters.sandbox.ticktick.tasks.Projects.Quota;
import dev.devledger.adapters.sandbox.ticktick.tasks.Recurrence.TaskCompletion;
import dev.devledger.adapters.sandbox.ticktick.tasks.TaskRows.ParentRules;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Creates, changes and deletes tasks, through the API and in the app. Each call is one transaction. */
public record Tasks(
        SandboxDatabase database,
        TaskRows rows,
        ProjectRows projects,
        Columns columns,
        Quota quota,
        Account account,
        TickTickBehaviour circumstances,
        StaleFirstReads firstReads,
        Clock clock) {
    /** The origin of an edit. Only edits in the app change {@code modifiedTime}; updates through the API do not. */
    public enum EditOrigin {
        API,
        APP
    }

    public static final int BATCH = 50;
    private static final long ON_TOP = 1L << 40;
    private static final Set<Long> STATUSES = Set.of(-1L, 0L, 2L);

    private TaskMerge merging() {
        return new TaskMerge(circumstances);
    }

    private TaskCompletion completion() {
        return new TaskCompletion(rows, firstReads, circumstances, clock);
    }

    public ObjectNode create(RequestFields body) {
        return database.change(() -> created(body));
    }

    /**
     * Updates a task. Empty if TickTick does nothing and its answer is empty: for an unknown task, or if the list is
     * not the task's.
     */
    public Optional<ObjectNode> update(String id, RequestFields body, EditOrigin door) {
        return database.change(() -> {
            String project = account.project(required(body, "projectId"));
            if (!required(body, "id").equals(id)) throw Refusal.invalid("The id is not the one in the path");
            return rows.find(id)
                    .filter(task -> task.projectId().equals(project))
                    .map(task -> task.deleted() ? ofDeleted(task.body(), body) : updated(task.body(), body, door));
        });
    }

    /** Answers an update of a deleted task; nothing is stored. */
    private ObjectNode ofDeleted(ObjectNode task, RequestFields body) {
        boolean listIsGone = !isList(task.path("projectId").stringValue());
        if (listIsGone && circumstances.has(TickTickHabit.REFUSES_TASKS_OF_DELETED_LISTS))
            throw Refusal.invalid("The project is deleted");
        if (!circumstances.has(TickTickHabit.ANSWERS_DELETED_AS_ASKED)) return task;
        change(task, body, EditOrigin.API);
        GeneratedValues.written(task, clock.instant());
        return task;
    }

    /** Assigns a task. Empty if nothing is done: the list has no such task, or there is no person with the name. */
    public Optional<ObjectNode> assign(RequestFields body) {
        String username = required(body, "assigneeUsername");
        if (!username.equals(account.username())) return Optional.empty();
        return assigned(body, task -> task.put("assigneeUsername", username));
    }

    public Optional<ObjectNode> unassign(RequestFields body) {
        return assigned(body, task -> task.remove("assigneeUsername"));
    }

    private Optional<ObjectNode> assigned(RequestFields body, Consumer<ObjectNode> change) {
        return database.change(() -> live(required(body, "projectId"), required(body, "taskId"))
                .map(task -> {
                    String before = task.toString();
                    change.accept(task);
                    return written(task, before, EditOrigin.API);
                }));
    }

    public void complete(String projectId, String id) {
        database.change(() -> {
            live(projectId, id).ifPresent(completion()::complete);
        });
    }

    /**
     * Completes tasks. Returns the ids of the tasks that this call has completed, without tasks that are unknown, in
     * another list or already completed.
     */
    public List<String> complete(RequestFields body) {
        String project = body.text("projectId").orElse("inbox");
        List<String> ids = body.texts("taskIds").orElseThrow(() -> Refusal.invalid("taskIds is missing"));
        return database.change(() -> {
            List<String> done = new ArrayList<>();
            for (String id : ids.subList(0, Math.min(BATCH, ids.size())))
                live(project, id).filter(task -> !TaskCompletion.isDone(task)).ifPresent(task -> {
                    completion().complete(task);
                    done.add(id);
                });
            return done;
        });
    }

    public void delete(String projectId, String id) {
        database.change(() -> {
            live(projectId, id).ifPresent(task -> deleted(id));
        });
    }

    private void deleted(String id) {
        rows.delete(id);
        if (circumstances.has(TickTickHabit.CHILDREN_GO_ALONG))
            rows.children(id).forEach(this::deleted);
    }

    /** Moves tasks. The answer has an entry for each task, even for an unknown one, so only a read proves a move. */
    public ArrayNode move(JsonNode body) {
        if (!body.isArray()) throw Refusal.invalid("A JSON array is expected");
        List<RequestFields> moves = body.valueStream().map(RequestFields::new).toList();
        return database.change(() -> {
            ArrayNode answer = Json.array();
            boolean known = moves.stream()
                    .allMatch(move -> isList(project(move, "fromProjectId")) && isList(project(move, "toProjectId")));
            if (known) moves.forEach(move -> answer.add(moved(move)));
            return answer;
        });
    }

    /** Creates a task as part of a change. */
    ObjectNode created(RequestFields body) {
        String project = account.project(body.text("projectId").orElse("inbox"));
        if (!isList(project)) throw Refusal.invalid("Unknown project");
        if (!quota.hasRoomForATask(project)) throw Refusal.quota();
        if (body.text("title").orElse("").isBlank()) throw Refusal.invalid("A title is required");
        Instant now = clock.instant();
        ObjectNode task = Json.object();
        task.put("id", GeneratedValues.id(now));
        task.put("projectId", project);
        task.put("sortOrder", onTop(project));
        task.put("timeZone", account.zone().getId());
        task.put("isAllDay", false);
        task.put("isFloating", false);
        task.put("priority", 0);
        task.put("status", 0);
        task.put("kind", "TEXT");
        task.put("createdTime", WireTime.write(now));
        merging().merge(task, body, now);
        parent(task, body, EditOrigin.API);
        column(task, body);
        GeneratedValues.modified(task, now);
        rows.save(task);
        return task;
    }

    /** Updates a task as part of a change. */
    ObjectNode updated(ObjectNode task, RequestFields body, EditOrigin door) {
        String before = task.toString();
        boolean wasDone = TaskCompletion.isDone(task);
        change(task, body, door);
        ObjectNode after = written(task, before, door);
        if (TaskCompletion.isDone(after) && !wasDone) completion().endChildren(after);
        return after;
    }

    private void change(ObjectNode task, RequestFields body, EditOrigin door) {
        Instant now = clock.instant();
        if (door == EditOrigin.API && circumstances.now().wholeUpdates())
            TaskMerge.forget(task, body, account.zone().getId());
        if (door == EditOrigin.API) merging().loseDays(task, body);
        merging().merge(task, body, now);
        status(task, body, now);
        parent(task, body, door);
        if (door == EditOrigin.APP && task.path("parentId").asString("").isEmpty()) task.remove("parentId");
        column(task, body);
    }

    private ObjectNode written(ObjectNode task, String before, EditOrigin door) {
        Instant now = clock.instant();
        if (task.toString().equals(before)) return task;
        if (door == EditOrigin.APP) GeneratedValues.modified(task, now);
        else GeneratedValues.written(task, now);
        rows.save(task);
        firstReads.written(task, before);
        return task;
    }

    private static void status(ObjectNode task, RequestFields body, Instant now) {
        body.number("status").ifPresent(status -> {
            if (!STATUSES.contains(status)) throw Refusal.invalid("Unknown status");
            boolean finishes = status == TaskCompletion.COMPLETED && !TaskCompletion.isDone(task);
            if (finishes) task.put("completedTime", WireTime.write(now));
            task.put("status", status);
        });
    }

    private void parent(ObjectNode task, RequestFields body, EditOrigin door) {
        boolean ignored = door == EditOrigin.API && circumstances.has(TickTickHabit.IGNORES_EMPTY_PARENTS);
        body.text("parentId").ifPresent(parent -> {
            boolean detaches = parent.isEmpty() && task.has("parentId") && !ignored;
            if (detaches || (!parent.isEmpty() && mayHold(parent, task))) task.put("parentId", parent);
        });
    }

    private boolean mayHold(String parent, ObjectNode task) {
        return circumstances.has(TickTickHabit.TAKES_CIRCLES)
                ? new ParentRules(rows).isInItsList(parent, task)
                : new ParentRules(rows).mayHold(parent, task);
    }

    /** Sets the column. A column that the list does not have is kept, without a name. */
    private void column(ObjectNode task, RequestFields body) {
        body.text("columnId").ifPresent(column -> {
            task.remove("columnName");
            columns.find(column, task.path("projectId").stringValue())
                    .ifPresent(found -> task.set("columnName", found.path("name")));
        });
    }

    private ObjectNode moved(RequestFields move) {
        Instant now = clock.instant();
        String id = required(move, "taskId");
        Optional<ObjectNode> found = live(project(move, "fromProjectId"), id);
        ObjectNode task = found.orElseGet(Json::object);
        String before = task.toString();
        GeneratedValues.modified(task, now);
        if (found.isPresent()) {
            String to = project(move, "toProjectId");
            task.put("sortOrder", onTop(to));
            task.put("projectId", to);
            task.remove(List.of("columnId", "columnName"));
            rows.save(task);
            firstReads.written(task, before);
        }
        ObjectNode entry = Json.object();
        entry.put("id", id);
        entry.put("isAllDay", false);
        entry.put("isFloating", false);
        for (String mark : List.of("etag", "etimestamp", "modifiedTime"))
            entry.set(mark, Objects.requireNonNull(task.get(mark)));
        return entry;
    }

    public long onTop(String project) {
        return rows.top(project) - ON_TOP;
    }

    private Optional<ObjectNode> live(String projectId, String id) {
        String project = account.project(projectId);
        return rows.find(id)
                .filter(task -> !task.deleted() && task.projectId().equals(project))
                .map(TaskRows.Stored::body);
    }

    private boolean isList(String projectId) {
        return account.isInbox(projectId) || projects.exists(projectId);
    }

    private String project(RequestFields body, String field) {
        return account.project(required(body, field));
    }

    static String required(RequestFields body, String field) {
        return body.text(field).orElseThrow(() -> Refusal.invalid(field + " is missing"));
    }
}
