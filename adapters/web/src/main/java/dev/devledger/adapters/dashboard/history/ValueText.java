package dev.devledger.adapters.dashboard.history;

import dev.devledger.adapters.dashboard.frame.FieldLabel.FieldText;
import dev.devledger.adapters.dashboard.frame.FieldLabel.StatusLabel;
import dev.devledger.adapters.dashboard.frame.ShownInstant;
import dev.devledger.domain.shared.ChecklistItem;
import dev.devledger.domain.shared.When;
import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the value of a field as a person reads it, for the history and for differences. */
public final class ValueText {
    private static final Set<String> DATES = Set.of("startDate", "dueDate");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("EEE d MMM uuuu, HH:mm", Locale.ENGLISH);

    private ValueText() {}

    public static String of(String field, @Nullable Object value) {
        return switch (value) {
            case When when -> date(when);
            case String text when DATES.contains(field) -> date(text);
            case Enum<?> word -> StatusLabel.of(word).word();
            case ChecklistItem item -> item(item.title(), item.done());
            case Map<?, ?> item
            when item.get("title") instanceof String title && item.get("done") instanceof Boolean done ->
                item(title, done);
            case null, default -> FieldText.of(value);
        };
    }

    /** Writes a date. Keeps a text that is not a date. */
    private static String date(String text) {
        try {
            return date(When.read(text));
        } catch (DateTimeException noDate) {
            return text;
        }
    }

    /** Writes a date with the day of the week, as people plan by it. */
    private static String date(When when) {
        return switch (when) {
            case When.Day(var day) -> DAY.format(day);
            case When.Moment(var instant) -> MOMENT.format(instant.atZone(ShownInstant.zone()));
        };
    }

    private static String item(String title, boolean done) {
        return (done ? "☑ " : "☐ ") + title;
    }
}
