package dev.devledger.domain.field;

import dev.devledger.domain.field.Field.Cardinality;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.Change.FieldChange;
import dev.devledger.domain.shared.Change.SetTo;
import dev.devledger.domain.shared.Violations;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A kind of entity, defined by its fields.
 *
 * @param fields in the order in which they are stored and reported
 * @param make makes details from values
 */
public record EntityKind<D>(List<Field<D, ?>> fields, Function<Values<D>, D> make) {
    public EntityKind {
        fields = List.copyOf(fields);
    }

    /**
     * Returns the field of that name, also an entry of a map.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Field<D, ?> field(String name) {
        for (Field<D, ?> field : fields) {
            if (field.name().equals(name)) {
                return field;
            }
            if (field.many() == Cardinality.NAMED && name.startsWith(field.name() + ".")) {
                return entry(field, name.substring(field.name().length() + 1));
            }
        }
        throw new IllegalArgumentException("no field " + name);
    }

    public boolean has(String name) {
        return fields.stream()
                .anyMatch(field -> field.name().equals(name)
                        || (field.many() == Cardinality.NAMED && name.startsWith(field.name() + ".")));
    }

    /** Makes details from the values of all fields. */
    public D made(Patch<D> all) {
        Values<D> values = new Values<>(this);
        all.all().forEach((field, value) -> values.set(field, value.value()));
        return make.apply(values);
    }

    public D edited(D details, Patch<D> patch) {
        Values<D> values = new Values<>(this, details);
        patch.all().forEach((field, wish) -> values.set(field, wish.value()));
        return make.apply(values);
    }

    public D changed(D details, Changes<D> changes) {
        Values<D> values = new Values<>(this, details);
        changes.all().forEach((field, change) -> values.set(field, change.to()));
        return make.apply(values);
    }

    public Changes<D> between(D from, D to) {
        Map<Field<D, ?>, Change<?>> changes = new LinkedHashMap<>();
        for (Field<D, ?> field : fields) {
            for (Field<D, ?> each : field.many() == Cardinality.NAMED ? entries(field, from, to) : List.of(field)) {
                Change<?> change =
                        Change.between(each.of().apply(from), each.of().apply(to));
                if (change != null) {
                    changes.put(each, change);
                }
            }
        }
        return new Changes<>(changes);
    }

    /** Lists the values of a new entity; fields that are not set are left out. */
    public List<FieldChange> created(D details) {
        List<FieldChange> set = new ArrayList<>();
        for (Field<D, ?> field : fields) {
            for (Field<D, ?> each :
                    field.many() == Cardinality.NAMED ? entries(field, details, details) : List.of(field)) {
                Object value = each.of().apply(details);
                if (value != null && !value.equals(each.empty())) {
                    set.add(new FieldChange(each.name(), null, value));
                }
            }
        }
        return List.copyOf(set);
    }

