package dev.devledger.adapters.mcp.reading;

import static dev.devledger.adapters.mcp.reading.TaskLines.text;

import dev.devledger.adapters.mcp.reading.FilterArguments.Format;
import dev.devledger.adapters.mcp.reading.TaskLines.TaskJson;
import dev.devledger.adapters.mcp.tool.Quoted;
import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Builds lines of text for projects from the output of {@link ProjectJson}, so that the text and the structured form
 * agree.
 */
final class ProjectLines {

    private ProjectLines() {}

    /**
     * Builds the line of a project, such as {@code P-12 blocked high due 2026-03-31 Devledger (v7): 5 open, 12
     * completed; because of the review}.
     */
    static String line(JsonNode project) {
        StringJoiner line = new StringJoiner(" ");
        line.add(text(project, "key")).add(text(project, "status"));
        String priority = text(project, "priority");
        if (!priority.isEmpty() && !priority.equals("none")) {
            line.add(priority);
        }
        if (project.has("dueDate")) {
            line.add("due " + text(project, "dueDate"));
        }
        line.add(Quoted.line(text(project, "name")));
        line.add(
                "(v" + project.path("version").asLong(0) + "): " + counts(project.path("taskCounts")) + state(project));
        return line.toString();
    }

    /** Builds the line of a project, followed by all other fields. */
    static String full(JsonNode project) {
        StringBuilder full = new StringBuilder(line(project)).append('\n');
        fields(project).forEach((name, value) -> TaskLines.add(full, name, value));
        if (project.has("description")) {
            full.append("  description:\n").append(Quoted.block(text(project, "description")));
        }
        NewestNotes.add(full, project);
        return full.toString();
    }

    /** Returns the short fields that the line does not show; a value is empty if the field is not set. */
    static Map<String, String> fields(JsonNode project) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("status since", text(project, "statusSince"));
        fields.put("tags", TaskLines.tags(project));
        fields.put("repository", text(project, "repositoryUrl"));
        fields.put("start", text(project, "startDate"));
        fields.put("placement", placements(project));
        fields.put("customer", billed(project.path("customer")));
        fields.put("service", billed(project.path("service")));
        fields.put("billable", project.path("billable").asBoolean(false) ? "yes" : "");
        fields.putAll(TaskLines.others(ProjectDetails.KIND, project));
        fields.put("tracked", TaskLines.tracked(project));
        fields.put("created", text(project, "createdAt"));
        fields.put("updated", text(project, "updatedAt"));
        fields.put("completed", text(project, "completedAt"));
        for (JsonNode link : project.path("links")) {
            fields.put(text(link, "connector"), TaskLines.link(link));
        }
        return fields;
    }

    private static String billed(JsonNode billed) {
        return billed.isObject() ? text(billed, "key") + " " + text(billed, "name") : "";
    }

    /** Returns the placements, such as {@code ticktick card, clickup list}. */
    private static String placements(JsonNode project) {
        StringJoiner all = new StringJoiner(", ");
        project.path("placements")
                .properties()
                .forEach(each -> all.add(each.getKey() + " " + each.getValue().asString()));
        return all.length() == 0 ? text(project, "placement") : all.toString();
    }

    private static String counts(JsonNode counts) {
        String open = counts.path("open").asInt(0) + " open";
        int completed = counts.path("completed").asInt(0);
        int abandoned = counts.path("abandoned").asInt(0);
        return open
                + (completed == 0 ? "" : ", " + completed + " completed")
                + (abandoned == 0 ? "" : ", " + abandoned + " abandoned");
    }

    /** Returns the sync state; empty for a project that is in sync, or in no service. */
    private static String state(JsonNode project) {
        String sync = text(project, "sync");
        String words = sync.isEmpty() || sync.equals("local") || sync.equals("synced") ? "" : "; sync " + sync;
        String reason = text(project, "statusReason");
        String why = reason.isEmpty() ? "" : "; because: " + Quoted.line(reason);
        String deleted = project.has("deletedAt") ? "; deleted " + text(project, "deletedAt") : "";
        return words + why + deleted;
    }

    /**
     * Builds the structured form of projects.
     *
     * @param past true for a moment in the past, at which the sync state is unknown
     */
    record ProjectJson(boolean past) {
        static final ProjectJson TODAY = new ProjectJson(false);

        ObjectNode of(ProjectView project, Format format) {
            return format == Format.DETAILED ? detailed(project) : concise(project);
        }

        /** Returns the fields that identify a project and that calls need, without empty fields. */
        ObjectNode concise(ProjectView project) {
            return ToolJson.object(new Concise(
                    project.key(),
                    project.name(),
                    ToolJson.word(project.status()),
                    project.statusReason(),
                    project.priority() == Priority.NONE ? null : ToolJson.word(project.priority()),
                    project.schedule().dueDate(),
                    project.taskCounts(),
                    past ? null : TaskJson.sync(project.links()),
                    project.deletedAt(),
                    project.version()));
        }

        /** Returns all fields of docs/contract.md, section 4, and the sync state. */
        ObjectNode detailed(ProjectView project) {
            ObjectNode json = ToolJson.object(project);
            if (past) {
                json.remove("links");
            } else {
                json.put("sync", TaskJson.sync(project.links()));
                TaskJson.tellOfTools(json);
            }
            return json;
        }

        private record Concise(
                String key,
                String name,
                String status,
                @Nullable String statusReason,
                @Nullable String priority,
                @Nullable When dueDate,
                ProjectView.TaskCounts taskCounts,
                @Nullable String sync,
                @Nullable Instant deletedAt,
                long version) {}
    }
}
