package dev.devledger.application.entity;

import dev.devledger.application.entity.Page.Sort;
import dev.devledger.application.entity.SearchWords.Qualifier;
import dev.devledger.domain.field.Field;
import dev.devledger.domain.shared.When;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A filter of a list: the values of its criteria, all of which must hold. A criterion without a value matches all.
 *
 * @param <F> the filter of that list
 */
public abstract class Filter<F extends Filter<F>> {
    private final Map<Criterion<?, ?>, Object> values;
    private final Function<Map<Criterion<?, ?>, Object>, F> make;

    /** @param make makes a filter of the same list */
    protected Filter(Map<Criterion<?, ?>, Object> values, Function<Map<Criterion<?, ?>, Object>, F> make) {
        this.values = values;
        this.make = make;
    }

    public final boolean has(Criterion<? super F, ?> criterion) {
        return values.containsKey(criterion);
    }

    /** Returns the value; without one, the one that stands for all. */
    @SuppressWarnings("unchecked") // a value is put in under its criterion alone
    public final <T> @Nullable T find(Criterion<? super F, T> criterion) {
        Object value = values.get(criterion);
        return value == null ? criterion.all() : (T) value;
    }

    /** Returns as {@link #find}, of a criterion for which something stands for all. */
    public final <T> T get(Criterion<? super F, T> criterion) {
        return Objects.requireNonNull(find(criterion), criterion::name);
    }

    /** Returns the filter with another value; null stands for all. */
    public final <T> F with(Criterion<? super F, T> criterion, @Nullable T value) {
        Map<Criterion<?, ?>, Object> changed = new LinkedHashMap<>(values);
        set(changed, criterion, value);
        return make.apply(changed);
    }

    /** Returns the filter with the values that the source has for these criteria. */
    public final F read(FilterSource from, ZoneId zone, List<Criterion<? super F, ?>> criteria) {
        Map<Criterion<?, ?>, Object> changed = new LinkedHashMap<>(values);
        criteria.forEach(each -> set(changed, each, each.reader().read(from, each.name(), zone)));
        return make.apply(changed);
    }

    /** Returns the filter with its {@link EntityCriteria#SEARCH} taken apart. */
    protected static <F extends Filter<F> & EntityCriteria> F parted(F filter, BiFunction<F, Qualifier, F> with) {
        SearchWords search = filter.get(EntityCriteria.SEARCH);
        F parted = filter.with(EntityCriteria.SEARCH, null).with(EntityCriteria.TEXTS, search.texts());
        for (Qualifier each : search.qualifiers()) {
            parted = switch (each.name()) {
                case "tag" -> parted.with(EntityCriteria.TAGS, and(parted.get(EntityCriteria.TAGS), each));
                case "project" -> parted.with(EntityCriteria.PROJECTS, and(parted.get(EntityCriteria.PROJECTS), each));
                default -> with.apply(parted, each);
            };
        }
        return parted;
    }

