package dev.devledger.adapters.rest.resource;

import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.IdempotentWrites;
import dev.devledger.adapters.rest.http.JsonFields;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.adapters.rest.http.WriteRequest;
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
public record NoteResource(Projects projects, ProjectQueries queries, IdempotentWrites writes) {
    @PostMapping
    HttpAnswer add(@PathVariable("id") String id, WriteRequest call) {
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
                        .map(HttpAnswer::ok)
                        .orElseGet(() -> HttpAnswer.unseen(note))
                        .created("/api/projects/" + project(id).id() + "/notes/" + note));
    }

    @GetMapping
    HttpAnswer list(@PathVariable("id") String id, QueryParameters query) {
        PageRequest page = query.page();
        query.rejectIfAny();
        return HttpAnswer.page(queries.notes(project(id).id(), page));
    }

    @GetMapping("/{note}")
    HttpAnswer read(@PathVariable("id") String id, @PathVariable("note") String note) {
        project(id);
        try {
            return HttpAnswer.ok(found(Parser.uuid(note)));
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
