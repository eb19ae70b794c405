package dev.devledger.adapters.postgres.row;

import dev.devledger.adapters.postgres.sql.Texts;
import dev.devledger.adapters.postgres.sql.UnreadableValues.MissingRow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The written columns of a row, with their values. */
public final class Columns {

    private final Map<String, @Nullable Object> values;
    private final Set<String> kept = new HashSet<>();

    public Columns() {
        this(new LinkedHashMap<>());
    }

    public Columns(Map<String, @Nullable Object> values) {
        this.values = values;
    }

    public Columns set(String column, @Nullable Object value) {
        values.put(column, value instanceof String text ? Texts.storable(text) : value);
        return this;
    }

    /** Makes an update keep the column's existing value, if it is not null. */
    void keepFirst(String column) {
        kept.add(column);
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    /** Inserts the row, or updates the row with these keys. */
    public void put(RowWrites rows, String table, String... keys) {
        rows.write(new RowWrite(table, id(keys), upsert(table, keys), values));
    }

    private Object id(String... keys) {
        return keys.length == 1
                ? Objects.requireNonNull(values.get(keys[0]))
                : Stream.of(keys).<@Nullable Object>map(values::get).toList();
    }

    /** Updates the row of that id; throws {@link MissingRow} if there is none. */
    public void update(RowWrites rows, String table, Object id) {
        String sql = "with " + given(table) + updateOf(table);
        rows.write(new RowWrite(table, id, sql, set("id", id).values));
    }

    /** As {@link #update}, and stores the former row as a version. */
    public void updateAndKeep(RowWrites rows, String table, String versions, Object id) {
        String sql = "with " + given(table) + ", " + kept(table, versions) + updateOf(table);
        rows.write(new RowWrite(table, id, sql, set("id", id).values));
    }

    private static String given(String table) {
        return "new as (select * from json_populate_recordset(null::%s, cast(? as json)))".formatted(table);
    }

    /**
     * Returns the part of a statement that copies the former row to the versions. All parts of a statement see the rows
     * as they were before it. A row that the same event has written already is not copied again. The table of versions
     * has {@code until}, then the columns of the table in the same order.
     */
    private static String kept(String table, String versions) {
        return """
                kept as (
                  insert into %2$s select new.position, was.* from %1$s was join new using (id)
                  where was.position < new.position
                  on conflict (id, until) do update set position = excluded.position)
                """.formatted(table, versions);
    }

    private String upsert(String table, String... keys) {
        List<String> others = new ArrayList<>(values.keySet());
        others.removeAll(List.of(keys));
        StringJoiner excluded = new StringJoiner(", ");
        others.forEach(column -> excluded.add(column + " = excluded." + column));
        return """
                insert into %1$s (%2$s) select %2$s from json_populate_recordset(null::%1$s, cast(? as json))
                on conflict (%3$s) do update set %4$s""".formatted(table, String.join(", ", values.keySet()), String.join(", ", keys), excluded);
    }

    private String updateOf(String table) {
        StringJoiner assignments = new StringJoiner(", ");
        values.keySet()
                .forEach(column -> assignments.add(column + " = "
                        + (kept.contains(column)
                                ? "coalesce(%1$s.%2$s, new.%2$s)".formatted(table, column)
                                : "new." + column)));
        return """

                update %1$s set %2$s from new
                where %1$s.id = new.id""".formatted(table, assignments);
    }
}
