package dev.devledger.adapters.rest.exports;

import dev.devledger.adapters.rest.http.Json;
import dev.devledger.application.note.NoteView;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectView;
import dev.devledger.application.task.TaskView;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** As an import reads it, with keys for refs: the projects, and then the tasks. */
final class OwnFile implements TaskFile {
    private static final List<String> PROJECT = List.of(
            "name",
            "description",
            "status",
            "priority",
            "tags",
            "repositoryUrl",
            "startDate",
            "dueDate",
            "timeZone",
            "placement",
            "placements",
            "customer",
            "service",
            "billable");

    /** By their names, as keys of another ledger are those of others. */
    private static final List<String> BILLED = List.of("customer", "service");

    private static final List<String> TASK = List.of(
            "title",
            "description",
            "status",
            "completedAt",
            "priority",
            "tags",
            "startDate",
            "dueDate",
            "timeZone",
            "checklist",
            "stage",
            "estimateMinutes",
            "assignees",
            "blockedBy",
            "related",
            "discoveredFrom");

    private final ProjectQueries projects;
    private final Map<UUID, String> keys = new HashMap<>();
    private final Set<String> homes = new LinkedHashSet<>();

    OwnFile(ProjectQueries projects) {
        this.projects = projects;
    }

    @Override
    public void look(TaskView task, List<NoteView> notes) {
        keys.put(task.id(), task.key());
        homes.add(task.projectKey());
    }

    @Override
    public List<String> head() {
        return homes.stream()
                .flatMap(key -> projects.find(key).stream())
                .map(OwnFile::project)
                .toList();
    }

    private static String project(ProjectView project) {
        ObjectNode row = row(project.key());
        row.setAll(said(project, PROJECT));
        BILLED.stream()
                .filter(row::has)
                .forEach(each -> row.set(each, row.path(each).path("name")));
        return line("project", row);
    }

    @Override
    public String line(TaskView task, List<NoteView> notes) {
        ObjectNode row = row(task.key()).put("project", task.projectKey());
        String parent = task.parentId() == null ? null : keys.get(task.parentId());
        if (parent != null) {
            row.put("parent", parent);
        }
        row.setAll(said(task, TASK));
        row.path("checklist").forEach(item -> ((ObjectNode) item).remove("id"));
        if (row.path("assignees") instanceof ArrayNode assignees) {
            ArrayNode people = row.putArray("assignees");
            assignees.forEach(each -> people.add(each.path("key")));
        }
        if (!notes.isEmpty()) {
            ArrayNode texts = row.putArray("notes");
            notes.forEach(note -> texts.add(note.text()));
        }
        return line("task", row);
    }

    private static ObjectNode row(String key) {
        return JsonNodeFactory.instance.objectNode().put("ref", key);
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
