package dev.devledger.adapters.services.clickup.direct;

import static dev.devledger.adapters.services.kernel.Endpoint.get;
import static dev.devledger.adapters.services.kernel.Endpoint.post;

import dev.devledger.adapters.services.clickup.client.Outcome;
import dev.devledger.adapters.services.clickup.direct.DirectRequests.WorkspaceGuard;
import dev.devledger.adapters.services.clickup.direct.DirectRequests.WriteCheck;
import dev.devledger.adapters.services.kernel.CallTable.NotDone;
import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.application.direct.Operation.DirectReply;
import dev.devledger.application.direct.Operation.DirectReply.Difference;
import dev.devledger.application.direct.Operation.DirectRequest;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls that read, make, change or delete one task. Written fields are then compared with what ClickUp has. */
record DirectTasks(DirectRequests clickup, WorkspaceGuard workspaces, WriteCheck check) {
    /** ClickUp's codes for an unknown status, in a change and in a new task. */
    private static final Set<String> UNKNOWN_STATUS = Set.of("ITEM_114", "CRTSK_001");

    private JsonNode find(String id, @Nullable String meant) {
        JsonNode task = clickup.send(endpoint(id, meant));
        workspaces.requireTask(task, meant);
        return task;
    }

    /**
     * Builds the path of a task. An id with a dash, such as DEV-12, is a custom id of a workspace, for which ClickUp
     * needs further parameters.
     */
    private Endpoint endpoint(String id, @Nullable String meant) {
        Endpoint task = whole(id);
        return id.contains("-") ? task.with("custom_task_ids", true).with("team_id", workspaces.only(meant)) : task;
    }

    private static Endpoint whole(String id) {
        return get("task", id).with("include_subtasks", true).with("include_markdown_description", true);
    }

    /** Returns ClickUp's own id of a task in the requested workspace. */
    String writable(DirectRequest request) {
        return writable(request.id("task_id"), request.workspace());
    }

    private String writable(String id, @Nullable String meant) {
        return meant == null && !id.contains("-") ? id : DirectRequests.id(find(id, meant));
    }

    DirectReply read(DirectRequest request) {
        return new DirectReply.Json(
                find(request.id("task_id"), request.workspace()).toString());
    }

    /** Makes a task. The body names the list if the path does not, and may name the workspace. */
    DirectReply create(DirectRequest request) {
        ObjectNode body = DirectBody.object(request.json());
        String list = request.ids().containsKey("list_id") ? request.id("list_id") : addressed(body, "listId");
        String team = request.ids().containsKey("list_id") ? "" : addressed(body, "teamId");
        if (list.isEmpty()) {
            throw new NotDone(new DirectReply.Invalid("listId", "is missing", "ClickUp's id of a list"));
        }
        String meant = team.isEmpty() ? request.workspace() : team;
        ObjectNode wish = DirectBody.read(body.toString(), DirectBody.NEW_TASK);
        DirectBody.require(wish, "name");
        workspaces.requireList(list, meant);
        JsonNode made = withStatuses(() -> clickup.send(post("list", list, "task"), wish), () -> list);
        JsonNode task = checked(wish, made, DirectRequests.id(made));
        return new DirectReply.Made("/tasks/" + DirectRequests.id(task), task.toString());
    }

    private static String addressed(ObjectNode body, String field) {
        JsonNode sent = body.remove(field);
        String id = sent == null ? "" : sent.asString("");
        return id.isBlank() ? "" : id;
    }

    DirectReply update(DirectRequest request) {
        return update(request, request.json());
    }

    private DirectReply update(DirectRequest request, String json) {
        String id = request.id("task_id");
        String meant = request.workspace();
        ObjectNode wish = DirectBody.read(json, DirectBody.TASK_CHANGE);
        if (wish.isEmpty()) {
            throw NotDone.invalid("body", "names no field");
        }
        boolean compares = DirectRequestSequence.needsToKnow(wish);
        JsonNode before = compares ? find(id, meant) : DirectRequests.object();
        String task = compares ? DirectRequests.id(before) : writable(id, meant);
        DirectRequestSequence script = DirectRequestSequence.of(task, wish, before);
        JsonNode now = withStatuses(() -> script.run(clickup), () -> listOf(task));
        return new DirectReply.Json(checked(wish, now, task).toString());
    }

    DirectReply setStatus(DirectRequest request) {
        ObjectNode wish = DirectBody.read(request.json(), DirectBody.STATUS);
        DirectBody.require(wish, "status");
        return update(request, wish.toString());
    }

    DirectReply assign(DirectRequest request) {
        ObjectNode wish = DirectBody.read(request.json(), DirectBody.ASSIGNEES);
        if (wish.path("add").isEmpty()
                && wish.path("remove").isEmpty()
                && wish.path("rem").isEmpty()) {
            throw NotDone.invalid("body", "names nobody in add or remove");
        }
        ObjectNode change = DirectRequests.object();
        change.set("assignees", wish);
        return update(request, change.toString());
    }

    DirectReply delete(DirectRequest request) {
        String task = writable(request);
        clickup.send(Endpoint.delete("task", task));
        return clickup.ask(get("task", task)) instanceof Outcome.Answered
                ? new DirectReply.NotApplied(task, List.of(new Difference("task", "deleted", "the task")))
                : new DirectReply.Done();
    }

    /**
     * Returns the task as ClickUp has it now. If the answer does not confirm all fields, the task is read once more.
     */
    private JsonNode checked(ObjectNode wish, JsonNode told, String id) {
        boolean whole = !DirectRequests.id(told).isEmpty()
                && (told.has("markdown_description") || !wish.has("markdown_content"));
        if (whole && check.ofTask(wish, told).isEmpty()) {
            return told;
        }
        JsonNode now = readBack(id);
        List<Difference> differences = check.ofTask(wish, now);
        if (!differences.isEmpty()) {
            throw new NotDone(new DirectReply.NotApplied(id, differences));
        }
        return now;
    }

    private JsonNode readBack(String id) {
        return switch (clickup.ask(whole(id))) {
            case Outcome.Answered(var json) -> json;
            case Outcome no ->
                throw new NotDone(new DirectReply.Unreachable("ClickUp took it, but task " + id
                        + " could not be read back to compare it. Read it before you send it again."));
        };
    }

    /** Sends a write. If ClickUp refuses a status as unknown, the refusal gets the list's valid statuses. */
    private JsonNode withStatuses(Supplier<JsonNode> send, Supplier<String> list) {
        try {
            return send.get();
        } catch (NotDone no) {
            if (no.reply() instanceof DirectReply.WrongValue(var code, var detail) && UNKNOWN_STATUS.contains(code)) {
                throw new NotDone(new DirectReply.WrongValue(code, detail + statuses(list.get())));
            }
            throw no;
        }
    }

    private String listOf(String task) {
        return clickup.ask(get("task", task)) instanceof Outcome.Answered(var found)
                ? DirectRequests.id(found.path("list"))
                : "";
    }

    private String statuses(String list) {
        if (list.isEmpty() || !(clickup.ask(get("list", list)) instanceof Outcome.Answered(var found))) {
            return "";
        }
        List<String> names = found.path("statuses")
                .valueStream()
                .map(status -> status.path("status").asString(""))
                .toList();
        return names.isEmpty() ? "" : " The list has: " + String.join(", ", names) + ".";
    }
}
