package dev.devledger.adapters.postgres.row;

import dev.devledger.adapters.postgres.row.Columns.IdColumns;
import dev.devledger.adapters.postgres.row.Columns.Tags;
import dev.devledger.adapters.postgres.sql.EnumColumns;
import dev.devledger.adapters.postgres.sql.EventJson;
import dev.devledger.adapters.postgres.sql.Texts;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.sql.UnreadableValues;
import dev.devledger.adapters.postgres.sql.Where;
import dev.devledger.application.entity.Filter;
import dev.devledger.domain.directory.BillingItem.CustomerId;
import dev.devledger.domain.directory.BillingItem.ServiceId;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.field.EntityKind;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.field.Field;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.shared.Change.SetTo;
import dev.devledger.domain.shared.ChecklistItem;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.task.Task.TaskId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The columns of the fields of a kind: each column has the name of its field, and a type that follows from the field's
 * type.
 */
public final class FieldColumns<D> {
    private static final Checklists CHECKLISTS = new Checklists(EventJson.mapper());

    private static final Map<Class<?>, Form<?>> ONE = Map.ofEntries(
            Map.entry(String.class, new Form<>(Texts::storable, ResultSet::getString)),
            Map.entry(
                    Integer.class,
                    new Form<Integer>(number -> number, (row, name) -> row.getObject(name, Integer.class))),
            Map.entry(Boolean.class, new Form<Boolean>(flag -> flag, ResultSet::getBoolean)),
            Map.entry(When.class, new Form<When>(when -> when, Times::findWhen)),
            Map.entry(ZoneId.class, new Form<>(ZoneId::getId, (row, name) -> ZoneId.of(row.getString(name)))),
            Map.entry(Priority.class, word(Priority.class)),
            Map.entry(Placement.class, word(Placement.class)),
            Map.entry(Instant.class, new Form<Instant>(time -> time, Times::find)),
            Map.entry(PersonId.class, id(PersonId::value, PersonId::new)),
            Map.entry(ProjectId.class, id(ProjectId::value, ProjectId::new)),
            Map.entry(TaskId.class, id(TaskId::value, TaskId::new)),
            Map.entry(CustomerId.class, id(CustomerId::value, CustomerId::new)),
            Map.entry(ServiceId.class, id(ServiceId::value, ServiceId::new)));

    private static final Map<Class<?>, Form<?>> SORTED = Map.of(
            String.class, new Form<SortedSet<String>>(Tags::array, (row, name) -> new TreeSet<>(Texts.all(row, name))),
            PersonId.class, ids(PersonId::value, PersonId::new),
            TaskId.class, ids(TaskId::value, TaskId::new));

    /** The form of a text that is null when empty. */
    private static final Form<String> OR_EMPTY =
            new Form<>(text -> Texts.storableOrNull(Texts.orNull(text)), ResultSet::getString);

    private final EntityKind<D> kind;
    private final List<Column<D>> columns;

    private record Column<D>(Field<D, ?> field, String name, Form<?> form) {}

    /**
     * The way in which values of a type are stored.
     *
     * @param column converts a value for {@link RowTable#column}; null for no value
     */
    private record Form<T>(Function<T, @Nullable Object> column, Reader<T> reader) {}

    private interface Reader<T> {
        @Nullable
        T read(ResultSet row, String column) throws SQLException;
    }

    /** {@code required} are texts whose columns cannot be null; any other empty text is stored as null. */
    public FieldColumns(EntityKind<D> kind, List<Field<D, ?>> required) {
        this(kind, required, List.of(), Map.of());
    }

    /**
     * @param orNull further texts whose columns are null when they are empty
     * @param names the columns with other names than their fields
     */
    public FieldColumns(
            EntityKind<D> kind, List<Field<D, ?>> required, List<Field<D, ?>> orNull, Map<Field<D, ?>, String> names) {
        this.kind = kind;
        this.columns = kind.fields().stream()
                .map(field -> new Column<D>(
                        field,
                        names.getOrDefault(field, name(field)),
                        orNull.contains(field) || ("".equals(field.cleared()) && !required.contains(field))
                                ? OR_EMPTY
                                : form(field)))
                .toList();
    }

    private static Form<?> form(Field<?, ?> field) {
        Form<?> form =
                switch (field.many()) {
                    case ONE -> ONE.get(field.element());
                    case SORTED -> SORTED.get(field.element());
                    case LISTED ->
                        field.element() == ChecklistItem.class
                                ? new Form<List<ChecklistItem>>(CHECKLISTS::column, (row, name) -> CHECKLISTS.get(row))
                                : null;
                    case NAMED ->
                        field.element() == Placement.class
                                ? new Form<SortedMap<String, Placement>>(
                                        Placements::json, (row, name) -> Placements.get(row))
                                : null;
                };
        return Objects.requireNonNull(form, () -> "No column can hold the field " + field);
    }

    public <S> RowTable<S> addTo(RowTable<S> rows, Function<S, D> details) {
        columns.forEach(
                each -> rows.column(each.name(), row -> value(each.field(), each.form(), details.apply(row.state()))));
        return rows;
    }

