package dev.devledger.domain.shared;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a field was and what it is; null stands for "not set". */
public record Change<T>(@Nullable T from, @Nullable T to) {

    /** The change between two values, or null where they are the same. */
    public static <T> @Nullable Change<T> between(@Nullable T from, @Nullable T to) {
        return Objects.equals(from, to) ? null : new Change<>(from, to);
    }

    /** The new value of a field that is always set. */
    public static <T> T orElse(@Nullable Change<T> change, T current) {
        return change == null || change.to() == null ? current : change.to();
    }

    /** The new value of a text, which is empty where it is cleared. */
    public static String textOrElse(@Nullable Change<String> change, String current) {
        return Objects.requireNonNullElse(toOrElse(change, current), "");
    }

    /** A change to nothing is refused. */
    public static void requireValue(@Nullable Change<?> change) {
        if (change != null) {
            Objects.requireNonNull(change.to(), "an event without the new value");
        }
    }

    /** The new value of a field that may be cleared. */
    public static <T> @Nullable T toOrElse(@Nullable Change<T> change, @Nullable T current) {
        return change == null ? current : change.to();
    }
}
