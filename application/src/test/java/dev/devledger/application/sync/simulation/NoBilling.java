package dev.devledger.application.sync.simulation;

import dev.devledger.application.directory.BillingItems.BillingDirectory;
import dev.devledger.domain.directory.BillingItem.BillingKey;
import dev.devledger.domain.directory.BillingItem.BillingKind;
import dev.devledger.domain.shared.NameKey;
import java.util.Optional;

/** A ledger that bills nobody. */
final class NoBilling implements BillingDirectory {
    @Override
    public void lock() {}

    @Override
    public Optional<KnownItem> find(BillingKind kind, String idOrKey) {
        return Optional.empty();
    }

    @Override
    public Optional<KnownItem> named(BillingKind kind, NameKey name) {
        return Optional.empty();
    }

    @Override
    public BillingKey nextKey(BillingKind kind) {
        throw new IllegalStateException("no service has any");
    }
}
