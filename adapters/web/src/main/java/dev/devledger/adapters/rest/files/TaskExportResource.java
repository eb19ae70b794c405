package dev.devledger.adapters.rest.files;

import dev.devledger.adapters.rest.beads.BeadsNames;
import dev.devledger.adapters.rest.http.HttpAnswer.Download;
import dev.devledger.adapters.rest.http.Json;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.adapters.rest.http.Problem.ConcurrencyLimit;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.application.directory.People.PersonQueries;
import dev.devledger.application.directory.People.PersonQueries.PersonView;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.entity.Page.Sort;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.project.Projects;
import dev.devledger.application.task.NoteQueries;
import dev.devledger.application.task.NoteQueries.NoteView;
import dev.devledger.application.task.TaskFilter;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.domain.field.EntityKind;
import dev.devledger.domain.field.Field;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.task.TaskDetails;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@Controller
@RequestMapping("/api/tasks/export")
public record TaskExportResource(
        ProjectQueries projects, TaskQueries tasks, NoteQueries notes, PersonQueries people, ConcurrencyLimit running) {
    private static final int NOTES = 10_000;

    private interface Each {
        /**
         * Receives one task.
         *
         * @param notes the notes of the task, the oldest first
         */
        void task(TaskView task, List<NoteView> notes) throws IOException;
    }

    /** Exports tasks. A parameter names the form, so the Accept header is ignored. */
    @GetMapping(produces = MediaType.ALL_VALUE)
    Download export(QueryParameters query) {
        boolean beads = query.one("format", Parser.word(TaskFileFormat.class)) == TaskFileFormat.BEADS;
        String project = query.one("project", Parser::search);
        query.rejectIfAny();
        if (project != null && projects.find(project).isEmpty()) {
            throw Projects.unknown(project);
        }
        OwnFile own = new OwnFile(this);
        BeadsNames names = new BeadsNames();
        TaskFile file =
                beads ? new TaskFile(names::add, List::of, names::line) : new TaskFile(own::look, own::head, own::line);
        return new Download(
                beads ? "application/x-beads+jsonl" : "application/x-ndjson",
                beads ? "issues.jsonl" : "devledger-tasks.ndjson",
                out -> write(file, project, out));
    }

    /**
     * Writes the tasks page by page.
     *
     * @param project the id or key of the project; null for all projects
     */
    private void write(TaskFile file, @Nullable String project, OutputStream out) throws IOException {
        running.enter();
        try {
            read(project, file.look()::accept);
            for (String line : file.head().get()) {
                write(line, out);
            }
            read(project, (task, log) -> write(file.line().apply(task, log), out));
        } finally {
            running.leave();
        }
    }

    private static void write(String line, OutputStream out) throws IOException {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads tasks in the order of their last change. A task that changes during the export moves to the end, so it may
     * be read a second time, but is never missed.
     */
    private void read(@Nullable String project, Each each) throws IOException {
        TaskFilter filter = TaskFilter.of(Set.of(), project, new Sort(Sort.By.UPDATED, false));
        Set<UUID> seen = new HashSet<>();
        String cursor = null;
        do {
            Page<TaskView> page = tasks.list(filter, new PageRequest(PageRequest.MAX_LIMIT, cursor));
            List<TaskView> fresh =
                    page.items().stream().filter(task -> seen.add(task.id())).toList();
            Map<UUID, List<NoteView>> logs =
                    notes.newest(fresh.stream().map(TaskView::id).toList(), NOTES);
            for (TaskView task : fresh) {
                each.task(task, logs.getOrDefault(task.id(), List.of()).reversed());
            }
            cursor = page.nextCursor();
        } while (cursor != null);
    }

    /**
     * A file of tasks. All tasks are read before the first task is written, as they refer to each other. The notes of a
     * task are passed with the oldest first.
     *
     * @param head the lines before the tasks
     */
    private record TaskFile(
            BiConsumer<TaskView, List<NoteView>> look,
            Supplier<List<String>> head,
            BiFunction<TaskView, List<NoteView>, String> line) {}

    /** The forms of exported tasks. */
    enum TaskFileFormat {
        NDJSON,
        BEADS
    }

    /**
     * Writes the file that an import reads: first the projects, then the tasks. The refs in the file are ids, as a key
     * means another entity in another ledger; so tasks outside of the file are found only in this ledger. People are
     * written by name and address.
     */
    static final class OwnFile {
        private static final List<String> PROJECT = fields(ProjectDetails.KIND, "status");

        /** The fields whose entities are exported by name. */
        private static final List<String> BILLED = List.of("customer", "service");

        private static final List<String> TASK = fields(TaskDetails.KIND, "status", "completedAt");

        private static final List<String> OTHERS = List.of("blockedBy", "related");

        private final TaskExportResource named;
        private final Map<String, UUID> ids = new HashMap<>();
        private final Set<UUID> written = new HashSet<>();
        private final Set<String> homes = new LinkedHashSet<>();
        private final Set<String> others = new HashSet<>();
        private final Map<String, @Nullable PersonView> people = new HashMap<>();

        private static List<String> fields(EntityKind<?> kind, String... others) {
            return Stream.concat(kind.fields().stream().map(Field::name), Stream.of(others))
                    .toList();
        }

        /** @param named finds the entities to which tasks refer */
        OwnFile(TaskExportResource named) {
            this.named = named;
        }

        void look(TaskView task, List<NoteView> notes) {
            ids.put(task.key(), task.id());
            written.add(task.id());
            homes.add(task.projectKey());
            others.addAll(task.others().blockedBy());
            others.addAll(task.others().related());
            if (task.others().discoveredFrom() != null) {
                others.add(task.others().discoveredFrom());
            }
            task.assignees()
                    .forEach(each -> people.computeIfAbsent(
                            each.key(), key -> named.people().find(key).orElse(null)));
        }

        List<String> head() {
            others.removeAll(ids.keySet());
            if (!others.isEmpty()) {
                named.tasks().findAllByKey(others).forEach(each -> ids.put(each.key(), each.id()));
            }
            return homes.stream()
                    .flatMap(key -> named.projects().find(key).stream())
                    .map(OwnFile::project)
                    .toList();
        }

        private static String project(ProjectView project) {
            ObjectNode row = row(project.id());
            row.setAll(said(project, PROJECT));
            BILLED.stream()
                    .filter(row::has)
                    .forEach(each -> row.set(each, row.path(each).path("name")));
            return line("project", row);
        }

        String line(TaskView task, List<NoteView> notes) {
            ObjectNode row = row(task.id()).put("project", task.projectId().toString());
            if (task.parentId() != null && written.contains(task.parentId())) {
                row.put("parent", task.parentId().toString());
            }
            row.setAll(said(task, TASK));
            row.path("checklist").forEach(item -> ((ObjectNode) item).remove("id"));
            if (row.has("assignees")) {
                ArrayNode assignees = row.putArray("assignees");
                task.assignees().forEach(each -> person(assignees.addObject(), each));
            }
            OTHERS.stream().filter(row::has).forEach(field -> row.set(field, ids(row.path(field))));
            if (row.has("discoveredFrom")) {
                row.set(
                        "discoveredFrom",
                        ids(row.arrayNode().add(task.others().discoveredFrom())).path(0));
            }
            if (!notes.isEmpty()) {
                ArrayNode texts = row.putArray("notes");
                notes.forEach(note -> texts.add(note.text()));
            }
            return line("task", row);
        }

        private void person(ObjectNode row, TaskView.Assignee assignee) {
            PersonView person = people.get(assignee.key());
            row.put("name", assignee.name());
            if (person != null && person.email() != null) {
                row.put("email", person.email());
            }
        }

        private ArrayNode ids(JsonNode keys) {
            ArrayNode found = JsonNodeFactory.instance.arrayNode();
            for (JsonNode key : keys) {
                UUID id = ids.get(key.asString());
                if (id != null) { // otherwise the task was created meanwhile
                    found.add(id.toString());
                }
            }
            return found;
        }

        private static ObjectNode row(UUID id) {
            return JsonNodeFactory.instance.objectNode().put("ref", id.toString());
        }

        private static String line(String kind, ObjectNode row) {
            return Json.text(JsonNodeFactory.instance.objectNode().set(kind, row));
        }

        /** Returns the fields that are set. */
        private static ObjectNode said(Object view, List<String> fields) {
            ObjectNode said = Json.read(Json.text(view), ObjectNode.class).retain(fields);
            said.properties().removeIf(each -> isNothing(each.getValue()));
            return said;
        }

        private static boolean isNothing(JsonNode value) {
            return value.isNull() || value.equals(BooleanNode.FALSE) || (value.isArray() && value.isEmpty());
        }
    }
}
