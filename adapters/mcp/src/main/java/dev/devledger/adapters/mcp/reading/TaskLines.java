package dev.devledger.adapters.mcp.reading;

import dev.devledger.adapters.mcp.change.TimeEntryAnswer;
import dev.devledger.adapters.mcp.reading.FilterArguments.Format;
import dev.devledger.adapters.mcp.tool.Quoted;
import dev.devledger.adapters.mcp.tool.RuleWords;
import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.application.entity.Labels.Label;
import dev.devledger.application.entity.LinkView;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.domain.field.EntityKind;
import dev.devledger.domain.field.Field;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.task.TaskDetails;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Builds lines of text for tasks from the output of {@link TaskJson}, so that the text and the structured form agree.
 *
 * @param projects the names of the tasks' projects, by key
 */
record TaskLines(Map<String, String> projects) {

    static TaskLines of(Collection<Label> labels) {
        return new TaskLines(labels.stream().collect(Collectors.toMap(Label::key, Label::name, (one, other) -> one)));
    }

    /** Returns the lines with the project names of both. */
    TaskLines and(TaskLines others) {
        Map<String, String> all = new HashMap<>(projects);
        all.putAll(others.projects);
        return new TaskLines(all);
    }

    /**
     * The plain fields of tasks and projects that have their own words or place in the text, or that the text does not
     * show.
     */
    private static final Set<String> TOLD = Set.of(("title name description priority stage startDate dueDate timeZone"
                    + " estimateMinutes discoveredFrom repositoryUrl placement billable")
            .split(" "));

    /**
     * Builds the line of a task, such as {@code T-345 open high due 2026-03-31 [P-12 Devledger] Write the guard (v7),
     * pending, below T-12}.
     */
    String line(JsonNode task) {
        StringJoiner line = new StringJoiner(" ");
        line.add(text(task, "key")).add(text(task, "status"));
        if (task.path("stage").isString()) {
            line.add('"' + Quoted.line(text(task, "stage")) + '"');
        }
        String priority = text(task, "priority");
        if (!priority.isEmpty() && !priority.equals("none")) {
            line.add(priority);
        }
        if (task.has("dueDate")) {
            line.add("due " + text(task, "dueDate"));
        }
        if (task.has("projectKey") && !text(task, "projectKey").isEmpty()) {
            line.add(project(text(task, "projectKey"), text(task, "projectStatus")));
        }
        line.add(Quoted.line(text(task, "title")));
        line.add("(v" + task.path("version").asLong(0) + ")" + state(task));
        return line.toString();
    }

    /** Builds the line of a task, followed by all other fields. */
    String full(JsonNode task) {
        StringBuilder full = new StringBuilder(line(task)).append('\n');
        add(full, "tags", tags(task));
        add(full, "start", text(task, "startDate"));
        if (task.has("estimateMinutes")) {
            add(full, "estimate", task.path("estimateMinutes").asInt() + " minutes");
        }
        add(full, "tracked", tracked(task));
        add(full, "assignees", assignees(task));
        for (JsonNode blocker : task.path("blockers")) {
            add(
                    full,
                    "blocked by",
                    "%s %s %s".formatted(text(blocker, "key"), text(blocker, "status"), text(blocker, "title")));
        }
        add(full, "blocks", keys(task.path("blocks")));
        add(full, "related", keys(task.path("related")));
        add(full, "discovered from", text(task, "discoveredFrom"));
        others(TaskDetails.KIND, task).forEach((name, value) -> add(full, name, value));
        add(full, "claim", claim(task.path("claim")));
        add(full, "created", text(task, "createdAt"));
        add(full, "updated", text(task, "updatedAt"));
        add(full, "completed", text(task, "completedAt"));
        for (JsonNode link : task.path("links")) {
            add(full, text(link, "connector"), link(link));
        }
        task.path(TaskJson.FIELDS).properties().forEach(service -> service.getValue()
                .properties()
                .forEach(field ->
                        add(full, service.getKey() + " " + Quoted.line(field.getKey()), ofField(field.getValue()))));
        for (JsonNode conflict : task.path("conflicts")) {
            add(full, "conflict", conflict(conflict));
        }
        for (JsonNode item : task.path("checklist")) {
            full.append(item.path("done").asBoolean(false) ? "  [x] " : "  [ ] ")
                    .append(Quoted.line(text(item, "title")))
                    .append('\n');
        }
        if (task.has("description")) {
            full.append("  description:\n").append(Quoted.block(text(task, "description")));
        }
        NewestNotes.add(full, task);
        return full.toString();
    }

