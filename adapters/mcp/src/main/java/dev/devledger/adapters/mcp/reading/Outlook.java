package dev.devledger.adapters.mcp.reading;

import dev.devledger.adapters.mcp.tool.SizeLimit;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.project.ProjectView;
import dev.devledger.application.query.Label;
import dev.devledger.application.query.Labels;
import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import dev.devledger.application.query.Sort;
import dev.devledger.application.task.TaskFilter;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskView;
import dev.devledger.domain.task.TaskStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What only a detailed overview tells: which tasks are next, and what was changed last.
 *
 * @param zone whose day is today
 */
record Outlook(TaskQueries tasks, HistoryQueries history, Labels labels, ZoneId zone) {
    private static final int CHANGES = 10;
    private static final int NEXT_OF_EACH = 3;
    private static final int NEXT_OF_ONE = 10;

    /** To each project its next tasks that are due from today on. All come from one page, so those due late may be missing. */
    TaskLines addTo(ObjectNode answer, List<ProjectView> shown, Instant now) {
        Page<TaskView> next = tasks.list(
                TaskFilter.dueFrom(LocalDate.ofInstant(now, zone)), new PageRequest(PageRequest.MAX_LIMIT, null));
        Map<UUID, List<TaskView>> byProject = next.items().stream().collect(Collectors.groupingBy(TaskView::projectId));
        Map<UUID, Label> named = named(next.items());
        for (int i = 0; i < shown.size(); i++) {
            List<TaskView> own = byProject.getOrDefault(shown.get(i).id(), List.of());
            add(
                    (ObjectNode) answer.path("projects").path(i),
                    own.stream().limit(NEXT_OF_EACH).toList(),
                    named);
        }
        if (next.nextCursor() != null) {
            SizeLimit.hint(answer, "nextTasks was chosen from the next %d due tasks.".formatted(PageRequest.MAX_LIMIT));
        }
        addChanges(answer, null);
        return TaskLines.of(named.values());
    }

    /** To the one project its first open tasks, those without a date last. */
    TaskLines addTo(ObjectNode answer, Label project) {
        List<TaskView> open = tasks.list(
                        TaskFilter.of(Set.of(TaskStatus.OPEN), project.id().toString(), new Sort(Sort.By.DUE, false)),
                        new PageRequest(NEXT_OF_ONE, null))
                .items();
        Map<UUID, Label> named = named(open);
        if (answer.path("projects").path(0) instanceof ObjectNode item) {
            add(item, open, named);
        }
        addChanges(answer, project.id());
        return TaskLines.of(named.values());
    }

    private Map<UUID, Label> named(List<TaskView> of) {
        return of.isEmpty() ? Map.of() : labels.of(TaskJson.named(of));
    }

    private static void add(ObjectNode project, List<TaskView> next, Map<UUID, Label> named) {
        ArrayNode items = project.putArray("nextTasks");
        next.forEach(task -> items.add(TaskJson.of(named).concise(task)));
    }

    private void addChanges(ObjectNode answer, @Nullable UUID project) {
        ArrayNode entries = answer.putArray("recentChanges");
        history.list(
                        HistoryFilter.ALL.with(to -> {
                            to.entity = project;
                            to.withTasks = project != null;
                        }),
                        new PageRequest(CHANGES, null))
                .items()
                .forEach(entry -> entries.add(EntryJson.of(entry, Format.CONCISE)));
    }
}
