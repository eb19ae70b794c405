package dev.devledger.adapters.mcp.reading;

import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.application.query.Label;
import dev.devledger.application.query.Labels;
import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import dev.devledger.application.task.TaskFilter;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskView;
import dev.devledger.domain.project.ProjectStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Finds the tasks that are overdue. Those of closed projects stand behind the others. */
record Overdue(TaskQueries tasks, Labels labels) {
    /** So many that are overdue the longest are sorted by their projects: a list by due date has an index, this one has none. */
    private static final int SORTED = 50;

    /**
     * @param count of all that are overdue
     * @param first some of them, as JSON
     */
    record Found(int count, List<ObjectNode> first, TaskLines lines) {}

    /** @param project whose tasks alone are looked for, null for all */
    Found at(Instant now, @Nullable UUID project, int most) {
        TaskFilter filter = TaskFilter.overdue(now, Objects.toString(project, null));
        Page<TaskView> page = tasks.list(filter, new PageRequest(project == null ? SORTED : most, null));
        String more = page.nextCursor();
        int count = page.items().size() + (more == null ? 0 : tasks.remaining(filter, more));
        Map<UUID, ProjectStatus> closed = project == null ? closed(page.items()) : Map.of();
        List<TaskView> sorted = new ArrayList<>(page.items());
        sorted.sort(Comparator.comparing(task -> closed.containsKey(task.projectId())));
        List<TaskView> first = sorted.subList(0, Math.min(most, sorted.size()));
        Map<UUID, Label> named = first.isEmpty() ? Map.of() : labels.of(TaskJson.named(first));
        return new Found(
                count,
                first.stream()
                        .map(task -> json(TaskJson.of(named), task, closed.get(task.projectId())))
                        .toList(),
                TaskLines.of(named.values()));
    }

    private Map<UUID, ProjectStatus> closed(List<TaskView> late) {
        Set<UUID> homes = late.stream().map(TaskView::projectId).collect(Collectors.toSet());
        return homes.isEmpty() ? Map.of() : labels.closedProjects(homes);
    }

    private static ObjectNode json(TaskJson json, TaskView task, @Nullable ProjectStatus closed) {
        ObjectNode told = json.concise(task);
        return closed == null ? told : told.put("projectStatus", ToolJson.word(closed));
    }
}
