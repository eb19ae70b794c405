package dev.devledger.adapters.mcp.reading;

import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.ProjectNames;
import dev.devledger.application.query.Label;
import dev.devledger.application.query.Sort;
import dev.devledger.application.task.TaskFilter;
import dev.devledger.domain.task.TaskStatus;
import java.time.ZoneId;
import java.util.Set;

/** Which tasks {@code find_tasks} is asked for, and in which order. */
record TaskArguments(ProjectNames projects, ZoneId zone) {
    TaskFilter filter(Arguments arguments) {
        Label project = projects.find(arguments, "project");
        return TaskFilter.read(new FilterArguments(arguments), zone).with(to -> {
            to.statuses = to.statuses.isEmpty() && !to.deleted ? Set.of(TaskStatus.OPEN) : to.statuses;
            to.project = project == null ? null : project.id().toString();
            to.sort = sort(arguments.text("sort", Boolean.TRUE.equals(to.ready) ? "ready" : "due"));
        });
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
