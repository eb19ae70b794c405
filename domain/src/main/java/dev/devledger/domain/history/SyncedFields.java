package dev.devledger.domain.history;

import dev.devledger.domain.project.ProjectStatus;
import dev.devledger.domain.shared.FieldChange;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Dates;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteStatus;
import dev.devledger.domain.sync.link.SyncLinkId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What both sides know of an entity, in the words that people have for it. */
final class SyncedFields {
    private SyncedFields() {}

    /** In the words that people have for the fields of such an entity. */
    static List<FieldChange> renamed(SyncLinkId link, CanonicalChanges changes) {
        return changes.list().stream()
                .map(each -> new FieldChange(
                        each.field().equals("title") ? name(link, Field.TITLE) : each.field(),
                        status(link, each.from()),
                        status(link, each.to())))
                .toList();
    }

    static String names(SyncLinkId link, CanonicalChanges changes) {
        return FieldWords.names(renamed(link, changes));
    }

    /** What people call the field of such an entity. */
    static String name(SyncLinkId link, Field field) {
        boolean title = field == Field.TITLE && link.entity().kind() != EntityRef.Kind.TASK;
        return title ? "name" : field.name().toLowerCase(Locale.ROOT);
    }

    static String value(SyncLinkId link, @Nullable Object value) {
        return switch (value) {
            case Dates dates -> {
                Object start = dates.said("startDate", dates.startDate());
                String due = FieldWords.value(dates.said("dueDate", dates.dueDate()));
                yield (start == null ? due : start + " to " + due)
                        + (dates.timeZone() == null ? "" : " (" + dates.timeZone() + ")");
            }
            case List<?> items
            when !items.isEmpty() -> items.stream().map(SyncedFields::item).collect(Collectors.joining(", "));
            case null, default -> FieldWords.value(status(link, value));
        };
    }

    private static String item(Object item) {
        return item instanceof Canonical.Check check
                ? FieldWords.quote(check.title()) + (check.done() ? " done" : "")
                : String.valueOf(item);
    }

    /** An open card is an active project. */
    static @Nullable Object status(SyncLinkId link, @Nullable Object value) {
        boolean active = value == RemoteStatus.OPEN && link.entity().kind() == EntityRef.Kind.PROJECT;
        return active ? ProjectStatus.ACTIVE : value;
    }
}
