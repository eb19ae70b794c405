package dev.devledger.adapters.services.ticktick;

import static dev.devledger.adapters.services.ticktick.PassThroughReplies.done;
import static dev.devledger.adapters.services.ticktick.PassThroughReplies.json;
import static dev.devledger.adapters.services.ticktick.PassThroughReplies.object;

import dev.devledger.adapters.services.ticktick.client.Endpoint;
import dev.devledger.adapters.services.ticktick.client.TickTickClient;
import dev.devledger.adapters.services.ticktick.json.Wire;
import dev.devledger.application.direct.DirectReply;
import dev.devledger.application.direct.PassThrough;
import dev.devledger.application.sync.budget.CallLog.Share;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The nine calls as they are: somebody waits for each, so it goes before the sync's. */
public final class TickTickHttpPassThrough implements PassThrough {
    private final TickTickClient client;

    TickTickHttpPassThrough(TickTickClient client) {
        this.client = client;
    }

    @Override
    public DirectReply projects() {
        return json(client.call(Share.INTERACTIVE, Endpoint.projects()), JsonNode::isArray);
    }

    @Override
    public DirectReply project(String projectId) {
        return object(client.call(Share.INTERACTIVE, Endpoint.projectData(projectId)));
    }

    @Override
    public DirectReply createProject(String json) {
        return post(Endpoint.createProject(), json);
    }

    @Override
    public DirectReply updateProject(String projectId, String json) {
        Optional<ObjectNode> body = parse(json);
        if (body.isEmpty()) {
            return notAnObject();
        }
        DirectReply.@Nullable Invalid other = otherThan(body.get(), "id", projectId);
        return other != null ? other : post(Endpoint.updateProject(projectId), json);
    }

    @Override
    public DirectReply deleteProject(String projectId) {
        return done(client.call(Share.INTERACTIVE, Endpoint.deleteProject(projectId)));
    }

    @Override
    public DirectReply createTask(String json) {
        return post(Endpoint.createTask(), json);
    }

    /** TickTick wants both ids in the body and changes nothing where one is missing (docs/ticktick.md, section 7). */
    @Override
    public DirectReply updateTask(String projectId, String taskId, String json) {
        Optional<ObjectNode> body = parse(json);
        if (body.isEmpty()) {
            return notAnObject();
        }
        DirectReply.@Nullable Invalid task = otherThan(body.get(), "id", taskId);
        if (task != null) {
            return task;
        }
        DirectReply.@Nullable Invalid project = otherThan(body.get(), "projectId", projectId);
        if (project != null) {
            return project;
        }
        String complete =
                body.get().put("id", taskId).put("projectId", projectId).toString();
        return object(client.call(Share.INTERACTIVE, Endpoint.updateTask(taskId), complete));
    }

    @Override
    public DirectReply deleteTask(String projectId, String taskId) {
        return done(client.call(Share.INTERACTIVE, Endpoint.deleteTask(projectId, taskId)));
    }

    @Override
    public DirectReply completeTask(String projectId, String taskId) {
        return done(client.call(Share.INTERACTIVE, Endpoint.completeTask(projectId, taskId)));
    }

    private DirectReply post(Endpoint endpoint, String json) {
        return parse(json).isEmpty() ? notAnObject() : object(client.call(Share.INTERACTIVE, endpoint, json));
    }

    private static Optional<ObjectNode> parse(String json) {
        try {
            return Wire.JSON.readTree(json) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static DirectReply.Invalid notAnObject() {
        return new DirectReply.Invalid("body", "must be a JSON object with TickTick's own fields");
    }

    private static DirectReply.@Nullable Invalid otherThan(ObjectNode body, String field, String expected) {
        JsonNode value = body.get(field);
        if (value == null || (value.isString() && value.asString().equals(expected))) {
            return null;
        }
        return new DirectReply.Invalid(field, "must be left out, or be the same as in the path");
    }
}
