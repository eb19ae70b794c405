package dev.devledger.domain.billing;

import dev.devledger.domain.field.Changes;
import java.time.Instant;

/** What has happened to a service. */
public sealed interface ServiceEvent extends BillingEvent {
    ServiceId service();

    @Override
    default BillingId id() {
        return service();
    }

    record Created(ServiceId service, BillingKey key, BillingDetails details, Instant at)
            implements ServiceEvent, BillingEvent.Created {}

    record Edited(ServiceId service, Changes<BillingDetails> changes, Instant at) implements ServiceEvent, BillingEvent.Edited {}

    record Deleted(ServiceId service, Instant at) implements ServiceEvent, BillingEvent.Deleted {}

    record Restored(ServiceId service, Instant at) implements ServiceEvent, BillingEvent.Restored {}
}
