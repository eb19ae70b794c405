package dev.devledger.application.billing;

import dev.devledger.application.projection.LedgerEvent;
import dev.devledger.application.projection.Projection;
import dev.devledger.application.projection.Revision;
import dev.devledger.domain.billing.BillingEvent;
import java.time.Instant;

/** A row for each customer and each service. They are few, so each event is applied by itself. */
public record BillingListProjection(BillingList list) implements Projection {
    @Override
    public String name() {
        return "billing";
    }

    @Override
    public int generation() {
        return 1;
    }

    @Override
    public boolean needs(String stream) {
        return stream.startsWith("customer-") || stream.startsWith("service-");
    }

    @Override
    public void apply(LedgerEvent event) {
        if (event.payload() instanceof BillingEvent item) {
            apply(item, event.at(), event.revision());
        }
    }

    private void apply(BillingEvent event, Instant at, Revision revision) {
        switch (event) {
            case BillingEvent.Created e -> list.add(e.id(), e.key(), e.details(), at, revision);
            case BillingEvent.Edited e -> list.edit(e.id(), e.changes(), at, revision);
            case BillingEvent.Deleted e -> list.delete(e.id(), at, revision);
            case BillingEvent.Restored e -> list.restore(e.id(), at, revision);
        }
    }
}
