package dev.devledger.domain.shared;

import org.jspecify.annotations.Nullable;

/** A wish for a field's new value, where null clears it. A missing wish is a null {@code SetTo} and leaves the field. */
public record SetTo<T>(@Nullable T value) {

    public static <T> @Nullable T orElse(@Nullable SetTo<T> wish, @Nullable T current) {
        return wish == null ? current : wish.value();
    }

    /** As {@link #orElse}, for a field that has an empty value rather than none. */
    public static <T> T orElse(@Nullable SetTo<T> wish, T current, T cleared) {
        if (wish == null) {
            return current;
        }
        return wish.value() == null ? cleared : wish.value();
    }
}
