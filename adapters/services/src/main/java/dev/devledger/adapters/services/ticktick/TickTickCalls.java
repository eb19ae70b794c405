package dev.devledger.adapters.services.ticktick;

import static dev.devledger.adapters.services.ticktick.PassThroughReplies.done;
import static dev.devledger.adapters.services.ticktick.PassThroughReplies.json;
import static dev.devledger.adapters.services.ticktick.PassThroughReplies.object;

import dev.devledger.adapters.services.kernel.CallTable;
import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.adapters.services.kernel.NotDone;
import dev.devledger.adapters.services.ticktick.client.Outcome;
import dev.devledger.adapters.services.ticktick.client.TickTickApi;
import dev.devledger.adapters.services.ticktick.client.TickTickClient;
import dev.devledger.adapters.services.ticktick.json.Wire;
import dev.devledger.application.direct.DirectCalls;
import dev.devledger.application.direct.DirectCalls.DirectCall;
import dev.devledger.application.direct.DirectReply;
import dev.devledger.application.direct.DirectRequest;
import dev.devledger.application.sync.connector.CallLog.Share;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the nine calls do: somebody waits for each, so it goes before the sync's. */
public record TickTickCalls(TickTickClient client) {

    public static DirectCalls of(TickTickClient client) {
        return new CallTable<>(TickTickRows.ALL, true, new TickTickCalls(client));
    }

    /** What is told of each. */
    public static List<DirectCall> table() {
        return CallTable.calls(TickTickRows.ALL);
    }

    DirectReply projects(DirectRequest request) {
        return json(call(TickTickApi.projects()), JsonNode::isArray);
    }

    DirectReply project(DirectRequest request) {
        return object(call(TickTickApi.projectData(request.id("project_id"))));
    }

    DirectReply createProject(DirectRequest request) {
        return post(TickTickApi.createProject(), request);
    }

    DirectReply updateProject(DirectRequest request) {
        String project = request.id("project_id");
        requireSame(body(request), "id", project);
        return post(TickTickApi.updateProject(project), request);
    }

    DirectReply deleteProject(DirectRequest request) {
        return done(call(TickTickApi.deleteProject(request.id("project_id"))));
    }

    DirectReply createTask(DirectRequest request) {
        return post(TickTickApi.createTask(), request);
    }

    /** TickTick wants both ids in the body and changes nothing where one is missing (docs/ticktick.md, section 7). */
    DirectReply updateTask(DirectRequest request) {
        String project = request.id("project_id");
        String task = request.id("task_id");
        ObjectNode body = body(request);
        requireSame(body, "id", task);
        requireSame(body, "projectId", project);
        String complete = body.put("id", task).put("projectId", project).toString();
        return object(client.call(Share.INTERACTIVE, TickTickApi.updateTask(task), complete));
    }

    DirectReply deleteTask(DirectRequest request) {
        return done(call(TickTickApi.deleteTask(request.id("project_id"), request.id("task_id"))));
    }

    DirectReply completeTask(DirectRequest request) {
        return done(call(TickTickApi.completeTask(request.id("project_id"), request.id("task_id"))));
    }

    private Outcome call(Endpoint endpoint) {
        return client.call(Share.INTERACTIVE, endpoint);
    }

    /** As it was sent. */
    private DirectReply post(Endpoint endpoint, DirectRequest request) {
        body(request);
        return object(client.call(Share.INTERACTIVE, endpoint, request.json()));
    }

    private static ObjectNode body(DirectRequest request) {
        try {
            if (Wire.JSON.readTree(request.json()) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException unreadable) {
            // As below.
        }
        throw NotDone.invalid("body", "must be a JSON object with TickTick's own fields");
    }

    private static void requireSame(ObjectNode body, String field, String expected) {
        JsonNode value = body.get(field);
        if (value != null && !(value.isString() && value.asString().equals(expected))) {
            throw NotDone.invalid(field, "must be left out, or be the same as in the path");
        }
    }
}
