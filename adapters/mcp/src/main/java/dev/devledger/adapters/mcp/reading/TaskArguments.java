package dev.devledger.adapters.mcp.reading;

import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.ProjectNames;
import dev.devledger.application.query.Label;
import dev.devledger.application.query.Sort;
import dev.devledger.application.task.TaskFilter;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.task.TaskStatus;
import java.util.Set;

/** Which tasks {@code find_tasks} is asked for, and in which order. */
record TaskArguments(ProjectNames projects, FilterArguments filters) {
    TaskFilter filter(Arguments arguments) {
        Label project = projects.find(arguments, "project");
        boolean deleted = arguments.flag("deleted");
        Boolean ready = arguments.has("ready") ? arguments.flag("ready") : null;
        Set<TaskStatus> statuses = FilterArguments.words(arguments, "status", TaskStatus.class);
        return new TaskFilter(
                statuses.isEmpty() && !deleted ? Set.of(TaskStatus.OPEN) : statuses,
                FilterArguments.words(arguments, "priority", Priority.class),
                FilterArguments.texts(arguments, "tags"),
                FilterArguments.wordsIn(arguments, "query"),
                filters.since(arguments, "updated_since"),
                project == null ? null : project.id().toString(),
                arguments.text("assignee"),
                null,
                FilterArguments.when(arguments, "due_after"),
                FilterArguments.when(arguments, "due_before"),
                null,
                arguments.text("sync"),
                ready,
                deleted,
                sort(arguments.text("sort", Boolean.TRUE.equals(ready) ? "ready" : "due")));
    }

    /** What comes first is what someone who sorts so wants to see. */
    private static Sort sort(String word) {
        return switch (word) {
            case "updated" -> new Sort(Sort.By.UPDATED, true);
            case "priority" -> new Sort(Sort.By.PRIORITY, true);
            case "ready" -> Sort.READY;
            case "title" -> new Sort(Sort.By.NAME, false);
            default -> new Sort(Sort.By.DUE, false);
        };
    }
}
