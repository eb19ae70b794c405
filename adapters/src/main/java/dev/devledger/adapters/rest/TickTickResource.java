package dev.devledger.adapters.rest;

import dev.devledger.application.ticktick.TickTickPassThrough;
import dev.devledger.application.ticktick.TickTickPassThrough.Reply;
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
final class TickTickResource {
    private static final String PROJECT = "/projects/{projectId}";
    private static final String TASK = PROJECT + "/tasks/{taskId}";

    private final TickTickPassThrough ticktick;
    private final Writes writes;

    TickTickResource(TickTickPassThrough ticktick, Writes writes) {
        this.ticktick = ticktick;
        this.writes = writes;
    }

    @GetMapping("/projects")
    Answer projects() {
        return answer(ticktick.projects());
    }

    @GetMapping(PROJECT)
    Answer project(@PathVariable("projectId") String project) {
        return answer(ticktick.project(project));
    }

    @PostMapping("/projects")
    Answer createProject(Call call) {
        String json = call.json();
        return writes.orderOnce(call, () -> answer(ticktick.createProject(json)));
    }

    @PostMapping(PROJECT)
    Answer updateProject(@PathVariable("projectId") String project, Call call) {
        String json = call.json();
        return order(call, () -> ticktick.updateProject(project, json));
    }

    @DeleteMapping(PROJECT)
    Answer deleteProject(@PathVariable("projectId") String project, Call call) {
        call.optionalBody().rejectIfAny();
        return order(call, () -> ticktick.deleteProject(project));
    }

    @PostMapping("/tasks")
    Answer createTask(Call call) {
        String json = call.json();
        return writes.orderOnce(call, () -> answer(ticktick.createTask(json)));
    }

    @PostMapping(TASK)
    Answer updateTask(@PathVariable("projectId") String project, @PathVariable("taskId") String task, Call call) {
        String json = call.json();
        return order(call, () -> ticktick.updateTask(project, task, json));
    }

    @DeleteMapping(TASK)
    Answer deleteTask(@PathVariable("projectId") String project, @PathVariable("taskId") String task, Call call) {
        call.optionalBody().rejectIfAny();
        return order(call, () -> ticktick.deleteTask(project, task));
    }

    @PostMapping(TASK + "/complete")
    Answer completeTask(@PathVariable("projectId") String project, @PathVariable("taskId") String task, Call call) {
        call.optionalBody().rejectIfAny();
        // Twice would end two occurrences of a recurring task.
        return writes.orderOnce(call, () -> answer(ticktick.completeTask(project, task)));
    }

    private Answer order(Call call, Supplier<Reply> work) {
        return writes.order(call, () -> answer(work.get()));
    }

    private static Answer answer(Reply reply) {
        return switch (reply) {
            case Reply.Json json -> Answer.json(json.body());
            case Reply.Done() -> Answer.noContent();
            case Reply.NotFound no -> throw refusal(ProblemCode.NOT_FOUND, no.detail());
            case Reply.RateLimited limited ->
                throw new Refusal(new Problem(
                                ProblemCode.RATE_LIMITED,
                                "TickTick's request limit is reached for now. Try again later.")
                        .retryAfter(limited.retryAfter()));
            case Reply.NotAuthorized no -> throw refusal(ProblemCode.CONFLICT_STATE, no.detail());
            case Reply.Away away ->
                throw new Refusal(new Problem(ProblemCode.TICKTICK_UNAVAILABLE, away.detail())
                        .retryAfter(Duration.ofSeconds(30)));
            case Reply.Refused no ->
                throw new Refusal(
                        new Problem(ProblemCode.TICKTICK_REFUSED, no.detail()).withMember("errorCode", no.errorCode()));
            case Reply.Invalid no ->
                throw new Refusal(new Problem(ProblemCode.INVALID, no.field() + ": " + no.detail())
                        .withErrors(List.of(new Violation(no.field(), no.detail()))));
        };
    }

    private static Refusal refusal(ProblemCode code, String detail) {
        return new Refusal(new Problem(code, detail));
    }
}
