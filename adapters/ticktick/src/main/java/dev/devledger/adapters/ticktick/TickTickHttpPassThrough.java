package dev.devledger.adapters.ticktick;

import dev.devledger.adapters.ticktick.client.Endpoint;
import dev.devledger.adapters.ticktick.client.Outcome;
import dev.devledger.adapters.ticktick.client.Outcome.Answered;
import dev.devledger.adapters.ticktick.client.Outcome.Broken;
import dev.devledger.adapters.ticktick.client.Outcome.Denied;
import dev.devledger.adapters.ticktick.client.Outcome.Failure;
import dev.devledger.adapters.ticktick.client.Outcome.Held;
import dev.devledger.adapters.ticktick.client.Outcome.NotFound;
import dev.devledger.adapters.ticktick.client.TickTickClient;
import dev.devledger.adapters.ticktick.json.Wire;
import dev.devledger.application.sync.connector.CallLog.Share;
import dev.devledger.application.sync.connector.PassThrough;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The nine calls as they are: somebody waits for each, so it goes before the sync's. */
public final class TickTickHttpPassThrough implements PassThrough {
    private static final String NOTHING = "TickTick has no such list or task";

    private final TickTickClient client;

    TickTickHttpPassThrough(TickTickClient client) {
        this.client = client;
    }

    @Override
    public Reply projects() {
        return json(client.call(Share.INTERACTIVE, Endpoint.projects()), JsonNode::isArray);
    }

    @Override
    public Reply project(String projectId) {
        return object(client.call(Share.INTERACTIVE, Endpoint.projectData(projectId)));
    }

    @Override
    public Reply createProject(String json) {
        return post(Endpoint.createProject(), json);
    }

    @Override
    public Reply updateProject(String projectId, String json) {
        Optional<ObjectNode> body = parse(json);
        if (body.isEmpty()) {
            return notAnObject();
        }
        Reply.@Nullable Invalid other = otherThan(body.get(), "id", projectId);
        return other != null ? other : post(Endpoint.updateProject(projectId), json);
    }

    @Override
    public Reply deleteProject(String projectId) {
        return done(client.call(Share.INTERACTIVE, Endpoint.deleteProject(projectId)));
    }

    @Override
    public Reply createTask(String json) {
        return post(Endpoint.createTask(), json);
    }

    /** TickTick wants both ids in the body and changes nothing where one is missing (docs/ticktick.md, section 7). */
    @Override
    public Reply updateTask(String projectId, String taskId, String json) {
        Optional<ObjectNode> body = parse(json);
        if (body.isEmpty()) {
            return notAnObject();
        }
        Reply.@Nullable Invalid task = otherThan(body.get(), "id", taskId);
        if (task != null) {
            return task;
        }
        Reply.@Nullable Invalid project = otherThan(body.get(), "projectId", projectId);
        if (project != null) {
            return project;
        }
        String complete =
                body.get().put("id", taskId).put("projectId", projectId).toString();
        return object(client.call(Share.INTERACTIVE, Endpoint.updateTask(taskId), complete));
    }

    @Override
    public Reply deleteTask(String projectId, String taskId) {
        return done(client.call(Share.INTERACTIVE, Endpoint.deleteTask(projectId, taskId)));
    }

    @Override
    public Reply completeTask(String projectId, String taskId) {
        return done(client.call(Share.INTERACTIVE, Endpoint.completeTask(projectId, taskId)));
    }

    private Reply post(Endpoint endpoint, String json) {
        return parse(json).isEmpty() ? notAnObject() : object(client.call(Share.INTERACTIVE, endpoint, json));
    }

    private static Optional<ObjectNode> parse(String json) {
        try {
            return Wire.JSON.readTree(json) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static Reply.Invalid notAnObject() {
        return new Reply.Invalid("body", "must be a JSON object with TickTick's own fields");
    }

    private static Reply.@Nullable Invalid otherThan(ObjectNode body, String field, String expected) {
        JsonNode value = body.get(field);
        if (value == null || (value.isString() && value.asString().equals(expected))) {
            return null;
        }
        return new Reply.Invalid(field, "must be left out, or be the same as in the path");
    }

    private static Reply object(Outcome outcome) {
        return json(outcome, JsonNode::isObject);
    }

    private static Reply json(Outcome outcome, Predicate<JsonNode> shape) {
        return switch (outcome) {
            case Answered answered when answered.isEmpty() -> new Reply.NotFound(NOTHING);
            case Answered answered -> json(answered.body(), shape);
            case Failure failure -> failed(failure);
        };
    }

    private static Reply json(String body, Predicate<JsonNode> shape) {
        try {
            JsonNode answer = Wire.JSON.readTree(body);
            if (!shape.test(answer)) {
                return new Reply.Away(
                        "TickTick's answer does not have the expected form; the change may have been made");
            }
            // 200 and {} is what TickTick says of a list that it does not have (docs/ticktick.md, section 3)
            return answer.isObject() && answer.isEmpty() ? new Reply.NotFound(NOTHING) : new Reply.Json(body);
        } catch (JacksonException e) {
            return new Reply.Away("TickTick's answer is not JSON; the change may have been made");
        }
    }

    /** Deleting what is gone is a 200 as well, so unlike elsewhere an empty one is the whole answer. */
    private static Reply done(Outcome outcome) {
        return switch (outcome) {
            case Answered done -> new Reply.Done();
            case Failure failure -> failed(failure);
        };
    }

    private static Reply failed(Failure failure) {
        return switch (failure) {
            case NotFound gone -> new Reply.NotFound(NOTHING);
            case Denied(var code, var reason) -> new Reply.Refused(code, reason);
            case Broken(var code, var reason, var passing) when !code.isEmpty() -> new Reply.Refused(code, reason);
            case Broken(var code, var reason, var passing) ->
                new Reply.Away(reason + "; if this was a change, it may have been made");
            case Held(var hold, var reason, var after) ->
                switch (hold) {
                    case RATE_LIMITED -> new Reply.RateLimited(after);
                    case NEEDS_AUTHORIZATION, FORBIDDEN -> new Reply.NotAuthorized(reason);
                    case UNREACHABLE, OFF, FULL -> new Reply.Away(reason);
                };
        };
    }
}
