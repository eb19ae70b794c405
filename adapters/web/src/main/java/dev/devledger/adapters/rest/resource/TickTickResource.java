package dev.devledger.adapters.rest.resource;

import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.IdempotentWrites;
import dev.devledger.adapters.rest.http.Problem;
import dev.devledger.adapters.rest.http.ProblemCode;
import dev.devledger.adapters.rest.http.ProblemException;
import dev.devledger.adapters.rest.http.WriteRequest;
import dev.devledger.application.sync.connector.PassThrough;
import dev.devledger.application.sync.connector.PassThrough.Reply;
import dev.devledger.domain.shared.Rejection.Violation;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The nine calls that go through to TickTick, with TickTick's own JSON. */
@Controller
@RequestMapping(path = "/api/ticktick", produces = MediaType.APPLICATION_JSON_VALUE)
public record TickTickResource(PassThrough ticktick, IdempotentWrites writes) {
    private static final String PROJECT = "/projects/{projectId}";
    private static final String TASK = PROJECT + "/tasks/{taskId}";

    @GetMapping("/projects")
    HttpAnswer projects() {
        return answer(ticktick.projects());
    }

    @GetMapping(PROJECT)
    HttpAnswer project(@PathVariable("projectId") String project) {
        return answer(ticktick.project(project));
    }

    @PostMapping("/projects")
    HttpAnswer createProject(WriteRequest call) {
        String json = call.json();
        return writes.orderOnce(call, () -> answer(ticktick.createProject(json)));
    }

    @PostMapping(PROJECT)
    HttpAnswer updateProject(@PathVariable("projectId") String project, WriteRequest call) {
        String json = call.json();
        return order(call, () -> ticktick.updateProject(project, json));
    }

    @DeleteMapping(PROJECT)
    HttpAnswer deleteProject(@PathVariable("projectId") String project, WriteRequest call) {
        call.optionalBody().rejectIfAny();
        return order(call, () -> ticktick.deleteProject(project));
    }

    @PostMapping("/tasks")
    HttpAnswer createTask(WriteRequest call) {
        String json = call.json();
        return writes.orderOnce(call, () -> answer(ticktick.createTask(json)));
    }

    @PostMapping(TASK)
    HttpAnswer updateTask(
            @PathVariable("projectId") String project, @PathVariable("taskId") String task, WriteRequest call) {
        String json = call.json();
        return order(call, () -> ticktick.updateTask(project, task, json));
    }

    @DeleteMapping(TASK)
    HttpAnswer deleteTask(
            @PathVariable("projectId") String project, @PathVariable("taskId") String task, WriteRequest call) {
        call.optionalBody().rejectIfAny();
        return order(call, () -> ticktick.deleteTask(project, task));
    }

    @PostMapping(TASK + "/complete")
    HttpAnswer completeTask(
            @PathVariable("projectId") String project, @PathVariable("taskId") String task, WriteRequest call) {
        call.optionalBody().rejectIfAny();
        // Twice would end two occurrences of a recurring task.
        return writes.orderOnce(call, () -> answer(ticktick.completeTask(project, task)));
    }

    private HttpAnswer order(WriteRequest call, Supplier<Reply> work) {
        return writes.order(call, () -> answer(work.get()));
    }

    private static HttpAnswer answer(Reply reply) {
        return switch (reply) {
            case Reply.Json json -> HttpAnswer.json(json.body());
            case Reply.Done() -> HttpAnswer.noContent();
            case Reply.NotFound no -> throw refusal(ProblemCode.NOT_FOUND, no.detail());
            case Reply.RateLimited limited ->
                throw new ProblemException(new Problem(
                                ProblemCode.RATE_LIMITED,
                                "TickTick's request limit is reached for now. Try again later.")
                        .retryAfter(limited.retryAfter()));
            case Reply.NotAuthorized no -> throw refusal(ProblemCode.CONFLICT_STATE, no.detail());
            case Reply.Away away ->
                throw new ProblemException(new Problem(ProblemCode.TICKTICK_UNAVAILABLE, away.detail())
                        .retryAfter(Duration.ofSeconds(30)));
            case Reply.Refused no ->
                throw new ProblemException(
                        new Problem(ProblemCode.TICKTICK_REFUSED, no.detail()).withMember("errorCode", no.errorCode()));
            case Reply.Invalid no ->
                throw new ProblemException(new Problem(ProblemCode.INVALID, no.field() + ": " + no.detail())
                        .withErrors(List.of(new Violation(no.field(), no.detail()))));
        };
    }

    private static ProblemException refusal(ProblemCode code, String detail) {
        return new ProblemException(new Problem(code, detail));
    }
}
