package dev.devledger.application.backup;

import dev.devledger.application.backup.BackupFiles.BackupFailure;
import dev.devledger.application.projection.EventLog;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.projection.EventLog.ParkedEvents;
import dev.devledger.application.projection.LiveProjections.Savepoints;
import dev.devledger.application.projection.Prefetch.ReadAhead;
import dev.devledger.application.projection.Projection;
import dev.devledger.application.projection.ProjectionRebuilder;
import java.nio.file.Path;
import java.util.List;

/** Imports a ledger from a file, all of it or nothing. */
public record ImportLedger(BackupFiles files, ImportLedger.LedgerRestores drafts) {
    /**
     * The result of an import.
     *
     * @param parked the number of events that a projection could not apply; they stay parked, as they were in the
     *     exported ledger
     */
    public record Imported(long events, long parked) {}

    /**
     * Imports into an empty ledger.
     *
     * @throws BackupFailure if it is not empty, or the file is damaged; nothing has changed then
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

    /** Builds the read model, with the projections of a live write. Returns the number of events. */
    private static long rebuild(LedgerRestore draft) {
        ProjectionRebuilder rebuilding =
                new ProjectionRebuilder("an import", draft.projections(), draft.parked(), draft.savepoints());
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

    /** Builds a ledger where nobody sees it before it is complete. */
    public interface LedgerRestores {
        /**
         * Begins a draft, and drops an earlier draft.
         *
         * @throws BackupFailure if the present ledger is not empty, or another draft or a replay is under way
         */
        LedgerRestore begin();
    }

    /**
     * A draft of a ledger beside the live ledger, which the draft can replace as long as the live one is empty. Every
     * method works on the draft. If the draft is closed, or its process ends, the live ledger stays as it was.
     */
    public interface LedgerRestore extends AutoCloseable {

        /**
         * Stores the content, once.
         *
         * @throws BackupFailure if the records do not fit together: a hash, a chain, a number
         */
        void load(BackupFiles.Content content);

        EventLog log();

        List<Projection> projections();

        ParkedEvents parked();

        Savepoints savepoints();

        /** Runs the work in one transaction. */
        void inTransaction(Runnable work);

        /**
         * Puts the draft in the place of the empty ledger, in one transaction: new keys follow the largest used one,
         * and changes that the exported ledger had not sent to a service yet are marked for the sync.
         *
         * @throws BackupFailure if the live ledger is not empty any more
         */
        void publish();

        @Override
        void close();
    }
}
