package dev.devledger.adapters.rest.resource;

import static dev.devledger.adapters.rest.resource.ClickUpResource.ANSWERS;
import static dev.devledger.adapters.rest.resource.ClickUpResource.TEAM;

import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.IdempotentWrites;
import dev.devledger.adapters.rest.http.Json;
import dev.devledger.adapters.rest.http.Problem;
import dev.devledger.adapters.rest.http.ProblemCode;
import dev.devledger.adapters.rest.http.ProblemException;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.adapters.rest.http.WriteRequest;
import dev.devledger.application.direct.DirectCall;
import dev.devledger.application.direct.DirectCalls;
import dev.devledger.domain.shared.Rejection.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The calls that go through to ClickUp, with ClickUp's own JSON: tasks and what is said about them. */
@Controller
@RequestMapping(path = "/api/clickup", produces = MediaType.APPLICATION_JSON_VALUE)
public record ClickUpTaskResource(DirectCalls clickup, IdempotentWrites writes) {
    private static final String LIST = "/lists/{listId}/tasks";
    private static final String TASK = "/tasks/{taskId}";
    private static final String COMMENTS = TASK + "/comments";
    private static final String LOCATION = "/api/clickup/tasks/";

    @GetMapping(LIST)
    HttpAnswer list(
            @PathVariable("listId") String list,
            QueryParameters query,
            @RequestHeader(name = TEAM, required = false) @Nullable String team) {
        return read(new DirectCall.Tasks(list, query.all()), team);
    }

    @PostMapping(LIST)
    HttpAnswer createInList(
            @PathVariable("listId") String list,
            WriteRequest call,
            @RequestHeader(name = TEAM, required = false) @Nullable String team) {
        return create(list, call.json(), call, team);
    }

    /** With the list in the body, and perhaps the workspace. */
    @PostMapping("/tasks")
    HttpAnswer create(WriteRequest call, @RequestHeader(name = TEAM, required = false) @Nullable String team) {
        Addressed to = Addressed.of(call);
        return create(to.list(), to.json(), call, to.team() == null ? team : to.team());
    }

    private HttpAnswer create(String list, String json, WriteRequest call, @Nullable String team) {
        DirectCall create = new DirectCall.CreateTask(list, json);
        return writes.orderOnce(call, () -> ANSWERS.created(clickup.send(create, team), LOCATION));
    }

    /** What of a body says where to, and what is ClickUp's business. */
    private record Addressed(String list, @Nullable String team, String json) {
        static Addressed of(WriteRequest call) {
            ObjectNode body = (ObjectNode) Json.read(call.json(), JsonNode.class);
            String list = id(body.remove("listId"));
            String team = id(body.remove("teamId"));
            if (list == null) {
                throw new ProblemException(new Problem(ProblemCode.INVALID, "listId: is missing")
                        .withErrors(
                                List.of(new Violation("listId", "is missing; ClickUp's id of a list is expected"))));
            }
            return new Addressed(list, team, Json.text(body));
        }

        private static @Nullable String id(@Nullable JsonNode sent) {
            return sent == null || sent.isNull() || sent.asString("").isBlank() ? null : sent.asString();
        }
    }

    @GetMapping(TASK)
    HttpAnswer task(
            @PathVariable("taskId") String task, @RequestHeader(name = TEAM, required = false) @Nullable String team) {
        return read(new DirectCall.Task(task), team);
    }

    @PatchMapping(TASK)
    HttpAnswer update(
            @PathVariable("taskId") String task,
            WriteRequest call,
            @RequestHeader(name = TEAM, required = false) @Nullable String team) {
        return order(call, new DirectCall.UpdateTask(task, call.patchJson()), team);
    }

    @DeleteMapping(TASK)
    HttpAnswer delete(
            @PathVariable("taskId") String task,
            WriteRequest call,
            @RequestHeader(name = TEAM, required = false) @Nullable String team) {
        call.optionalBody().rejectIfAny();
        return order(call, new DirectCall.DeleteTask(task), team);
    }

    @PutMapping(TASK + "/status")
    HttpAnswer setStatus(
            @PathVariable("taskId") String task,
            WriteRequest call,
            @RequestHeader(name = TEAM, required = false) @Nullable String team) {
        return order(call, new DirectCall.SetStatus(task, call.json()), team);
    }

    @PutMapping(TASK + "/assignees")
    HttpAnswer assign(
            @PathVariable("taskId") String task,
            WriteRequest call,
            @RequestHeader(name = TEAM, required = false) @Nullable String team) {
        return order(call, new DirectCall.Assign(task, call.json()), team);
    }

    @GetMapping(COMMENTS)
    HttpAnswer comments(
            @PathVariable("taskId") String task,
            QueryParameters query,
            @RequestHeader(name = TEAM, required = false) @Nullable String team) {
        return read(new DirectCall.Comments(task, query.all()), team);
    }

    @PostMapping(COMMENTS)
    HttpAnswer addComment(
            @PathVariable("taskId") String task,
            WriteRequest call,
            @RequestHeader(name = TEAM, required = false) @Nullable String team) {
        DirectCall add = new DirectCall.AddComment(task, call.json());
        return writes.orderOnce(
                call, () -> ANSWERS.created(clickup.send(add, team), LOCATION + task + "/comments?start_id="));
    }

    private HttpAnswer read(DirectCall call, @Nullable String team) {
        return ANSWERS.of(clickup.send(call, team));
    }

    private HttpAnswer order(WriteRequest call, DirectCall change, @Nullable String team) {
        return writes.order(call, () -> ANSWERS.of(clickup.send(change, team)));
    }
}
