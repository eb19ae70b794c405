package dev.devledger.adapters.rest.resource;

import static dev.devledger.application.task.TaskFilter.PROJECT;
import static dev.devledger.application.task.TaskFilter.READY;
import static dev.devledger.application.task.TaskFilter.SORT;

import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.IdempotentWrites;
import dev.devledger.adapters.rest.http.JsonFields;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.adapters.rest.http.RequestArguments.AsOf;
import dev.devledger.adapters.rest.http.RequestArguments.ByAgent;
import dev.devledger.adapters.rest.http.WriteRequest;
import dev.devledger.adapters.rest.resource.ClaimResource.ClaimCheck;
import dev.devledger.application.claim.Claims;
import dev.devledger.application.entity.LedgerMoment;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.entity.Page.Sort;
import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.project.Projects;
import dev.devledger.application.task.TaskFilter;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskQueries.BlockingProject;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.application.task.Tasks;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskStatus;
import dev.devledger.domain.task.TaskDetails;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

@Controller
@RequestMapping(path = "/api", produces = MediaType.APPLICATION_JSON_VALUE)
public record TaskResource(
        Tasks tasks,
        TaskQueries queries,
        ProjectQueries projects,
        IdempotentWrites writes,
        TaskFields fields,
        AsOf past,
        Claims claims) {
    @PostMapping("/projects/{id}/tasks")
    HttpAnswer create(@PathVariable("id") String project, @ByAgent WriteRequest call) {
        JsonFields body = call.body();
        TaskDetails details = fields.details(body);
        String parent = body.optional("parent", Parser::search);
        body.rejectIfAny();
        Function<ChangeSet, TaskId> work = changes ->
                tasks.create(changes, project, parent, details, call.expectedVersion(projectVersion(project)));
        return details.dependencies().blockedBy().isEmpty()
                ? writes.addTo(project, call, work, this::answerNew)
                : writes.change(call, null, work, this::answerNew);
    }

    private HttpAnswer answerNew(TaskId task) {
        return queries.find(task.toString())
                .map(HttpAnswer::task)
                .orElseGet(() -> HttpAnswer.unseen(task.value()))
                .created("/api/tasks/" + task);
    }

    @GetMapping("/projects/{id}/tasks")
    HttpAnswer listOf(@PathVariable("id") String project, QueryParameters query) {
        PageRequest page = query.page();
        TaskFilter filter = filter(query, project);
        LedgerMoment then = past.moment(query);
        query.rejectIfAny();
        ProjectView home = projects.find(project).orElseThrow(() -> Projects.unknown(project));
        if (then != null && projects.asOf(then.position()).find(project).isEmpty()) {
            throw ProjectResource.notThen(home);
        }
        return AsOf.marked(listed(at(then), filter, page), then);
    }

    @GetMapping("/tasks")
    HttpAnswer list(QueryParameters query) {
        PageRequest page = query.page();
        TaskFilter filter = filter(query, query.one("project", Parser::search));
        LedgerMoment then = past.moment(query);
        query.rejectIfAny();
        return AsOf.marked(listed(at(then), filter, page), then);
    }

    private static HttpAnswer listed(TaskQueries tasks, TaskFilter filter, PageRequest page) {
        Page<TaskView> found = tasks.list(filter, page);
        boolean none = found.items().isEmpty() && page.cursor() == null && Boolean.TRUE.equals(filter.find(READY));
        return HttpAnswer.page(found, none ? BlockingProject.hint(tasks.heldBack(filter)) : null);
    }

    private TaskQueries at(@Nullable LedgerMoment then) {
        return then == null ? queries : queries.asOf(then);
    }

    private TaskFilter filter(QueryParameters query, @Nullable String project) {
        TaskFilter filter = TaskFilter.read(query, fields.zone());
        Sort sort = query.one("sort", Parser::taskSort);
        return filter.with(PROJECT, project).with(SORT, sort == null ? sort(filter.find(READY)) : sort);
    }

    private static Sort sort(@Nullable Boolean ready) {
        return Boolean.TRUE.equals(ready) ? Sort.READY : Sort.DEFAULT;
    }

    @GetMapping("/tasks/{id}")
    HttpAnswer read(@PathVariable("id") String id, QueryParameters query) {
        LedgerMoment then = past.moment(query);
        query.rejectIfAny();
        return AsOf.marked(HttpAnswer.task(at(then).find(id).orElseThrow(() -> notThen(found(id)))), then);
    }

    static Rejection notThen(TaskView now) {
        return Rejection.of(
                Rejection.Code.NOT_FOUND, now.key() + " did not exist yet: it was created at " + now.createdAt() + ".");
    }

    @PatchMapping("/tasks/{id}")
    HttpAnswer edit(@PathVariable("id") String id, WriteRequest call, QueryParameters query) {
        ClaimCheck claim = ClaimCheck.of(claims, call, query, false);
        JsonFields body = call.patch();
        Patch<TaskDetails> edit = fields.edit(body, () -> assigned(id));
        body.rejectIfAny();
        return claim.run(check -> {
            Function<ChangeSet, ClaimCheck.Written> work = changes -> check.write(
                    changes,
                    id,
                    each -> tasks.edit(each, id, edit, call.expectedVersion(version(id)), check.along(each)));
            // Cycles, and claims of the other tasks, can be checked only while no other write runs.
            return TaskDetails.mayBlock(edit) || edit.has(TaskDetails.RELATED)
                    ? writes.change(check.call(), null, work, write -> answer(check, write))
                    : writes.changeOne(check.call(), null, work, write -> answer(check, write));
        });
    }

    @DeleteMapping("/tasks/{id}")
    HttpAnswer delete(@PathVariable("id") String id, WriteRequest call, QueryParameters query) {
        ClaimCheck claim = ClaimCheck.of(claims, call, query, true);
        call.optionalBody().rejectIfAny();
        return claim.run(check -> writes.change(
                check.call(),
                null,
                changes -> check.write(
                        changes,
                        id,
                        each -> tasks.delete(each, id, call.expectedVersion(version(id)), check.along(each))),
                write -> answer(check, write)));
    }

    @PostMapping("/tasks/{id}/restore")
    HttpAnswer restore(@PathVariable("id") String id, @ByAgent WriteRequest call) {
        JsonFields body = call.optionalBody();
        String reason = body.reason();
        body.rejectIfAny();
        return writes.change(
                call, reason, changes -> tasks.restore(changes, id, call.expectedVersion(version(id))), this::answer);
    }

    @PostMapping("/tasks/{id}/complete")
    HttpAnswer complete(@PathVariable("id") String id, WriteRequest call, QueryParameters query) {
        return changeStatus(id, TaskStatus.COMPLETED, call, query);
    }

    @PostMapping("/tasks/{id}/reopen")
    HttpAnswer reopen(@PathVariable("id") String id, WriteRequest call, QueryParameters query) {
        return changeStatus(id, TaskStatus.OPEN, call, query);
    }

    @PostMapping("/tasks/{id}/abandon")
    HttpAnswer abandon(@PathVariable("id") String id, WriteRequest call, QueryParameters query) {
        return changeStatus(id, TaskStatus.ABANDONED, call, query);
    }

    private HttpAnswer changeStatus(String id, TaskStatus to, WriteRequest call, QueryParameters query) {
        ClaimCheck claim = ClaimCheck.of(claims, call, query, to != TaskStatus.OPEN);
        JsonFields body = call.optionalBody();
        String reason = body.reason();
        body.rejectIfAny();
        return claim.run(check -> writes.changeOne(
                check.call(),
                reason,
                changes -> check.write(
                        changes,
                        id,
                        each -> tasks.changeStatus(each, id, to, reason, call.expectedVersion(version(id)))),
                write -> answer(check, write)));
    }

    @PostMapping("/tasks/{id}/move")
    HttpAnswer move(@PathVariable("id") String id, WriteRequest call, QueryParameters query) {
        ClaimCheck claim = ClaimCheck.of(claims, call, query, false);
        JsonFields body = call.optionalBody();
        String project = body.optional("project", Parser::search);
        String parent = body.optional("parent", Parser::search);
        String reason = body.reason();
        if (!body.has("project") && !body.has("parent")) {
            body.add(
                    "parent",
                    "is missing, and project too; send one of them, where a parent of null means the top"
                            + " level of the project");
        }
        body.rejectIfAny();
        return claim.run(check -> writes.change(
                check.call(),
                reason,
                changes -> check.write(
                        changes,
                        id,
                        each -> tasks.move(
                                each, id, project, parent, call.expectedVersion(version(id)), check.along(each))),
                write -> answer(check, write)));
    }

    private HttpAnswer answer(ClaimCheck check, ClaimCheck.Written write) {
        return check.answer(found(write.task().toString()), write);
    }

    private HttpAnswer answer(TaskId task) {
        return HttpAnswer.task(found(task.toString()));
    }

    private TaskView found(String idOrKey) {
        return queries.find(idOrKey).orElseThrow(() -> Tasks.unknown(idOrKey));
    }

    private List<String> assigned(String idOrKey) {
        return queries.find(idOrKey).map(TaskView::assignees).orElse(List.of()).stream()
                .map(TaskView.Assignee::key)
                .toList();
    }

    private Supplier<@Nullable Long> version(String idOrKey) {
        return () -> queries.find(idOrKey).map(TaskView::version).orElse(null);
    }

    private Supplier<@Nullable Long> projectVersion(String idOrKey) {
        return () -> projects.find(idOrKey).map(ProjectView::version).orElse(null);
    }
}
