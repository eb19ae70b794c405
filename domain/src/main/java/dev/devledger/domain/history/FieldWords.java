package dev.devledger.domain.history;

import dev.devledger.domain.directory.BillingItem.BillingDetails;
import dev.devledger.domain.directory.Person.PersonDetails;
import dev.devledger.domain.directory.SavedView.ViewDetails;
import dev.devledger.domain.field.EntityKind;
import dev.devledger.domain.field.Field;
import dev.devledger.domain.project.Project.ProjectEvent;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.shared.Change.FieldChange;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Dates;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import dev.devledger.domain.task.ServiceFields;
import dev.devledger.domain.task.Task.TaskEvent;
import dev.devledger.domain.task.TaskDetails;
import dev.devledger.domain.time.TimeEntry.TimeEntryDetails;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Describes fields and their values for a sentence. */
final class FieldWords {
    private static final int QUOTE = 80;
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private static final List<EntityKind<?>> KINDS = List.of(
            ProjectDetails.KIND,
            TaskDetails.KIND,
            PersonDetails.KIND,
            BillingDetails.KIND,
            TimeEntryDetails.KIND,
            ViewDetails.KIND);

    private FieldWords() {}

    /** Lists the names, such as "title, tags and due date". */
    static String names(List<FieldChange> changes) {
        List<String> names = changes.stream().map(FieldWords::name).toList();
        int last = names.size() - 1;
        return last < 1
                ? String.join("", names)
                : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }

    /** The name that people use for a field. */
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

    /** The name of a field that only a service has, followed by the service. */
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

    /** Quotes the beginning of a text, on one line. */
    static String quote(String text) {
        String line = BLANKS.matcher(text.strip()).replaceAll(" ");
        int length = line.codePointCount(0, line.length());
        return "\"" + (length <= QUOTE ? line : line.substring(0, line.offsetByCodePoints(0, QUOTE)) + "…") + "\"";
    }

    /** Lists the values of a new entity; fields that are not set are left out. */
    static final class CreatedFields {
        private CreatedFields() {}

        static List<FieldChange> of(ProjectEvent.Created event) {
            List<FieldChange> set = new ArrayList<>();
            set.add(new FieldChange("status", null, event.status()));
            if (event.statusReason() != null) {
                set.add(new FieldChange("statusReason", null, event.statusReason()));
            }
            return behind(ProjectDetails.DESCRIPTION, ProjectDetails.KIND.created(event.details()), set);
        }

        static List<FieldChange> of(TaskEvent.Created event) {
            List<FieldChange> set = new ArrayList<>();
            set.add(new FieldChange("projectId", null, event.place().project()));
            if (event.place().parent() != null) {
                set.add(new FieldChange("parentId", null, event.place().parent()));
            }
            return behind(TaskDetails.DESCRIPTION, TaskDetails.KIND.created(event.details()), set);
        }

        private static List<FieldChange> behind(Field<?, ?> field, List<FieldChange> fields, List<FieldChange> more) {
            List<FieldChange> all = new ArrayList<>(fields);
            int at = 1; // behind the name, which is always set and comes first
            at += fields.size() > 1 && fields.get(1).field().equals(field.name()) ? 1 : 0;
            all.addAll(at, more);
            return List.copyOf(all);
        }
    }

    /** Describes fields that both sides have, with the names that people use. */
    static final class SyncedFields {
        private SyncedFields() {}

        /** Renames fields to the names that people use for such an entity. */
        static List<FieldChange> renamed(SyncLinkId link, CanonicalChanges changes) {
            return changes.list().stream()
                    .map(each -> new FieldChange(
                            each.field().equals("title") ? name(link, CanonicalChanges.Field.TITLE) : each.field(),
                            status(link, each.from()),
                            status(link, each.to())))
                    .toList();
        }

        static String names(SyncLinkId link, CanonicalChanges changes) {
            return FieldWords.names(renamed(link, changes));
        }

        /** The name that people use for the field of such an entity. */
        static String name(SyncLinkId link, CanonicalChanges.Field field) {
            boolean title =
                    field == CanonicalChanges.Field.TITLE && link.entity().kind() != EntityRef.Kind.TASK;
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
            return item instanceof CanonicalContent.ChecklistEntry check
                    ? FieldWords.quote(check.title()) + (check.done() ? " done" : "")
                    : String.valueOf(item);
        }

        /** An open card is shown as an active project. */
        static @Nullable Object status(SyncLinkId link, @Nullable Object value) {
            boolean active = value == RemoteStatus.OPEN && link.entity().kind() == EntityRef.Kind.PROJECT;
            return active ? ProjectStatus.ACTIVE : value;
        }
    }
}
