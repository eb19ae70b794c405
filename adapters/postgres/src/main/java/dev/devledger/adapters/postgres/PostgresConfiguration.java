package dev.devledger.adapters.postgres;

import dev.devledger.adapters.postgres.eventstore.EventUpcasters;
import dev.devledger.adapters.postgres.eventstore.LedgerSerializer;
import dev.devledger.adapters.postgres.eventstore.PostgresEventLog;
import dev.devledger.adapters.postgres.eventstore.PostgresLostCommits;
import dev.devledger.adapters.postgres.eventstore.RememberedRows;
import dev.devledger.adapters.postgres.eventstore.StoredEvents;
import dev.devledger.adapters.postgres.proof.PostgresEventChain;
import dev.devledger.adapters.postgres.proof.PostgresSealedBatches;
import dev.devledger.adapters.postgres.query.HistoryEntries;
import dev.devledger.adapters.postgres.query.PipelinedTaskQueries;
import dev.devledger.adapters.postgres.query.PostgresChangedEntities;
import dev.devledger.adapters.postgres.query.PostgresHistoryQueries;
import dev.devledger.adapters.postgres.query.PostgresLabels;
import dev.devledger.adapters.postgres.query.PostgresProjectQueries;
import dev.devledger.adapters.postgres.query.PostgresTaskQueries;
import dev.devledger.adapters.postgres.query.PostgresTaskTree;
import dev.devledger.adapters.postgres.query.PostgresUndoReads;
import dev.devledger.adapters.postgres.readmodel.PostgresHistory;
import dev.devledger.adapters.postgres.readmodel.PostgresProjectBoard;
import dev.devledger.adapters.postgres.readmodel.PostgresProjectLocks;
import dev.devledger.adapters.postgres.readmodel.PostgresProjectNotes;
import dev.devledger.adapters.postgres.readmodel.PostgresStatistics;
import dev.devledger.adapters.postgres.readmodel.PostgresTaskLists;
import dev.devledger.adapters.postgres.rebuild.PostgresParkedEvents;
import dev.devledger.adapters.postgres.rebuild.PostgresReplayLog;
import dev.devledger.adapters.postgres.rebuild.PostgresSecondReadModel;
import dev.devledger.adapters.postgres.rebuild.PostgresShadowTables;
import dev.devledger.adapters.postgres.rebuild.ShippedSchema;
import dev.devledger.adapters.postgres.sql.DatabaseAway;
import dev.devledger.adapters.postgres.sql.EventJson;
import dev.devledger.adapters.postgres.sql.PostgresSavepoints;
import dev.devledger.adapters.postgres.sync.PostgresCallLog;
import dev.devledger.adapters.postgres.sync.PostgresClosures;
import dev.devledger.adapters.postgres.sync.PostgresConflictBook;
import dev.devledger.adapters.postgres.sync.PostgresConnectorStates;
import dev.devledger.adapters.postgres.sync.PostgresCycles;
import dev.devledger.adapters.postgres.sync.PostgresDoubts;
import dev.devledger.adapters.postgres.sync.PostgresHolds;
import dev.devledger.adapters.postgres.sync.PostgresKnownOwners;
import dev.devledger.adapters.postgres.sync.PostgresLease;
import dev.devledger.adapters.postgres.sync.PostgresLinkBook;
import dev.devledger.adapters.postgres.sync.PostgresSealedSecrets;
import dev.devledger.adapters.postgres.sync.PostgresSyncLag;
import dev.devledger.adapters.postgres.sync.PostgresSyncWork;
import dev.devledger.adapters.postgres.transfer.PostgresEventBatches;
import dev.devledger.adapters.postgres.transfer.PostgresImportStore;
import dev.devledger.adapters.postgres.transfer.PostgresLedgerRecords;
import dev.devledger.adapters.postgres.write.BuildId;
import dev.devledger.adapters.postgres.write.PostgresAnswers;
import dev.devledger.adapters.postgres.write.PostgresFence;
import dev.devledger.adapters.postgres.write.PostgresGenerations;
import dev.devledger.adapters.postgres.write.PostgresSettledHead;
import dev.devledger.adapters.postgres.write.PostgresWriteGate;
import dev.devledger.adapters.postgres.write.RowWrites;
import dev.devledger.adapters.postgres.write.SpareKeys;
import dev.devledger.application.backup.LedgerRecords;
import dev.devledger.application.connection.KnownOwners;
import dev.devledger.application.connection.SealedSecrets;
import dev.devledger.application.history.ChangedEntities;
import dev.devledger.application.history.History;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.Moments;
import dev.devledger.application.imports.ImportStore;
import dev.devledger.application.ledger.IdempotencyStore;
import dev.devledger.application.ledger.LostCommits;
import dev.devledger.application.ledger.StoreOutage;
import dev.devledger.application.ledger.WriteGate;
import dev.devledger.application.many.EventBatches;
import dev.devledger.application.project.ProjectBoard;
import dev.devledger.application.project.ProjectNotes;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.projection.EventLog;
import dev.devledger.application.projection.Generations;
import dev.devledger.application.projection.ParkedEvents;
import dev.devledger.application.projection.Projection;
import dev.devledger.application.projection.Rebuilds;
import dev.devledger.application.projection.ReplayLog;
import dev.devledger.application.projection.Savepoints;
import dev.devledger.application.projection.ShadowTables;
import dev.devledger.application.projection.WriteBatching;
import dev.devledger.application.proof.EventChain;
import dev.devledger.application.proof.SealedBatches;
import dev.devledger.application.proof.SecondReadModel;
import dev.devledger.application.query.Labels;
import dev.devledger.application.sync.connector.CallLogs;
import dev.devledger.application.sync.connector.Connectors;
import dev.devledger.application.sync.memory.Closures;
import dev.devledger.application.sync.memory.ConflictBook;
import dev.devledger.application.sync.memory.ConnectorStates;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.memory.Lease;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.memory.PendingApprovals;
import dev.devledger.application.sync.memory.PendingWork;
import dev.devledger.application.sync.memory.SuspectedAbsences;
import dev.devledger.application.sync.memory.SyncLag;
import dev.devledger.application.task.TaskLists;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.tree.ProjectLocks;
import dev.devledger.application.tree.TaskTree;
import dev.devledger.application.undo.UndoReads;
import java.time.Clock;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.info.GitProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.json.JsonMapper;

