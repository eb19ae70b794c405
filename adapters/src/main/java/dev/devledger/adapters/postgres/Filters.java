package dev.devledger.adapters.postgres;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Filter values as parameters; what stands for all is null. */
final class Filters {

    private Filters() {}

    static String @Nullable [] words(Collection<? extends Enum<?>> values) {
        return values.isEmpty() ? null : values.stream().map(Words::of).toArray(String[]::new);
    }

    static @Nullable String word(@Nullable Enum<?> value) {
        return value == null ? null : Words.of(value);
    }
}
