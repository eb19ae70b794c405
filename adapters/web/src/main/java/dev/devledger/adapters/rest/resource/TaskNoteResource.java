package dev.devledger.adapters.rest.resource;

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
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.project.Projects;
import dev.devledger.application.task.NoteQueries;
import dev.devledger.application.task.NoteQueries.NoteView;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.application.task.Tasks;
import dev.devledger.domain.shared.Rejection;
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

    /**
     * The added note.
     *
     * @param changeSet the change set of the write itself
     */
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

    /**
     * The notes of one project or task.
     *
     * @param path the path of the entity
     */
    record NotesOf(NoteQueries queries, UUID entity, String path) {
        static String text(WriteRequest call) {
            JsonFields body = call.body();
            String text = body.required("text", Parser::text, "");
            body.rejectIfAny();
            return text;
        }

        HttpAnswer added(UUID note) {
            return queries.find(entity, note)
                    .map(HttpAnswer::ok)
                    .orElseGet(() -> HttpAnswer.unseen(note))
                    .created(path + "/notes/" + note);
        }

        /** Reads the notes as of the event at a position. Throws if the entity did not exist at that position. */
        interface NotesAsOf {
            Page<NoteView> at(long position, PageRequest page);
        }

        /** Returns the notes as of now or of a moment. */
        HttpAnswer list(QueryParameters query, AsOf past, NotesAsOf was) {
            PageRequest page = query.page();
            Long then = past.position(query);
            query.rejectIfAny();
            return AsOf.marked(HttpAnswer.page(then == null ? queries.of(entity, page) : was.at(then, page)), then);
        }

        HttpAnswer read(String note) {
            try {
                return queries.find(entity, Parser.uuid(note))
                        .map(HttpAnswer::ok)
                        .orElseThrow(() -> unknown(note));
            } catch (Parser.InvalidText noId) {
                throw unknown(note);
            }
        }

        private static Rejection unknown(String note) {
            return Rejection.of(Rejection.Code.NOT_FOUND, "There is no note " + note + " here.");
        }
    }

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
}
