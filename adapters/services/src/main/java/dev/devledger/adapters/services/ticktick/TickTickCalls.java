package dev.devledger.adapters.services.ticktick;

import static dev.devledger.adapters.services.kernel.CallTable.Arguments.flag;
import static dev.devledger.adapters.services.kernel.CallTable.Arguments.list;
import static dev.devledger.adapters.services.kernel.CallTable.Arguments.object;
import static dev.devledger.adapters.services.kernel.CallTable.Arguments.objects;
import static dev.devledger.adapters.services.kernel.CallTable.Arguments.text;
import static dev.devledger.adapters.services.kernel.CallTable.Arguments.title;
import static dev.devledger.adapters.services.kernel.CallTable.Arguments.wholeOf;
import static dev.devledger.adapters.services.kernel.CallTable.Arguments.word;
import static dev.devledger.adapters.services.ticktick.TickTickCalls.PassThroughReplies.done;
import static dev.devledger.adapters.services.ticktick.TickTickCalls.PassThroughReplies.json;
import static dev.devledger.application.direct.DirectCalls.DirectCall.Effect.ADDS;
import static dev.devledger.application.direct.DirectCalls.DirectCall.Effect.ADVANCES;
import static dev.devledger.application.direct.DirectCalls.DirectCall.Effect.READS;
import static dev.devledger.application.direct.DirectCalls.DirectCall.Effect.REMOVES;

import dev.devledger.adapters.services.kernel.CallTable;
import dev.devledger.adapters.services.kernel.CallTable.Arguments;
import dev.devledger.adapters.services.kernel.CallTable.CallRow;
import dev.devledger.adapters.services.kernel.CallTable.NotDone;
import dev.devledger.adapters.services.kernel.CallTable.Row;
import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.adapters.services.ticktick.client.Outcome;
import dev.devledger.adapters.services.ticktick.client.Outcome.Answered;
import dev.devledger.adapters.services.ticktick.client.Outcome.Denied;
import dev.devledger.adapters.services.ticktick.client.Outcome.Failure;
import dev.devledger.adapters.services.ticktick.client.Outcome.NoReadableAnswer;
import dev.devledger.adapters.services.ticktick.client.Outcome.NotFound;
import dev.devledger.adapters.services.ticktick.client.Outcome.NothingDone;
import dev.devledger.adapters.services.ticktick.client.TickTickClient;
import dev.devledger.adapters.services.ticktick.client.TickTickClient.TickTickApi;
import dev.devledger.adapters.services.ticktick.json.Wire;
import dev.devledger.application.direct.DirectCalls;
import dev.devledger.application.direct.DirectCalls.DirectCall;
import dev.devledger.application.direct.DirectCalls.DirectCall.Argument;
import dev.devledger.application.direct.DirectCalls.DirectCall.BodyRequirement;
import dev.devledger.application.direct.DirectCalls.DirectCall.Route;
import dev.devledger.application.direct.Operation;
import dev.devledger.application.direct.Operation.DirectReply;
import dev.devledger.application.direct.Operation.DirectRequest;
import dev.devledger.application.sync.connector.SharedCallBudget.CallPurpose;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The nine direct calls of TickTick. A caller waits for each of them, so their requests go before the sync's. Their
 * arguments are TickTick's fields in snake_case.
 */
public record TickTickCalls(TickTickClient client) {
    private static final Argument PROJECT =
            text("project_id", 64).said("TickTick list id").needed();
    private static final Argument TASK =
            text("task_id", 64).said("TickTick task id").needed();

    private static final Argument[] OF_A_LIST = {
        text("color", 7), word("view_mode", "list", "kanban", "timeline"), word("kind", "TASK", "NOTE")
    };
    private static final Argument[] OF_A_TASK = {
        text("content", 100_000),
        text("desc", 100_000),
        text("start_date", 40),
        text("due_date", 40).said("2026-03-31T09:00:00+0000"),
        flag("is_all_day").orElse(false),
        text("time_zone", 64),
        wholeOf("priority", 0, 1, 3, 5),
        list(text("tags", 64), 50),
        list(text("reminders", 64), 10),
        text("repeat_flag", 200),
        list(object("items").of(text("title", 500).needed()), 200)
    };

