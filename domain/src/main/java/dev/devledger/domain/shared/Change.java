package dev.devledger.domain.shared;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A field's value before and after a change; null stands for "not set". */
public record Change<T>(@Nullable T from, @Nullable T to) {

    /** Returns the change between two values, or null if they are equal. */
    public static <T> @Nullable Change<T> between(@Nullable T from, @Nullable T to) {
        return Objects.equals(from, to) ? null : new Change<>(from, to);
    }

    /** Returns the new value of a field that is always set. */
    public static <T> T orElse(@Nullable Change<T> change, T current) {
        return change == null || change.to() == null ? current : change.to();
    }

    /** Refuses a change to nothing. */
    public static void requireValue(@Nullable Change<?> change) {
        if (change != null) {
            Objects.requireNonNull(change.to(), "an event without the new value");
        }
    }

    /** Returns the new value of a field that may be cleared. */
    public static <T> @Nullable T toOrElse(@Nullable Change<T> change, @Nullable T current) {
        return change == null ? current : change.to();
    }

    /** A field's change as people read it; the values are those of the events. */
    public record FieldChange(
            String field, @Nullable Object from, @Nullable Object to) {

        public static void collect(List<FieldChange> into, String field, @Nullable Change<?> change) {
            if (change != null) {
                into.add(new FieldChange(field, change.from(), change.to()));
            }
        }
    }

    /** A request for a field's new value, where null clears it. A null {@code SetTo} leaves the field as it is. */
    public record SetTo<T>(@Nullable T value) {

        public static <T> @Nullable T orElse(@Nullable SetTo<T> wish, @Nullable T current) {
            return wish == null ? current : wish.value();
        }

        /** As {@link #orElse}, for a field that has an empty value instead of null. */
        public static <T> T orElse(@Nullable SetTo<T> wish, T current, T cleared) {
            if (wish == null) {
                return current;
            }
            return wish.value() == null ? cleared : wish.value();
        }
    }
}
