package dev.devledger.adapters.postgres.row;

import dev.devledger.adapters.postgres.sql.Texts;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.sql.UnreadableValues.MissingRow;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.shared.When.Schedule;
import dev.devledger.domain.task.Task.TaskId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
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

    /**
     * Keeps {@code due_at} and {@code due_day}, by which instants and days are compared, consistent with the due date and
     * the zone.
     */
    public static final class DueDateColumns {

        private DueDateColumns() {}

        static <S> void columns(RowTable<S> rows, Function<S, Schedule> schedule) {
            rows.column("due_at", row -> begin(schedule.apply(row.state()).dueDate(), schedule.apply(row.state())))
                    .column("due_day", row -> day(schedule.apply(row.state())));
        }

        private static @Nullable Object begin(@Nullable When when, Schedule schedule) {
            OffsetDateTime begin = Times.begin(when, schedule.timeZone());
            return begin == null ? null : begin.toInstant();
        }

        private static @Nullable Object day(Schedule schedule) {
            return Times.day(schedule.dueDate(), schedule.timeZone());
        }

        /** Adds the time from which a task can begin. */
        static <S> void start(RowTable<S> rows, Function<S, Schedule> schedule) {
            rows.column("start_at", row -> begin(schedule.apply(row.state()).startDate(), schedule.apply(row.state())));
        }
    }

    /** Stores people and tasks that a task names as arrays of ids; null if the task names none, as most tasks. */
    public static final class IdColumns {
        private IdColumns() {}

        /** Builds the array; null for none, as with most tasks. */
        public static <T> UUID @Nullable [] array(SortedSet<T> all, Function<T, UUID> value) {
            return all.isEmpty() ? null : all.stream().map(value).toArray(UUID[]::new);
        }

        public static @Nullable UUID task(@Nullable TaskId task) {
            return task == null ? null : task.value();
        }

        static <T> SortedSet<T> ids(ResultSet row, String column, Function<UUID, T> id) throws SQLException {
            Array ids = row.getArray(column);
            return ids == null
                    ? Collections.emptySortedSet()
                    : Stream.of((UUID[]) ids.getArray()).map(id).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** Tags as arrays. */
    public static final class Tags {

        private Tags() {}

        public static <S> void columns(RowTable<S> rows, Function<S, SortedSet<String>> tags) {
            rows.column("tags_lower", row -> Texts.lower(tags.apply(row.state())));
        }

        public static String[] array(Collection<String> tags) {
            return tags.toArray(String[]::new);
        }
    }
}
