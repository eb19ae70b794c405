package dev.devledger.adapters.mcp.app;

import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.ProjectNames;
import dev.devledger.adapters.mcp.tool.Tool.ToolAnswer;
import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.adapters.mcp.tool.ToolPorts;
import dev.devledger.application.PageParts.Column;
import dev.devledger.application.claim.Claims.ClaimQueries.ClaimedTask;
import dev.devledger.application.entity.Labels.Label;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.entity.Page.Sort;
import dev.devledger.application.task.TaskFilter;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.domain.task.Task.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** The tasks of a project in the columns ready, claimed, waiting, and done this week. */
record Board(ToolPorts ports) {
    private static final Duration WEEK = Duration.ofDays(7);

    /** The most cards of a column. */
    private static final int MOST = 15;

    ToolAnswer of(Arguments arguments) {
        Label project = new ProjectNames(ports).find(arguments, "project");
        if (project == null) {
            throw arguments.wrong("project", "is missing. get_overview gives the keys of projects.");
        }
        String id = project.id().toString();
        Set<UUID> held =
                ports.claimQueries().live(project.id(), new PageRequest(PageRequest.MAX_LIMIT, null)).items().stream()
                        .map(ClaimedTask::taskId)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        List<TaskView> claimed =
                held.isEmpty() ? List.of() : ports.taskQueries().findAll(held);
        TaskFilter ready = TaskFilter.ready(id, Set.of());
        TaskFilter unready = ready.with(TaskFilter.READY, false);
        List<TaskView> waiting = tasks(unready).stream()
                .filter(task -> !held.contains(task.id()))
                .toList();
        Instant weekAgo = ports.clock().instant().minus(WEEK);
        List<TaskView> done =
                tasks(TaskFilter.of(Set.of(TaskStatus.COMPLETED), id, new Sort(Sort.By.UPDATED, true))).stream()
                        .filter(task ->
                                task.completedAt() != null && task.completedAt().isAfter(weekAgo))
                        .toList();
        List<Column> columns = List.of(
                column("Ready", tasks(ready), ports.taskQueries().count(ready)),
                column("Claimed", claimed, claimed.size()),
                column("Waiting", waiting, ports.taskQueries().count(unready) - claimed.size()),
                column("Done this week", done, done.size()));
        int unseen = columns.stream()
                .mapToInt(each -> each.count() - each.tasks().size())
                .sum();
        String counts = columns.stream()
                .map(each -> each.count() + " " + each.title().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        ObjectNode data = ToolJson.object()
                .put("project", project.key())
                .put("html", ports.pageParts().board(project, columns, unseen));
        return Show.answer("board", data, "The board of %s: %s.".formatted(project.key(), counts));
    }

    private List<TaskView> tasks(TaskFilter filter) {
        Page<TaskView> page = ports.taskQueries().list(filter, new PageRequest(PageRequest.MAX_LIMIT, null));
        return page.items();
    }

    private static Column column(String title, List<TaskView> tasks, int count) {
        return new Column(title, count, tasks.stream().limit(MOST).toList());
    }
}
