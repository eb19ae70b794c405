package dev.devledger.adapters.mcp.app;

import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.ProjectNames;
import dev.devledger.adapters.mcp.tool.Tool.ToolAnswer;
import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.adapters.mcp.tool.ToolPorts;
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
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
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
        List<TaskView> open =
                tasks(TaskFilter.of(Set.of(TaskStatus.OPEN), project.id().toString(), Sort.READY));
        Instant weekAgo = ports.clock().instant().minus(WEEK);
        List<TaskView> closed = tasks(
                TaskFilter.of(Set.of(TaskStatus.COMPLETED), project.id().toString(), new Sort(Sort.By.UPDATED, true)));
        Predicate<TaskView> claimed = task -> task.claim() != null;
        ObjectNode data = ToolJson.object();
        data.putObject("project").put("key", project.key()).put("name", project.name());
        ArrayNode columns = data.putArray("columns");
        List<String> counts = new ArrayList<>();
        add(columns, counts, "ready", open, claimed.negate().and(TaskView::ready));
        add(columns, counts, "claimed", open, claimed);
        add(columns, counts, "waiting", open, claimed.negate().and(task -> !task.ready()));
        add(
                columns,
                counts,
                "done",
                closed,
                task -> task.completedAt() != null && task.completedAt().isAfter(weekAgo));
        int shown = columns.valueStream()
                .mapToInt(each -> each.path("tasks").size())
                .sum();
        int all = columns.valueStream()
                .mapToInt(each -> each.path("count").asInt(0))
                .sum();
        data.put("more", all - shown);
        return Show.answer("board", data, "The board of %s: %s.".formatted(project.key(), String.join(", ", counts)));
    }

    private List<TaskView> tasks(TaskFilter filter) {
        Page<TaskView> page = ports.taskQueries().list(filter, new PageRequest(PageRequest.MAX_LIMIT, null));
        return page.items();
    }

    private static void add(
            ArrayNode columns, List<String> counts, String id, List<TaskView> of, Predicate<TaskView> which) {
        List<TaskView> tasks = of.stream().filter(which).toList();
        ObjectNode column = columns.addObject().put("id", id).put("count", tasks.size());
        counts.add(tasks.size() + " " + id);
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
