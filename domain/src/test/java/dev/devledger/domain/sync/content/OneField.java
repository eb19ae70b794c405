package dev.devledger.domain.sync.content;

import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent.ChecklistEntry;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Contents that differ in one field, written as a word. {@code -} is an empty value. Tags and items are separated by
 * spaces, a done item has a {@code +}, lines are separated by {@code /}.
 */
public final class OneField {
    private OneField() {}

    public static CanonicalContent of(Field field, String value) {
        CanonicalContent bare = CanonicalContent.list("t");
        boolean none = value.equals("-");
        return switch (field) {
            case TITLE -> CanonicalContent.list(value);
            case DESCRIPTION -> bare.withDescription(none ? "" : value.replace('/', '\n'));
            case PRIORITY ->
                new CanonicalContent(
                        "t",
                        "",
                        Priority.valueOf(value),
                        new TreeSet<>(),
                        null,
                        null,
                        null,
                        List.of(),
                        RemoteStatus.OPEN,
                        null);
            case TAGS -> bare.withTags(new TreeSet<>(words(value)));
            case DATES ->
                new CanonicalContent(
                        "t",
                        "",
                        Priority.NONE,
                        new TreeSet<>(),
                        null,
                        none ? null : When.parse(value),
                        none ? null : Contents.VIENNA,
                        List.of(),
                        RemoteStatus.OPEN,
                        null);
            case CHECKLIST -> bare.withChecklist(items(value));
            case STATUS -> bare.withStatus(RemoteStatus.valueOf(value));
            case PARENT -> bare.withParent(none ? null : value);
            case STAGE -> bare.withStage(none ? null : value);
            case ESTIMATE -> bare.with(null, none ? null : Integer.valueOf(value), new TreeSet<>());
            case ASSIGNEES -> bare.withAssignees(new TreeSet<>(words(value)));
            case BLOCKED_BY -> bare.withBlockedBy(new TreeSet<>(words(value)));
            case CUSTOMER -> bare.billed(none ? null : value, null);
            case SERVICE -> bare.billed(null, none ? null : value);
        };
    }

    public static List<ChecklistEntry> items(String value) {
        return words(value).stream()
                .map(word -> new ChecklistEntry(word.replace("+", ""), word.endsWith("+")))
                .toList();
    }

    public static String text(List<ChecklistEntry> items) {
        return items.isEmpty()
                ? "-"
                : items.stream()
                        .map(item -> item.title() + (item.done() ? "+" : ""))
                        .collect(Collectors.joining(" "));
    }

    private static List<String> words(String value) {
        return value.equals("-") ? List.of() : Arrays.asList(value.split(" "));
    }
}
