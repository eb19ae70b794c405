package dev.devledger.adapters.postgres.sql;

import dev.devledger.domain.project.ProjectStatus;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Filter values as parameters; what stands for all is null. */
public final class FilterValues {

    private FilterValues() {}

    /** The words of what a closed project is. */
    public static String[] closed() {
        return Arrays.stream(ProjectStatus.values())
                .filter(ProjectStatus::isClosed)
                .map(EnumColumns::of)
                .toArray(String[]::new);
    }

    public static String @Nullable [] words(Collection<? extends Enum<?>> values) {
        return values.isEmpty() ? null : values.stream().map(EnumColumns::of).toArray(String[]::new);
    }
}
