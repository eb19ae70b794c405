package dev.devledger.domain.billing;

import dev.devledger.domain.shared.SetTo;
import dev.devledger.domain.shared.Violations;
import org.jspecify.annotations.Nullable;

/** A wish for new values; a field without one stays as it is. */
public record BillingEdit(
        @Nullable SetTo<String> name,
        @Nullable SetTo<String> notes,
        @Nullable SetTo<Boolean> archived) {

    /** All that the rules have against the fields that are set, whatever else there is. */
    public Violations violations() {
        return applyTo(new BillingDetails("-", "", false)).violations();
    }

    BillingDetails applyTo(BillingDetails details) {
        return new BillingDetails(
                SetTo.orElse(name, details.name(), ""),
                SetTo.orElse(notes, details.notes(), ""),
                SetTo.orElse(archived, details.archived(), false));
    }
}
