package dev.devledger.domain.history;

import dev.devledger.domain.history.FieldWords.SyncedFields;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.Change.FieldChange;
import dev.devledger.domain.sync.conflict.Conflict.ConflictEvent;
import dev.devledger.domain.sync.conflict.Conflict.ConflictId;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy.AppliedSide;
import dev.devledger.domain.sync.time.EntryContent;
import dev.devledger.domain.sync.time.EntryContent.EntryField;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Describes conflicts for people: the value of each side, the side that was applied, and the choices. */
final class ConflictNarration {
    private static final String PARENT = "parentId";

    private ConflictNarration() {}

    static Narration of(ConflictEvent event) {
        return switch (event) {
            case ConflictEvent.Raised e -> describe("", e.conflict(), e.link(), e.dispute());
            case ConflictEvent.Extended e -> describe("It has changed again. ", e.conflict(), e.link(), e.dispute());
            case ConflictEvent.LetGo e ->
                new Narration("The conflict is over and needs no choice: " + e.reason(), List.of());
            case ConflictEvent.Resolved e -> new Narration(resolved(e), List.of());
        };
    }

    private static Narration describe(String before, ConflictId conflict, SyncLinkId link, Dispute dispute) {
        return new Narration(
                before + difference(link, dispute) + " " + ConflictChoices.of(conflict, link, dispute),
                changes(link, dispute));
    }

    static String difference(SyncLinkId link, Dispute dispute) {
        String there = link.connector();
        return switch (dispute) {
            case Dispute.FieldDispute v -> valuesDiffer(link, v);
            case Dispute.DeletedRemotely gone -> "It was deleted in " + there + deletedThere(link, gone) + ".";
            case Dispute.DeletedLocally gone ->
                "It was deleted in Devledger and still exists in " + there + ": " + gone.reason() + ".";
            case Dispute.Reappeared again ->
                "It is in " + there + " again, as "
                        + FieldWords.quote(again.content().title()) + ".";
            case Dispute.Duplicate copy ->
                "A second copy of it is in " + there + ", as "
                        + FieldWords.quote(copy.content().title())
                        + ": an earlier attempt to create it succeeded after all.";
            case Dispute.EntryDispute entry -> EntryDifference.difference(there, entry);
            case Dispute.AmbiguousObject none
            when none.neverAnswered() -> "It is not known whether it is in " + there + ": " + none.question() + ".";
            case Dispute.AmbiguousObject which ->
                "It is not known which object in " + there + " it is: " + which.question() + " ("
                        + which.candidates().stream()
                                .map(each -> each.object().id() + " " + FieldWords.quote(each.title()))
                                .collect(Collectors.joining(", "))
                        + ").";
        };
    }

    private static String deletedThere(SyncLinkId link, Dispute.DeletedRemotely gone) {
        if (gone.reason() != null) {
            return ", and " + gone.reason();
        }
        return gone.local().isEmpty()
                ? ", and tasks below it were added or changed later in Devledger"
                : " and changed later in Devledger: the " + SyncedFields.names(link, gone.local());
    }

    private static String valuesDiffer(SyncLinkId link, Dispute.FieldDispute values) {
        boolean many = values.field() == Field.TAGS || values.field() == Field.DATES;
        return "The " + SyncedFields.name(link, values.field()) + (many ? " differ: " : " differs: ")
                + SyncedFields.value(link, side(values, values.toLocal())) + " in Devledger, "
                + SyncedFields.value(link, side(values, values.toRemote())) + " in " + link.connector() + ".";
    }

    /** Returns the value of one side; a parent is shown as its project or task in the ledger. */
    private static @Nullable Object side(Dispute.FieldDispute values, CanonicalChanges side) {
        Object to = to(side, values.field());
        return values.field() == Field.PARENT && to instanceof String parent
                ? values.place(parent).<Object>map(Function.identity()).orElse(parent)
                : to;
    }

    private static String resolved(ConflictEvent.Resolved event) {
        String there = event.link().connector();
        return switch (event.choice()) {
            case LOCAL -> "Resolved the conflict: kept what Devledger has.";
            case REMOTE -> "Resolved the conflict: kept what " + there + " has.";
            case VALUE -> "Resolved the conflict with " + FieldWords.value(event.value()) + ".";
            case DETACH -> "Resolved the conflict: both sides stay as they are and are no longer synced.";
        };
    }

    /** Lists the differences, from the local to the remote value. */
    private static List<FieldChange> changes(SyncLinkId link, Dispute dispute) {
        return switch (dispute) {
            case Dispute.FieldDispute v -> {
                Object local = to(v.toLocal(), v.field());
                Object remote = to(v.toRemote(), v.field());
                String name = v.field() == Field.PARENT ? PARENT : SyncedFields.name(link, v.field());
                yield List.of(placed(
                        v, new FieldChange(name, SyncedFields.status(link, local), SyncedFields.status(link, remote))));
            }
            case Dispute.DeletedRemotely gone -> placed(gone, SyncedFields.renamed(link, gone.local()));
            case Dispute.DeletedLocally gone -> placed(gone, SyncedFields.renamed(link, gone.remote()));
            case Dispute.Reappeared again -> List.of();
            case Dispute.Duplicate copy -> List.of();
            case Dispute.AmbiguousObject which -> List.of();
            case Dispute.EntryDispute entry -> EntryDifference.changes(entry);
        };
    }

