package dev.devledger.adapters.postgres.sql;

import dev.devledger.domain.directory.BillingItem.BillingKind;

/** The tables of the customers and those of the services, which have the same columns. */
public record BillingTables(String table, String versions, String keys) {
    public static BillingTables of(BillingKind kind) {
        return new BillingTables(kind.word() + "s", kind.word() + "_versions", kind.word() + "_key");
    }
}
