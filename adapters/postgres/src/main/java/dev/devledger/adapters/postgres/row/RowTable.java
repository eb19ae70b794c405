package dev.devledger.adapters.postgres.row;

import dev.devledger.adapters.postgres.row.BulkRows.TableCopy;
import dev.devledger.adapters.postgres.sql.RowMap;
import dev.devledger.adapters.postgres.sql.Texts;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.application.projection.EntityRow;
import dev.devledger.application.projection.EntityRow.Deletion;
import dev.devledger.application.projection.EntityRow.StatusTimes;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.projection.EventLog.Revision;
import dev.devledger.application.projection.Projection;
import dev.devledger.application.projection.RowKind;
import dev.devledger.domain.shared.EntityEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a kind of entity in their table, made of its events, and their former states in the table of versions. An
 * update writes only the columns that differ; a column whose former value is unknown is written only if the event
 * changes it.
 *
 * @param <S> the states of the kind
 */
public final class RowTable<S> implements Projection {
    private final DataSource database;
    private final RowWrites writes;
    private final RowKind<S, ?> kind;
    private final String table;
    private final String versions;
    private final RowMap.Value<S> state;
    private final List<Column<S>> columns = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final BulkRows<EntityRow<S>> rows;
    private final BulkRows<Superseded<S>> superseded;
    private String lock = "";

    /** The value of a column in a row, of a type that {@link TableCopy} needs. */
    public interface Value<S> extends Function<EntityRow<S>, @Nullable Object> {}

    /**
     * @param cause the value that it changes with, if its own former value may be unknown
     * @param first true if an existing value stays
     */
    private record Column<S>(String name, Value<S> value, Value<S> cause, boolean first) {
        boolean differs(EntityRow<S> before, EntityRow<S> after) {
            return !Objects.deepEquals(value.apply(before), value.apply(after))
                    || !Objects.equals(cause.apply(before), cause.apply(after));
        }
    }

    /**
     * A row before an event and after it.
     *
     * @param before null if the event is the entity's first
     */
    private record RowChange<S>(@Nullable EntityRow<S> before, EntityRow<S> after) {}

    /** The state of a row until the event at this position. */
    private record Superseded<S>(EntityRow<S> row, long until) {}

    /**
     * @param present reads the present state, or the one before the deletion
     * @param deleted turns that into the deleted state
     * @param key makes a key of its number
     */
    public <P extends S> RowTable(
            DataSource database,
            RowKind<S, ?> kind,
            String table,
            String versions,
            RowMap.Value<P> present,
            Function<P, S> deleted,
            LongFunction<EntityEvent.Key> key) {
        this.database = database;
        this.writes = new RowWrites(database);
        this.kind = kind;
        this.table = table;
        this.versions = versions;
        this.state = row -> {
            P last = present.of(row);
            return row.getTimestamp("deleted_at") == null ? last : deleted.apply(last);
        };
        this.rows = new BulkRows<>(table, "id");
        this.superseded = new BulkRows<>(versions, "id, until");
        column("id", EntityRow::entity);
        column("key_number", EntityRow::number);
        column("version", row -> row.revision().version());
        column("position", row -> row.revision().position());
        superseded.column("until", Superseded::until);
        column("created_at", EntityRow::createdAt);
        column("updated_at", EntityRow::updatedAt);
        with(EntityRow::deletion, "deleted_at", EntityRow::deletedAt);
        generated(
                "key",
                row -> row.number() == null ? null : key.apply(row.number()).toString());
    }

    @Override
    public String name() {
        return kind.projection();
    }

    @Override
    public int generation() {
        return kind.generation();
    }

    @Override
    public boolean needs(String stream) {
        return stream.startsWith(kind.stream());
    }

    @Override
    public void apply(LedgerEvent event) {
        apply(List.of(event));
    }

    @Override
    public void apply(List<LedgerEvent> events) {
        List<LedgerEvent> own = events.stream().filter(kind::has).toList();
        if (own.isEmpty()) {
            return;
        }
        boolean many = own.size() >= MANY;
        Map<UUID, EntityRow<S>> found = new HashMap<>(find(unknown(own, many)));
        List<RowChange<S>> changes = new ArrayList<>(own.size());
        for (LedgerEvent stored : own) {
            EntityRow<S> before = before(stored, many, found);
            EntityRow<S> after = kind.after(before, stored);
            found.put(after.entity(), after);
            changes.add(new RowChange<>(before, after));
        }
        if (many) {
            writeMany(changes);
        } else if (changes.size() == 1) {
            write(changes.getFirst());
        } else {
            writes.inOne(() -> changes.forEach(this::write));
        }
    }

    /** Returns the row before an event, null before the first; of many events only whole rows, as each is kept. */
    private @Nullable EntityRow<S> before(LedgerEvent stored, boolean many, Map<UUID, EntityRow<S>> found) {
        if (begins(stored)) {
            return null;
        }
        EntityRow<S> known = many ? null : kind.before(stored);
        EntityRow<S> before = known == null ? found.get(kind.entity(stored.stream())) : known;
        if (before == null) {
            throw new IllegalStateException("There is no row of " + stored.stream());
        }
        return before;
    }

