package dev.devledger.application.sync.simulation;

import dev.devledger.application.directory.BillingItems.BillingDirectory;
import dev.devledger.domain.directory.BillingItem.BillingKey;
import dev.devledger.domain.directory.BillingItem.BillingKind;
import dev.devledger.domain.shared.NormalizedName;
import java.util.Optional;

/** A ledger that bills nobody. */
final class NoBilling implements BillingDirectory {
    @Override
    public void lock() {}

    @Override
    public Optional<StoredItem> find(BillingKind kind, String idOrKey) {
        return Optional.empty();
    }

    @Override
    public Optional<StoredItem> named(BillingKind kind, NormalizedName name) {
        return Optional.empty();
    }

    @Override
    public BillingKey nextKey(BillingKind kind) {
        throw new IllegalStateException("no service has any");
    }
}
