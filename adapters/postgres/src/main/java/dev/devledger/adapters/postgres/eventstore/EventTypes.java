package dev.devledger.adapters.postgres.eventstore;

import dev.devledger.domain.directory.BillingItem.CustomerEvent;
import dev.devledger.domain.directory.BillingItem.ServiceEvent;
import dev.devledger.domain.directory.Person.PersonEvent;
import dev.devledger.domain.directory.SavedView.ViewEvent;
import dev.devledger.domain.project.Project.ProjectEvent;
import dev.devledger.domain.sync.conflict.Conflict.ConflictEvent;
import dev.devledger.domain.sync.link.SyncEvent;
import dev.devledger.domain.sync.time.EntryLink.EntryLinkEvent;
import dev.devledger.domain.task.Claim.ClaimEvent;
import dev.devledger.domain.task.Task.TaskEvent;
import dev.devledger.domain.time.TimeEntry.TimeEntryEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axonframework.serialization.SerializationException;

/** The names and revisions under which events are stored. Classes may move and be renamed; these names never change. */
public final class EventTypes {

    public record EventType(String name, String revision, Class<?> type) {}

    static final List<EventType> ALL = List.of(
            first("project.created", ProjectEvent.Created.class),
            first("project.edited", ProjectEvent.Edited.class),
            first("project.status-changed", ProjectEvent.StatusChanged.class),
            first("project.note-added", ProjectEvent.NoteAdded.class),
            first("project.deleted", ProjectEvent.Deleted.class),
            first("project.restored", ProjectEvent.Restored.class),
            first("task.created", TaskEvent.Created.class),
            first("task.edited", TaskEvent.Edited.class),
            first("task.status-changed", TaskEvent.StatusChanged.class),
            first("task.moved", TaskEvent.Moved.class),
            first("task.deleted", TaskEvent.Deleted.class),
            first("task.restored", TaskEvent.Restored.class),
            first("sync.create-intended", SyncEvent.CreateIntended.class),
            first("sync.linked", SyncEvent.Linked.class),
            first("sync.push-intended", SyncEvent.PushIntended.class),
            first("sync.acknowledged", SyncEvent.Acknowledged.class),
            first("sync.refused", SyncEvent.Refused.class),
            first("sync.intent-dropped", SyncEvent.IntentDropped.class),
            first("sync.delete-intended", SyncEvent.DeleteIntended.class),
            first("sync.delete-decided", SyncEvent.DeleteDecided.class),
            first("sync.closed", SyncEvent.Closed.class),
            first("sync.detached", SyncEvent.Detached.class),
            first("sync.stopped", SyncEvent.Stopped.class),
            first("sync.remote-change-seen", SyncEvent.RemoteChangeSeen.class),
            first("sync.remote-moved", SyncEvent.RemoteMoved.class),
            first("sync.left-scope", SyncEvent.LeftScope.class),
            first("sync.remote-gone", SyncEvent.RemoteGone.class),
            first("sync.parted", SyncEvent.DetachedUntilDecision.class),
            first("conflict.raised", ConflictEvent.Raised.class),
            first("conflict.extended", ConflictEvent.Extended.class),
            first("conflict.let-go", ConflictEvent.LetGo.class),
            first("conflict.resolved", ConflictEvent.Resolved.class),
            first("project.note-retracted", ProjectEvent.NoteRetracted.class),
            first("project.note-restored", ProjectEvent.NoteRestored.class),
            first("task.note-added", TaskEvent.NoteAdded.class),
            first("task.note-retracted", TaskEvent.NoteRetracted.class),
            first("task.note-restored", TaskEvent.NoteRestored.class),
            first("sync.delete-repeated", SyncEvent.DeleteRepeated.class),
            first("sync.normalised", SyncEvent.Normalised.class),
            first("task.claimed", ClaimEvent.Claimed.class),
            first("task.claim-prolonged", ClaimEvent.Prolonged.class),
            first("task.released", ClaimEvent.Released.class),
            first("task.claim-expired", ClaimEvent.Expired.class),
            first("person.created", PersonEvent.Created.class),
            first("person.edited", PersonEvent.Edited.class),
            first("person.deleted", PersonEvent.Deleted.class),
            first("person.restored", PersonEvent.Restored.class),
            first("sync.note-intended", SyncEvent.NoteIntended.class),
            first("sync.note-linked", SyncEvent.NoteLinked.class),
            first("task.fields-read", TaskEvent.FieldsRead.class),
            first("customer.created", CustomerEvent.Created.class),
            first("customer.edited", CustomerEvent.Edited.class),
            first("customer.deleted", CustomerEvent.Deleted.class),
            first("customer.restored", CustomerEvent.Restored.class),
            first("service.created", ServiceEvent.Created.class),
            first("service.edited", ServiceEvent.Edited.class),
            first("service.deleted", ServiceEvent.Deleted.class),
            first("service.restored", ServiceEvent.Restored.class),
            first("time-entry.created", TimeEntryEvent.Created.class),
            first("time-entry.edited", TimeEntryEvent.Edited.class),
            first("time-entry.deleted", TimeEntryEvent.Deleted.class),
            first("time-entry.restored", TimeEntryEvent.Restored.class),
            first("entry-link.add-intended", EntryLinkEvent.AddIntended.class),
            first("entry-link.add-dropped", EntryLinkEvent.AddDropped.class),
            first("entry-link.linked", EntryLinkEvent.Linked.class),
            first("entry-link.agreed", EntryLinkEvent.Agreed.class),
            first("entry-link.closed", EntryLinkEvent.Closed.class),
            first("entry-link.kept-apart", EntryLinkEvent.KeptApart.class),
            first("sync.fitted", SyncEvent.Fitted.class),
            first("view.created", ViewEvent.Created.class),
            first("view.edited", ViewEvent.Edited.class),
            first("view.deleted", ViewEvent.Deleted.class),
            first("view.restored", ViewEvent.Restored.class));

    private static final Map<Class<?>, EventType> BY_CLASS =
            ALL.stream().collect(Collectors.toUnmodifiableMap(EventType::type, Function.identity()));
    private static final Map<String, EventType> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(EventType::name, Function.identity()));

    private EventTypes() {}

    public static Optional<EventType> of(Class<?> type) {
        return Optional.ofNullable(BY_CLASS.get(type));
    }

    static Optional<EventType> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** Returns the stored name of an event of the ledger. */
    public static String nameOf(Object event) {
        return of(event.getClass())
                .map(EventType::name)
                .orElseThrow(() -> new IllegalArgumentException(event.getClass() + " has no stored name"));
    }

    private static EventType first(String name, Class<?> type) {
        return new EventType(name, "1", type);
    }

    /** Thrown when a stored event has an unknown type: data built without that event would be wrong. */
    static final class UnknownEvent extends SerializationException {
        private static final long serialVersionUID = 1L;

        private final String name;
        private final String what;

        UnknownEvent(String name) {
            this(name, "has a name that this version does not know", "");
        }

        /** Reports a revision that is not the newest. */
        static UnknownEvent ofRevision(String name, String revision, String newest) {
            String what = "has the revision %s, and no upcaster brings it to revision %s".formatted(revision, newest);
            return new UnknownEvent(name, what, "");
        }

        private UnknownEvent(String name, String what, String where) {
            super("The event %s%s %s. A newer Devledger stored it: use the newer one.".formatted(name, where, what));
            this.name = name;
            this.what = what;
        }

        UnknownEvent at(long position) {
            return new UnknownEvent(name, what, " at position " + position);
        }

        String name() {
            return name;
        }
    }
}
