package dev.devledger.domain.billing;

import java.util.UUID;

public record ServiceId(UUID value) implements BillingId {
    @Override
    public BillingKind kind() {
        return BillingKind.SERVICE;
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
