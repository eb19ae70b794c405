package dev.devledger.domain.billing;

import dev.devledger.domain.field.Patch;
import dev.devledger.domain.field.Field;
import dev.devledger.domain.field.Kind;
import dev.devledger.domain.shared.Violations;
import java.util.List;

/**
 * What is said of a customer or a service.
 *
 * @param notes empty where there are none
 * @param archived whether no project gets it any more
 */
public record BillingDetails(String name, String notes, boolean archived) {
    public static final Field<BillingDetails, String> NAME =
            Field.text("name", BillingDetails::name).or("").rule(Violations::title);
    public static final Field<BillingDetails, String> NOTES =
            Field.text("notes", BillingDetails::notes).or("").rule((violations, field, notes) -> violations.text(field, notes, Violations.NOTE));
    public static final Field<BillingDetails, Boolean> ARCHIVED =
            Field.flag("archived", BillingDetails::archived).phrase("archived state");

    public static final Kind<BillingDetails> KIND = new Kind<>(List.of(NAME, NOTES, ARCHIVED),
            values -> new BillingDetails(values.get(NAME), values.get(NOTES), values.get(ARCHIVED)));

    /** Of which nothing else is said. */
    public static BillingDetails named(String name) {
        return new BillingDetails(name, "", false);
    }

    /** All that the rules have against it, whatever else there is. */
    public Violations violations() {
        return KIND.violations(this);
    }

    /** All that the rules have against the fields that are set, whatever else there is. */
    public static Violations violations(Patch<BillingDetails> edit) {
        return KIND.edited(named("-"), edit).violations();
    }
}
