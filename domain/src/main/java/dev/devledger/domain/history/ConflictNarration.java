package dev.devledger.domain.history;

import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.FieldChange;
import dev.devledger.domain.sync.conflict.ConflictEvent;
import dev.devledger.domain.sync.conflict.ConflictId;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncLinkId;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Conflicts told to people: what each side has, whose was applied, and what can be chosen. */
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
            case Dispute.Values v -> valuesDiffer(link, v);
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
            case Dispute.OfEntry entry -> EntryDifference.difference(there, entry);
            case Dispute.WhichOne none
            when none.neverAnswered() -> "It is not known whether it is in " + there + ": " + none.question() + ".";
            case Dispute.WhichOne which ->
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

    private static String valuesDiffer(SyncLinkId link, Dispute.Values values) {
        boolean many = values.field() == Field.TAGS || values.field() == Field.DATES;
        return "The " + SyncedFields.name(link, values.field()) + (many ? " differ: " : " differs: ")
                + SyncedFields.value(link, side(values, values.toLocal())) + " in Devledger, "
                + SyncedFields.value(link, side(values, values.toRemote())) + " in " + link.connector() + ".";
    }

    /** A parent is the project or task that it is here. */
    private static @Nullable Object side(Dispute.Values values, CanonicalChanges side) {
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

    /** From what is here to what is there. */
    private static List<FieldChange> changes(SyncLinkId link, Dispute dispute) {
        return switch (dispute) {
            case Dispute.Values v -> {
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
            case Dispute.WhichOne which -> List.of();
            case Dispute.OfEntry entry -> EntryDifference.changes(entry);
        };
    }

    private static List<FieldChange> placed(Dispute dispute, List<FieldChange> changes) {
        return changes.stream().map(each -> placed(dispute, each)).toList();
    }

    /** With the ids that its parents have here. */
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
}
