package dev.devledger.adapters.rest.resource;

import dev.devledger.adapters.rest.http.AsOf;
import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.IdempotentWrites;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.adapters.rest.http.RequestArguments.ByAgent;
import dev.devledger.adapters.rest.http.WriteRequest;
import dev.devledger.adapters.rest.resource.TaskNoteResource.NotesOf;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.project.Projects;
import dev.devledger.application.task.NoteQueries;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

@Controller
@RequestMapping(path = "/api/projects/{id}/notes", produces = MediaType.APPLICATION_JSON_VALUE)
public record ProjectNoteResource(
        Projects projects, ProjectQueries queries, NoteQueries notes, IdempotentWrites writes, AsOf past) {
    @PostMapping
    HttpAnswer add(@PathVariable("id") String id, @ByAgent WriteRequest call) {
        String text = NotesOf.text(call);
        return writes.change(
                call,
                null,
                changes -> projects.addNote(changes, id, text, call.expectedVersion(() -> queries.find(id)
                        .map(ProjectView::version)
                        .orElse(null))),
                note -> of(found(id)).added(note));
    }

    @GetMapping
    HttpAnswer list(@PathVariable("id") String id, QueryParameters query) {
        ProjectView now = found(id);
        return of(now).list(query, past, (position, page) -> {
            ProjectView then = queries.asOf(position).find(id).orElseThrow(() -> ProjectResource.notThen(now));
            return notes.ofProject(then.id(), position, page);
        });
    }

    @GetMapping("/{note}")
    HttpAnswer read(@PathVariable("id") String id, @PathVariable("note") String note) {
        return of(found(id)).read(note);
    }

    private ProjectView found(String idOrKey) {
        return queries.find(idOrKey).orElseThrow(() -> Projects.unknown(idOrKey));
    }

    private NotesOf of(ProjectView project) {
        return new NotesOf(notes, project.id(), "/api/projects/" + project.id());
    }
}
