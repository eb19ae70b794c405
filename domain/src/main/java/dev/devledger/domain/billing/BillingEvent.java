package dev.devledger.domain.billing;

import dev.devledger.domain.field.Changes;
import java.time.Instant;

/**
 * What has happened to a customer or a service: the same to both, and stored under names of each. Stored for ever: a record of
 * these is never changed, an old revision is upcast.
 */
public sealed interface BillingEvent
        permits CustomerEvent,
                ServiceEvent,
                BillingEvent.Created,
                BillingEvent.Edited,
                BillingEvent.Deleted,
                BillingEvent.Restored {
    BillingId id();

    Instant at();

    sealed interface Created extends BillingEvent permits CustomerEvent.Created, ServiceEvent.Created {
        BillingKey key();

        BillingDetails details();
    }

    sealed interface Edited extends BillingEvent permits CustomerEvent.Edited, ServiceEvent.Edited {
        Changes<BillingDetails> changes();
    }

    sealed interface Deleted extends BillingEvent permits CustomerEvent.Deleted, ServiceEvent.Deleted {}

    sealed interface Restored extends BillingEvent permits CustomerEvent.Restored, ServiceEvent.Restored {}

    static BillingEvent created(BillingCommand.Create create) {
        return switch (create.id()) {
            case CustomerId customer ->
                new CustomerEvent.Created(customer, create.key(), create.details(), create.at());
            case ServiceId service -> new ServiceEvent.Created(service, create.key(), create.details(), create.at());
        };
    }

    static BillingEvent edited(BillingId id, Changes<BillingDetails> changes, Instant at) {
        return switch (id) {
            case CustomerId customer -> new CustomerEvent.Edited(customer, changes, at);
            case ServiceId service -> new ServiceEvent.Edited(service, changes, at);
        };
    }

    static BillingEvent deleted(BillingId id, Instant at) {
        return switch (id) {
            case CustomerId customer -> new CustomerEvent.Deleted(customer, at);
            case ServiceId service -> new ServiceEvent.Deleted(service, at);
        };
    }

    static BillingEvent restored(BillingId id, Instant at) {
        return switch (id) {
            case CustomerId customer -> new CustomerEvent.Restored(customer, at);
            case ServiceId service -> new ServiceEvent.Restored(service, at);
        };
    }
}
