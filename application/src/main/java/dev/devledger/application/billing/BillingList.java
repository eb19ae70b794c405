package dev.devledger.application.billing;

import dev.devledger.domain.field.Changes;
import dev.devledger.application.projection.Revision;
import dev.devledger.domain.billing.BillingDetails;
import dev.devledger.domain.billing.BillingId;
import dev.devledger.domain.billing.BillingKey;
import java.time.Instant;

/**
 * The rows of the customers and of the services. Each method can be repeated; one that finds no row to change throws, since
 * an event that changes nothing is an event that was not applied.
 */
public interface BillingList {
    void add(BillingId id, BillingKey key, BillingDetails details, Instant at, Revision revision);

    void edit(BillingId id, Changes<BillingDetails> changes, Instant at, Revision revision);

    void delete(BillingId id, Instant at, Revision revision);

    void restore(BillingId id, Instant at, Revision revision);
}
