package dev.devledger.adapters.postgres;

import dev.devledger.adapters.postgres.eventstore.EventUpcasters;
import dev.devledger.adapters.postgres.eventstore.LedgerSerializer;
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
import dev.devledger.adapters.postgres.write.RowWrites;
import dev.devledger.application.backup.LedgerRecords;
import dev.devledger.application.imports.ImportStore;
import dev.devledger.application.many.EventBatches;
import dev.devledger.application.projection.EventLog;
import dev.devledger.application.projection.ParkedEvents;
import dev.devledger.application.projection.ReplayLog;
import dev.devledger.application.projection.ShadowTables;
import dev.devledger.application.proof.EventChain;
import dev.devledger.application.proof.SealedBatches;
import dev.devledger.application.proof.SecondReadModel;
import dev.devledger.application.proof.VerificationRuns;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.info.GitProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** The stored events as a whole: read, replayed, proved, and carried from one ledger to another. */
@Configuration(proxyBeanMethods = false)
class EventLogConfiguration {

    private final DataSource dataSource;
    private final JdbcClient jdbc;
    private final PlatformTransactionManager transactions;

    EventLogConfiguration(DataSource dataSource, PlatformTransactionManager transactions) {
        this.dataSource = dataSource;
        this.jdbc = JdbcClient.create(dataSource);
        this.transactions = transactions;
    }

    @Bean
    EventLog eventLog() {
        return new PostgresEventLog(dataSource, LedgerSerializer.create(), EventUpcasters.chain());
    }

    @Bean
    EventBatches eventBatches() {
        return new PostgresEventBatches(dataSource, LedgerSerializer.create(), StoredEvents.ofLedger());
    }

    @Bean
    LedgerRecords ledgerRecords() {
        return new PostgresLedgerRecords(dataSource, transactions);
    }

    @Bean
    ImportStore importStore() {
        return new PostgresImportStore(dataSource, transactions);
    }

    @Bean
    ParkedEvents parkedEvents(RowWrites rows) {
        return new PostgresParkedEvents(rows);
    }

    @Bean
    ReplayLog replayLog() {
        return new PostgresReplayLog(jdbc, transactions);
    }

    @Bean
    ShadowTables shadowTables(ObjectProvider<BuildProperties> build, ObjectProvider<GitProperties> commit) {
        String code = new BuildId(build.getIfAvailable(), commit.getIfAvailable()).describe();
        return new PostgresShadowTables(jdbc, new PostgresWriteGate(jdbc), transactions, code);
    }

    @Bean
    SealedBatches sealedBatches() {
        return new PostgresSealedBatches(jdbc, new PostgresWriteGate(jdbc), transactions);
    }

    @Bean
    EventChain eventChain() {
        return new PostgresEventChain(dataSource, new ShippedSchema(dataSource));
    }

    @Bean
    VerificationRuns verificationRuns(RowWrites rows) {
        return new PostgresVerificationRuns(rows.jdbc());
    }

    @Bean
    SecondReadModel secondReadModel() {
        return new PostgresSecondReadModel(dataSource, new PostgresWriteGate(jdbc), transactions);
    }
}
