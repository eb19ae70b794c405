package dev.devledger.application.billing;

import dev.devledger.application.query.DirectoryFilter;
import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import dev.devledger.domain.billing.BillingKind;
import java.util.Optional;

/** Reads of the customers and services. An {@code idOrKey} is the id or the key ({@code C-4}, in any case). */
public interface BillingQueries {
    Optional<BillingView> find(BillingKind kind, String idOrKey);

    /** In the order of their keys. */
    Page<BillingView> list(BillingKind kind, DirectoryFilter filter, PageRequest page);

    /** The same reads of what was there after the event at a position. */
    BillingQueries asOf(long position);
}
