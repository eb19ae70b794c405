package dev.devledger.domain.history;

import static dev.devledger.domain.history.FieldWords.name;
import static dev.devledger.domain.history.FieldWords.names;
import static dev.devledger.domain.history.FieldWords.quote;
import static dev.devledger.domain.history.FieldWords.value;
import static dev.devledger.domain.history.FieldWords.word;

import dev.devledger.domain.directory.BillingItem.BillingEvent;
import dev.devledger.domain.directory.Person.PersonEvent;
import dev.devledger.domain.directory.SavedView.ViewEvent;
import dev.devledger.domain.history.FieldWords.CreatedFields;
import dev.devledger.domain.history.FieldWords.SyncedFields;
import dev.devledger.domain.history.TimeNarration.EntryLinkNarration;
import dev.devledger.domain.project.Project.ProjectEvent;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.Change.FieldChange;
import dev.devledger.domain.shared.ChecklistItem;
import dev.devledger.domain.shared.LongNote.NoteOrigin;
import dev.devledger.domain.sync.conflict.Conflict.ConflictEvent;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import dev.devledger.domain.sync.link.SyncEvent;
import dev.devledger.domain.sync.time.EntryLink.EntryLinkEvent;
import dev.devledger.domain.task.Claim.ClaimEvent;
import dev.devledger.domain.task.Place;
import dev.devledger.domain.task.Task.TaskEvent;
import dev.devledger.domain.time.TimeEntry.TimeEntryEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An event worded for people: a sentence, and the values before and after, field by field, as readers of the entity see
 * them. A text that is not set is empty in events, and null in a narration.
 */
public record Narration(String summary, List<FieldChange> changes) {
    public Narration {
        changes = changes.stream()
                .map(each -> new FieldChange(each.field(), unlessEmpty(each.from()), unlessEmpty(each.to())))
                .toList();
    }

    private static @Nullable Object unlessEmpty(@Nullable Object value) {
        return "".equals(value) ? null : value;
    }

    /** Describes one of the domain's events. */
    public static Narration of(Object event) {
        return switch (event) {
            case ProjectEvent e -> of(e);
            case TaskEvent e -> of(e);
            case ClaimEvent e -> of(e);
            case PersonEvent e -> DirectoryNarration.of(e);
            case BillingEvent e -> DirectoryNarration.of(e);
            case TimeEntryEvent e -> TimeNarration.of(e);
            case ViewEvent e -> DirectoryNarration.of(e);
            case SyncEvent e -> of(e);
            case EntryLinkEvent e -> EntryLinkNarration.of(e);
            case ConflictEvent e -> of(e);
            default -> throw new IllegalArgumentException("no story of " + event.getClass());
        };
    }

    public static Narration of(ProjectEvent event) {
        return switch (event) {
            case ProjectEvent.Created e ->
                new Narration(
                        "Created the project " + quote(e.details().name()) + " as " + word(e.status()) + ".",
                        CreatedFields.of(e));
            case ProjectEvent.Edited e -> edited(e.changes().list());
            case ProjectEvent.StatusChanged e -> statusChanged(e);
            case ProjectEvent.NoteAdded e -> note("Added", null, e.text());
            case ProjectEvent.NoteRetracted e -> note("Retracted", e.text(), null);
            case ProjectEvent.NoteRestored e -> note("Restored", null, e.text());
            case ProjectEvent.Deleted e -> new Narration("Deleted the project.", List.of());
            case ProjectEvent.Restored e -> new Narration("Restored the project.", List.of());
        };
    }

    public static Narration of(TaskEvent event) {
        return switch (event) {
            case TaskEvent.Created e ->
                new Narration("Created the task " + quote(e.details().title()) + ".", CreatedFields.of(e));
            case TaskEvent.Edited e -> edited(e.changes().list());
            case TaskEvent.StatusChanged e ->
                new Narration(statusSentence(e.status()), List.of(field("status", e.status())));
            case TaskEvent.FieldsRead e -> edited(e.list());
            case TaskEvent.Moved e -> moved(e.place());
            case TaskEvent.NoteAdded e -> added(e);
            case TaskEvent.NoteRetracted e -> note("Retracted", e.text(), null);
            case TaskEvent.NoteRestored e -> note("Restored", null, e.text());
            case TaskEvent.Deleted e -> new Narration(deleted(e.with()), List.of());
            case TaskEvent.Restored e -> new Narration("Restored the task.", List.of());
        };
    }

