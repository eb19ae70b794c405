package dev.devledger.adapters.dashboard.frame;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A plain value of a field as text. Nothing is a dash. */
public final class FieldText {
    private static final String NOTHING = "–";

    private FieldText() {}

    public static String of(@Nullable Object value) {
        return switch (value) {
            case null -> NOTHING;
            case Collection<?> items ->
                items.isEmpty() ? NOTHING : items.stream().map(FieldText::of).collect(Collectors.joining(", "));
            case Map<?, ?> fields -> fields.values().stream().map(FieldText::of).collect(Collectors.joining(" "));
            default -> value.toString().isEmpty() ? NOTHING : value.toString();
        };
    }
}
