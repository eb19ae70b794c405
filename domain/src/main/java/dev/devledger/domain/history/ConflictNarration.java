package dev.devledger.domain.history;

import dev.devledger.domain.project.ProjectStatus;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.FieldChange;
import dev.devledger.domain.sync.Canonical;
import dev.devledger.domain.sync.CanonicalChanges;
import dev.devledger.domain.sync.CanonicalChanges.Dates;
import dev.devledger.domain.sync.CanonicalChanges.Field;
import dev.devledger.domain.sync.ConflictEvent;
import dev.devledger.domain.sync.ConflictId;
import dev.devledger.domain.sync.Dispute;
import dev.devledger.domain.sync.EntityRef;
import dev.devledger.domain.sync.RemoteStatus;
import dev.devledger.domain.sync.SyncLinkId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Conflicts told to people: what each side has, whose was applied, and what can be chosen. */
final class ConflictNarration {
    private ConflictNarration() {}

    static Narration of(ConflictEvent event) {
        return switch (event) {
            case ConflictEvent.Raised e -> told("", e.conflict(), e.link(), e.dispute());
            case ConflictEvent.Extended e -> told("It has changed again. ", e.conflict(), e.link(), e.dispute());
            case ConflictEvent.LetGo e ->
                new Narration("The conflict is over, nothing was left to choose: " + e.reason(), List.of());
            case ConflictEvent.Resolved e -> new Narration(resolved(e), List.of());
        };
    }

    private static Narration told(String before, ConflictId conflict, SyncLinkId link, Dispute dispute) {
        return new Narration(
                before + difference(link, dispute) + " " + consequence(conflict, link, dispute),
                changes(link, dispute));
    }

    static String difference(SyncLinkId link, Dispute dispute) {
        String there = link.connector();
        return switch (dispute) {
            case Dispute.Values v -> valuesDiffer(link, v);
            case Dispute.DeletedThere gone ->
                gone.local().isEmpty()
                        ? "It was deleted in " + there + ", and what is below it was added to or changed since."
                        : "It was deleted in " + there + " and changed here since: the " + names(link, gone.local())
                                + ".";
            case Dispute.DeletedHere gone ->
                "It was deleted here and is still in " + there + ": " + gone.reason() + ".";
            case Dispute.Reappeared again ->
                "It stands in " + there + " again, as "
                        + Narration.quote(again.content().title()) + ".";
            case Dispute.Duplicate copy ->
                "A second copy of it stands in " + there + ", as "
                        + Narration.quote(copy.content().title())
                        + ": a create that was given up has arrived after all.";
            case Dispute.WhichOne none
            when none.neverAnswered() -> "Whether it is in " + there + " is not known: " + none.question() + ".";
            case Dispute.WhichOne which ->
                "Which object in " + there + " it is cannot be told: " + which.question() + " ("
                        + which.candidates().stream()
                                .map(each -> each.object().id() + " " + Narration.quote(each.title()))
                                .collect(Collectors.joining(", "))
                        + ").";
        };
    }

    private static String valuesDiffer(SyncLinkId link, Dispute.Values values) {
        boolean many = values.field() == Field.TAGS || values.field() == Field.DATES;
        return "The " + name(link, values.field()) + (many ? " differ: " : " differs: ")
                + value(link, to(values.toLocal(), values.field())) + " here, "
                + value(link, to(values.toRemote(), values.field())) + " in " + link.connector() + ".";
    }

