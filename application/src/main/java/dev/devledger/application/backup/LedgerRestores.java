package dev.devledger.application.backup;

/** Where a ledger is put together before anybody sees it. */
public interface LedgerRestores {
    /**
     * Begins one; what an earlier one left is gone.
     *
     * @throws BackupFailure where the ledger here is not empty, or another draft or a replay is under way
     */
    LedgerRestore begin();
}