    /** Returns the remaining plain fields, under the domain's names. */
    static Map<String, String> others(EntityKind<?> kind, JsonNode entity) {
        Map<String, String> others = new LinkedHashMap<>();
        for (Field<?, ?> field : kind.fields()) {
            JsonNode value = entity.path(field.name());
            if (value.isValueNode() && !TOLD.contains(field.name())) {
                others.put(field.phrase(), value.asString(""));
            }
        }
        return others;
    }

    static void add(StringBuilder lines, String name, String value) {
        if (!value.isEmpty()) {
            lines.append("  ")
                    .append(name)
                    .append(": ")
                    .append(Quoted.line(value))
                    .append('\n');
        }
    }

    static String tracked(JsonNode entity) {
        long seconds = entity.path("trackedSeconds").asLong(0);
        return seconds == 0 ? "" : TimeEntryAnswer.words(seconds);
    }

    static String tags(JsonNode entity) {
        return entity.path("tags").valueStream().map(tag -> tag.asString("")).collect(Collectors.joining(", "));
    }

    private static String ofField(JsonNode value) {
        return value.isArray() ? keys(value) : value.asString("");
    }

    private static String keys(JsonNode keys) {
        return keys.valueStream().map(key -> key.asString("")).collect(Collectors.joining(", "));
    }

    private static String assignees(JsonNode task) {
        return task.path("assignees")
                .valueStream()
                .map(each -> text(each, "key") + " " + text(each, "name"))
                .collect(Collectors.joining(", "));
    }

    private static String claim(JsonNode claim) {
        if (claim.isMissingNode()) {
            return "";
        }
        String left = claim.has("handOver") ? ", handed over: " + text(claim, "handOver") : "";
        return "%s until %s, number %d%s"
                .formatted(
                        text(claim, "agent"),
                        text(claim, "until"),
                        claim.path("number").asLong(0),
                        left);
    }

    static String link(JsonNode link) {
        return Stream.of("state", "reason", "remoteUrl")
                .map(field -> text(link, field))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String conflict(JsonNode conflict) {
        String others = conflict.path("alsoIn")
                .valueStream()
                .map(other -> text(other, "connector"))
                .collect(Collectors.joining(", "));
        return "%s with %s (%s): local %s, remote %s. Resolve it with resolve_sync_conflicts%s."
                .formatted(
                        text(conflict, "id"),
                        text(conflict, "connector"),
                        conflict.has("field") ? text(conflict, "field") : text(conflict, "kind"),
                        value(conflict.path("local")),
                        value(conflict.path("remote")),
                        others.isEmpty() ? "" : ", which also settles it with " + others);
    }

    static String value(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "nothing";
        }
        return value.isString() ? '"' + value.asString("") + '"' : value.toString();
    }

    /**
     * Returns the project in brackets, with a status unless the status is empty, such as {@code [P-12 Devledger,
     * completed]}.
     */
    private String project(String key, String status) {
        String name = projects.get(key);
        String called = name == null ? key : key + " " + Quoted.line(name);
        return "[" + called + (status.isEmpty() ? "" : ", " + status) + "]";
    }