    private static List<FieldChange> placed(Dispute dispute, List<FieldChange> changes) {
        return changes.stream().map(each -> placed(dispute, each)).toList();
    }

    /** Replaces parents by their ids in the ledger. */
    private static FieldChange placed(Dispute dispute, FieldChange change) {
        return change.field().equals(PARENT)
                ? new FieldChange(PARENT, id(dispute, change.from()), id(dispute, change.to()))
                : change;
    }

    private static @Nullable Object id(Dispute dispute, @Nullable Object parent) {
        return parent == null
                ? null
                : dispute.place(parent.toString()).<Object>map(EntityRef::id).orElse(parent);
    }

    private static @Nullable Object to(CanonicalChanges changes, Field field) {
        Change<?> change = changes.change(field);
        return change == null ? null : change.to();
    }

    /** Describes the effect of an undecided conflict, and the choices. */
    static final class ConflictChoices {
        private ConflictChoices() {}

        static String of(ConflictId conflict, SyncLinkId link, Dispute dispute) {
            String there = link.connector();
            String how = "POST /api/sync/conflicts/" + conflict + "/resolve";
            return switch (dispute) {
                case Dispute.FieldDispute v ->
                    switch (v.applied()) {
                        case NONE -> "Neither value is sent to the other side until you choose: " + how + ".";
                        case REMOTE -> "The value of " + there + " was applied; to choose otherwise: " + how + ".";
                        case LOCAL -> "The value of Devledger was applied; to choose otherwise: " + how + ".";
                    };
                case Dispute.DeletedRemotely gone ->
                    "It stays in Devledger until you choose: local creates it again in " + there
                            + ", remote deletes it in Devledger too, detach leaves both sides as they are; " + how
                            + ".";
                case Dispute.DeletedLocally gone ->
                    "It stays in " + there + " until you choose: local deletes it in " + there
                            + " too, remote restores it in Devledger, detach leaves both sides as they are; " + how
                            + ".";
                case Dispute.Reappeared again ->
                    "Neither side is changed until you choose: local keeps what Devledger has, remote follows " + there
                            + ", detach leaves both sides as they are; " + how + ".";
                case Dispute.Duplicate copy ->
                    "The copy is not imported until you choose: local deletes the copy in " + there
                            + ", remote imports it as a separate project or task, detach leaves it in " + there
                            + " only; "
                            + how + ".";
                case Dispute.EntryDispute entry
                when entry.waits() ->
                    "Neither side is changed until you choose: local sends what Devledger has, remote takes what "
                            + there + " has, detach leaves both sides as they are; " + how + ".";
                case Dispute.EntryDispute entry ->
                    "What " + (entry.applied() == AppliedSide.REMOTE ? there : "Devledger")
                            + " had was applied; to choose otherwise: " + how + ".";
                case Dispute.AmbiguousObject none
                when none.neverAnswered() ->
                    "Devledger tries again once a day, and when it is changed in Devledger, until you choose: local"
                            + " tries again now, detach stops the sync of it; " + how + ".";
                case Dispute.AmbiguousObject which ->
                    "Neither side is changed until you choose: value gives the id of the right object, local creates a"
                            + " new one, detach stops the sync of it; " + how + ".";
            };
        }
    }

    /** Describes the differences between the two sides of a time entry. */
    static final class EntryDifference {
        private EntryDifference() {}

        static String difference(String there, Dispute.EntryDispute entry) {
            String which = entry.fields().stream().map(EntryField::word).collect(Collectors.joining(", "));
            String refused = entry.refused();
            if (refused != null) {
                String what =
                        entry.local() == null ? "that it was deleted" : which.isEmpty() ? "that it is gone" : which;
                return "One side does not take " + what + ": " + refused + ".";
            }
            return "Devledger and " + there + " have both changed " + which + " of it: " + said(entry.local(), entry)
                    + " in Devledger, " + said(entry.remote(), entry) + " in " + there + ".";
        }

        private static String said(@Nullable EntryContent content, Dispute.EntryDispute entry) {
            return entry.fields().stream()
                    .map(field -> FieldWords.value(content == null ? null : content.value(field)))
                    .collect(Collectors.joining(", "));
        }

        /** Lists the differences, from the local to the remote value. */
        static List<FieldChange> changes(Dispute.EntryDispute entry) {
            EntryContent local = entry.local();
            EntryContent remote = entry.remote();
            return local == null || remote == null
                    ? List.of()
                    : entry.fields().stream()
                            .map(field -> new FieldChange(field.word(), value(local, field), value(remote, field)))
                            .toList();
        }

        /** Returns the value as the history and people see it. */
        private static @Nullable Object value(EntryContent content, EntryField field) {
            return switch (content.value(field)) {
                case EntityRef place -> place.id();
                case null -> null;
                case Object any -> any;
            };
        }
    }
}
