package dev.devledger.adapters.postgres;

import dev.devledger.adapters.postgres.eventstore.LedgerSerializer;
import dev.devledger.adapters.postgres.eventstore.LedgerSerializer.EventUpcasters;
import dev.devledger.adapters.postgres.eventstore.PostgresEventLog;
import dev.devledger.adapters.postgres.eventstore.StoredEvents;
import dev.devledger.adapters.postgres.proof.PostgresEventChain;
import dev.devledger.adapters.postgres.proof.PostgresSealedBatches;
import dev.devledger.adapters.postgres.proof.PostgresVerificationRuns;
import dev.devledger.adapters.postgres.rebuild.PostgresParkedEvents;
import dev.devledger.adapters.postgres.rebuild.PostgresReplayRecords;
import dev.devledger.adapters.postgres.rebuild.PostgresSecondReadModel;
import dev.devledger.adapters.postgres.rebuild.PostgresShadowTables;
import dev.devledger.adapters.postgres.rebuild.ShippedSchema;
import dev.devledger.adapters.postgres.transfer.PostgresEventBatches;
import dev.devledger.adapters.postgres.transfer.PostgresImportStore;
import dev.devledger.adapters.postgres.transfer.PostgresLedgerReader;
import dev.devledger.adapters.postgres.write.PostgresVersionFence.BuildId;
import dev.devledger.adapters.postgres.write.PostgresWriteGate;
import dev.devledger.application.backup.LedgerRecord.LedgerReader;
import dev.devledger.application.imports.ImportProgress.ImportStore;
import dev.devledger.application.projection.BulkEvents.EventBatches;
import dev.devledger.application.projection.EventLog;
import dev.devledger.application.projection.EventLog.ParkedEvents;
import dev.devledger.application.projection.ReplayRunner.ReplayRecords;
import dev.devledger.application.projection.ShadowTables;
import dev.devledger.application.proof.Sealing.SealedBatches;
import dev.devledger.application.proof.Verification.EventChain;
import dev.devledger.application.proof.Verification.SecondReadModel;
import dev.devledger.application.proof.Verification.VerificationRuns;

/** The stored events as a whole: reads, replays, proofs, and the transfer between ledgers. */
public final class PostgresEvents extends PostgresModule {
    public final EventLog eventLog =
            new PostgresEventLog(dataSource, LedgerSerializer.create(), EventUpcasters.chain());
    public final EventBatches eventBatches =
            new PostgresEventBatches(dataSource, LedgerSerializer.create(), StoredEvents.ofLedger());
    public final LedgerReader ledgerRecords = new PostgresLedgerReader(dataSource, transactions);
    public final ImportStore importStore = new PostgresImportStore(dataSource, transactions);
    public final ParkedEvents parkedEvents = new PostgresParkedEvents(rowWrites);
    public final ReplayRecords replayLog = new PostgresReplayRecords(jdbc, transactions);
    public final SealedBatches sealedBatches =
            new PostgresSealedBatches(jdbc, new PostgresWriteGate(jdbc), transactions);
    public final EventChain eventChain = new PostgresEventChain(dataSource, new ShippedSchema(dataSource));
    public final VerificationRuns verificationRuns = new PostgresVerificationRuns(jdbc);
    public final SecondReadModel secondReadModel =
            new PostgresSecondReadModel(dataSource, new PostgresWriteGate(jdbc), transactions);

    public PostgresEvents(PostgresTables tables) {
        super(tables.dataSource, tables.transactions);
    }

    /** @param code the build that makes the rows */
    public ShadowTables shadowTables(BuildId code) {
        return new PostgresShadowTables(jdbc, new PostgresWriteGate(jdbc), transactions, code.describe());
    }
}