    @SuppressWarnings("unchecked") // the form is that of the field's type
    private static <D, T> @Nullable Object value(Field<D, ?> field, Form<T> form, D details) {
        T value = (T) field.of().apply(details);
        return value == null ? null : form.column().apply(value);
    }

    /** Reads all fields of the row. */
    public D read(ResultSet row) throws SQLException {
        Map<Field<D, ?>, SetTo<?>> values = new LinkedHashMap<>();
        for (Column<D> each : columns) {
            values.put(each.field(), new SetTo<>(each.form().reader().read(row, each.name())));
        }
        return kind.made(new Patch<>(values));
    }

    /** As {@link #read}, for display: an unreadable value is left out, and reported with the key. */
    public D shown(ResultSet row, String key) throws SQLException {
        Map<Field<D, ?>, SetTo<?>> values = new LinkedHashMap<>();
        for (Column<D> each : columns) {
            Object value = shown(each, row, key);
            boolean isZone = value == null && each.field().element() == ZoneId.class;
            values.put(each.field(), new SetTo<>(isZone ? ZoneOffset.UTC : value));
        }
        return kind.made(new Patch<>(values));
    }

    /**
     * Reads one value. The name of the value for a report is only made if it cannot be read, as lists read many rows.
     */
    private static <D> @Nullable Object shown(Column<D> column, ResultSet row, String key) throws SQLException {
        try {
            return column.form().reader().read(row, column.name());
        } catch (RuntimeException e) {
            UnreadableValues.tell("The " + column.name().replace('_', ' ') + " of " + key, e);
            return null;
        }
    }

    /** Adds conditions: words as they are stored, texts ignoring case. */
    public static Where conditions(Where where, Filter<?> filter) {
        filter.fields((field, wanted) -> {
            String column = field.element().isEnum() ? name(field) : "lower(" + name(field) + ")";
            String[] values = wanted.stream()
                    .map(each -> each instanceof Enum<?> word
                            ? EnumColumns.of(word)
                            : each.toString().toLowerCase(Locale.ROOT))
                    .toArray(String[]::new);
            where.and(column + " = any(:" + field.name() + ")", field.name(), values.length == 0 ? null : values);
        });
        return where;
    }

    private static String name(Field<?, ?> field) {
        return field.name().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> Form<E> word(Class<E> type) {
        return new Form<>(EnumColumns::of, (row, name) -> EnumColumns.to(type, row.getString(name)));
    }

    private static <T> Form<T> id(Function<T, UUID> value, Function<UUID, T> id) {
        return new Form<>(value::apply, (row, name) -> {
            UUID stored = row.getObject(name, UUID.class);
            return stored == null ? null : id.apply(stored);
        });
    }

    /** Stores a set of ids; null if it is empty, as with most tasks. */
    private static <T> Form<SortedSet<T>> ids(Function<T, UUID> value, Function<UUID, T> id) {
        return new Form<>(all -> IdColumns.array(all, value), (row, name) -> IdColumns.ids(row, name, id));
    }

    /** Checklists as JSON. Most tasks have none. */
    public static final class Checklists {
        private static final String NONE = "[]";

        private final JsonMapper json;
        private final ObjectReader reader;

        public Checklists(JsonMapper json) {
            this.json = json;
            this.reader = json.readerFor(new TypeReference<List<ChecklistItem>>() {});
        }

        public List<ChecklistItem> get(ResultSet row) throws SQLException {
            String stored = row.getString("checklist");
            return stored.equals(NONE) ? List.of() : reader.readValue(stored);
        }

        RowWrite.Json column(List<ChecklistItem> items) {
            return new RowWrite.Json(Texts.storableJson(json(items)));
        }

        public String json(List<ChecklistItem> items) {
            return items.isEmpty() ? NONE : json.writeValueAsString(items);
        }
    }

    /** The placements of projects in further services, as JSON. Most projects have none. */
    public static final class Placements {
        private static final JsonMapper JSON = new JsonMapper();

        private Placements() {}

        public static SortedMap<String, Placement> get(ResultSet row) throws SQLException {
            String stored = row.getString("placements");
            if (stored == null) {
                return Collections.emptySortedMap();
            }
            SortedMap<String, Placement> said = new TreeMap<>();
            JSON.readValue(stored, ObjectNode.class)
                    .properties()
                    .forEach(each -> said.put(
                            each.getKey(),
                            EnumColumns.to(Placement.class, each.getValue().stringValue())));
            return said;
        }

        /** Writes the placements; null for none. */
        public static RowWrite.@Nullable Json json(SortedMap<String, Placement> said) {
            return said.isEmpty()
                    ? null
                    : new RowWrite.Json(JSON.writeValueAsString(said.entrySet().stream()
                            .collect(Collectors.toMap(
                                    each -> each.getKey(),
                                    each -> EnumColumns.of(each.getValue()),
                                    (one, other) -> one,
                                    TreeMap::new))));
        }

        /**
         * Returns an SQL expression for the placement of a project in a service without cards: the placement set for that
         * service, or else the project's general one.
         *
         * @param project the table, or its alias
         * @param connector the parameter that names the service, such as {@code :connector}
         */
        public static String in(String project, String connector) {
            return "coalesce(%1$s.placements ->> %2$s, %1$s.placement)".formatted(project, connector);
        }
    }
}
