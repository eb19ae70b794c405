package dev.devledger.adapters.rest.resource;

import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.IdempotentWrites;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.adapters.rest.http.WriteRequest;
import dev.devledger.application.note.NoteQueries;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskView;
import dev.devledger.application.task.Tasks;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

@Controller
@RequestMapping(path = "/api/tasks/{id}/notes", produces = MediaType.APPLICATION_JSON_VALUE)
public record TaskNoteResource(
        Tasks tasks, TaskQueries queries, NoteQueries notes, IdempotentWrites writes, AsOf past) {
    @PostMapping
    HttpAnswer add(@PathVariable("id") String id, WriteRequest call) {
        String text = NotesOf.text(call);
        return writes.change(
                call,
                null,
                changes -> tasks.addNote(changes, id, text, call.expectedVersion(() -> queries.find(id)
                        .map(TaskView::version)
                        .orElse(null))),
                note -> of(found(id)).added(note));
    }

    @GetMapping
    HttpAnswer list(@PathVariable("id") String id, QueryParameters query) {
        TaskView now = found(id);
        return of(now).list(query, past, (position, page) -> {
            TaskView then = queries.asOf(position).find(id).orElseThrow(() -> TaskResource.notThen(now));
            return notes.ofTask(then.id(), position, page);
        });
    }

    @GetMapping("/{note}")
    HttpAnswer read(@PathVariable("id") String id, @PathVariable("note") String note) {
        return of(found(id)).read(note);
    }

    private TaskView found(String idOrKey) {
        return queries.find(idOrKey).orElseThrow(() -> Tasks.unknown(idOrKey));
    }

    private NotesOf of(TaskView task) {
        return new NotesOf(notes, task.id(), "/api/tasks/" + task.id());
    }
}
