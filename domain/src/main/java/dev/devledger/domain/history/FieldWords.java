package dev.devledger.domain.history;

import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.time.TimeEntryDetails;
import dev.devledger.domain.task.TaskDetails;
import dev.devledger.domain.person.PersonDetails;
import dev.devledger.domain.field.Kind;
import dev.devledger.domain.billing.BillingDetails;
import dev.devledger.domain.shared.FieldChange;
import dev.devledger.domain.task.ServiceFields;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Fields and what is in them, as a sentence has them. */
final class FieldWords {
    private static final int QUOTE = 80;
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private static final List<Kind<?>> KINDS = List.of(
            ProjectDetails.KIND, TaskDetails.KIND, PersonDetails.KIND, BillingDetails.KIND, TimeEntryDetails.KIND);

    private FieldWords() {}

    /** Such as "title, tags and due date". */
    static String names(List<FieldChange> changes) {
        List<String> names = changes.stream().map(FieldWords::name).toList();
        int last = names.size() - 1;
        return last < 1
                ? String.join("", names)
                : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }

    /** A field as people call it. */
    static String name(FieldChange change) {
        String field = change.field();
        return field.startsWith(ServiceFields.FIELD)
                ? ofService(field)
                : KINDS.stream()
                        .filter(kind -> kind.has(field))
                        .map(kind -> kind.field(field).phrase())
                        .findFirst()
                        .orElse(field.equals("parentId") ? "parent" : field);
    }

    /** Its name, and whose it is. */
    private static String ofService(String field) {
        int dot = field.indexOf('.', ServiceFields.FIELD.length());
        return quote(field.substring(dot + 1)) + " in " + field.substring(ServiceFields.FIELD.length(), dot);
    }

    static String value(@Nullable Object value) {
        return switch (value) {
            case null -> "nothing";
            case String text when text.isEmpty() -> "nothing";
            case String text -> quote(text);
            case Enum<?> word -> word(word);
            case Collection<?> items when items.isEmpty() -> "nothing";
            case ZoneOffset zone when zone.equals(ZoneOffset.UTC) -> "UTC";
            case List<?> items -> items.size() + (items.size() == 1 ? " item" : " items");
            case Collection<?> words -> words.stream().map(String::valueOf).collect(Collectors.joining(", "));
            default -> value.toString();
        };
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** The beginning of a text, on one line. */
    static String quote(String text) {
        String line = BLANKS.matcher(text.strip()).replaceAll(" ");
        int length = line.codePointCount(0, line.length());
        return "\"" + (length <= QUOTE ? line : line.substring(0, line.offsetByCodePoints(0, QUOTE)) + "…") + "\"";
    }
}
