package dev.devledger.adapters.postgres;

import dev.devledger.adapters.postgres.readmodel.BillingRows;
import dev.devledger.application.directory.BillingListProjection;
import dev.devledger.application.projection.EventLog.Revision;
import dev.devledger.domain.directory.BillingItem.BillingDetails;
import dev.devledger.domain.directory.BillingItem.BillingEvent;
import dev.devledger.domain.directory.BillingItem.BillingId;
import dev.devledger.domain.directory.BillingItem.BillingKey;
import dev.devledger.domain.directory.BillingItem.BillingKind;
import dev.devledger.domain.directory.BillingItem.CustomerEvent;
import dev.devledger.domain.directory.BillingItem.CustomerId;
import dev.devledger.domain.directory.BillingItem.ServiceEvent;
import dev.devledger.domain.directory.BillingItem.ServiceId;
import dev.devledger.domain.field.Changes;
import java.time.Instant;
import javax.sql.DataSource;

/** The rows of customers and services, changed by events of any version, position and time. */
public record RowsOfBilling(BillingListProjection projection) {
    public RowsOfBilling(DataSource database) {
        this(new BillingListProjection(
                BillingRows.of(database, BillingKind.CUSTOMER), BillingRows.of(database, BillingKind.SERVICE)));
    }

    public void add(BillingId id, BillingKey key, BillingDetails details, Instant at, Revision revision) {
        BillingEvent created =
                switch (id) {
                    case CustomerId customer -> new CustomerEvent.Created(customer, key, details, at);
                    case ServiceId service -> new ServiceEvent.Created(service, key, details, at);
                };
        apply(created, at, revision);
    }

    public void edit(BillingId id, Changes<BillingDetails> changes, Instant at, Revision revision) {
        apply(BillingEvent.edited(id, changes, at), at, revision);
    }

    public void delete(BillingId id, Instant at, Revision revision) {
        apply(BillingEvent.deleted(id, at), at, revision);
    }

    public void restore(BillingId id, Instant at, Revision revision) {
        apply(BillingEvent.restored(id, at), at, revision);
    }

    private void apply(BillingEvent event, Instant at, Revision revision) {
        projection.apply(SampleEvents.stored(event.id().address(), event, at, revision));
    }
}
