package dev.devledger.application.sync.conflict;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A value of a conflict in a sentence. */
final class ValueWords {
    /** Nobody reads more of a text within a sentence. */
    private static final int MOST = 200;

    private ValueWords() {}

    /** Its name as people say it. */
    static String field(String name) {
        return switch (name) {
            case "parentId" -> "place";
            case "estimateMinutes" -> "estimate";
            default -> name.replace(",", ", ");
        };
    }

    static String of(@Nullable Object value) {
        return switch (value) {
            case null -> "empty";
            case String text -> "\"" + cut(text) + "\"";
            case Collection<?> items ->
                items.isEmpty()
                        ? "empty"
                        : cut(items.stream().map(ValueWords::plain).collect(Collectors.joining(", ")));
            case Map<?, ?> fields -> cut(plain(fields));
            default -> value.toString();
        };
    }

    private static String plain(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> item
            when item.get("title") instanceof String title && item.get("done") instanceof Boolean done ->
                done ? title + " (done)" : title;
            case Map<?, ?> fields ->
                fields.entrySet().stream()
                        .filter(each -> each.getValue() != null)
                        .map(each -> name(each.getKey().toString()) + " " + each.getValue())
                        .collect(Collectors.joining(", "));
            case null, default -> Objects.toString(value, "nothing");
        };
    }

    private static String name(String field) {
        return switch (field) {
            case "startDate" -> "start";
            case "dueDate" -> "due";
            case "timeZone" -> "in";
            case "remoteId" -> "the one with the id";
            case "remoteUrl" -> "at";
            default -> field;
        };
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= MOST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MOST)) + "…";
    }
}
