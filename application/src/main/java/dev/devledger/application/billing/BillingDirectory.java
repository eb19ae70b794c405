package dev.devledger.application.billing;

import dev.devledger.domain.billing.BillingId;
import dev.devledger.domain.billing.BillingKey;
import dev.devledger.domain.billing.BillingKind;
import dev.devledger.domain.shared.NameKey;
import java.util.Optional;

/** Finds customers and services for a write. */
public interface BillingDirectory {

    record Known(BillingId id, BillingKey key, String name, boolean archived, boolean deleted) {}

    /**
     * Nobody else writes any of them until the transaction ends, so that no two have one name. A write takes this before it
     * sends a command: commands hold locks of their own, and the two kinds are always taken in this order.
     */
    void lock();

    /** Also one that is deleted. */
    Optional<Known> find(BillingKind kind, String idOrKey);

    /** The one that is not deleted and has this name. */
    Optional<Known> named(BillingKind kind, NameKey name);

    /** A key that none of the kind has or had. */
    BillingKey nextKey(BillingKind kind);
}
