package dev.devledger.adapters.dashboard;

import dev.devledger.adapters.dashboard.frame.PageQuery;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.task.TaskFilter;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskQueries.TaskView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first rows of a project's tasks, as trees. A tree is whole, unless it is larger than a part.
 *
 * @param lines the trees
 * @param all the number of tasks that the filter selects
 * @param more the address of the page with the next part too; null if all are shown
 */
record TaskRows(List<TaskLine> lines, int all, @Nullable String more) {
    static final TaskRows NONE = new TaskRows(List.of(), 0, null);

    /** The parameter with the number of rows. */
    static final String ROWS = "rows";

    /** The rows of a part. */
    static final int PART = 100;

    /** The fewest tasks to read, from which the trees are built. */
    private static final int READ = 2000;

    static TaskRows of(PageQuery asked, TaskFilter filter, TaskQueries tasks, Instant now) {
        int rows = rows(asked);
        Page<TaskView> read = read(filter, tasks, Math.max(READ, rows));
        List<TaskLine> trees = TaskLine.tree(read.items(), tasks, now);
        List<TaskLine> lines = first(trees, rows);
        boolean whole = read.nextCursor() == null && TaskLine.count(lines) == TaskLine.count(trees);
        return new TaskRows(
                lines,
                read.nextCursor() == null ? read.items().size() : tasks.count(filter),
                whole ? null : asked.with(ROWS, String.valueOf(rows + PART)));
    }

    /** Reads so many tasks of the filter, or up to a page more. */
    static Page<TaskView> read(TaskFilter filter, TaskQueries tasks, int many) {
        List<TaskView> read = new ArrayList<>();
        String cursor = null;
        do {
            PageRequest next = new PageRequest(Math.min(PageRequest.MAX_LIMIT, many), cursor);
            Page<TaskView> page = tasks.list(filter, next);
            read.addAll(page.items());
            cursor = page.nextCursor();
        } while (cursor != null && read.size() < many);
        return new Page<>(read, cursor);
    }

    static int rows(PageQuery asked) {
        String text = asked.text(ROWS);
        if (text != null && !text.matches("[1-9][0-9]{0,3}")) {
            asked.wrong(ROWS, "is \"" + text + "\"; use a number such as 200, up to 9999");
        }
        return text == null ? PART : Integer.parseInt(text);
    }

    private static List<TaskLine> first(List<TaskLine> trees, int rows) {
        List<TaskLine> kept = new ArrayList<>();
        int left = rows;
        for (TaskLine tree : trees) {
            if (left <= 0) {
                break;
            }
            int size = TaskLine.count(List.of(tree));
            kept.add(size > left && size > PART ? tree.with(first(tree.below(), left - 1)) : tree);
            left -= size;
        }
        return kept;
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    int shown() {
        return TaskLine.count(lines);
    }
}