    /** Returns the sync state; empty for a task that is in sync, or in no service. */
    private static String state(JsonNode task) {
        String sync = text(task, "sync");
        String words = sync.isEmpty() || sync.equals("local") || sync.equals("synced") ? "" : ", " + sync;
        String parent = task.has("parentKey") ? ", below " + text(task, "parentKey") : "";
        String deleted = task.has("deletedAt") ? ", deleted " + text(task, "deletedAt") : "";
        return words + parent + deleted;
    }

    static String text(JsonNode object, String field) {
        return object.path(field).asString("");
    }

    /**
     * Builds the structured form of tasks.
     *
     * @param labels the labels of the tasks' parents: a task has the id of its parent, and agents use keys
     * @param past true for a moment in the past, at which the sync state is unknown
     */
    record TaskJson(Map<UUID, Label> labels, boolean past) {
        static final String FIELDS = "fields";

        /** The states of links, from the state that needs the most work. */
        private static final List<String> STATES =
                List.of("conflict", "refused", "pending", "detached", "out-of-scope", "closed", "synced");

        static TaskJson of(Map<UUID, Label> labels) {
            return new TaskJson(labels, false);
        }

        /**
         * Returns the ids whose labels an answer about these tasks needs: the ids of their parents and, for the text,
         * of their projects.
         */
        static Set<UUID> named(Collection<TaskView> tasks) {
            Set<UUID> ids = new TreeSet<>();
            for (TaskView task : tasks) {
                ids.add(task.projectId());
                if (task.parentId() != null) {
                    ids.add(task.parentId());
                }
            }
            return ids;
        }

        /** Returns the state, among several links, that needs the most work; {@code local} without links. */
        static String sync(List<LinkView> links) {
            return links.stream()
                    .map(LinkView::state)
                    .min(Comparator.comparingInt(STATES::indexOf))
                    .orElse("local");
        }

        ObjectNode of(TaskView task, Format format) {
            return format == Format.DETAILED ? detailed(task) : concise(task);
        }

        /** Returns the fields that identify a task and that calls need, without empty fields. */
        ObjectNode concise(TaskView task) {
            return ToolJson.object(new Concise(
                    task.key(),
                    task.title(),
                    ToolJson.word(task.status()),
                    task.details().stage(),
                    task.priority() == Priority.NONE ? null : ToolJson.word(task.priority()),
                    task.schedule().dueDate(),
                    task.projectKey().isEmpty() ? null : task.projectKey(),
                    parentKey(task),
                    past ? null : sync(task.links()),
                    task.deletedAt(),
                    task.version()));
        }

        /**
         * Returns all fields of docs/contract.md, section 4, except the services' fields, and the fields that only the
         * concise form has.
         */
        ObjectNode detailed(TaskView task) {
            ObjectNode json = ToolJson.object(task);
            String parent = parentKey(task);
            if (parent != null) {
                json.put("parentKey", parent);
            }
            json.remove(FIELDS);
            if (past) {
                json.remove("links");
            } else {
                json.put("sync", sync(task.links()));
                tellOfTools(json);
            }
            return json;
        }

        /** Adds the services' own fields, if the task has any. */
        static void addFields(TaskView task, ObjectNode json) {
            if (!task.fields().isEmpty()) {
                json.set(FIELDS, ToolJson.object(task.fields()));
            }
        }

        /** Replaces API calls by tools in the reasons of links. */
        static void tellOfTools(ObjectNode json) {
            for (JsonNode link : json.path("links")) {
                if (link.path("reason").isString()) {
                    ((ObjectNode) link)
                            .put(
                                    "reason",
                                    RuleWords.withTools(link.path("reason").stringValue()));
                }
            }
        }

        private @Nullable String parentKey(TaskView task) {
            Label parent = task.parentId() == null ? null : labels.get(task.parentId());
            return parent == null ? null : parent.key();
        }

        private record Concise(
                String key,
                String title,
                String status,
                @Nullable String stage,
                @Nullable String priority,
                @Nullable When dueDate,
                @Nullable String projectKey,
                @Nullable String parentKey,
                @Nullable String sync,
                @Nullable Instant deletedAt,
                long version) {}
    }
}