    /** True if the event makes the row anew, whatever was before. */
    private static boolean begins(LedgerEvent event) {
        return event.payload() instanceof EntityEvent.Created;
    }

    /** Returns the entities whose rows have to be read. */
    private Set<UUID> unknown(List<LedgerEvent> own, boolean many) {
        Set<UUID> begun = new HashSet<>();
        Set<UUID> unknown = new HashSet<>();
        for (LedgerEvent stored : own) {
            UUID entity = kind.entity(stored.stream());
            if (begins(stored)) {
                begun.add(entity);
            } else if ((many || stored.before() == null) && !begun.contains(entity)) {
                unknown.add(entity);
            }
        }
        return unknown;
    }

    public RowTable<S> column(String name, Value<S> value) {
        return column(new Column<>(name, value, row -> null, false));
    }

    /** Adds a column that is written whenever {@code cause} changes, as its own former value may be unknown. */
    public RowTable<S> with(Value<S> cause, String name, Value<S> value) {
        return column(new Column<>(name, value, cause, false));
    }

    /** Adds a column that keeps its first value. */
    RowTable<S> first(String name, Value<S> value) {
        return column(new Column<>(name, value, row -> null, true));
    }

    public RowTable<S> text(String name, Function<EntityRow<S>, @Nullable String> value) {
        return column(name, row -> Texts.storableOrNull(value.apply(row)));
    }

    RowTable<S> json(String name, Function<EntityRow<S>, String> value) {
        return column(name, row -> new RowWrite.Json(Texts.storableJson(value.apply(row))));
    }

    private RowTable<S> column(Column<S> column) {
        columns.add(column);
        names.add(column.name());
        rows.column(column.name(), column.value());
        superseded.column(column.name(), version -> column.value().apply(version.row()));
        return this;
    }

    /** Adds a generated column of the table, which the versions store. */
    public RowTable<S> generated(String name, Value<S> value) {
        superseded.column(name, version -> value.apply(version.row()));
        return this;
    }

    /** Locks rows between a read and the end of the transaction, as events of another stream may change them. */
    RowTable<S> locked() {
        lock = " order by id for no key update";
        return this;
    }

    /** Returns the existing rows of these entities, in one statement. */
    public Map<UUID, EntityRow<S>> find(Set<UUID> entities) {
        if (entities.isEmpty()) {
            return Map.of();
        }
        writes.flush();
        return writes
                .jdbc()
                .sql("select * from " + table + " where id = any(:ids)" + lock)
                .param("ids", entities.toArray(UUID[]::new))
                .query((row, number) -> read(row))
                .list()
                .stream()
                .collect(Collectors.toMap(EntityRow::entity, Function.identity()));
    }

    /** Returns the row if the newest event made it, with the columns of these projections; see {@link RowStates}. */
    Optional<EntityRow<S>> newest(String stream, List<String> projections) {
        return writes.jdbc()
                .sql(RowStates.counting(table, projections))
                .param("stream", stream)
                .param("id", kind.entity(stream))
                .query((row, number) -> read(row))
                .optional();
    }

    private EntityRow<S> read(ResultSet row) throws SQLException {
        return new EntityRow<>(
                row.getObject("id", UUID.class),
                row.getLong("key_number"),
                state.of(row),
                Times.get(row, "created_at"),
                Times.get(row, "updated_at"),
                new StatusTimes(time(row, "status_since"), time(row, "started_at"), time(row, "completed_at")),
                new Deletion(
                        time(row, "deleted_at"), names.contains("deleted_with") ? row.getString("deleted_with") : null),
                new Revision(row.getLong("version"), row.getLong("position")));
    }

    private @Nullable Instant time(ResultSet row, String column) throws SQLException {
        return names.contains(column) ? Times.find(row, column) : null;
    }

    private void write(RowChange<S> change) {
        EntityRow<S> before = change.before();
        EntityRow<S> after = change.after();
        Columns written = new Columns();
        for (Column<S> column : columns) {
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

    /** Writes like {@link #write} for many, in few statements. The rows before have to be whole. */
    private void writeMany(List<RowChange<S>> changes) {
        List<Superseded<S>> versions = new ArrayList<>();
        Map<UUID, EntityRow<S>> made = new LinkedHashMap<>();
        Map<UUID, EntityRow<S>> changed = new LinkedHashMap<>();
        for (RowChange<S> change : changes) {
            EntityRow<S> before = change.before();
            EntityRow<S> after = change.after();
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

    /** Sorts the rows in the order of the indexes, or nearly so. */
    private List<EntityRow<S>> inOrder(Map<UUID, EntityRow<S>> unordered) {
        return unordered.values().stream()
                .sorted(Comparator.comparing(EntityRow::number, Comparator.nullsFirst(Comparator.naturalOrder())))
                .toList();
    }
}