    public static Narration of(ClaimEvent event) {
        return ClaimNarration.of(event);
    }

    public static Narration of(SyncEvent event) {
        return SyncNarration.of(event);
    }

    public static Narration of(ConflictEvent event) {
        return ConflictNarration.of(event);
    }

    /** Describes the difference of both sides, for the person who has to choose; {@code link} names the entity. */
    public static String difference(SyncLinkId link, Dispute dispute) {
        return ConflictNarration.difference(link, dispute);
    }

    private static Narration added(TaskEvent.NoteAdded note) {
        NoteOrigin origin = note.origin();
        Narration told = note("Added", null, note.text());
        return origin == null || origin.author() == null
                ? told
                : new Narration(
                        "Added the note " + quote(note.text()) + " by " + origin.author() + ".", told.changes());
    }

    private static Narration note(String done, @Nullable String from, @Nullable String to) {
        String text = Objects.requireNonNull(to == null ? from : to);
        return new Narration(done + " the note " + quote(text) + ".", List.of(new FieldChange("note", from, to)));
    }

    static Narration edited(List<FieldChange> changes) {
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

    private static FieldChange field(String name, Change<?> change) {
        return new FieldChange(name, change.from(), change.to());
    }

    /** Describes the claims of a task. */
    static final class ClaimNarration {
        private ClaimNarration() {}

        static Narration of(ClaimEvent event) {
            return switch (event) {
                case ClaimEvent.Claimed e ->
                    new Narration(
                            "Claimed by " + e.agent() + " until " + seconds(e.until()) + ".",
                            List.of(new FieldChange("claim", null, e.agent())));
                case ClaimEvent.Prolonged e ->
                    new Narration(
                            "Claimed by " + e.agent() + " until " + seconds(e.until()) + ", longer than before.",
                            List.of());
                case ClaimEvent.Released e -> released(e.agent(), e.note());
                case ClaimEvent.Expired e -> new Narration("The claim of " + e.agent() + " is over.", ended(e.agent()));
            };
        }

        private static Instant seconds(Instant until) {
            return until.truncatedTo(ChronoUnit.SECONDS);
        }

        private static Narration released(String agent, @Nullable String note) {
            if (note == null) {
                return new Narration("Released by " + agent + ".", ended(agent));
            }
            List<FieldChange> changes = new ArrayList<>(ended(agent));
            changes.add(new FieldChange("handOver", null, note));
            return new Narration("Released by " + agent + ": " + FieldWords.quote(note) + ".", List.copyOf(changes));
        }

        private static List<FieldChange> ended(String agent) {
            return List.of(new FieldChange("claim", agent, null));
        }
    }

    /** Describes a checklist's change, such as {@code Changed the checklist: added "Test", ticked off "Build".} */
    static final class ChecklistNarration {
        /** The sentence counts items beyond this number; the changes list them all. */
        private static final int NAMED = 3;

        private ChecklistNarration() {}

        static String of(FieldChange change) {
            Map<UUID, ChecklistItem> before = items(change.from());
            Map<UUID, ChecklistItem> after = items(change.to());
            List<String> added = new ArrayList<>();
            List<String> removed = new ArrayList<>();
            List<String> done = new ArrayList<>();
            List<String> undone = new ArrayList<>();
            List<String> renamed = new ArrayList<>();
            for (ChecklistItem item : after.values()) {
                ChecklistItem was = before.get(item.id());
                if (was == null) {
                    added.add(quoted(item));
                    continue;
                }
                if (!was.title().equals(item.title())) {
                    renamed.add(quoted(was) + " to " + quoted(item));
                }
                if (was.done() != item.done()) {
                    (item.done() ? done : undone).add(quoted(item));
                }
            }
            before.values().stream()
                    .filter(item -> !after.containsKey(item.id()))
                    .forEach(item -> removed.add(quoted(item)));
            List<String> parts = new ArrayList<>();
            part(parts, "added ", added);
            part(parts, "removed ", removed);
            part(parts, "ticked off ", done);
            part(parts, "reopened ", undone);
            part(parts, "renamed ", renamed);
            return "Changed the checklist: " + (parts.isEmpty() ? "the order" : String.join(", ", parts)) + ".";
        }

        private static void part(List<String> parts, String did, List<String> items) {
            if (items.size() > NAMED) {
                parts.add(did + items.size() + " items");
            } else if (!items.isEmpty()) {
                parts.add(did + String.join(" and ", items));
            }
        }

        private static String quoted(ChecklistItem item) {
            return FieldWords.quote(item.title());
        }

        private static Map<UUID, ChecklistItem> items(@Nullable Object value) {
            Collection<?> items = value instanceof Collection<?> list ? list : List.of();
            return items.stream()
                    .map(ChecklistItem.class::cast)
                    .collect(Collectors.toMap(ChecklistItem::id, item -> item, (a, b) -> b, LinkedHashMap::new));
        }
    }

    /** Describes the book-keeping of the sync. */
    static final class SyncNarration {
        private SyncNarration() {}

        static Narration of(SyncEvent event) {
            String connector = event.link().connector();
            return switch (event) {
                case SyncEvent.CreateIntended e ->
                    sentence("Will create " + FieldWords.quote(e.content().title()) + " in " + connector + ", attempt "
                            + e.attempt() + ".");
                case SyncEvent.Linked e ->
                    sentence("Linked to the object " + e.remote().id() + " in " + connector + ".");
                case SyncEvent.PushIntended e -> {
                    List<FieldChange> changes = SyncedFields.renamed(e.link(), e.changes());
                    yield new Narration(
                            "Will send the " + FieldWords.names(changes) + " to " + connector + ".", changes);
                }
                case SyncEvent.Acknowledged e ->
                    new Narration(
                            "Is the same in Devledger and " + connector + ".",
                            SyncedFields.renamed(e.link(), e.base()));
                case SyncEvent.Normalised e ->
                    new Narration(
                            "Kept by " + connector + " in a form of its own.",
                            SyncedFields.renamed(e.link(), e.forms().reversed()));
                case SyncEvent.Fitted e ->
                    sentence(
                            e.warnings().isEmpty()
                                    ? "Is as it is in " + connector + " again."
                                    : "Not as it is in " + connector + ": " + warnings(e) + ".");
                case SyncEvent.Refused e -> sentence("Refused by " + connector + ": " + e.reason());
                case SyncEvent.IntentDropped e -> sentence("Not sent to " + connector + ": " + e.reason());
                case SyncEvent.DeleteIntended e -> sentence("Will be deleted in " + connector + ".");
                case SyncEvent.DeleteRepeated e -> sentence("Will be deleted in " + connector + " again.");
                case SyncEvent.DeleteDecided e ->
                    sentence("Will be deleted in " + connector + " with everything in it.");
                case SyncEvent.Closed e -> sentence("No longer exists in " + connector + ".");
                case SyncEvent.Detached e -> sentence("No longer synced with " + connector + ": " + e.reason());
                case SyncEvent.Stopped e -> sentence("Waits for a decision: " + e.reason());
                case SyncEvent.RemoteChangeSeen e -> {
                    List<FieldChange> changes = SyncedFields.renamed(e.link(), e.base());
                    yield new Narration(
                            "Changed in " + connector + ": the " + FieldWords.names(changes) + ".", changes);
                }
                case SyncEvent.RemoteMoved e -> remotelyMoved(e, connector);
                case SyncEvent.LeftScope e -> sentence("Not in a synced list of " + connector + ": " + e.reason());
                case SyncEvent.DetachedUntilDecision e ->
                    sentence("Unlinked from its object in " + connector + ": " + e.reason());
                case SyncEvent.RemoteGone e -> sentence("Deleted in " + connector + ".");
                case SyncEvent.NoteIntended e -> sentence("Will send a note to " + connector + ".");
                case SyncEvent.NoteLinked e ->
                    sentence("A note is the comment " + e.comment() + " in " + connector + ".");
            };
        }

        private static String warnings(SyncEvent.Fitted event) {
            return event.warnings().stream()
                    .map(each -> each.name() + " " + each.message())
                    .collect(Collectors.joining("; "));
        }

        private static Narration sentence(String summary) {
            return new Narration(summary, List.of());
        }

        private static Narration remotelyMoved(SyncEvent.RemoteMoved event, String connector) {
            RemoteRef from = Objects.requireNonNull(event.remote().from());
            RemoteRef to = Objects.requireNonNull(event.remote().to());
            return new Narration(
                    "Moved to another list in " + connector + ".",
                    List.of(new FieldChange("list", from.list(), to.list())));
        }
    }
}
