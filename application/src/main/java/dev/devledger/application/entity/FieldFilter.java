package dev.devledger.application.entity;

import dev.devledger.domain.field.Field;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The allowed values of plain fields in a list, with texts in any case. A field without values matches all. */
public record FieldFilter<D>(Map<Field<D, ?>, Set<?>> values) {
    public FieldFilter {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    public static <D> FieldFilter<D> none() {
        return new FieldFilter<>(Map.of());
    }

    public static <D, T> FieldFilter<D> of(Field<D, T> field, Set<T> wanted) {
        return new FieldFilter<>(Map.of(field, wanted));
    }

    /** Reads the filter of each field by the field's name: words of an enum, or texts. */
    public static <D> FieldFilter<D> read(FilterSource from, List<Field<D, ?>> fields) {
        Map<Field<D, ?>, Set<?>> values = new LinkedHashMap<>();
        for (Field<D, ?> field : fields) {
            values.put(field, field.element().isEnum() ? words(from, field) : from.texts(field.name()));
        }
        return new FieldFilter<>(values);
    }

    @SuppressWarnings("unchecked") // called for enums only
    private static <E extends Enum<E>> Set<E> words(FilterSource from, Field<?, ?> field) {
        return from.words(field.name(), (Class<E>) field.element());
    }

    @SuppressWarnings("unchecked") // stored under this field
    public <T> Set<T> of(Field<D, T> field) {
        return (Set<T>) values.getOrDefault(field, Set.of());
    }

    /** Returns the same text for the same values in any order. */
    @Override
    public String toString() {
        Map<Field<D, ?>, Set<?>> sorted = new LinkedHashMap<>();
        values.forEach((field, wanted) -> sorted.put(field, new TreeSet<>(wanted)));
        return sorted.toString();
    }
}
