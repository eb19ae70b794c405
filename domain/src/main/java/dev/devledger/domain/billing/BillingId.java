package dev.devledger.domain.billing;

import java.util.UUID;

/** Of a customer or a service. */
public sealed interface BillingId permits CustomerId, ServiceId {
    UUID value();

    BillingKind kind();

    /** Its event stream. */
    default String address() {
        return kind().word() + "-" + value();
    }
}
