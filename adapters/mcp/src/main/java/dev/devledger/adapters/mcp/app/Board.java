package dev.devledger.adapters.mcp.app;

import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.ProjectNames;
import dev.devledger.adapters.mcp.tool.Tool.ToolAnswer;
import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.adapters.mcp.tool.ToolPorts;
import dev.devledger.application.claim.Claims.ClaimQueries.ClaimedTask;
import dev.devledger.application.entity.Labels.Label;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.entity.Page.Sort;
import dev.devledger.application.task.TaskFilter;
import dev.devledger.application.task.TaskQueries.ClaimView;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.domain.task.Task.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
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
        ObjectNode data = ToolJson.object();
        data.putObject("project").put("key", project.key()).put("name", project.name());
        ArrayNode columns = data.putArray("columns");
        List<String> counts = new ArrayList<>();
        add(columns, counts, "ready", tasks(ready), ports.taskQueries().count(ready));
        add(columns, counts, "claimed", claimed, claimed.size());
        add(columns, counts, "waiting", waiting, ports.taskQueries().count(unready) - claimed.size());
        add(columns, counts, "done", done, done.size());
        int shown = columns.valueStream()
                .mapToInt(each -> each.path("tasks").size())
                .sum();
        int counted = columns.valueStream()
                .mapToInt(each -> each.path("count").asInt(0))
                .sum();
        data.put("more", counted - shown);
        return Show.answer("board", data, "The board of %s: %s.".formatted(project.key(), String.join(", ", counts)));
    }

    private List<TaskView> tasks(TaskFilter filter) {
        Page<TaskView> page = ports.taskQueries().list(filter, new PageRequest(PageRequest.MAX_LIMIT, null));
        return page.items();
    }

    private static void add(ArrayNode columns, List<String> counts, String id, List<TaskView> tasks, int count) {
        ObjectNode column = columns.addObject().put("id", id).put("count", count);
        counts.add(count + " " + id);
        ArrayNode cards = column.putArray("tasks");
        tasks.stream().limit(MOST).forEach(task -> cards.add(card(task)));
    }

    private static ObjectNode card(TaskView task) {
        ObjectNode card = ToolJson.object()
                .put("key", task.key())
                .put("title", task.title())
                .put("priority", ToolJson.word(task.priority()))
                .put("version", task.version());
        if (task.schedule().dueDate() != null) {
            card.put("dueDate", task.schedule().dueDate().toString());
        }
        ClaimView claim = task.claim();
        if (claim != null) {
            card.put("agent", claim.agent()).put("until", claim.until().toString());
        }
        List<String> waitsFor = task.others().blockedBy();
        if (!waitsFor.isEmpty()) {
            waitsFor.forEach(card.putArray("waitsFor")::add);
        }
        return card;
    }
}
