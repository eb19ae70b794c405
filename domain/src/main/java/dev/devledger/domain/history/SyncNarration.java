package dev.devledger.domain.history;

import dev.devledger.domain.history.FieldWords.SyncedFields;
import dev.devledger.domain.shared.Change.FieldChange;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.SyncEvent;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Describes the book-keeping of the sync. */
final class SyncNarration {
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
                yield new Narration("Will send the " + FieldWords.names(changes) + " to " + connector + ".", changes);
            }
            case SyncEvent.Acknowledged e ->
                new Narration(
                        "Is the same in Devledger and " + connector + ".", SyncedFields.renamed(e.link(), e.base()));
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
            case SyncEvent.DeleteDecided e -> sentence("Will be deleted in " + connector + " with everything in it.");
            case SyncEvent.Closed e -> sentence("No longer exists in " + connector + ".");
            case SyncEvent.Detached e -> sentence("No longer synced with " + connector + ": " + e.reason());
            case SyncEvent.Stopped e -> sentence("Waits for a decision: " + e.reason());
            case SyncEvent.RemoteChangeSeen e -> {
                List<FieldChange> changes = SyncedFields.renamed(e.link(), e.base());
                yield new Narration("Changed in " + connector + ": the " + FieldWords.names(changes) + ".", changes);
            }
            case SyncEvent.RemoteMoved e -> remotelyMoved(e, connector);
            case SyncEvent.LeftScope e -> sentence("Not in a synced list of " + connector + ": " + e.reason());
            case SyncEvent.DetachedUntilDecision e -> sentence("Unlinked from its object in " + connector + ": " + e.reason());
            case SyncEvent.RemoteGone e -> sentence("Deleted in " + connector + ".");
            case SyncEvent.NoteIntended e -> sentence("Will send a note to " + connector + ".");
            case SyncEvent.NoteLinked e -> sentence("A note is the comment " + e.comment() + " in " + connector + ".");
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
