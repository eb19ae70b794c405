package dev.devledger.adapters.postgres.sql;

import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import java.util.List;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A page of a list in one statement, which asks for a row more than the page holds. */
public final class Pages {

    /** A row, and the cursor that points behind it. */
    private record Row<T>(T item, Cursor end) {}

    private Pages() {}

    /**
     * {@code sql} reads {@code :limit} rows, each with the columns {@code sort_value} and {@code sort_id}. The number is a part
     * of the statement: a plan that is kept for all numbers takes it for a tenth of the rows, and reads in the list's order
     * where what the conditions find is less than a page.
     */
    public static <T> Page<T> read(
            JdbcClient jdbc, String sql, Where where, PageRequest page, String list, RowMapper<T> mapper) {
        List<Row<T>> rows = jdbc.sql(limited(sql, page))
                .params(where.parameters())
                .query(rows(mapper))
                .list();
        return page(rows, page, list);
    }

    /** The same, by a plan that is kept. */
    public static <T> Page<T> read(
            KeptPlan plan, String sql, Where where, PageRequest page, String list, RowMapper<T> mapper) {
        return page(plan.read(limited(sql, page), where.parameters(), rows(mapper)), page, list);
    }

    private static String limited(String sql, PageRequest page) {
        return sql.replace(":limit", Integer.toString(page.limit() + 1));
    }

    private static <T> RowMapper<Row<T>> rows(RowMapper<T> mapper) {
        return (row, number) -> new Row<>(
                mapper.mapRow(row, number), new Cursor(row.getString("sort_value"), row.getString("sort_id")));
    }

    private static <T> Page<T> page(List<Row<T>> rows, PageRequest page, String list) {
        boolean more = rows.size() > page.limit();
        List<Row<T>> shown = more ? rows.subList(0, page.limit()) : rows;
        return new Page<>(
                shown.stream().map(Row::item).toList(),
                more ? shown.getLast().end().write(list) : null);
    }
}
