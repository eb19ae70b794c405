package dev.devledger.domain.billing;

import dev.devledger.domain.field.Patch;
import dev.devledger.domain.shared.Addressed;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked of a customer or a service. {@code expectedVersion} is the version that the caller saw, null where it does
 * not mind.
 */
public sealed interface BillingCommand extends Addressed {
    BillingId id();

    Instant at();

    @Override
    default String address() {
        return id().address();
    }

    record Create(BillingId id, BillingKey key, BillingDetails details, Instant at) implements BillingCommand {}

    record Edit(BillingId id, Patch<BillingDetails> edit, @Nullable Long expectedVersion, Instant at) implements BillingCommand {}

    record Delete(BillingId id, @Nullable Long expectedVersion, Instant at) implements BillingCommand {}

    record Restore(BillingId id, @Nullable Long expectedVersion, Instant at) implements BillingCommand {}
}
