package dev.devledger.domain.field;

import dev.devledger.domain.shared.Violations;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One field of a kind of entity. Fields of one kind are equal if their names are.
 *
 * @param <D> the details of such an entity
 * @param <T> a value of the field
 * @param name the name in events, answers and files
 * @param phrase the name in a sentence
 * @param element the type of a value, or of each element in it
 * @param many one element or several in a value
 * @param of reads the value, null if there is none
 * @param empty the value that is not reported for a new entity
 * @param cleared the value that clearing the field sets; null if the field may be without a value
 * @param kept true if a request to clear the field changes nothing
 * @param check reports what is wrong with the field in the given details
 */
public record Field<D, T>(
        String name,
        String phrase,
        Class<?> element,
        Cardinality many,
        Function<D, @Nullable T> of,
        @Nullable T empty,
        @Nullable T cleared,
        boolean kept,
        BiConsumer<Violations, D> check) {

    /** Number of elements in a value. */
    public enum Cardinality {
        ONE,
        SORTED,
        LISTED,
        /** A map by names; in changes, each name is a field of its own. */
        NAMED
    }

    /** Reports what is wrong with a value of the field. */
    @FunctionalInterface
    public interface Rule<T> {
        void check(Violations violations, String field, T value);
    }

    private static <D, T> Field<D, T> of(
            String name, Class<?> element, Cardinality many, Function<D, @Nullable T> of, @Nullable T cleared) {
        return new Field<>(name, name, element, many, of, cleared, cleared, false, (violations, details) -> {});
    }

    /** A field of one element, or none. */
    public static <D, T> Field<D, T> one(String name, Class<T> element, Function<D, @Nullable T> of) {
        return of(name, element, Cardinality.ONE, of, null);
    }

    public static <D> Field<D, String> text(String name, Function<D, @Nullable String> of) {
        return one(name, String.class, of);
    }

    public static <D> Field<D, Boolean> flag(String name, Function<D, @Nullable Boolean> of) {
        return one(name, Boolean.class, of).or(false);
    }

    public static <D> Field<D, Instant> instant(String name, Function<D, @Nullable Instant> of) {
        return one(name, Instant.class, of);
    }

    public static <D> Field<D, ZoneId> zone(String name, Function<D, @Nullable ZoneId> of) {
        return one(name, ZoneId.class, of).always();
    }

    /** A field of several elements in their natural order, each once. */
    public static <D, E extends Comparable<E>> Field<D, SortedSet<E>> sorted(
            String name, Class<E> element, Function<D, @Nullable SortedSet<E>> of) {
        return of(name, element, Cardinality.SORTED, of, Collections.emptySortedSet());
    }

    /** A field of several elements in the given order. */
    public static <D, E> Field<D, List<E>> listed(String name, Class<E> element, Function<D, @Nullable List<E>> of) {
        return of(name, element, Cardinality.LISTED, of, List.of());
    }

    /**
     * A map by names, whose entries are reported as fields of their own: the map's name, a dot, and the entry's name.
     */
    public static <D, E> Field<D, SortedMap<String, E>> named(
            String name, Class<E> element, Function<D, @Nullable SortedMap<String, E>> of) {
        return of(name, element, Cardinality.NAMED, of, Collections.emptySortedMap());
    }

    /** The field for one name in a map. */
    public static <D, E> Field<D, E> entry(Field<D, SortedMap<String, E>> map, String key) {
        Function<D, @Nullable E> value = details -> {
            SortedMap<String, E> all = map.of().apply(details);
            return all == null ? null : all.get(key);
        };
        String name = map.name() + "." + key;
        return new Field<>(
                name,
                map.phrase() + " in " + key,
                map.element(),
                Cardinality.ONE,
                value,
                null,
                null,
                false,
                (violations, details) -> {});
    }

    /**
     * Returns a field that always has a value: clearing it sets {@code value}, and a new entity does not report
     * {@code value}.
     */
    public Field<D, T> or(T value) {
        return new Field<>(name, phrase, element, many, of, value, value, kept, check);
    }

    /** As {@link #or}, but a new entity reports {@code value} too. */
    public Field<D, T> orToldAlways(T value) {
        return new Field<>(name, phrase, element, many, of, null, value, kept, check);
    }

    /** Returns a field that always has a value and cannot be cleared. */
    public Field<D, T> always() {
        return new Field<>(name, phrase, element, many, of, empty, cleared, true, check);
    }

    public Field<D, T> phrase(String words) {
        return new Field<>(name, words, element, many, of, empty, cleared, kept, check);
    }

    public Field<D, T> rule(Rule<T> rule) {
        return rule((violations, details) -> {
            T value = of.apply(details);
            if (value != null) {
                rule.check(violations, name, value);
            }
        });
    }

    /** Returns the field with a rule that may look at other fields too. */
    public Field<D, T> rule(BiConsumer<Violations, D> rule) {
        return new Field<>(name, phrase, element, many, of, empty, cleared, kept, rule);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Field<?, ?> field && field.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
