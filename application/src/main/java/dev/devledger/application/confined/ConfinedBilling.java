package dev.devledger.application.confined;

import dev.devledger.application.billing.BillingQueries;
import dev.devledger.application.billing.BillingView;
import dev.devledger.application.query.DirectoryFilter;
import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import dev.devledger.domain.billing.BillingKind;
import java.util.List;
import java.util.Optional;

/** Customers and services are of no project, as people are. */
public record ConfinedBilling(BillingQueries all) implements BillingQueries {
    @Override
    public Optional<BillingView> find(BillingKind kind, String idOrKey) {
        return all.find(kind, idOrKey);
    }

    @Override
    public Page<BillingView> list(BillingKind kind, DirectoryFilter filter, PageRequest page) {
        return Confinement.current().isNone() ? all.list(kind, filter, page) : new Page<>(List.of(), null);
    }

    @Override
    public BillingQueries asOf(long position) {
        return new ConfinedBilling(all.asOf(position));
    }
}