/** The ports that PostgreSQL is behind. All of them take part in the Spring transaction at hand. */
@Configuration(proxyBeanMethods = false)
public class PostgresConfiguration {

    private final DataSource dataSource;
    private final JdbcClient jdbc;
    private final RowWrites rows;
    private final PlatformTransactionManager transactions;
    private final SpareKeys taskKeys = new SpareKeys();
    private final SpareKeys projectKeys = new SpareKeys();
    private final PostgresTaskTree taskTree;
    private final JsonMapper json = EventJson.mapper();

    public PostgresConfiguration(DataSource dataSource, PlatformTransactionManager transactions) {
        this.dataSource = dataSource;
        this.jdbc = JdbcClient.create(dataSource);
        this.rows = new RowWrites(dataSource);
        this.transactions = transactions;
        this.taskTree = new PostgresTaskTree(dataSource, taskKeys);
    }

    /** Static, as the transactions that the others take part in are made with it. */
    @Bean
    static LostCommits lostCommits(DataSource dataSource) {
        return new PostgresLostCommits(dataSource);
    }

    @Bean
    Moments moments(Clock clock, ObjectProvider<Rebuilds> rebuilds) {
        return new Moments(new PostgresSettledHead(jdbc), clock, () -> rebuilds.ifAvailable(Rebuilds::requirePast));
    }

    @Bean
    RememberedRows rememberedRows() {
        return () -> {
            forgetKeys();
            taskTree.forget();
        };
    }

    private void forgetKeys() {
        taskKeys.forget();
        projectKeys.forget();
    }

    private static StoredEvents storedEvents() {
        return new StoredEvents(LedgerSerializer.create(), EventUpcasters.chain());
    }

    @Bean
    EventLog eventLog() {
        return new PostgresEventLog(dataSource, LedgerSerializer.create(), EventUpcasters.chain());
    }

    @Bean
    UndoReads undoReads() {
        return new PostgresUndoReads(dataSource, storedEvents());
    }

    @Bean
    ParkedEvents parkedEvents() {
        return new PostgresParkedEvents(rows);
    }

    @Bean
    ReplayLog replayLog() {
        return new PostgresReplayLog(jdbc, transactions);
    }

    @Bean
    Savepoints savepoints() {
        return new PostgresSavepoints(transactions);
    }

    @Bean
    ShadowTables shadowTables(ObjectProvider<BuildProperties> build, ObjectProvider<GitProperties> commit) {
        String code = new BuildId(build.getIfAvailable(), commit.getIfAvailable()).describe();
        return new PostgresShadowTables(jdbc, new PostgresWriteGate(jdbc), transactions, code);
    }

