package dev.devledger.adapters.dashboard.frame;

import dev.devledger.application.history.HistoryView.ChangedField;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A field that was changed, from what to what, as text. Nothing is a dash. */
public record FieldView(String name, String from, String to) {
    private static final String NOTHING = "–";

    public boolean isNew() {
        return from.equals(NOTHING);
    }

    public boolean isGone() {
        return to.equals(NOTHING) && !isNew();
    }

    public static FieldView of(ChangedField field) {
        return new FieldView(field.field(), text(field.from()), text(field.to()));
    }

    /** A plain value as text. */
    public static String text(@Nullable Object value) {
        return switch (value) {
            case null -> NOTHING;
            case Collection<?> items ->
                items.isEmpty() ? NOTHING : items.stream().map(FieldView::text).collect(Collectors.joining(", "));
            case Map<?, ?> fields ->
                fields.values().stream().map(FieldView::text).collect(Collectors.joining(" "));
            default -> value.toString().isEmpty() ? NOTHING : value.toString();
        };
    }
}
