package dev.devledger.application.backup;

/** A thing that a ledger consists of: everything else in it is built from these. */
public sealed interface LedgerRecord permits StoredEvent, StoredBatch, StoredAccount, SandboxRow {}
