package dev.devledger.adapters.postgres.row;

import dev.devledger.adapters.postgres.row.BulkRows.TableCopy;
import dev.devledger.adapters.postgres.sql.RowMap;
import dev.devledger.adapters.postgres.sql.Texts;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.application.projection.EntityRow;
import dev.devledger.application.projection.EntityRows;
import dev.devledger.application.projection.EventLog.Revision;
import dev.devledger.application.projection.PlainRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/**
 * The rows of a kind of entity in their table, and their former states in the table of versions. An update writes only
 * the columns that differ; a column whose former value may be unknown is written whenever its cause, another value of
 * the row, changes.
 */
public final class RowTable<R extends EntityRow> implements EntityRows<R> {
    private final DataSource database;
    private final RowWrites writes;
    private final String table;
    private final String versions;
    private final RowMapper<R> reader;
    private final List<Column<R>> columns = new ArrayList<>();
    private final BulkRows<R> rows;
    private final BulkRows<Superseded<R>> superseded;
    private String lock = "";

    /**
     * @param value returns the value, of a type that {@link TableCopy} needs
     * @param cause returns the value whose change rewrites the column, if the column's former value may be unknown
     * @param first true if an update keeps an existing value
     */
    private record Column<R>(
            String name, Function<R, @Nullable Object> value, Function<R, @Nullable Object> cause, boolean first) {
        boolean differs(R before, R after) {
            return !Objects.deepEquals(value.apply(before), value.apply(after))
                    || !Objects.equals(cause.apply(before), cause.apply(after));
        }
    }

    /** The state that a row had until the event at position {@code until}. */
    private record Superseded<R>(R row, long until) {}

    public RowTable(DataSource database, String table, String versions, RowMapper<R> reader) {
        this.database = database;
        this.writes = new RowWrites(database);
        this.table = table;
        this.versions = versions;
        this.reader = reader;
        this.rows = new BulkRows<>(table, "id");
        this.superseded = new BulkRows<>(versions, "id, until");
        column("id", EntityRow::entity);
        column("key_number", EntityRow::number);
        column("version", row -> row.revision().version());
        column("position", row -> row.revision().position());
        superseded.column("until", Superseded::until);
    }

    public RowTable<R> column(String name, Function<R, @Nullable Object> value) {
        return column(new Column<>(name, value, row -> null, false));
    }

    /** Adds a column that is written whenever {@code cause} changes, as the column's former value may be unknown. */
    public RowTable<R> with(Function<R, @Nullable Object> cause, String name, Function<R, @Nullable Object> value) {
        return column(new Column<>(name, value, cause, false));
    }

    /** Adds a column that keeps its first value in updates. */
    RowTable<R> first(String name, Function<R, @Nullable Object> value) {
        return column(new Column<>(name, value, row -> null, true));
    }

    public RowTable<R> text(String name, Function<R, @Nullable String> value) {
        return column(name, row -> Texts.storableOrNull(value.apply(row)));
    }

    RowTable<R> json(String name, Function<R, String> value) {
        return column(name, row -> new RowWrite.Json(Texts.storableJson(value.apply(row))));
    }

    private RowTable<R> column(Column<R> column) {
        columns.add(column);
        rows.column(column.name(), column.value());
        superseded.column(column.name(), version -> column.value().apply(version.row()));
        return this;
    }

    /** Adds a column that is generated in the table, but stored in the versions. */
    public RowTable<R> generated(String name, Function<R, @Nullable Object> value) {
        superseded.column(name, version -> value.apply(version.row()));
        return this;
    }

    /** Makes reads lock their rows until the end of the transaction, as events of another stream may change them. */
    RowTable<R> locked() {
        lock = " order by id for no key update";
        return this;
    }

    @Override
    public Map<UUID, R> find(Set<UUID> entities) {
        if (entities.isEmpty()) {
            return Map.of();
        }
        writes.flush();
        return writes
                .jdbc()
                .sql("select * from " + table + " where id = any(:ids)" + lock)
                .param("ids", entities.toArray(UUID[]::new))
                .query(reader)
                .list()
                .stream()
                .collect(Collectors.toMap(EntityRow::entity, Function.identity()));
    }

    /** Returns the row if its newest event made it, in the columns of these projections; see {@link NewestRows}. */
    Optional<R> newest(String stream, UUID id, List<String> projections) {
        return writes.jdbc()
                .sql(NewestRows.counting(table, projections))
                .param("stream", stream)
                .param("id", id)
                .query(reader)
                .optional();
    }

    @Override
    public void write(List<RowChange<R>> changes) {
        if (changes.size() == 1) {
            write(changes.getFirst());
        } else {
            writes.inOne(() -> changes.forEach(this::write));
        }
    }

    private void write(RowChange<R> change) {
        R before = change.before();
        R after = change.after();
        Columns written = new Columns();
        for (Column<R> column : columns) {
            if (before == null || column.differs(before, after)) {
                written.set(column.name(), column.value().apply(after));
                if (column.first()) {
                    written.keepFirst(column.name());
                }
            }
        }
        if (before == null) {
            written.put(writes, table, "id");
        } else if (!written.isEmpty()) {
            written.updateAndKeep(writes, table, versions, after.entity());
        }
    }

    @Override
    public void writeMany(List<RowChange<R>> changes) {
        List<Superseded<R>> versions = new ArrayList<>();
        Map<UUID, R> made = new LinkedHashMap<>();
        Map<UUID, R> changed = new LinkedHashMap<>();
        for (RowChange<R> change : changes) {
            R before = change.before();
            R after = change.after();
            boolean isNew = before == null ? !changed.containsKey(after.entity()) : made.containsKey(after.entity());
            (isNew ? made : changed).put(after.entity(), after);
            if (before != null
                    && before.revision().position() < after.revision().position()) {
                versions.add(new Superseded<>(before, after.revision().position()));
            }
        }
        superseded.add(database, versions, List.of("position"));
        rows.add(database, inOrder(made));
        rows.put(database, inOrder(changed));
    }

    /** Sorts the rows by their numbers, which is nearly the order of the indexes. */
    private List<R> inOrder(Map<UUID, R> unordered) {
        return unordered.values().stream()
                .sorted(Comparator.comparing(EntityRow::number, Comparator.nullsFirst(Comparator.naturalOrder())))
                .toList();
    }

    /**
     * The columns of entities whose only states are present and deleted.
     *
     * @param present reads the present state, or the last one before the deletion
     * @param deleted turns the last state into the deleted one
     */
    public record PlainRows<S, P extends S>(
            RowMap.Value<P> present, Function<P, S> deleted, Predicate<S> isDeleted, LongFunction<Object> key) {

        public RowTable<PlainRow<S>> in(DataSource database, String table, String versions) {
            return new RowTable<PlainRow<S>>(database, table, versions, (row, number) -> {
                        Instant deletedAt = Times.find(row, "deleted_at");
                        P last = present.of(row);
                        return new PlainRow<>(
                                row.getObject("id", UUID.class),
                                row.getLong("key_number"),
                                deletedAt == null ? last : deleted.apply(last),
                                Times.get(row, "created_at"),
                                Times.get(row, "updated_at"),
                                deletedAt,
                                new Revision(row.getLong("version"), row.getLong("position")));
                    })
                    .column("created_at", PlainRow::createdAt)
                    .column("updated_at", PlainRow::updatedAt)
                    .with(row -> isDeleted.test(row.state()), "deleted_at", PlainRow::deletedAt)
                    .generated(
                            "key",
                            row -> row.number() == null
                                    ? null
                                    : key.apply(row.number()).toString());
        }
    }
}
