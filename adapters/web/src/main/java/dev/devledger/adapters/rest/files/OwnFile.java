package dev.devledger.adapters.rest.files;

import dev.devledger.adapters.rest.files.TaskExportResource.TaskFile;
import dev.devledger.adapters.rest.http.Json;
import dev.devledger.application.directory.PersonQueries;
import dev.devledger.application.directory.PersonQueries.PersonView;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.task.NoteQueries.NoteView;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.domain.field.Field;
import dev.devledger.domain.field.Kind;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.task.TaskDetails;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * As an import reads it: the projects, and then the tasks. Its refs are ids, as a key is that of something else in another
 * ledger; so tasks that are not in it are found in this ledger alone. People go by their names and addresses.
 */
final class OwnFile implements TaskFile {
    private static final List<String> PROJECT = fields(ProjectDetails.KIND, "status");

    /** By their names. */
    private static final List<String> BILLED = List.of("customer", "service");

    private static final List<String> TASK = fields(TaskDetails.KIND, "status", "completedAt");

    private static final List<String> OTHERS = List.of("blockedBy", "related");

    private final Named named;
    private final Map<String, UUID> ids = new HashMap<>();
    private final Set<UUID> written = new HashSet<>();
    private final Set<String> homes = new LinkedHashSet<>();
    private final Set<String> others = new HashSet<>();
    private final Map<String, @Nullable PersonView> people = new HashMap<>();

    /** Where what tasks name is looked up. */
    record Named(ProjectQueries projects, TaskQueries tasks, PersonQueries people) {}

    private static List<String> fields(Kind<?> kind, String... others) {
        return Stream.concat(kind.fields().stream().map(Field::name), Stream.of(others))
                .toList();
    }

    OwnFile(Named named) {
        this.named = named;
    }

    @Override
    public void look(TaskView task, List<NoteView> notes) {
        ids.put(task.key(), task.id());
        written.add(task.id());
        homes.add(task.projectKey());
        others.addAll(task.blockedBy());
        others.addAll(task.related());
        if (task.discoveredFrom() != null) {
            others.add(task.discoveredFrom());
        }
        task.assignees()
                .forEach(each -> people.computeIfAbsent(
                        each.key(), key -> named.people().find(key).orElse(null)));
    }

    @Override
    public List<String> head() {
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

    @Override
    public String line(TaskView task, List<NoteView> notes) {
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
                    ids(JsonNodeFactory.instance.arrayNode().add(task.discoveredFrom()))
                            .path(0));
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
            if (id != null) { // else it was made meanwhile
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

    /** Without what is not set. */
    private static ObjectNode said(Object view, List<String> fields) {
        ObjectNode said = Json.read(Json.text(view), ObjectNode.class).retain(fields);
        said.properties().removeIf(each -> isNothing(each.getValue()));
        return said;
    }

    private static boolean isNothing(JsonNode value) {
        return value.isNull() || value.equals(BooleanNode.FALSE) || (value.isArray() && value.isEmpty());
    }
}
