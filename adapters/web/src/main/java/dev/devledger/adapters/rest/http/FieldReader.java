package dev.devledger.adapters.rest.http;

import dev.devledger.domain.field.EntityKind;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.field.Field;
import dev.devledger.domain.field.Field.Cardinality;
import dev.devledger.domain.shared.Change.SetTo;
import dev.devledger.domain.shared.ChecklistItem;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a kind from a body, in the order of the kind. A field is read by its type, unless it has its own
 * reader.
 */
public final class FieldReader<D> {
    private static final Map<Class<?>, Reader<Object>> BY_TYPE = Map.of(
            String.class, (body, field) -> body.wish(field, Parser::text),
            Boolean.class, JsonFields::truth,
            Integer.class, JsonFields::wholeNumber,
            Priority.class, (body, field) -> body.wish(field, Parser.word(Priority.class)),
            When.class, (body, field) -> body.wish(field, Parser::when),
            ZoneId.class, (body, field) -> body.wish(field, Parser::zone),
            ChecklistItem.class, JsonFields::checklist);

    private final EntityKind<D> kind;
    private final Map<String, Reader<?>> own = new HashMap<>();

    /** Reads a field; null if the body does not have it. */
    @FunctionalInterface
    public interface Reader<T> {
        @Nullable
        SetTo<? extends T> read(JsonFields body, String field);
    }

    public FieldReader(EntityKind<D> kind) {
        this.kind = kind;
    }

    /** Reads the field with the given reader, instead of by its type. */
    public <T> FieldReader<D> with(Field<D, T> field, Reader<T> reader) {
        own.put(field.name(), reader);
        return this;
    }

    /**
     * Reads a time zone. Null in the body sets the default.
     *
     * @param zone the default
     */
    public FieldReader<D> zone(Field<D, ZoneId> field, ZoneId zone) {
        return with(field, (body, name) -> {
            SetTo<ZoneId> wish = body.wish(name, Parser::zone);
            return wish == null || wish.value() != null ? wish : new SetTo<>(zone);
        });
    }

    public Patch<D> read(JsonFields body) {
        Patch<D> patch = Patch.none();
        for (Field<D, ?> field : kind.fields()) {
            SetTo<?> wish = reader(field).read(body, field.name());
            patch = wish == null ? patch : patch.setTo(field, wish.value());
        }
        return patch;
    }

    private Reader<?> reader(Field<D, ?> field) {
        Reader<?> special = own.get(field.name());
        if (special != null) {
            return special;
        }
        Reader<Object> byType = field.many() == Cardinality.SORTED ? JsonFields::tags : BY_TYPE.get(field.element());
        return Objects.requireNonNull(byType, () -> "The field " + field + " needs a reader of its own");
    }
}