    private static String consequence(ConflictId conflict, SyncLinkId link, Dispute dispute) {
        String there = link.connector();
        String how = "POST /api/sync/conflicts/" + conflict + "/resolve";
        return switch (dispute) {
            case Dispute.Values v ->
                switch (v.applied()) {
                    case NONE -> "Neither is written to the other side before you choose: " + how + ".";
                    case REMOTE -> "That of " + there + " was applied; turn it round with " + how + ".";
                    case LOCAL -> "The ledger's was applied; turn it round with " + how + ".";
                };
            case Dispute.DeletedThere gone ->
                "It stays here until you choose: local makes it again in " + there
                        + ", remote deletes it here too, detach leaves it as it is; " + how + ".";
            case Dispute.DeletedHere gone ->
                "It stays there until you choose: local deletes it in " + there
                        + " too, remote restores it here, detach leaves it as it is; " + how + ".";
            case Dispute.Reappeared again ->
                "Nothing is written until you choose: local keeps what the ledger has, remote follows " + there
                        + ", detach leaves both apart; " + how + ".";
            case Dispute.Duplicate copy ->
                "It is not taken over until you choose: local deletes the copy in " + there
                        + ", remote takes it over as one of its own, detach leaves it there and out of the ledger; "
                        + how + ".";
            case Dispute.WhichOne none
            when none.neverAnswered() ->
                "It is tried once more a day, and when it is changed here, until you choose: local tries it again now,"
                        + " detach leaves it out; " + how + ".";
            case Dispute.WhichOne which ->
                "Nothing is written until you choose: value names the id of the one that it is, local makes a new one,"
                        + " detach leaves it out; " + how + ".";
        };
    }

    private static String resolved(ConflictEvent.Resolved event) {
        String there = event.link().connector();
        return switch (event.choice()) {
            case LOCAL -> "Resolved the conflict: what the ledger has, holds.";
            case REMOTE -> "Resolved the conflict: what " + there + " has, holds.";
            case VALUE -> "Resolved the conflict with " + Narration.value(event.value()) + ".";
            case DETACH -> "Resolved the conflict: both sides stay as they are, and apart.";
        };
    }

    /** From what is here to what is there. */
    private static List<FieldChange> changes(SyncLinkId link, Dispute dispute) {
        return switch (dispute) {
            case Dispute.Values v -> {
                Object local = to(v.toLocal(), v.field());
                Object remote = to(v.toRemote(), v.field());
                yield List.of(new FieldChange(name(link, v.field()), status(link, local), status(link, remote)));
            }
            case Dispute.DeletedThere gone -> renamed(link, gone.local());
            case Dispute.DeletedHere gone -> renamed(link, gone.remote());
            case Dispute.Reappeared again -> List.of();
            case Dispute.Duplicate copy -> List.of();
            case Dispute.WhichOne which -> List.of();
        };
    }

    /** In the words that people have for the fields of such an entity. */
    static List<FieldChange> renamed(SyncLinkId link, CanonicalChanges changes) {
        return changes.list().stream()
                .map(each -> new FieldChange(
                        each.field().equals("title") ? name(link, Field.TITLE) : each.field(),
                        status(link, each.from()),
                        status(link, each.to())))
                .toList();
    }

    private static @Nullable Object to(CanonicalChanges changes, Field field) {
        Change<?> change = changes.change(field);
        return change == null ? null : change.to();
    }

    private static String names(SyncLinkId link, CanonicalChanges changes) {
        return Narration.names(renamed(link, changes));
    }

    /** What people call the field of such an entity. */
    private static String name(SyncLinkId link, Field field) {
        boolean title = field == Field.TITLE && link.entity().kind() != EntityRef.Kind.TASK;
        return title ? "name" : field.name().toLowerCase(Locale.ROOT);
    }

    private static String value(SyncLinkId link, @Nullable Object value) {
        return switch (value) {
            case Dates(var start, var due, var zone) ->
                (start == null ? Narration.value(due) : start + " to " + Narration.value(due))
                        + (zone == null ? "" : " (" + zone + ")");
            case List<?> items
            when !items.isEmpty() -> items.stream().map(ConflictNarration::item).collect(Collectors.joining(", "));
            case null, default -> Narration.value(status(link, value));
        };
    }

    private static String item(Object item) {
        return item instanceof Canonical.Check check
                ? Narration.quote(check.title()) + (check.done() ? " done" : "")
                : String.valueOf(item);
    }

    /** An open card is an active project. */
    private static @Nullable Object status(SyncLinkId link, @Nullable Object value) {
        boolean active = value == RemoteStatus.OPEN && link.entity().kind() == EntityRef.Kind.PROJECT;
        return active ? ProjectStatus.ACTIVE : value;
    }
}
