package dev.devledger.domain.field;

import dev.devledger.domain.shared.Change.SetTo;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
