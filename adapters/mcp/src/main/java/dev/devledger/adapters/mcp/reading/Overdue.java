package dev.devledger.adapters.mcp.reading;

import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.application.query.Label;
import dev.devledger.application.query.Labels;
import dev.devledger.application.query.PageRequest;
import dev.devledger.application.task.TaskFilter;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskView;
import dev.devledger.domain.project.ProjectStatus;
import java.time.Instant;
import java.util.ArrayList;
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
    /**
     * @param count of all that are overdue
     * @param first some of them, as JSON
     */
    record Found(int count, List<ObjectNode> first, TaskLines lines) {}

    /** @param project whose tasks alone are looked for, null for all */
    Found at(Instant now, @Nullable UUID project, int most) {
        TaskFilter filter = TaskFilter.overdue(now, Objects.toString(project, null));
        List<TaskView> first = new ArrayList<>(list(project == null ? in(false, filter) : filter, most));
        List<TaskView> last =
                project == null && first.size() < most ? list(in(true, filter), most - first.size()) : List.of();
        Map<UUID, ProjectStatus> closed = closed(last);
        first.addAll(last);
        int count = first.size() < most ? first.size() : tasks.count(filter);
        Map<UUID, Label> named = first.isEmpty() ? Map.of() : labels.of(TaskJson.named(first));
        return new Found(
                count,
                first.stream()
                        .map(task -> json(TaskJson.of(named), task, closed.get(task.projectId())))
                        .toList(),
                TaskLines.of(named.values()));
    }

    /** Open projects and closed ones are two lists, each with an index: there is none for both in this order. */
    private static TaskFilter in(boolean closed, TaskFilter filter) {
        return filter.with(to -> to.closedProject = closed);
    }

    private List<TaskView> list(TaskFilter filter, int most) {
        return tasks.list(filter, new PageRequest(most, null)).items();
    }

    private Map<UUID, ProjectStatus> closed(List<TaskView> late) {
        Set<UUID> homes = late.stream().map(TaskView::projectId).collect(Collectors.toSet());
        return homes.isEmpty() ? Map.of() : labels.closedProjects(homes);
    }

    private static ObjectNode json(TaskJson json, TaskView task, @Nullable ProjectStatus closed) {
        ObjectNode shown = json.concise(task);
        return closed == null ? shown : shown.put("projectStatus", ToolJson.word(closed));
    }
}
