package dev.devledger.application.backup;

import dev.devledger.application.backup.BackupFiles.BackupFailure;
import dev.devledger.application.projection.EventLog;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.projection.LiveProjections.Savepoints;
import dev.devledger.application.projection.ParkedEvents;
import dev.devledger.application.projection.Prefetch.ReadAhead;
import dev.devledger.application.projection.Projection;
import dev.devledger.application.projection.Rebuilding;
import java.nio.file.Path;
import java.util.List;

/** A ledger from a file, all of it or nothing. */
public record ImportLedger(BackupFiles files, ImportLedger.LedgerRestores drafts) {
    /**
     * What came in.
     *
     * @param parked how many events a projection could not apply; they wait, as in the ledger that they came from
     */
    public record Imported(long events, long parked) {}

    /**
     * Into an empty ledger.
     *
     * @throws BackupFailure where it is not empty, or the file is damaged; nothing has changed then
     */
    public Imported from(Path file) {
        try (LedgerRestore draft = drafts.begin()) {
            draft.load(taker -> files.read(file, taker));
            long events = rebuild(draft);
            long parked = draft.parked().counts().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            draft.publish();
            return new Imported(events, parked);
        }
    }

    /** The read model, with the projections that a write goes through. Answers the number of events. */
    private static long rebuild(LedgerRestore draft) {
        Rebuilding rebuilding = new Rebuilding("an import", draft.projections(), draft.parked(), draft.savepoints());
        long events = 0;
        try (ReadAhead log = new ReadAhead(draft.log(), 0, draft.log().head())) {
            List<LedgerEvent> batch = log.next();
            while (!batch.isEmpty()) {
                rebuilding.apply(batch, draft::inTransaction);
                events += batch.size();
                batch = log.next();
            }
        }
        rebuilding.filled(draft::inTransaction);
        return events;
    }

    /** Where a ledger is put together before anybody sees it. */
    public interface LedgerRestores {
        /**
         * Begins one; what an earlier one left is gone.
         *
         * @throws BackupFailure where the ledger here is not empty, or another draft or a replay is under way
         */
        LedgerRestore begin();
    }

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
}
