package dev.devledger.application.backup;

import java.util.Objects;

/** Whose account the links are with, where the remote has told (ADR 0009): no event says it. */
public record StoredAccount(String connector, String account, String remoteAccount) implements LedgerRecord {
    public StoredAccount {
        Objects.requireNonNull(connector, "connector");
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(remoteAccount, "remoteAccount");
    }
}
