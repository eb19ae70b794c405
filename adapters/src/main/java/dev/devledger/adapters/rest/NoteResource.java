package dev.devledger.adapters.rest;

import dev.devledger.application.project.NoteView;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectView;
import dev.devledger.application.project.Projects;
import dev.devledger.application.query.PageRequest;
import dev.devledger.domain.shared.Rejection;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

@Controller
@RequestMapping(path = "/api/projects/{id}/notes", produces = MediaType.APPLICATION_JSON_VALUE)
final class NoteResource {
    private final Projects projects;
    private final ProjectQueries queries;
    private final Writes writes;

    NoteResource(Projects projects, ProjectQueries queries, Writes writes) {
        this.projects = projects;
        this.queries = queries;
        this.writes = writes;
    }

    @PostMapping
    Answer add(@PathVariable("id") String id, Call call) {
        JsonFields body = call.body();
        String text = body.required("text", Parser::text, "");
        body.rejectIfAny();
        return writes.change(
                call,
                null,
                changes -> projects.addNote(changes, id, text, call.expectedVersion(() -> queries.find(id)
                        .map(ProjectView::version)
                        .orElse(null))),
                note -> queries.note(note)
                        .map(Answer::ok)
                        .orElseGet(() -> Answer.unseen(note))
                        .created("/api/projects/" + project(id).id() + "/notes/" + note));
    }

    @GetMapping
    Answer list(@PathVariable("id") String id, Query query) {
        PageRequest page = query.page();
        query.rejectIfAny();
        return Answer.page(queries.notes(project(id).id(), page));
    }

    @GetMapping("/{note}")
    Answer read(@PathVariable("id") String id, @PathVariable("note") String note) {
        project(id);
        try {
            return Answer.ok(found(Parser.uuid(note)));
        } catch (Parser.Wrong noId) {
            throw unknown(note);
        }
    }

    private ProjectView project(String idOrKey) {
        return queries.find(idOrKey).orElseThrow(() -> Projects.unknown(idOrKey));
    }

    private NoteView found(UUID note) {
        return queries.note(note).orElseThrow(() -> unknown(note.toString()));
    }

    private static Rejection unknown(String note) {
        return Rejection.of(Rejection.Code.NOT_FOUND, "There is no note " + note + " in this project.");
    }
}
