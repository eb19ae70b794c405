package dev.devledger.adapters.mcp.change;

import dev.devledger.adapters.mcp.change.WritingTool.WriteSchema;
import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.RuleWords;
import dev.devledger.adapters.mcp.tool.Schema;
import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.domain.field.EntityKind;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.field.Field;
import dev.devledger.domain.field.Field.Cardinality;
import dev.devledger.domain.shared.When;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a call for one entity of a kind, in the order of the schema: a row for each field, and rows for
 * arguments that are not fields. A plain field needs no description in this class: its argument follows from the
 * domain's description of the field.
 *
 * @param <C> the call from which a row with its own reader takes the value
 */
public final class FieldArguments<D, C> {
    private static final String CLEAR = "clear";

    private static final Plain TEXTS = new Plain(WriteSchema.tags(), ArgumentReader::tags);
    private static final Map<Class<?>, Plain> PLAIN = Map.of(
            String.class, new Plain(Schema.text(), Arguments::text),
            Integer.class, new Plain(Schema.number(), Arguments::number),
            Boolean.class, new Plain(Schema.flag(), Arguments::flag),
            When.class, new Plain(Schema.text(40), ArgumentReader::when),
            ZoneId.class, new Plain(Schema.text(), ArgumentReader::zone));

    private final EntityKind<D> kind;
    private final List<Row<D, C>> rows = new ArrayList<>();

    private FieldArguments(EntityKind<D> kind) {
        this.kind = kind;
    }

    /**
     * @param field the field of the row; null if the argument is not a field
     * @param clearable true if the argument {@code clear} accepts the row's name
     */
    private record Row<D, C>(
            String name,
            Schema schema,
            @Nullable Field<D, ?> field,
            boolean clearable,
            BiFunction<Arguments, C, @Nullable Object> reader) {}

    private record Plain(Schema schema, BiFunction<Arguments, String, @Nullable Object> reader) {}

    public static <D, C> FieldArguments<D, C> of(EntityKind<D> kind) {
        return new FieldArguments<>(kind);
    }

    /** Adds a plain field. */
    public FieldArguments<D, C> field(Field<D, ?> field) {
        return field(field, described(field));
    }

    /** Adds a plain field whose schema says more than the domain. */
    public FieldArguments<D, C> field(Field<D, ?> field, Schema schema) {
        String name = argument(field);
        BiFunction<Arguments, String, @Nullable Object> reader = plain(field).reader();
        return add(new Row<>(name, schema, field, isClearable(field), (given, call) -> reader.apply(given, name)));
    }

    public <T> FieldArguments<D, C> field(Field<D, T> field, Schema schema, Function<C, @Nullable T> reader) {
        return add(new Row<>(argument(field), schema, field, isClearable(field), (given, call) -> reader.apply(call)));
    }

    /** Adds the name of an entity, which cannot be cleared. */
    public FieldArguments<D, C> name(Field<D, String> field) {
        String name = argument(field);
        return add(new Row<>(name, Schema.name(500), field, false, (given, call) -> given.text(name)));
    }

    /** Adds another argument for a field. The argument {@code clear} does not accept its name. */
    public <T> FieldArguments<D, C> also(
            String name, Schema schema, Field<D, T> field, Function<C, @Nullable T> reader) {
        return add(new Row<>(name, schema, field, false, (given, call) -> reader.apply(call)));
    }

    public FieldArguments<D, C> beside(String name, Schema schema) {
        return add(new Row<>(name, schema, null, false, (given, call) -> null));
    }

    /** Adds these rows if the condition holds. */
    public FieldArguments<D, C> where(boolean are, Consumer<FieldArguments<D, C>> rows) {
        if (are) {
            rows.accept(this);
        }
        return this;
    }

    /** Adds all fields that have no row yet, except the fields that no call can set. */
    public FieldArguments<D, C> others(Set<Field<D, ?>> unsaid) {
        kind.fields().stream()
                .filter(field -> !unsaid.contains(field) && rows.stream().noneMatch(row -> field.equals(row.field())))
                .forEach(this::field);
        return this;
    }

    /** Adds the argument {@code clear}, for all clearable rows added so far. */
    public FieldArguments<D, C> clear() {
        String[] names = rows.stream().filter(Row::clearable).map(Row::name).toArray(String[]::new);
        return beside(CLEAR, Schema.list(Schema.oneOf(names)));
    }

    public Schema schema() {
        Schema schema = Schema.closed();
        for (Row<D, C> row : rows) {
            schema = schema.and(row.name(), row.schema());
        }
        return schema;
    }

    /** Returns the names of the arguments in which the call sets or clears fields. */
    public List<String> said(Arguments given) {
        return rows.stream()
                .filter(row -> row.field() != null || row.name().equals(CLEAR))
                .map(Row::name)
                .filter(given::has)
                .toList();
    }

    /** Builds the change of the entity. Reads the arguments in the order of the fields. */
    public Patch<D> patch(Arguments given, C call) {
        Patch<D> patch = Patch.none();
        for (Field<D, ?> field : kind.fields()) {
            for (Row<D, C> row : rows) {
                patch = field.equals(row.field()) ? with(patch, field, row, given, call) : patch;
            }
        }
        return patch;
    }

    private static <D, C> Patch<D> with(Patch<D> patch, Field<D, ?> field, Row<D, C> row, Arguments given, C call) {
        boolean cleared = given.texts(CLEAR).contains(row.name());
        Object value = given.has(row.name()) ? row.reader().apply(given, call) : null;
        if (cleared && given.has(row.name())) {
            throw given.wrong(row.name(), "is set and also in clear. Use only one of the two.");
        }
        return cleared || value != null ? patch.setTo(field, value) : patch;
    }

    private FieldArguments<D, C> add(Row<D, C> row) {
        rows.add(row);
        return this;
    }

    private static String argument(Field<?, ?> field) {
        return RuleWords.snake(field.name());
    }

    /** True if {@code clear} may empty the field. An enum or a flag has a value of its own for nothing. */
    private static boolean isClearable(Field<?, ?> field) {
        return !field.kept() && !field.element().isEnum() && field.element() != Boolean.class;
    }

    /** Returns the schema of a field, with the domain's description if this says more than the field's name. */
    private static Schema described(Field<?, ?> field) {
        Schema schema = plain(field).schema();
        String words = field.phrase();
        return words.equalsIgnoreCase(argument(field).replace('_', ' ')) ? schema : schema.described(words);
    }

    private static Plain plain(Field<?, ?> field) {
        Class<?> element = field.element();
        if (field.many() == Cardinality.SORTED && element == String.class) {
            return TEXTS;
        }
        Plain plain = element.isEnum() ? word(element) : PLAIN.get(element);
        if (plain == null || field.many() != Cardinality.ONE) {
            throw new IllegalArgumentException(field + " is not plain: it needs a row with a reader of its own");
        }
        return plain;
    }

    private static Plain word(Class<?> element) {
        Map<String, Object> constants = new LinkedHashMap<>();
        for (Object each : element.getEnumConstants()) {
            constants.put(ToolJson.word((Enum<?>) each), each);
        }
        return new Plain(
                Schema.oneOf(constants.keySet().toArray(String[]::new)),
                (given, name) -> constants.get(given.required(name)));
    }
}
