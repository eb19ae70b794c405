package dev.devledger.domain.billing;

import dev.devledger.domain.shared.Violations;

/**
 * What is said of a customer or a service.
 *
 * @param notes empty where there are none
 * @param archived whether no project gets it any more
 */
public record BillingDetails(String name, String notes, boolean archived) {

    /** All that the rules have against it, whatever else there is. */
    public Violations violations() {
        return new Violations().title("name", name).text("notes", notes, Violations.NOTE);
    }
}
