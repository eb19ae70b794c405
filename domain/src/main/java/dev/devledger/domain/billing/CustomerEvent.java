package dev.devledger.domain.billing;

import dev.devledger.domain.field.Changes;
import java.time.Instant;

/** What has happened to a customer. */
public sealed interface CustomerEvent extends BillingEvent {
    CustomerId customer();

    @Override
    default BillingId id() {
        return customer();
    }

    record Created(CustomerId customer, BillingKey key, BillingDetails details, Instant at)
            implements CustomerEvent, BillingEvent.Created {}

    record Edited(CustomerId customer, Changes<BillingDetails> changes, Instant at)
            implements CustomerEvent, BillingEvent.Edited {}

    record Deleted(CustomerId customer, Instant at) implements CustomerEvent, BillingEvent.Deleted {}

    record Restored(CustomerId customer, Instant at) implements CustomerEvent, BillingEvent.Restored {}
}
