package dev.devledger.adapters.postgres.row;

import dev.devledger.domain.task.Task.TaskId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Stores people and tasks that a task names as arrays of ids; null if the task names none, as most tasks. */
public final class IdColumns {
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
