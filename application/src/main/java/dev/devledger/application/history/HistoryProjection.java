package dev.devledger.application.history;

import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.projection.EventLog.UnreadablePayload;
import dev.devledger.application.projection.Projection;
import dev.devledger.domain.directory.BillingItem.BillingEvent;
import dev.devledger.domain.directory.Person.PersonEvent;
import dev.devledger.domain.directory.SavedView.ViewEvent;
import dev.devledger.domain.project.Project.ProjectEvent;
import dev.devledger.domain.sync.conflict.Conflict.ConflictEvent;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import dev.devledger.domain.sync.link.SyncEvent;
import dev.devledger.domain.sync.time.EntryLink.EntryLinkEvent;
import dev.devledger.domain.task.Claim.ClaimEvent;
import dev.devledger.domain.task.Task.TaskEvent;
import dev.devledger.domain.time.TimeEntry.TimeEntryDetails;
import dev.devledger.domain.time.TimeEntry.TimeEntryEvent;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Files each event in the rows of the history. */
public record HistoryProjection(HistoryProjection.HistoryRows history) implements Projection {
    @Override
    public String name() {
        return "history";
    }

    @Override
    public int generation() {
        return 5;
    }

    /**
     * Returns false: an entry only says where its event is and which entity it is about. The event itself is read
     * later, and is then shown as unreadable.
     */
    @Override
    public boolean needs(String stream) {
        return false;
    }

    @Override
    public void apply(LedgerEvent event) {
        apply(List.of(event));
    }

    @Override
    public void apply(List<LedgerEvent> events) {
        history.add(events.stream().map(HistoryRecord::of).toList());
    }

    /** The rows of {@code history}. */
    public interface HistoryRows {
        /** Adds entries; one with the same position is replaced. */
        void add(List<HistoryRecord> entries);
    }

    /**
     * The parts of an entry that are searched. The rest comes from the event when the entry is read.
     *
     * @param position the event's position in the whole ledger; growing
     * @param entityType {@code project}, {@code task}, {@code person}, {@code customer}, {@code service},
     *     {@code time-entry}, {@code view} or {@code link}
     * @param entity the entity's id, also for a link
     * @param event the stored name, such as {@code project.status-changed}
     * @param sync true for the sync's own book-keeping, which is shown only on request
     * @param undoes the change sets that the entry's change set undoes, if this is the first entry of an undo
     * @param words the words of a person or agent about the change, in lower case: the reason, the note, the hand-over;
     *     null if there are none
     */
    public record HistoryRecord(
            long position,
            Instant at,
            String entityType,
            UUID entity,
            String event,
            boolean sync,
            String actor,
            String channel,
            UUID changeSet,
            @Nullable String agent,
            @Nullable String words,
            List<UUID> undoes) {

        private static final int UUID_LENGTH = 36;

        /** An entry as it is read, without {@code words}, which only serve the search. */
        public HistoryRecord(
                long position,
                Instant at,
                String entityType,
                UUID entity,
                String event,
                boolean sync,
                String actor,
                String channel,
                UUID changeSet,
                @Nullable String agent) {
            this(position, at, entityType, entity, event, sync, actor, channel, changeSet, agent, null, List.of());
        }

        public static HistoryRecord of(LedgerEvent event) {
            return switch (event.payload()) {
                case ProjectEvent e -> filed(event, "project", e.project().value(), false);
                case TaskEvent e -> filed(event, "task", e.task().value(), false);
                case ClaimEvent e -> filed(event, "task", e.task().value(), false);
                case PersonEvent e -> filed(event, "person", e.person().value(), false);
                case BillingEvent e -> filed(event, e.id().kind().word(), e.id().value(), false);
                case TimeEntryEvent e -> filed(event, "time-entry", e.entry().value(), false);
                case ViewEvent e -> filed(event, "view", e.view().value(), false);
                case SyncEvent.Fitted e ->
                    filed(event, type(e.link()), e.link().entity().id(), false);
                case SyncEvent e -> filed(event, "link", e.link().entity().id(), true);
                case EntryLinkEvent e -> filed(event, "link", e.link().entry(), true);
                case ConflictEvent e ->
                    filed(event, type(e.link()), e.link().entity().id(), false);
                case UnreadablePayload unread -> ofStream(event);
                default -> throw new IllegalStateException("no history for " + event.type());
            };
        }

        /**
         * Returns the entry of an unreadable event, from the event's stream. A conflict's stream does not name the
         * entity, so the conflict is filed as a link.
         */
        private static HistoryRecord ofStream(LedgerEvent event) {
            String stream = event.stream();
            UUID entity = UUID.fromString(stream.substring(stream.length() - UUID_LENGTH));
            String kind = stream.substring(0, stream.indexOf('-'));
            return switch (kind) {
                case "claim" -> filed(event, "task", entity, false);
                case "entry" -> filed(event, "time-entry", entity, false);
                case "link", "entrylink" -> filed(event, "link", entity, true);
                case "conflict" -> filed(event, "link", entity, false);
                default -> filed(event, kind, entity, false);
            };
        }

        /**
         * Returns the type under which a conflict is filed: its project, task or time entry. A conflict about a list of
         * cards is filed as a link.
         */
        private static String type(SyncLinkId link) {
            return switch (link.entity().kind()) {
                case PROJECT -> "project";
                case TASK -> "task";
                case LIST -> link.entity().holdsCards() ? "link" : "project";
                case ENTRY -> "time-entry";
            };
        }

        /**
         * Returns the entry with the time of its event. An imported event has the time of the import, as it was not
         * visible before.
         */
        private static HistoryRecord filed(LedgerEvent event, String type, UUID entity, boolean sync) {
            return new HistoryRecord(
                    event.position(),
                    event.at(),
                    type,
                    entity,
                    event.type(),
                    sync,
                    event.by().actor(),
                    event.by().channel(),
                    event.changeSet(),
                    event.by().agent(),
                    words(event),
                    event.by().undoes());
        }

        private static @Nullable String words(LedgerEvent event) {
            String words = Stream.of(event.by().reason(), said(event.payload()))
                    .filter(text -> text != null && !text.isEmpty())
                    .distinct()
                    .collect(Collectors.joining("\n"));
            return words.isEmpty() ? null : lower(words);
        }

        private static @Nullable String said(Object payload) {
            return switch (payload) {
                case ProjectEvent.NoteAdded e -> e.text();
                case ProjectEvent.NoteRetracted e -> e.text();
                case ProjectEvent.NoteRestored e -> e.text();
                case ProjectEvent.Created e -> e.statusReason();
                case ProjectEvent.StatusChanged e -> e.statusReason().to();
                case TaskEvent.NoteAdded e -> e.text();
                case TaskEvent.NoteRetracted e -> e.text();
                case TaskEvent.NoteRestored e -> e.text();
                case ClaimEvent.Released e -> e.note();
                case TimeEntryEvent.Created e -> e.details().note();
                case TimeEntryEvent.Edited e -> e.changes().to(TimeEntryDetails.NOTE);
                default -> null;
            };
        }

        /** Returns the form in which words are stored and searched. */
        public static String lower(String text) {
            return text.toLowerCase(Locale.ROOT);
        }
    }
}
