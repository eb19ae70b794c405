package dev.devledger.application.backup;

import java.util.function.Consumer;

/** Everything that a ledger consists of, in the order in which it can be put into another one. */
public interface LedgerRecords {
    /**
     * Gives each once: the ledger as it was at one moment. First the events in the order of their positions, then the
     * batches in that of their numbers, then the accounts,
     * then the sandbox. Writers go on meanwhile; none of them can still add an event
     * before the last one given.
     *
     * @throws BackupFailure where a write takes so long that it cannot be told which event is the last
     */
    void read(Consumer<LedgerRecord> each);
}
