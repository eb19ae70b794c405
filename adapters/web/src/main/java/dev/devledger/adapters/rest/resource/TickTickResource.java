package dev.devledger.adapters.rest.resource;

import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.IdempotentWrites;
import dev.devledger.adapters.rest.http.ProblemCode;
import dev.devledger.adapters.rest.http.WriteRequest;
import dev.devledger.application.direct.DirectReply;
import dev.devledger.application.direct.PassThrough;
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
    private static final DirectAnswers ANSWERS =
            new DirectAnswers("TickTick", "errorCode", ProblemCode.TICKTICK_REFUSED, ProblemCode.TICKTICK_UNAVAILABLE);
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

    private HttpAnswer order(WriteRequest call, Supplier<DirectReply> work) {
        return writes.order(call, () -> answer(work.get()));
    }

    private static HttpAnswer answer(DirectReply reply) {
        return ANSWERS.of(reply);
    }
}
