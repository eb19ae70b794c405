package dev.devledger.adapters.dashboard;

import dev.devledger.adapters.dashboard.frame.CountPhrase;
import dev.devledger.adapters.dashboard.frame.PageQuery;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.Sort;
import dev.devledger.application.task.TaskFilter;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.domain.task.Task.TaskStatus;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a project by stage.
 *
 * @param above the keys of the parents of the shown tasks, by id
 */
record TaskBoard(List<Column> columns, Map<UUID, String> above) {
    /** The parameter that chooses the board in place of the list. */
    static final String SHOW = "show";

    /** How far a task is. The stages are distinct; together they have all tasks that are not abandoned. */
    enum Stage {
        WAITING("Waiting", "No task waits for another task or for its start date."),
        TODO("To do", "No task is left to begin."),
        PROGRESS("In progress", "No one works on a task."),
        COMPLETED("Completed", "No task is completed.");

        /** The most completed tasks, as the newest of them are of interest. */
        private static final int NEWEST = 20;

        private final String title;
        private final String empty;

        Stage(String title, String empty) {
            this.title = title;
            this.empty = empty;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        String title() {
            return title;
        }

        String empty() {
            return empty;
        }

        private TaskFilter of(TaskFilter wanted) {
            TaskFilter open = wanted.with(TaskFilter.STATUS, Set.of(TaskStatus.OPEN))
                    .with(TaskFilter.SORT, new Sort(Sort.By.PRIORITY, true));
            return switch (this) {
                case WAITING -> open.with(TaskFilter.WAITING, true);
                case TODO -> open.with(TaskFilter.WAITING, false);
                case PROGRESS -> open.with(TaskFilter.CLAIMED, true);
                case COMPLETED ->
                    wanted.with(TaskFilter.STATUS, Set.of(TaskStatus.COMPLETED)).with(TaskFilter.SORT, Sort.DEFAULT);
            };
        }
    }

    /** @param more the address with more cards; null if all are shown */
    record Column(
            Stage stage,
            int count,
            List<TaskLine> cards,
            @Nullable String more) {
        boolean isEmpty() {
            return count == 0;
        }

        String words() {
            return CountPhrase.of(count - cards.size()) + " more";
        }
    }

    /** @param filter the tasks of the project, of any status */
    static TaskBoard of(PageQuery asked, TaskFilter filter, TaskQueries tasks, Instant now) {
        List<Column> columns = Arrays.stream(Stage.values())
                .map(stage -> column(stage, asked, stage.of(filter), tasks, now))
                .toList();
        Set<UUID> parents = columns.stream()
                .flatMap(column -> column.cards().stream())
                .map(card -> card.task().parentId())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return new TaskBoard(
                columns,
                parents.isEmpty()
                        ? Map.of()
                        : tasks.findAll(parents).stream().collect(Collectors.toMap(TaskView::id, TaskView::key)));
    }

    private static Column column(Stage stage, PageQuery asked, TaskFilter filter, TaskQueries tasks, Instant now) {
        boolean isLast = stage == Stage.COMPLETED;
        int rows = isLast ? Stage.NEWEST : TaskRows.rows(asked);
        Page<TaskView> read = TaskRows.read(filter, tasks, rows);
        String more = isLast ? completed(asked) : asked.with(TaskRows.ROWS, String.valueOf(rows + TaskRows.PART));
        return new Column(
                stage,
                read.nextCursor() == null ? read.items().size() : tasks.count(filter),
                read.items().stream().map(task -> TaskLine.of(task, now)).toList(),
                read.nextCursor() == null ? null : more);
    }

    /** Returns the address of the list of the completed tasks. */
    private static String completed(PageQuery asked) {
        Map<String, String> kept = new TreeMap<>(asked.parameters());
        kept.keySet().removeAll(Set.of(SHOW, TaskRows.ROWS));
        return new PageQuery(asked.path(), kept).with(TaskFilter.STATUS.name(), "completed");
    }

    /** Returns the key of the task that this one is a part of; null at the top. */
    @Nullable
    String above(TaskLine card) {
        UUID parent = card.task().parentId();
        return parent == null ? null : above.get(parent);
    }

    /** Returns the number of open tasks. */
    int open() {
        return columns.stream()
                .filter(column -> column.stage() != Stage.COMPLETED)
                .mapToInt(Column::count)
                .sum();
    }
}
