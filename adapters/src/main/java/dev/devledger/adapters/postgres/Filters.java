package dev.devledger.adapters.postgres;

import dev.devledger.domain.project.ProjectStatus;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Filter values as parameters; what stands for all is null. */
final class Filters {

    private Filters() {}

    /** The words of what a closed project is. */
    static String[] closed() {
        return Arrays.stream(ProjectStatus.values())
                .filter(ProjectStatus::isClosed)
                .map(Words::of)
                .toArray(String[]::new);
    }

    static String @Nullable [] words(Collection<? extends Enum<?>> values) {
        return values.isEmpty() ? null : values.stream().map(Words::of).toArray(String[]::new);
    }

    static @Nullable String word(@Nullable Enum<?> value) {
        return value == null ? null : Words.of(value);
    }
}
