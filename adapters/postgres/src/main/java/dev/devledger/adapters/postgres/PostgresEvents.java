package dev.devledger.adapters.postgres;

import dev.devledger.adapters.postgres.eventstore.LedgerSerializer;
import dev.devledger.adapters.postgres.eventstore.LedgerSerializer.EventUpcasters;
import dev.devledger.adapters.postgres.eventstore.PostgresEventLog;
import dev.devledger.adapters.postgres.eventstore.StoredEvents;
import dev.devledger.adapters.postgres.proof.PostgresEventChain;
import dev.devledger.adapters.postgres.proof.PostgresSealedBatches;
import dev.devledger.adapters.postgres.proof.PostgresVerificationRuns;
import dev.devledger.adapters.postgres.rebuild.PostgresParkedEvents;
import dev.devledger.adapters.postgres.rebuild.PostgresReplayLog;
import dev.devledger.adapters.postgres.rebuild.PostgresSecondReadModel;
import dev.devledger.adapters.postgres.rebuild.PostgresShadowTables;
import dev.devledger.adapters.postgres.rebuild.ShippedSchema;
import dev.devledger.adapters.postgres.transfer.PostgresEventBatches;
import dev.devledger.adapters.postgres.transfer.PostgresImportStore;
import dev.devledger.adapters.postgres.transfer.PostgresLedgerRecords;
import dev.devledger.adapters.postgres.write.BuildId;
import dev.devledger.adapters.postgres.write.PostgresWriteGate;
import dev.devledger.application.backup.LedgerRecord.LedgerRecords;
import dev.devledger.application.imports.ImportStore;
import dev.devledger.application.projection.EventLog;
import dev.devledger.application.projection.ManyEvents.EventBatches;
import dev.devledger.application.projection.ParkedEvents;
import dev.devledger.application.projection.ReplayRunner.ReplayLog;
import dev.devledger.application.projection.ShadowTables;
import dev.devledger.application.proof.Sealing.SealedBatches;
import dev.devledger.application.proof.Verification.EventChain;
import dev.devledger.application.proof.Verification.SecondReadModel;
import dev.devledger.application.proof.VerificationRuns;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** The stored events as a whole: read, replayed, proved, and carried from one ledger to another. */
public final class PostgresEvents {
    public final EventLog eventLog;
    public final EventBatches eventBatches;
    public final LedgerRecords ledgerRecords;
    public final ImportStore importStore;
    public final ParkedEvents parkedEvents;
    public final ReplayLog replayLog;
    public final SealedBatches sealedBatches;
    public final EventChain eventChain;
    public final VerificationRuns verificationRuns;
    public final SecondReadModel secondReadModel;

    private final PostgresTables tables;

    public PostgresEvents(PostgresTables tables) {
        this.tables = tables;
        DataSource dataSource = tables.dataSource;
        JdbcClient jdbc = tables.jdbc;
        PlatformTransactionManager transactions = tables.transactions;
        this.eventLog = new PostgresEventLog(dataSource, LedgerSerializer.create(), EventUpcasters.chain());
        this.eventBatches = new PostgresEventBatches(dataSource, LedgerSerializer.create(), StoredEvents.ofLedger());
        this.ledgerRecords = new PostgresLedgerRecords(dataSource, transactions);
        this.importStore = new PostgresImportStore(dataSource, transactions);
        this.parkedEvents = new PostgresParkedEvents(tables.rowWrites);
        this.replayLog = new PostgresReplayLog(jdbc, transactions);
        this.sealedBatches = new PostgresSealedBatches(jdbc, new PostgresWriteGate(jdbc), transactions);
        this.eventChain = new PostgresEventChain(dataSource, new ShippedSchema(dataSource));
        this.verificationRuns = new PostgresVerificationRuns(jdbc);
        this.secondReadModel = new PostgresSecondReadModel(dataSource, new PostgresWriteGate(jdbc), transactions);
    }

    /** @param code what makes the rows */
    public ShadowTables shadowTables(BuildId code) {
        return new PostgresShadowTables(
                tables.jdbc, new PostgresWriteGate(tables.jdbc), tables.transactions, code.describe());
    }
}
