package dev.devledger.adapters.postgres;

import dev.devledger.application.authorization.KnownOwners;
import dev.devledger.application.backup.LedgerRecords;
import dev.devledger.application.command.Answers;
import dev.devledger.application.command.LostCommits;
import dev.devledger.application.command.Outage;
import dev.devledger.application.command.WriteGate;
import dev.devledger.application.history.ChangedEntities;
import dev.devledger.application.history.History;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.Moments;
import dev.devledger.application.imports.ImportStore;
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
import dev.devledger.application.projection.RoundTrips;
import dev.devledger.application.projection.Savepoints;
import dev.devledger.application.projection.ShadowTables;
import dev.devledger.application.proof.EventChain;
import dev.devledger.application.proof.SealedBatches;
import dev.devledger.application.proof.SecondReadModel;
import dev.devledger.application.query.Labels;
import dev.devledger.application.secret.SealedSecrets;
import dev.devledger.application.sync.CallLog;
import dev.devledger.application.sync.Closures;
import dev.devledger.application.sync.ConflictBook;
import dev.devledger.application.sync.ConnectedAccount;
import dev.devledger.application.sync.ConnectorStates;
import dev.devledger.application.sync.Cycles;
import dev.devledger.application.sync.Doubts;
import dev.devledger.application.sync.Holds;
import dev.devledger.application.sync.Lease;
import dev.devledger.application.sync.LinkBook;
import dev.devledger.application.sync.SyncLag;
import dev.devledger.application.sync.SyncWork;
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
    private final ConnectedAccount account;
    private final SpareKeys taskKeys = new SpareKeys();
    private final SpareKeys projectKeys = new SpareKeys();
    private final PostgresTaskTree taskTree;
    private final JsonMapper json = EventJson.mapper();

    public PostgresConfiguration(
            DataSource dataSource, PlatformTransactionManager transactions, ConnectedAccount account) {
        this.dataSource = dataSource;
        this.jdbc = JdbcClient.create(dataSource);
        this.rows = new RowWrites(dataSource);
        this.transactions = transactions;
        this.account = account;
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
        String code = new CodeOf(build.getIfAvailable(), commit.getIfAvailable()).told();
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
    RoundTrips roundTrips() {
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
    Outage outage() {
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
    Holds holds() {
        return new PostgresHolds(jdbc, json, transactions);
    }

    @Bean
    ProjectQueries projectQueries(Moments moments) {
        return new PostgresProjectQueries(jdbc, account, moments);
    }

    @Bean
    TaskQueries taskQueries(Moments moments) {
        return new AnsweredTogether(new PostgresTaskQueries(jdbc, json, account, moments), rows, dataSource);
    }

    @Bean
    HistoryQueries historyQueries(Moments moments) {
        return new PostgresHistoryQueries(jdbc, new Telling(json, storedEvents()), transactions, moments);
    }

    @Bean
    ChangedEntities changedEntities() {
        return new PostgresChangedEntities(jdbc);
    }

    @Bean
    SyncWork syncWork() {
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
    Doubts doubts() {
        return new PostgresDoubts(jdbc);
    }

    @Bean
    Lease lease() {
        return new PostgresLease(jdbc);
    }

    @Bean
    CallLog callLog() {
        return new PostgresCallLog(dataSource, account);
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
    Answers answers() {
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
