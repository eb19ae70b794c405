package dev.devledger.domain.billing;

import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.FieldChange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an edit changed, field by field: what was and what is. A field that did not change is null. */
public record BillingChanges(
        @Nullable Change<String> name,
        @Nullable Change<String> notes,
        @Nullable Change<Boolean> archived) {

    static BillingChanges between(BillingDetails from, BillingDetails to) {
        return new BillingChanges(
                Change.between(from.name(), to.name()),
                Change.between(from.notes(), to.notes()),
                Change.between(from.archived(), to.archived()));
    }

    BillingDetails applyTo(BillingDetails details) {
        return new BillingDetails(
                Change.orElse(name, details.name()),
                Change.orElse(notes, details.notes()),
                Change.orElse(archived, details.archived()));
    }

    /** The changes as the history shows them, under the field names of docs/contract.md, section 4. */
    public List<FieldChange> list() {
        List<FieldChange> changes = new ArrayList<>();
        FieldChange.collect(changes, "name", name);
        FieldChange.collect(changes, "notes", notes);
        FieldChange.collect(changes, "archived", archived);
        return List.copyOf(changes);
    }
}
