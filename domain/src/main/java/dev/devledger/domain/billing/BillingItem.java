package dev.devledger.domain.billing;

import dev.devledger.domain.field.Changes;
import dev.devledger.domain.shared.Rejection;

/** What the decisions on a customer or a service need to know of its past. */
public sealed interface BillingItem {
    record Unknown() implements BillingItem {}

    record Present(BillingDetails details, long version) implements BillingItem {
        Present next() {
            return new Present(details, version + 1);
        }

        Present edited(Changes<BillingDetails> changes) {
            return new Present(BillingDetails.KIND.changed(details, changes), version + 1);
        }
    }

    record Deleted(Present last) implements BillingItem {}

    /** With what has become of it; one that is deleted stays so. */
    default BillingItem now(Present last) {
        return this instanceof Deleted ? new Deleted(last) : last;
    }

    /** Of a deleted one as it was. */
    default Present last(BillingId id) {
        return this instanceof Deleted(Present last) ? last : present(id);
    }

    /** Refused where it is not there. */
    default Present present(BillingId id) {
        String kind = id.kind().word();
        return switch (this) {
            case Present present -> present;
            case Unknown() -> throw Rejection.of(Rejection.Code.NOT_FOUND, "This " + kind + " does not exist.");
            case Deleted deleted ->
                throw Rejection.of(Rejection.Code.CONFLICT_STATE, "This " + kind + " is deleted. Restore it first.");
        };
    }
}
