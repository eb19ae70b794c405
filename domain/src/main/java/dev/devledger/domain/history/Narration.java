package dev.devledger.domain.history;

import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.project.ProjectEvent;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.FieldChange;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.Schedule;
import dev.devledger.domain.sync.conflict.ConflictEvent;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.RemoteRef;
import dev.devledger.domain.sync.link.SyncEvent;
import dev.devledger.domain.sync.link.SyncLinkId;
import dev.devledger.domain.task.Place;
import dev.devledger.domain.task.TaskDetails;
import dev.devledger.domain.task.TaskEvent;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An event told to people: a sentence, and what was and what is, field by field. */
public record Narration(String summary, List<FieldChange> changes) {
    private static final int QUOTE = 80;
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    /** Of one of the domain's events. */
    public static Narration of(Object event) {
        return switch (event) {
            case ProjectEvent e -> of(e);
            case TaskEvent e -> of(e);
            case SyncEvent e -> of(e);
            case ConflictEvent e -> of(e);
            default -> throw new IllegalArgumentException("no story of " + event.getClass());
        };
    }

    public static Narration of(ProjectEvent event) {
        return switch (event) {
            case ProjectEvent.Created e ->
                new Narration(
                        "Created the project " + quote(e.details().name()) + " as " + word(e.status()) + ".",
                        created(e));
            case ProjectEvent.Edited e -> edited(e.changes().list());
            case ProjectEvent.StatusChanged e -> statusChanged(e);
            case ProjectEvent.NoteAdded e ->
                new Narration(
                        "Added the note " + quote(e.text()) + ".", List.of(new FieldChange("note", null, e.text())));
            case ProjectEvent.NoteRetracted e ->
                new Narration(
                        "Retracted the note " + quote(e.text()) + ".",
                        List.of(new FieldChange("note", e.text(), null)));
            case ProjectEvent.NoteRestored e ->
                new Narration(
                        "Restored the note " + quote(e.text()) + ".", List.of(new FieldChange("note", null, e.text())));
            case ProjectEvent.Deleted e -> new Narration("Deleted the project.", List.of());
            case ProjectEvent.Restored e -> new Narration("Restored the project.", List.of());
        };
    }

    public static Narration of(TaskEvent event) {
        return switch (event) {
            case TaskEvent.Created e ->
                new Narration("Created the task " + quote(e.details().title()) + ".", created(e));
            case TaskEvent.Edited e -> edited(e.changes().list());
            case TaskEvent.StatusChanged e ->
                new Narration(statusSentence(e.status()), List.of(field("status", e.status())));
            case TaskEvent.Moved e -> moved(e.place());
            case TaskEvent.Deleted e -> new Narration(deleted(e.with()), List.of());
            case TaskEvent.Restored e -> new Narration("Restored the task.", List.of());
        };
    }

    public static Narration of(SyncEvent event) {
        String connector = event.link().connector();
        return switch (event) {
            case SyncEvent.CreateIntended e ->
                sentence("Will create " + quote(e.content().title()) + " in " + connector + ", attempt " + e.attempt()
                        + ".");
            case SyncEvent.Linked e ->
                sentence("Linked to the object " + e.remote().id() + " in " + connector + ".");
            case SyncEvent.PushIntended e -> {
                List<FieldChange> changes = ConflictNarration.renamed(e.link(), e.changes());
                yield new Narration("Will send the " + names(changes) + " to " + connector + ".", changes);
            }
            case SyncEvent.Acknowledged e ->
                new Narration(
                        "Is the same in Devledger and " + connector + ".",
                        ConflictNarration.renamed(e.link(), e.base()));
            case SyncEvent.Normalised e ->
                new Narration(
                        "Kept by " + connector + " in a form of its own.",
                        ConflictNarration.renamed(e.link(), e.forms().reversed()));
            case SyncEvent.Refused e -> sentence("Refused by " + connector + ": " + e.reason());
            case SyncEvent.IntentDropped e -> sentence("Not sent to " + connector + ": " + e.reason());
            case SyncEvent.DeleteIntended e -> sentence("Will be deleted in " + connector + ".");
            case SyncEvent.DeleteRepeated e -> sentence("Will be deleted in " + connector + " again.");
            case SyncEvent.DeleteDecided e -> sentence("Will be deleted in " + connector + " with everything in it.");
            case SyncEvent.Closed e -> sentence("No longer exists in " + connector + ".");
            case SyncEvent.Detached e -> sentence("No longer synced with " + connector + ": " + e.reason());
            case SyncEvent.Stopped e -> sentence("Waits for a decision: " + e.reason());
            case SyncEvent.RemoteChangeSeen e -> {
                List<FieldChange> changes = ConflictNarration.renamed(e.link(), e.base());
                yield new Narration("Changed in " + connector + ": the " + names(changes) + ".", changes);
            }
            case SyncEvent.RemoteMoved e -> remotelyMoved(e, connector);
            case SyncEvent.LeftScope e -> sentence("Not in a synced list of " + connector + ": " + e.reason());
            case SyncEvent.Parted e -> sentence("Unlinked from its object in " + connector + ": " + e.reason());
            case SyncEvent.RemoteGone e -> sentence("Deleted in " + connector + ".");
        };
    }

