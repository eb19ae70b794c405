package dev.devledger.adapters.mcp.reading;

import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.application.project.ProjectView;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Projects in a structured answer.
 *
 * @param past whether they are of a moment in the past, of which nobody knows what was in step
 */
record ProjectJson(boolean past) {
    static final ProjectJson TODAY = new ProjectJson(false);

    ObjectNode of(ProjectView project, Format format) {
        return format == Format.DETAILED ? detailed(project) : concise(project);
    }

    /** What tells projects apart and can be worked with; what is empty is left out. */
    ObjectNode concise(ProjectView project) {
        return ToolJson.object(new Concise(
                project.key(),
                project.name(),
                ToolJson.word(project.status()),
                project.statusReason(),
                project.priority() == Priority.NONE ? null : ToolJson.word(project.priority()),
                project.dueDate(),
                project.taskCounts(),
                past ? null : TaskJson.sync(project.links()),
                project.deletedAt(),
                project.version()));
    }

    /** All fields of docs/contract.md, section 4, and the word of the sync. */
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