    private static final String OF_PROJECT = "/projects/{project_id}";
    private static final String OF_TASK = OF_PROJECT + "/tasks/{task_id}";

    private static final List<Row<TickTickCalls>> ALL = List.of(
            CallRow.of(
                            "ticktick_list_projects",
                            "lists",
                            READS,
                            "All lists of the TickTick account, in TickTick's own JSON.")
                    .at(
                            "GET /projects",
                            Operation.of("TickTick's lists").answering("TickTick's own JSON array", "TickTick[]"))
                    .telling(objects("projects").needed())
                    .by((ticktick, request) -> json(ticktick.call(TickTickApi.projects()), JsonNode::isArray)),
            CallRow.of("ticktick_get_project", "one list", READS, "One list with its open tasks and columns.")
                    .at(
                            "GET " + OF_PROJECT,
                            Operation.of("A list of TickTick with its tasks and columns")
                                    .named("ticktickReadProject"))
                    .taking(PROJECT)
                    .telling(object("project").needed(), objects("tasks"), objects("columns"))
                    .by((ticktick, request) -> PassThroughReplies.object(
                            ticktick.call(TickTickApi.projectData(request.id("project_id"))))),
            CallRow.of("ticktick_create_project", "new list", ADDS, "Create a list in TickTick.")
                    .at("POST /projects")
                    .taking(title("name", 500).needed())
                    .writing(OF_A_LIST)
                    .telling(object("project").needed())
                    .by((ticktick, request) -> ticktick.post(TickTickApi.createProject(), request)),
            CallRow.of(
                            "ticktick_update_project",
                            "change list",
                            REMOVES,
                            "Change a list. Other fields stay as they are.")
                    .at("POST " + OF_PROJECT, "Change a list in TickTick")
                    .taking(PROJECT, title("name", 500))
                    .writing(OF_A_LIST)
                    .telling(object("project").needed())
                    .by(TickTickCalls::updateProject),
            CallRow.of(
                            "ticktick_delete_project",
                            "delete list",
                            REMOVES,
                            "Delete a list and its tasks in TickTick permanently.")
                    .at("DELETE " + OF_PROJECT, "Delete a list in TickTick; this cannot be undone")
                    .writing(PROJECT, Arguments.CONFIRM)
                    .telling(Arguments.DONE)
                    .by((ticktick, request) ->
                            done(ticktick.call(TickTickApi.deleteProject(request.id("project_id"))))),
            CallRow.of(
                            "ticktick_create_task",
                            "new task",
                            ADDS,
                            "Create a task in TickTick. Prefer create_tasks, which the ledger can undo.")
                    .at("POST /tasks", "Create a task in TickTick")
                    .taking(title("title", 500).needed(), text("project_id", 64).said("TickTick list id"))
                    .writing(OF_A_TASK)
                    .telling(object("task").needed())
                    .by((ticktick, request) -> ticktick.post(TickTickApi.createTask(), request)),
            CallRow.of("ticktick_update_task", "change task", REMOVES, "Change a task. Other fields stay as they are.")
                    .at("POST " + OF_TASK, "Change a task in TickTick")
                    .taking(TASK, PROJECT, title("title", 500))
                    .writing(OF_A_TASK)
                    .telling(object("task").needed())
                    .by(TickTickCalls::updateTask),
            CallRow.of("ticktick_complete_task", "complete task", ADVANCES, "Complete a task in TickTick.")
                    .at(Route.of("POST " + OF_TASK + "/complete").with(BodyRequirement.NONE))
                    .writing(PROJECT, TASK)
                    .telling(Arguments.DONE)
                    .by((ticktick, request) -> done(
                            ticktick.call(TickTickApi.completeTask(request.id("project_id"), request.id("task_id"))))),
            CallRow.of("ticktick_delete_task", "delete task", REMOVES, "Delete a task in TickTick permanently.")
                    .at("DELETE " + OF_TASK, "Delete a task in TickTick")
                    .writing(PROJECT, TASK, Arguments.CONFIRM)
                    .telling(Arguments.DONE)
                    .by((ticktick, request) -> done(
                            ticktick.call(TickTickApi.deleteTask(request.id("project_id"), request.id("task_id"))))));

    public static DirectCalls of(TickTickClient client) {
        return new CallTable<>(ALL, true, new TickTickCalls(client));
    }

