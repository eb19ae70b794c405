package dev.devledger.adapters.postgres;

import dev.devledger.application.projection.Revision;
import dev.devledger.domain.shared.Change;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The columns that a statement writes, and what it writes into them. */
final class Columns {

    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();
    private final Map<String, String> expressions = new LinkedHashMap<>();

    Columns set(String column, @Nullable Object value) {
        values.put(column, value instanceof String text ? Texts.storable(text) : value);
        expressions.put(column, ":" + column);
        return this;
    }

    Columns json(String column, String value) {
        set(column, Texts.storableJson(value));
        expressions.put(column, "cast(:%s as jsonb)".formatted(column));
        return this;
    }

    Columns tags(SortedSet<String> tags) {
        return set("tags", Tags.array(tags)).set("tags_lower", Tags.lower(tags));
    }

    /** A column that is left alone where nothing changed. */
    <T> Columns change(String column, @Nullable Change<T> change, Function<T, @Nullable Object> toColumn) {
        if (change != null) {
            T to = change.to();
            set(column, to == null ? null : toColumn.apply(to));
        }
        return this;
    }

    Columns tags(@Nullable Change<SortedSet<String>> change) {
        return change == null || change.to() == null ? this : tags(change.to());
    }

    Columns revision(Revision revision) {
        return set("version", revision.version()).set("position", revision.position());
    }

    /** Inserts the row, or makes the one that has these keys the same. */
    void put(JdbcClient jdbc, String table, String... keys) {
        jdbc.sql(upsert(table, keys)).params(values).update();
    }

    /** As {@link #put} for rows of the same columns, in one round trip. */
    static void putAll(
            JdbcClient jdbc, NamedParameterJdbcOperations batches, List<Columns> rows, String table, String... keys) {
        if (rows.size() == 1) {
            rows.getFirst().put(jdbc, table, keys);
        } else if (!rows.isEmpty()) {
            SqlParameterSource[] values = rows.stream()
                    .map(row -> new MapSqlParameterSource(row.values))
                    .toArray(SqlParameterSource[]::new);
            batches.batchUpdate(rows.getFirst().upsert(table, keys), values);
        }
    }

    /** As {@link #put} by the id, and keeps the row as it was then among its versions. */
    void putAndKeep(JdbcClient jdbc, String table, String versions) {
        jdbc.sql(keeping(upsert(table, "id"), versions)).params(values).update();
    }

    /**
     * A write of one row that also keeps a copy of it among its versions, in the same statement. It answers as many rows as
     * the write; the table of the versions has the same columns in the same order.
     */
    static String keeping(String write, String versions) {
        return """
                with changed as (%s returning *)
                insert into %s select * from changed
                on conflict (id, position) do update set version = excluded.version
                """.formatted(write, versions);
    }

    private String upsert(String table, String... keys) {
        List<String> others = new ArrayList<>(values.keySet());
        others.removeAll(List.of(keys));
        StringJoiner excluded = new StringJoiner(", ");
        others.forEach(column -> excluded.add(column + " = excluded." + column));
        return "%s on conflict (%s) do update set %s".formatted(insertInto(table), String.join(", ", keys), excluded);
    }

    /** Changes the row of that id; answers whether there is one. */
    boolean update(JdbcClient jdbc, String table, Object id) {
        return run(jdbc, updateOf(table), id);
    }

    /** As {@link #update}, and keeps the row as it was then among its versions. */
    boolean updateAndKeep(JdbcClient jdbc, String table, String versions, Object id) {
        return run(jdbc, keeping(updateOf(table), versions), id);
    }

    private String updateOf(String table) {
        StringJoiner assignments = new StringJoiner(", ");
        expressions.forEach((column, expression) -> assignments.add(column + " = " + expression));
        return "update %s set %s where id = :id".formatted(table, assignments);
    }

    private boolean run(JdbcClient jdbc, String sql, Object id) {
        return jdbc.sql(sql).params(values).param("id", id).update() == 1;
    }

    private String insertInto(String table) {
        return "insert into %s (%s) values (%s)"
                .formatted(table, String.join(", ", values.keySet()), String.join(", ", expressions.values()));
    }
}
