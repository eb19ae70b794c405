package dev.devledger.adapters.sandbox.clickup.tasks;

import static dev.devledger.adapters.sandbox.clickup.tasks.TaskQuery.Flag.ARCHIVED;
import static dev.devledger.adapters.sandbox.clickup.tasks.TaskQuery.Flag.INCLUDE_CLOSED;
import static dev.devledger.adapters.sandbox.clickup.tasks.TaskQuery.Flag.INCLUDE_TIML;
import static dev.devledger.adapters.sandbox.clickup.tasks.TaskQuery.Flag.REVERSE;
import static dev.devledger.adapters.sandbox.clickup.tasks.TaskQuery.Flag.SUBTASKS;

import dev.devledger.adapters.sandbox.clickup.common.Circumstances;
import dev.devledger.adapters.sandbox.clickup.common.ClickUpHabit;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskQuery.Order;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds the tasks of a {@link TaskQuery}, a page at a time. */
public record TaskSearch(TaskTable table, Circumstances circumstances) {

    /** @param more whether a later page has tasks too */
    public record Page(List<Task> tasks, boolean more) {}

    public Page find(TaskQuery query) {
        if (query.lists().isEmpty() || query.page() < 0) return new Page(List.of(), false);
        Map<String, Object> params = new HashMap<>();
        String sql = "select body from clickup_sandbox.task where not deleted and " + where(query, params)
                + " order by " + order(query);
        boolean inSql = query.fields().isEmpty();
        if (inSql) {
            sql += " limit :limit offset :offset";
            params.put("limit", TaskQuery.PAGE + 1);
            params.put("offset", query.page() * TaskQuery.PAGE);
        }
        List<Task> found = table.database().jdbc().sql(sql).params(params).query(String.class).list().stream()
                .map(TaskTable::read)
                .filter(task -> query.fields().stream().allMatch(filter -> filter.accepts(task)))
                .filter(task -> !circumstances.hides("task/" + task.id()))
                .skip(inSql ? 0 : (long) query.page() * TaskQuery.PAGE)
                .toList();
        return new Page(found.stream().limit(TaskQuery.PAGE).toList(), found.size() > TaskQuery.PAGE);
    }

    private String where(TaskQuery query, Map<String, Object> params) {
        params.put("lists", TaskTable.joined(query.lists()));
        String lists = "string_to_array(:lists, chr(31))";
        StringBuilder where = new StringBuilder("(list_id = any(" + lists + ")");
        if (query.has(INCLUDE_TIML)) where.append(" or extra_lists && ").append(lists);
        where.append(") and archived = :archived");
        params.put("archived", query.has(ARCHIVED));
        if (!query.has(SUBTASKS) && query.parent() == null) where.append(" and parent_id is null");
        if (query.parent() != null) {
            where.append(" and parent_id = :parent");
            params.put("parent", query.parent());
        }
        params.put(
                "statuses",
                TaskTable.joined(query.statuses().stream()
                        .map(each -> each.toLowerCase(Locale.ROOT))
                        .toList()));
        String named = "lower(status) = any(string_to_array(:statuses, chr(31)))";
        if (!query.has(INCLUDE_CLOSED)) {
            boolean byName = !circumstances.has(ClickUpHabit.CLOSED_HIDDEN_BY_NAME);
            where.append(" and (status_type <> 'closed'" + (byName ? " or " + named : "") + ")");
        }
        if (!query.statuses().isEmpty()) where.append(" and ").append(named);
        if (!query.assignees().isEmpty()) {
            where.append(" and assignees && string_to_array(:assignees, chr(31))::bigint[]");
            params.put("assignees", TaskTable.joined(query.assignees()));
        }
        if (!query.tags().isEmpty()) {
            where.append(" and tags && string_to_array(:tags, chr(31))");
            params.put("tags", TaskTable.joined(query.tags()));
        }
        bounds(query, where, params);
        return where.toString();
    }

    private void bounds(TaskQuery query, StringBuilder where, Map<String, Object> params) {
        query.bounds().forEach((bound, millis) -> {
            String column = bound.substring(0, bound.length() - 3);
            String operator = bound.endsWith("_gt") ? ">" : "<";
            String condition = column + " " + operator + " :" + bound;
            if (bound.equals("date_updated_gt") && circumstances.has(ClickUpHabit.DELTA_SHOWS_OLDER))
                condition += " or date_updated = (select max(date_updated) from clickup_sandbox.task"
                        + " where date_updated <= :date_updated_gt and not deleted)";
            where.append(" and (").append(condition).append(")");
            params.put(bound, millis);
        });
    }

    /** The newest comes first, unless it is to be reversed. */
    private String order(TaskQuery query) {
        boolean newestFirst = !query.has(REVERSE);
        if (query.order() == Order.UPDATED
                && query.has(REVERSE)
                && circumstances.has(ClickUpHabit.REVERSE_IS_NEWEST_FIRST)) newestFirst = true;
        String direction = newestFirst ? " desc" : " asc";
        return query.order().column() + direction + " nulls last, place" + direction;
    }
}
