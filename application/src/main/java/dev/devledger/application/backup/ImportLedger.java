package dev.devledger.application.backup;

import dev.devledger.application.projection.LedgerEvent;
import dev.devledger.application.projection.ReadAhead;
import dev.devledger.application.projection.Rebuilding;
import java.nio.file.Path;
import java.util.List;

/** A ledger from a file, all of it or nothing. */
public record ImportLedger(BackupFiles files, LedgerRestores drafts) {
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
}