    /** Returns the descriptions of the calls. */
    public static List<DirectCall> table() {
        return CallTable.calls(ALL);
    }

    DirectReply updateProject(DirectRequest request) {
        String project = request.id("project_id");
        requireSame(body(request), "id", project);
        return post(TickTickApi.updateProject(project), request);
    }

    /**
     * Changes a task. TickTick needs both ids in the body, and changes nothing if one is missing (docs/ticktick.md,
     * section 7).
     */
    DirectReply updateTask(DirectRequest request) {
        String project = request.id("project_id");
        String task = request.id("task_id");
        ObjectNode body = body(request);
        requireSame(body, "id", task);
        requireSame(body, "projectId", project);
        String complete = body.put("id", task).put("projectId", project).toString();
        return PassThroughReplies.object(client.call(CallPurpose.INTERACTIVE, TickTickApi.updateTask(task), complete));
    }

    private Outcome call(Endpoint endpoint) {
        return client.call(CallPurpose.INTERACTIVE, endpoint);
    }

    /** Sends the body unchanged. */
    private DirectReply post(Endpoint endpoint, DirectRequest request) {
        body(request);
        return PassThroughReplies.object(client.call(CallPurpose.INTERACTIVE, endpoint, request.json()));
    }

    private static ObjectNode body(DirectRequest request) {
        return NotDone.object(Wire.JSON, request.json(), "must be a JSON object with TickTick's own fields");
    }

    private static void requireSame(ObjectNode body, String field, String expected) {
        JsonNode value = body.get(field);
        if (value != null && !(value.isString() && value.asString().equals(expected))) {
            throw NotDone.invalid(field, "must be left out, or be the same as in the path");
        }
    }

    /** Translates the outcome of a call into the reply to the caller. */
    static final class PassThroughReplies {
        private static final String NOTHING = "TickTick has no such list or task";

        private PassThroughReplies() {}

        static DirectReply object(Outcome outcome) {
            return json(outcome, JsonNode::isObject);
        }

        static DirectReply json(Outcome outcome, Predicate<JsonNode> shape) {
            return switch (outcome) {
                case Answered answered when answered.isEmpty() -> new DirectReply.NotFound(NOTHING);
                case Answered answered -> json(answered.body(), shape);
                case Failure failure -> failed(failure);
            };
        }

        private static DirectReply json(String body, Predicate<JsonNode> shape) {
            try {
                JsonNode answer = Wire.JSON.readTree(body);
                if (!shape.test(answer)) {
                    return new DirectReply.Unreachable(
                            "TickTick's answer does not have the expected form; the change may have been made");
                }
                // TickTick answers 200 and {} for an unknown list (docs/ticktick.md, section 3).
                return answer.isObject() && answer.isEmpty()
                        ? new DirectReply.NotFound(NOTHING)
                        : new DirectReply.Json(body);
            } catch (JacksonException e) {
                return new DirectReply.Unreachable("TickTick's answer is not JSON; the change may have been made");
            }
        }

        /**
         * Replies that a delete is done. TickTick answers 200 also if the object is missing, so unlike elsewhere an
         * empty answer counts.
         */
        static DirectReply done(Outcome outcome) {
            return switch (outcome) {
                case Answered done -> new DirectReply.Done();
                case Failure failure -> failed(failure);
            };
        }

        private static DirectReply failed(Failure failure) {
            return switch (failure) {
                case NotFound gone -> new DirectReply.NotFound(NOTHING);
                case Denied(var code, var reason) -> new DirectReply.Refused(code, reason);
                case NoReadableAnswer(var code, var reason, var passing)
                when !code.isEmpty() -> new DirectReply.Refused(code, reason);
                case NoReadableAnswer(var code, var reason, var passing) ->
                    new DirectReply.Unreachable(reason + "; if this was a change, it may have been made");
                case NothingDone(var hold, var reason, var after) ->
                    switch (hold) {
                        case RATE_LIMITED -> new DirectReply.RateLimited(after);
                        case NEEDS_AUTHORIZATION, FORBIDDEN -> new DirectReply.NotAuthorized(reason);
                        case UNREACHABLE, OFF, FULL -> new DirectReply.Unreachable(reason);
                    };
            };
        }
    }
}