    public static Narration of(ConflictEvent event) {
        return ConflictNarration.of(event);
    }

    /** What both sides differ on, for who has to choose; {@code link} says of which entity. */
    public static String difference(SyncLinkId link, Dispute dispute) {
        return ConflictNarration.difference(link, dispute);
    }

    private static Narration sentence(String summary) {
        return new Narration(summary, List.of());
    }

    private static Narration edited(List<FieldChange> changes) {
        if (changes.size() != 1) {
            return new Narration("Changed the " + names(changes) + ".", changes);
        }
        FieldChange only = changes.getFirst();
        if (only.field().equals("checklist")) {
            return new Narration(ChecklistNarration.of(only), changes);
        }
        return new Narration(
                "Changed the " + name(only) + " from " + value(only.from()) + " to " + value(only.to()) + ".", changes);
    }

    private static Narration statusChanged(ProjectEvent.StatusChanged event) {
        List<FieldChange> changes = new ArrayList<>();
        changes.add(field("status", event.status()));
        if (!Objects.equals(event.statusReason().from(), event.statusReason().to())) {
            changes.add(field("statusReason", event.statusReason()));
        }
        return new Narration(statusSentence(event.status()), List.copyOf(changes));
    }

    private static String statusSentence(Change<? extends Enum<?>> status) {
        return "Changed the status from " + value(status.from()) + " to " + value(status.to()) + ".";
    }

    private static Narration moved(Change<Place> place) {
        List<FieldChange> changes = new ArrayList<>();
        Place from = Objects.requireNonNull(place.from());
        Place to = Objects.requireNonNull(place.to());
        FieldChange.collect(changes, "projectId", Change.between(from.project(), to.project()));
        FieldChange.collect(changes, "parentId", Change.between(from.parent(), to.parent()));
        String where = from.project().equals(to.project())
                ? to.parent() == null ? "to the top of its project" : "below another task"
                : "to another project";
        return new Narration("Moved the task " + where + ".", List.copyOf(changes));
    }

    private static String deleted(@Nullable String with) {
        if (with == null) {
            return "Deleted the task.";
        }
        return with.startsWith("project-")
                ? "Deleted the task together with its project."
                : "Deleted the task together with its parent task.";
    }

    private static Narration remotelyMoved(SyncEvent.RemoteMoved event, String connector) {
        RemoteRef from = Objects.requireNonNull(event.remote().from());
        RemoteRef to = Objects.requireNonNull(event.remote().to());
        return new Narration(
                "Moved to another list in " + connector + ".",
                List.of(new FieldChange("list", from.list(), to.list())));
    }

    private static List<FieldChange> created(ProjectEvent.Created event) {
        ProjectDetails details = event.details();
        List<FieldChange> set = new ArrayList<>();
        set(set, "name", details.name());
        set(set, "description", details.description());
        set(set, "status", event.status());
        set(set, "statusReason", event.statusReason());
        set(set, "priority", details.priority());
        set(set, "tags", details.tags());
        set(set, "repositoryUrl", details.repositoryUrl());
        schedule(set, details.schedule());
        set(set, "placement", details.placement());
        return List.copyOf(set);
    }

    private static List<FieldChange> created(TaskEvent.Created event) {
        TaskDetails details = event.details();
        List<FieldChange> set = new ArrayList<>();
        set(set, "title", details.title());
        set(set, "description", details.description());
        set(set, "projectId", event.place().project());
        set(set, "parentId", event.place().parent());
        set(set, "priority", details.priority());
        set(set, "tags", details.tags());
        schedule(set, details.schedule());
        set(set, "checklist", details.checklist());
        return List.copyOf(set);
    }

    /** The zone is told with the dates that it is of. */
    private static void schedule(List<FieldChange> into, Schedule schedule) {
        set(into, "startDate", schedule.startDate());
        set(into, "dueDate", schedule.dueDate());
        if (schedule.startDate() != null || schedule.dueDate() != null) {
            set(into, "timeZone", schedule.timeZone());
        }
    }

    /** What a new entity begins with; fields that are not set are not told. */
    private static void set(List<FieldChange> into, String field, @Nullable Object value) {
        boolean unset = value == null
                || value == Priority.NONE
                || value.equals("")
                || (value instanceof Collection<?> collection && collection.isEmpty());
        if (!unset) {
            into.add(new FieldChange(field, null, value));
        }
    }

    private static FieldChange field(String name, Change<?> change) {
        return new FieldChange(name, change.from(), change.to());
    }

    /** Such as "title, tags and due date". */
    static String names(List<FieldChange> changes) {
        List<String> names = changes.stream().map(Narration::name).toList();
        int last = names.size() - 1;
        return last < 1
                ? String.join("", names)
                : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }

    /** A field as people call it. */
    static String name(FieldChange change) {
        return switch (change.field()) {
            case "repositoryUrl" -> "repository URL";
            case "startDate" -> "start date";
            case "dueDate" -> "due date";
            case "timeZone" -> "time zone";
            case "parentId" -> "parent";
            default -> change.field();
        };
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
