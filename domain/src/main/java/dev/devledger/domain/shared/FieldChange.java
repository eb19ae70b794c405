package dev.devledger.domain.shared;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One field of a change as people read it; the values are those of the events. */
public record FieldChange(
        String field, @Nullable Object from, @Nullable Object to) {

    public static void collect(List<FieldChange> into, String field, @Nullable Change<?> change) {
        if (change != null) {
            into.add(new FieldChange(field, change.from(), change.to()));
        }
    }
}
