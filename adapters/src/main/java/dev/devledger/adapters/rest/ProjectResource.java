package dev.devledger.adapters.rest;

import dev.devledger.application.project.ProjectFilter;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectView;
import dev.devledger.application.project.Projects;
import dev.devledger.application.query.PageRequest;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.project.ProjectEdit;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.project.ProjectStatus;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.Rejection;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;

@Controller
@RequestMapping(path = "/api/projects", produces = MediaType.APPLICATION_JSON_VALUE)
final class ProjectResource {
    private final Projects projects;
    private final ProjectQueries queries;
    private final Writes writes;
    private final ProjectFields fields;
    private final Past past;

    ProjectResource(Projects projects, ProjectQueries queries, Writes writes, ProjectFields fields, Past past) {
        this.projects = projects;
        this.queries = queries;
        this.writes = writes;
        this.fields = fields;
        this.past = past;
    }

    @PostMapping
    Answer create(Call call) {
        call.requireNoVersion();
        JsonFields body = call.body();
        ProjectDetails details = fields.details(body);
        ProjectStatus status = body.orElse("status", Parser.word(ProjectStatus.class), ProjectStatus.PLANNED);
        body.rejectIfAny();
        return writes.change(call, null, changes -> projects.create(changes, details, status, null), id -> queries.find(
                        id.toString())
                .map(Answer::project)
                .orElseGet(() -> Answer.unseen(id.value()))
                .created("/api/projects/" + id));
    }

    @GetMapping
    Answer list(Query query) {
        ProjectFilter filter = new ProjectFilter(
                query.many("status", Parser.word(ProjectStatus.class)),
                query.one("priority", Parser.word(Priority.class)),
                query.one("tag", Parser::search),
                query.search("q"),
                query.one("updatedSince", Parser.since(fields.zone())),
                query.flag("deleted"),
                query.sort("name"));
        PageRequest page = query.page();
        Long then = past.position(query);
        query.rejectIfAny();
        return Past.marked(Answer.page(at(then).list(filter, page)), then);
    }

    @GetMapping("/{id}")
    Answer read(@PathVariable("id") String id, Query query) {
        Long then = past.position(query);
        query.rejectIfAny();
        return Past.marked(Answer.project(at(then).find(id).orElseThrow(() -> notThen(found(id)))), then);
    }

    private ProjectQueries at(@Nullable Long then) {
        return then == null ? queries : queries.asOf(then);
    }

    static Rejection notThen(ProjectView now) {
        return Rejection.of(
                Rejection.Code.NOT_FOUND, now.key() + " did not exist yet: it was created at " + now.createdAt() + ".");
    }

    @PatchMapping("/{id}")
    Answer edit(@PathVariable("id") String id, Call call) {
        JsonFields body = call.patch();
        ProjectEdit edit = fields.edit(body);
        body.rejectIfAny();
        return writes.change(
                call,
                null,
                changes -> projects.edit(changes, id, edit, call.expectedVersion(version(id))),
                this::answer);
    }

    @PutMapping("/{id}/status")
    Answer changeStatus(@PathVariable("id") String id, Call call) {
        JsonFields body = call.body();
        ProjectStatus to = body.required("status", Parser.word(ProjectStatus.class), ProjectStatus.PLANNED);
        String reason = body.reason();
        body.rejectIfAny();
        return writes.change(
                call,
                reason,
                changes -> projects.changeStatus(changes, id, to, reason, call.expectedVersion(version(id))),
                this::answer);
    }

    @DeleteMapping("/{id}")
    Answer delete(@PathVariable("id") String id, Call call) {
        call.optionalBody().rejectIfAny();
        return writes.change(
                call, null, changes -> projects.delete(changes, id, call.expectedVersion(version(id))), this::answer);
    }

    @PostMapping("/{id}/restore")
    Answer restore(@PathVariable("id") String id, Call call) {
        JsonFields body = call.optionalBody();
        String reason = body.reason();
        body.rejectIfAny();
        return writes.change(
                call,
                reason,
                changes -> projects.restore(changes, id, call.expectedVersion(version(id))),
                this::answer);
    }

    private Answer answer(ProjectId project) {
        return Answer.project(found(project.toString()));
    }

    private ProjectView found(String idOrKey) {
        return queries.find(idOrKey).orElseThrow(() -> Projects.unknown(idOrKey));
    }

    private Supplier<@Nullable Long> version(String idOrKey) {
        return () -> queries.find(idOrKey).map(ProjectView::version).orElse(null);
    }
}
