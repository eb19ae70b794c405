package dev.devledger.domain.billing;

import java.util.UUID;

public record CustomerId(UUID value) implements BillingId {
    @Override
    public BillingKind kind() {
        return BillingKind.CUSTOMER;
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
