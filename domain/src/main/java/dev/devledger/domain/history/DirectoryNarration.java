package dev.devledger.domain.history;

import static dev.devledger.domain.history.FieldWords.quote;
import static dev.devledger.domain.history.FieldWords.value;

import dev.devledger.domain.directory.BillingItem.BillingDetails;
import dev.devledger.domain.directory.BillingItem.BillingEvent;
import dev.devledger.domain.directory.Person.PersonDetails;
import dev.devledger.domain.directory.Person.PersonEvent;
import dev.devledger.domain.directory.SavedView.ViewDetails;
import dev.devledger.domain.directory.SavedView.ViewEvent;
import dev.devledger.domain.shared.Change.FieldChange;
import java.util.List;

/** Describes the events of people, customers, services and saved views. */
final class DirectoryNarration {
    private DirectoryNarration() {}

    static Narration of(PersonEvent event) {
        return switch (event) {
            case PersonEvent.Created e ->
                new Narration(
                        "Added the person " + quote(e.details().name()) + ".", PersonDetails.KIND.created(e.details()));
            case PersonEvent.Edited e -> edited("person", e.changes().list());
            case PersonEvent.Deleted e -> new Narration("Deleted the person.", List.of());
            case PersonEvent.Restored e -> new Narration("Restored the person.", List.of());
        };
    }

    static Narration of(BillingEvent event) {
        String kind = event.id().kind().word();
        return switch (event) {
            case BillingEvent.Created e ->
                new Narration(
                        "Added the " + kind + " " + quote(e.details().name()) + ".",
                        BillingDetails.KIND.created(e.details()));
            case BillingEvent.Edited e -> edited(kind, e.changes().list());
            case BillingEvent.Deleted e -> new Narration("Deleted the " + kind + ".", List.of());
            case BillingEvent.Restored e -> new Narration("Restored the " + kind + ".", List.of());
        };
    }

    static Narration of(ViewEvent event) {
        return switch (event) {
            case ViewEvent.Created e ->
                new Narration(
                        "Saved the view " + quote(e.details().name()) + ".", ViewDetails.KIND.created(e.details()));
            case ViewEvent.Edited e -> ofView(e.changes().list());
            case ViewEvent.Deleted e -> new Narration("Deleted the view.", List.of());
            case ViewEvent.Restored e -> new Narration("Restored the view.", List.of());
        };
    }

    private static Narration ofView(List<FieldChange> changes) {
        FieldChange first = changes.getFirst();
        if (changes.size() > 1) {
            return Narration.edited(changes);
        }
        return switch (first.field()) {
            case "name" ->
                new Narration("Renamed the view " + value(first.from()) + " to " + value(first.to()) + ".", changes);
            case "favourite" ->
                new Narration(
                        Boolean.TRUE.equals(first.to())
                                ? "Made the view a favourite."
                                : "Took the view out of the favourites.",
                        changes);
            default -> Narration.edited(changes);
        };
    }

    /** Describes an edit of an entity that can be archived. */
    private static Narration edited(String kind, List<FieldChange> changes) {
        FieldChange first = changes.getFirst();
        if (changes.size() > 1 || !first.field().equals("archived")) {
            return Narration.edited(changes);
        }
        boolean archived = Boolean.TRUE.equals(first.to());
        return new Narration(
                archived ? "Archived the " + kind + "." : "Took the " + kind + " out of the archive.", changes);
    }
}
