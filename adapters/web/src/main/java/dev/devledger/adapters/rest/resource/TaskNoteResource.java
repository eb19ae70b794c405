package dev.devledger.adapters.rest.resource;

import dev.devledger.adapters.rest.http.ByAgent;
import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.IdempotentWrites;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.adapters.rest.http.WriteRequest;
import dev.devledger.application.claim.Claims;
import dev.devledger.application.note.NoteQueries;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskView;
import dev.devledger.application.task.Tasks;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

@Controller
@RequestMapping(path = "/api/tasks/{id}/notes", produces = MediaType.APPLICATION_JSON_VALUE)
public record TaskNoteResource(
        Tasks tasks, TaskQueries queries, NoteQueries notes, IdempotentWrites writes, AsOf past, Claims claims) {

    /** {@code changeSet} is the write itself. */
    private record Added(UUID note, UUID changeSet) {}

    @PostMapping
    HttpAnswer add(@PathVariable("id") String id, @ByAgent WriteRequest call) {
        String text = NotesOf.text(call);
        return writes.change(
                call,
                null,
                changes -> new Added(tasks.addNote(changes, id, text, expectedVersion(call, id)), changes.id()),
                added -> answer(added, found(id), call.agent()));
    }

    private @Nullable Long expectedVersion(WriteRequest call, String id) {
        return call.expectedVersion(
                () -> queries.find(id).map(TaskView::version).orElse(null));
    }

    private HttpAnswer answer(Added added, TaskView task, String agent) {
        return ClaimCheck.toldWith(of(task).added(added.note()), claims, task, agent, added.changeSet());
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