    @Bean
    Generations generations() {
        return new PostgresGenerations(jdbc, transactions);
    }

    @Bean
    PostgresFence fence(ObjectProvider<Projection> projections) {
        return new PostgresFence(
                jdbc, projections.stream().collect(Collectors.toMap(Projection::name, Projection::generation)));
    }

    @Bean
    LedgerRecords ledgerRecords() {
        return new PostgresLedgerRecords(dataSource, transactions);
    }

    @Bean
    WriteBatching roundTrips() {
        return rows;
    }

    @Bean
    ImportStore importStore() {
        return new PostgresImportStore(dataSource, transactions);
    }

    @Bean
    EventBatches eventBatches() {
        return new PostgresEventBatches(dataSource, LedgerSerializer.create(), storedEvents());
    }

    @Bean(destroyMethod = "close")
    PostgresStatistics tableStatistics() {
        return new PostgresStatistics(dataSource);
    }

    @Bean
    WriteGate writeGate(PostgresFence fence) {
        return new PostgresWriteGate(dataSource, fence, this::forgetKeys);
    }

    @Bean
    StoreOutage outage() {
        return new DatabaseAway();
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
    SecondReadModel secondReadModel() {
        return new PostgresSecondReadModel(dataSource, new PostgresWriteGate(jdbc), transactions);
    }

    @Bean
    ProjectBoard projectBoard() {
        return new PostgresProjectBoard(dataSource);
    }

    @Bean
    ProjectNotes projectNotes() {
        return new PostgresProjectNotes(dataSource);
    }

    @Bean
    Labels labels() {
        return new PostgresLabels(jdbc);
    }

    @Bean
    ProjectLocks projectLocks() {
        return new PostgresProjectLocks(dataSource, taskKeys, projectKeys);
    }

    @Bean
    TaskLists taskLists() {
        return new PostgresTaskLists(dataSource, json);
    }

    @Bean
    TaskTree taskTree() {
        return taskTree;
    }

    @Bean
    History history() {
        return new PostgresHistory(dataSource);
    }

    @Bean
    LinkBook linkBook() {
        return new PostgresLinkBook(dataSource, json);
    }

    @Bean
    ConflictBook conflictBook() {
        return new PostgresConflictBook(rows, json);
    }

    @Bean
    PendingApprovals holds() {
        return new PostgresHolds(jdbc, json, transactions);
    }

    @Bean
    ProjectQueries projectQueries(Connectors connectors, Moments moments) {
        return new PostgresProjectQueries(jdbc, connectors.accounts(), moments);
    }

    @Bean
    TaskQueries taskQueries(Connectors connectors, Moments moments) {
        return new PipelinedTaskQueries(
                new PostgresTaskQueries(jdbc, json, connectors.accounts(), moments), rows, dataSource);
    }

    @Bean
    HistoryQueries historyQueries(Moments moments) {
        return new PostgresHistoryQueries(jdbc, new HistoryEntries(json, storedEvents()), transactions, moments);
    }

    @Bean
    ChangedEntities changedEntities() {
        return new PostgresChangedEntities(jdbc);
    }

    @Bean
    PendingWork syncWork() {
        return new PostgresSyncWork(rows);
    }

    @Bean
    SyncLag syncLag() {
        return new PostgresSyncLag(jdbc, json);
    }

    @Bean
    Cycles cycles() {
        return new PostgresCycles(rows, json);
    }

    @Bean
    SuspectedAbsences doubts() {
        return new PostgresDoubts(jdbc);
    }

    @Bean
    Lease lease() {
        return new PostgresLease(jdbc);
    }

    @Bean
    CallLogs callLogs() {
        return account -> new PostgresCallLog(dataSource, account);
    }

    @Bean
    Closures closures() {
        return new PostgresClosures(rows);
    }

    @Bean
    ConnectorStates connectorStates() {
        return new PostgresConnectorStates(rows);
    }

    @Bean
    IdempotencyStore answers() {
        return new PostgresAnswers(jdbc, dataSource, transactions, taskKeys);
    }

    @Bean
    SealedSecrets sealedSecrets() {
        return new PostgresSealedSecrets(jdbc, transactions);
    }

    @Bean
    KnownOwners knownOwners() {
        return new PostgresKnownOwners(jdbc);
    }
}