    /** Returns the values by the names of their fields, for display: an empty text is null, and a set is a list. */
    public Map<String, @Nullable Object> shown(D details) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        for (Field<D, ?> field : fields) {
            Object value = field.of().apply(details);
            shown.put(
                    field.name(),
                    value instanceof SortedSet<?> several ? List.copyOf(several) : "".equals(value) ? null : value);
        }
        return shown;
    }

    /** Returns everything that breaks a rule of a field. */
    public Violations violations(D details) {
        Violations violations = new Violations();
        fields.forEach(field -> field.check().accept(violations, details));
        return violations;
    }

    private static <D> List<Field<D, ?>> entries(Field<D, ?> map, D from, D to) {
        SortedSet<String> names = new TreeSet<>(names(map, from));
        names.addAll(names(map, to));
        return names.stream().<Field<D, ?>>map(name -> entry(map, name)).toList();
    }

    private static <D> SortedSet<String> names(Field<D, ?> map, D details) {
        SortedSet<String> names = new TreeSet<>();
        if (map.of().apply(details) instanceof SortedMap<?, ?> values) {
            values.keySet().forEach(name -> names.add((String) name));
        }
        return names;
    }

    @SuppressWarnings("unchecked") // an entry's field belongs to a map by names
    private static <D> Field<D, ?> entry(Field<D, ?> map, String name) {
        return Field.entry((Field<D, SortedMap<String, Object>>) map, name);
    }

    /** Values by field, from which details are made. */
    public static final class Values<D> {
        private final EntityKind<D> kind;
        private final Map<String, @Nullable Object> values = new HashMap<>();

        private Values(EntityKind<D> kind) {
            this.kind = kind;
        }

        private Values(EntityKind<D> kind, D details) {
            this(kind);
            kind.fields().forEach(field -> values.put(field.name(), field.of().apply(details)));
        }

        private void set(Field<D, ?> field, @Nullable Object value) {
            Object wanted = value == null ? field.cleared() : value;
            if (wanted != null || !field.kept()) {
                put(field, wanted);
            }
        }

        private void put(Field<D, ?> field, @Nullable Object value) {
            int dot = field.name().indexOf('.');
            if (dot < 0) {
                values.put(field.name(), value);
            } else {
                putInto(kind.field(field.name().substring(0, dot)), field.name().substring(dot + 1), value);
            }
        }

        private void putInto(Field<D, ?> map, String name, @Nullable Object value) {
            SortedMap<String, Object> all = new TreeMap<>();
            if (values.get(map.name()) instanceof SortedMap<?, ?> now) {
                now.forEach((key, each) -> all.put((String) key, each));
            }
            if (value == null) {
                all.remove(name);
            } else {
                all.put(name, value);
            }
            values.put(map.name(), all);
        }

        @SuppressWarnings("unchecked") // each value is stored under its own field
        public <T> @Nullable T orNull(Field<D, T> field) {
            return (T) values.get(field.name());
        }

        public <T> T get(Field<D, T> field) {
            return Objects.requireNonNull(orNull(field), field::name);
        }
    }

    /** The changes of an edit, field by field: the value before and after. Fields that did not change are left out. */
    public record Changes<D>(Map<Field<D, ?>, Change<?>> all) {
        public Changes {
            all = Collections.unmodifiableMap(new LinkedHashMap<>(all));
        }

        public static <D> Changes<D> none() {
            return new Changes<>(Map.of());
        }

        public static <D, T> Changes<D> of(Field<D, T> field, @Nullable T from, @Nullable T to) {
            return of(field, new Change<>(from, to));
        }

        public static <D, T> Changes<D> of(Field<D, T> field, @Nullable Change<T> change) {
            return Changes.<D>none().with(field, change);
        }

        public <T> Changes<D> with(Field<D, T> field, @Nullable T from, @Nullable T to) {
            return with(field, new Change<>(from, to));
        }

        /** A null change leaves the field out. */
        public <T> Changes<D> with(Field<D, T> field, @Nullable Change<T> change) {
            if (change == null) {
                return this;
            }
            Map<Field<D, ?>, Change<?>> more = new LinkedHashMap<>(all);
            more.put(field, change);
            return new Changes<>(more);
        }

        /** Returns null if the field did not change. */
        @SuppressWarnings("unchecked") // the change was stored under this same field
        public <T> @Nullable Change<T> get(Field<D, T> field) {
            return (Change<T>) all.get(field);
        }

        /** Returns the new value; null if the field was cleared or did not change. */
        public <T> @Nullable T to(Field<D, T> field) {
            Change<T> change = get(field);
            return change == null ? null : change.to();
        }

        public boolean has(Field<D, ?> field) {
            return all.containsKey(field);
        }

        /** Fails if the changes clear one of these fields, which always have a value. No command makes such a change. */
        public void requireValues(List<Field<D, ?>> fields) {
            fields.forEach(field -> Change.requireValue(get(field)));
        }

        /** Lists the changes as the history shows them. */
        public List<FieldChange> list() {
            return all.entrySet().stream()
                    .map(each -> new FieldChange(
                            each.getKey().name(),
                            each.getValue().from(),
                            each.getValue().to()))
                    .toList();
        }
    }

    /** A request for new values; fields that are not in it stay as they are. */
    public record Patch<D>(Map<Field<D, ?>, SetTo<?>> all) {
        public Patch {
            all = Collections.unmodifiableMap(new LinkedHashMap<>(all));
        }

        public static <D> Patch<D> none() {
            return new Patch<>(Map.of());
        }

        public static <D, T> Patch<D> of(Field<D, T> field, @Nullable T value) {
            return Patch.<D>none().set(field, value);
        }

        /** Null clears the field. */
        public <T> Patch<D> set(Field<D, T> field, @Nullable T value) {
            return with(field, new SetTo<>(value));
        }

        /** A null request leaves the field as it is. */
        public <T> Patch<D> with(Field<D, T> field, @Nullable SetTo<T> wish) {
            if (wish == null) {
                return this;
            }
            Map<Field<D, ?>, SetTo<?>> wishes = new LinkedHashMap<>(all);
            wishes.put(field, wish);
            return new Patch<>(wishes);
        }

        /** Sets a value that came from a change of this field. */
        @SuppressWarnings("unchecked")
        public <T> Patch<D> setTo(Field<D, T> field, @Nullable Object value) {
            return set(field, (T) value);
        }

        /** Combines both; where both set a field, {@code other} wins. */
        public Patch<D> and(Patch<D> other) {
            Map<Field<D, ?>, SetTo<?>> wishes = new LinkedHashMap<>(all);
            wishes.putAll(other.all);
            return new Patch<>(wishes);
        }

        public boolean isEmpty() {
            return all.isEmpty();
        }

        public Set<Field<D, ?>> fields() {
            return all.keySet();
        }

        public boolean has(Field<D, ?> field) {
            return all.containsKey(field);
        }

        /** Returns the new value; null if the field is cleared or stays as it is. */
        public <T> @Nullable T value(Field<D, T> field) {
            SetTo<T> wish = get(field);
            return wish == null ? null : wish.value();
        }

        /** Returns null if the field stays as it is. */
        @SuppressWarnings("unchecked") // the value was stored under this same field
        public <T> @Nullable SetTo<T> get(Field<D, T> field) {
            return (SetTo<T>) all.get(field);
        }
    }

    /** An entity as it is shown: its values by name, in the order of docs/contract.md. */
    public interface NamedParts {
        Map<String, @Nullable Object> parts();
    }
}
