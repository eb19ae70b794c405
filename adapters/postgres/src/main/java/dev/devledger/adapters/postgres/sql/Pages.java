package dev.devledger.adapters.postgres.sql;

import dev.devledger.adapters.postgres.sql.Where.Order;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads a page of a list in one statement, which requests one row more than the page holds. */
public final class Pages {

    /** A row, and the cursor that continues after it. */
    private record Row<T>(T item, Cursor end) {}

    private Pages() {}

    /**
     * Reads a page. {@code sql} reads {@code :limit} rows, each with the columns {@code sort_value} and {@code
     * sort_id}. The limit is put into the statement as a literal: with a parameter PostgreSQL would keep a plan that
     * expects a tenth of the rows, and read in the list's order even if the conditions find less than a page.
     */
    public static <T> Page<T> read(
            JdbcClient jdbc, String sql, Where where, PageRequest page, String list, RowMapper<T> mapper) {
        List<Row<T>> rows = jdbc.sql(limited(sql, page))
                .params(where.parameters())
                .query(rows(mapper))
                .list();
        return page(rows, page, list);
    }

    /**
     * Reads pages of a list of plain rows.
     *
     * @param columns the columns beside the columns of the order
     */
    public record Listing<T>(String columns, String table, Order order, RowMapper<T> mapper) {
        /** @param list the name of the list, with its filter and sort */
        public Page<T> page(JdbcClient jdbc, Where where, PageRequest page, String list) {
            where.after(Cursor.read(page.cursor(), list), order);
            String sql = "select %s, %s as sort_value, %s as sort_id from %s where %s order by %s limit :limit"
                    .formatted(columns, order.expression(), order.id(), table, where.sql(), order.sql());
            return read(jdbc, sql, where, page, list, mapper);
        }
    }

    /** As {@link #read}, with a kept plan. */
    public static <T> Page<T> read(
            GenericPlan plan, String sql, Where where, PageRequest page, String list, RowMapper<T> mapper) {
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

    /**
     * The end of a page: the sort value of the last row, and the id that distinguishes rows with equal values. Callers
     * cannot read it. A digest binds it to its list, so that a forged cursor, or the cursor of another filter or sort,
     * is refused.
     */
    public record Cursor(String value, String id) {

        private static final int DIGEST = 12;
        private static final String SEPARATOR = "\u0000";

        /** {@code list} is the name of the list, with its filter and sort. */
        static @Nullable public Cursor read(@Nullable String text, String list) {
            return read(text, list, "cursor");
        }

        /** @param parameter the cursor's name in the request */
        static @Nullable public Cursor read(@Nullable String text, String list, String parameter) {
            if (text == null) {
                return null;
            }
            try {
                byte[] bytes = Base64.getUrlDecoder().decode(text);
                String[] parts =
                        new String(bytes, DIGEST, bytes.length - DIGEST, StandardCharsets.UTF_8).split(SEPARATOR, 2);
                Cursor cursor = new Cursor(parts[1], parts[0]);
                if (cursor.write(list).equals(text)) {
                    return cursor;
                }
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw unknown(parameter);
            }
            throw unknown(parameter);
        }

        public String write(String list) {
            byte[] content = (id + SEPARATOR + value).getBytes(StandardCharsets.UTF_8);
            MessageDigest sha = Sha256.digest();
            sha.update(content);
            byte[] bytes = Arrays.copyOf(sha.digest(list.getBytes(StandardCharsets.UTF_8)), DIGEST + content.length);
            System.arraycopy(content, 0, bytes, DIGEST, content.length);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        }

        private static Rejection unknown(String parameter) {
            return Rejection.invalid(
                    parameter,
                    "is not a cursor of this list with this filter, sort and asOf; use nextCursor of the previous page");
        }
    }

    /**
     * Reads with one plan that is kept for all values. Left to itself, PostgreSQL compares the cost of a kept plan with
     * the average cost of the plans it made before, which are cheap if the table was smaller then. So for hundreds of
     * reads it would plan each anew, which takes longer than reading.
     */
    public static final class GenericPlan {
        private static final String FORCE = """
            select set_config('devledger.plans', current_setting('plan_cache_mode'), true),
              set_config('plan_cache_mode', 'force_generic_plan', true)""";

        /** Restores the setting for the other reads of the transaction. */
        private static final String AS_BEFORE =
                "select set_config('plan_cache_mode', current_setting('devledger.plans'), true)";

        private final NamedParameterJdbcTemplate jdbc;

        public GenericPlan(DataSource database) {
            this.jdbc = new NamedParameterJdbcTemplate(database);
        }

        /** Reads in one round trip; {@code sql} is a single statement. */
        <T> List<T> read(String sql, Map<String, ?> parameters, RowMapper<T> mapper) {
            List<T> rows = jdbc.execute(
                    String.join(";\n", FORCE, sql, AS_BEFORE), parameters, statement -> second(statement, mapper));
            return rows == null ? List.of() : rows;
        }

        private static <T> List<T> second(PreparedStatement statement, RowMapper<T> mapper) throws SQLException {
            statement.execute();
            statement.getMoreResults();
            List<T> read = new ArrayList<>();
            try (ResultSet rows = statement.getResultSet()) {
                while (rows.next()) {
                    read.add(mapper.mapRow(rows, read.size()));
                }
            }
            return read;
        }
    }
}
