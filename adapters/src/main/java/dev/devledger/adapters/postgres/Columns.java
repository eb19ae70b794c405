package dev.devledger.adapters.postgres;

import dev.devledger.domain.shared.Change;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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

    /** Inserts the row, or makes the one that has these keys the same. */
    void put(JdbcClient jdbc, String table, String... keys) {
        List<String> others = new ArrayList<>(values.keySet());
        others.removeAll(List.of(keys));
        StringJoiner excluded = new StringJoiner(", ");
        others.forEach(column -> excluded.add(column + " = excluded." + column));
        jdbc.sql("%s on conflict (%s) do update set %s".formatted(insertInto(table), String.join(", ", keys), excluded))
                .params(values)
                .update();
    }

    /** Changes the row of that id; answers whether there is one. */
    boolean update(JdbcClient jdbc, String table, Object id) {
        StringJoiner assignments = new StringJoiner(", ");
        expressions.forEach((column, expression) -> assignments.add(column + " = " + expression));
        return jdbc.sql("update %s set %s where id = :id".formatted(table, assignments))
                        .params(values)
                        .param("id", id)
                        .update()
                == 1;
    }

    private String insertInto(String table) {
        return "insert into %s (%s) values (%s)"
                .formatted(table, String.join(", ", values.keySet()), String.join(", ", expressions.values()));
    }
}
