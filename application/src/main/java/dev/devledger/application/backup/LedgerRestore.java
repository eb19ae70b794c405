package dev.devledger.application.backup;

import dev.devledger.application.projection.EventLog;
import dev.devledger.application.projection.ParkedEvents;
import dev.devledger.application.projection.Projection;
import dev.devledger.application.projection.Savepoints;
import java.util.List;

/**
 * A ledger beside the one that all others see, which can take its place as long as that one is empty. Everything here
 * works on the draft. One that is closed, or whose process ends, leaves the other as it was.
 */
public interface LedgerRestore extends AutoCloseable {

    /**
     * Stores what it is given, once.
     *
     * @throws BackupFailure where the records do not fit together: a hash, a chain, a number
     */
    void load(BackupFiles.Content content);

    EventLog log();

    List<Projection> projections();

    ParkedEvents parked();

    Savepoints savepoints();

    /** In one transaction. */
    void inTransaction(Runnable work);

    /**
     * Puts the draft in the place of the empty ledger, in one transaction: keys go on behind the largest one used, and
     * what was not yet at the remote is marked for the sync.
     *
     * @throws BackupFailure where the other is not empty any more
     */
    void publish();

    @Override
    void close();
}