    protected static Set<String> and(Set<String> values, Qualifier qualifier) {
        return Stream.concat(values.stream(), qualifier.values().stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** Returns the filter with these values only; without any in common it matches nothing. */
    protected static <F extends Filter<F> & EntityCriteria, E> F only(
            F filter, Criterion<? super F, Set<E>> criterion, Set<E> words) {
        Set<E> both = new HashSet<>(words);
        if (filter.has(criterion)) {
            both.retainAll(filter.get(criterion));
        }
        return both.isEmpty() ? filter.with(EntityCriteria.NONE, true) : filter.with(criterion, both);
    }

    private static void set(Map<Criterion<?, ?>, Object> values, Criterion<?, ?> criterion, @Nullable Object value) {
        if (value == null || value.equals(criterion.all())) {
            values.remove(criterion);
        } else {
            values.put(criterion, value);
        }
    }

    /** Gives each plain field with its allowed values. */
    public final void fields(BiConsumer<Field<?, ?>, Set<?>> each) {
        values.forEach((criterion, value) -> {
            if (criterion.field() != null) {
                each.accept(criterion.field(), (Set<?>) value);
            }
        });
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof Filter<?> filter && values.equals(filter.values);
    }

    @Override
    public final int hashCode() {
        return values.hashCode();
    }

    /** Returns the same text for the same values in any order. */
    @Override
    public final String toString() {
        SortedMap<String, Object> texts = new TreeMap<>();
        values.forEach((criterion, value) -> texts.put(
                criterion.name(),
                value instanceof Collection<?> all
                        ? all.size() + " " + (all instanceof Set<?> ? new TreeSet<>(all) : all)
                        : value));
        return texts.toString();
    }

    /** The criteria that tasks and projects have alike. */
    public interface EntityCriteria {
        /** Tags, all of which it must have, in any case. */
        Criterion<EntityCriteria, Set<String>> TAGS = Criterion.of("tag", Set.of(), FilterSource::texts);

        /** Words, each searched in its texts, in any case, and required in one of them. */
        Criterion<EntityCriteria, List<String>> TEXTS = Criterion.own("q", List.of());

        /** What a source has for {@link #TEXTS}, and for other criteria as {@link Qualifier}s. */
        Criterion<EntityCriteria, SearchWords> SEARCH = Criterion.of("q", SearchWords.NONE, FilterSource::query);

        /** Projects by their ids, keys or parts of their names, all of which must be that of the entity. */
        Criterion<EntityCriteria, Set<String>> PROJECTS = Criterion.own("projects", Set.of());

        /** Matches nothing. */
        Criterion<EntityCriteria, Boolean> NONE = Criterion.own("none", false);

        Criterion<EntityCriteria, Instant> UPDATED_SINCE = Criterion.since("updatedSince");

        /** What is due on this day or later, or from this instant on; a day counts in its own zone. */
        Criterion<EntityCriteria, When> DUE_AFTER = Criterion.of("dueAfter", FilterSource::when);

        /** What is due before this day or instant; a day counts from its start in its own zone. */
        Criterion<EntityCriteria, When> DUE_BEFORE = Criterion.of("dueBefore", FilterSource::when);

        Criterion<EntityCriteria, Boolean> DELETED = Criterion.of("deleted", false, FilterSource::flag);
        Criterion<EntityCriteria, Sort> SORT = Criterion.own("sort", Sort.DEFAULT);
    }

    /**
     * A criterion of a list. It has the same name in each source.
     *
     * @param <F> the filter that has it, or what several have alike
     * @param all the value that stands for all, if there is one
     * @param field the plain field that must have one of the values; null for another rule
     */
    @SuppressWarnings("UnusedTypeParameter") // a filter takes criteria of its list alone
    public record Criterion<F, T>(
            String name, @Nullable T all, @Nullable Field<?, ?> field, Reader<T> reader) {
        private interface Reader<T> {
            @Nullable
            T read(FilterSource from, String name, ZoneId zone);
        }

        public static <F, T> Criterion<F, T> of(String name, BiFunction<FilterSource, String, @Nullable T> reader) {
            return new Criterion<>(name, null, null, (from, named, zone) -> reader.apply(from, named));
        }

        public static <F, T> Criterion<F, T> of(String name, T all, BiFunction<FilterSource, String, T> reader) {
            return new Criterion<>(name, all, null, (from, named, zone) -> reader.apply(from, named));
        }

        /** A criterion of words of an enum. */
        public static <F, E extends Enum<E>> Criterion<F, Set<E>> words(String name, Class<E> type) {
            return of(name, Set.of(), (from, named) -> from.words(named, type));
        }

        /** A criterion of a plain field: words of an enum, or texts in any case. */
        public static <F, E> Criterion<F, Set<E>> field(Field<?, E> field) {
            return new Criterion<>(field.name(), Set.of(), field, (from, name, zone) -> values(from, field));
        }

        @SuppressWarnings({"unchecked", "rawtypes"}) // values of the field's type
        private static <E> Set<E> values(FilterSource from, Field<?, E> field) {
            return field.element().isEnum()
                    ? from.words(field.name(), (Class) field.element())
                    : (Set<E>) from.texts(field.name());
        }

        /** Returns the plain fields among the criteria. */
        public static Stream<Field<?, ?>> fields(List<? extends Criterion<?, ?>> criteria) {
            return criteria.stream().map(Criterion::field).flatMap(Stream::ofNullable);
        }

        /** A criterion of an instant, where a day stands for its start. */
        public static <F> Criterion<F, Instant> since(String name) {
            return new Criterion<>(name, null, null, FilterSource::since);
        }

        /** A criterion that no source has: the program sets it. */
        public static <F, T> Criterion<F, T> own(String name) {
            return of(name, (from, named) -> null);
        }

        public static <F, T> Criterion<F, T> own(String name, T all) {
            return of(name, all, (from, named) -> all);
        }
    }
}
