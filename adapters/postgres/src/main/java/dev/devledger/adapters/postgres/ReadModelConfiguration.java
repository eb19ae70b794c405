package dev.devledger.adapters.postgres;

import dev.devledger.adapters.postgres.eventstore.StoredEvents;
import dev.devledger.adapters.postgres.history.LedgerSpans;
import dev.devledger.adapters.postgres.history.PostgresAgentWork;
import dev.devledger.adapters.postgres.history.PostgresChangeSets;
import dev.devledger.adapters.postgres.history.PostgresDayCounts;
import dev.devledger.adapters.postgres.history.PostgresHistoryCounts;
import dev.devledger.adapters.postgres.history.PostgresHistoryMarks;
import dev.devledger.adapters.postgres.history.PostgresHistoryNames;
import dev.devledger.adapters.postgres.names.PostgresEntityNames;
import dev.devledger.adapters.postgres.query.HistoryEntries;
import dev.devledger.adapters.postgres.query.PipelinedTaskQueries;
import dev.devledger.adapters.postgres.query.PostgresBillingQueries;
import dev.devledger.adapters.postgres.query.PostgresChangedEntities;
import dev.devledger.adapters.postgres.query.PostgresClaimQueries;
import dev.devledger.adapters.postgres.query.PostgresHistoryQueries;
import dev.devledger.adapters.postgres.query.PostgresLabels;
import dev.devledger.adapters.postgres.query.PostgresNoteQueries;
import dev.devledger.adapters.postgres.query.PostgresPersonQueries;
import dev.devledger.adapters.postgres.query.PostgresProjectQueries;
import dev.devledger.adapters.postgres.query.PostgresTaskQueries;
import dev.devledger.adapters.postgres.query.PostgresUndoReads;
import dev.devledger.adapters.postgres.readmodel.PostgresBillingDirectory;
import dev.devledger.adapters.postgres.readmodel.PostgresBillingList;
import dev.devledger.adapters.postgres.readmodel.PostgresClaimRows;
import dev.devledger.adapters.postgres.readmodel.PostgresDependencyGraph;
import dev.devledger.adapters.postgres.readmodel.PostgresHistory;
import dev.devledger.adapters.postgres.readmodel.PostgresLastChanges;
import dev.devledger.adapters.postgres.readmodel.PostgresLatestChanges;
import dev.devledger.adapters.postgres.readmodel.PostgresNotes;
import dev.devledger.adapters.postgres.readmodel.PostgresPersonDirectory;
import dev.devledger.adapters.postgres.readmodel.PostgresPersonList;
import dev.devledger.adapters.postgres.readmodel.PostgresProjectBoard;
import dev.devledger.adapters.postgres.readmodel.PostgresReadyTasks;
import dev.devledger.adapters.postgres.readmodel.PostgresStatistics;
import dev.devledger.adapters.postgres.readmodel.PostgresTaskLists;
import dev.devledger.adapters.postgres.sql.EventJson;
import dev.devledger.adapters.postgres.write.PostgresSettledHead;
import dev.devledger.adapters.postgres.write.RowWrites;
import dev.devledger.application.billing.BillingDirectory;
import dev.devledger.application.billing.BillingList;
import dev.devledger.application.billing.BillingQueries;
import dev.devledger.application.claim.ClaimQueries;
import dev.devledger.application.claim.ClaimRows;
import dev.devledger.application.claim.ReadyTasks;
import dev.devledger.application.confined.ConfinedBilling;
import dev.devledger.application.confined.ConfinedChanges;
import dev.devledger.application.confined.ConfinedClaims;
import dev.devledger.application.confined.ConfinedGraph;
import dev.devledger.application.confined.ConfinedHistory;
import dev.devledger.application.confined.ConfinedLabels;
import dev.devledger.application.confined.ConfinedMoments;
import dev.devledger.application.confined.ConfinedNotes;
import dev.devledger.application.confined.ConfinedPeople;
import dev.devledger.application.confined.ConfinedProjects;
import dev.devledger.application.confined.ConfinedTasks;
import dev.devledger.application.confined.ConfinedUndo;
import dev.devledger.application.dependency.DependencyGraph;
import dev.devledger.application.history.AgentWork;
import dev.devledger.application.history.ChangedEntities;
import dev.devledger.application.history.EntityNames;
import dev.devledger.application.history.History;
import dev.devledger.application.history.HistoryNames;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.LastChanges;
import dev.devledger.application.history.LatestChanges;
import dev.devledger.application.history.Moments;
import dev.devledger.application.history.RememberedDays;
import dev.devledger.application.history.SettledHead;
import dev.devledger.application.note.NoteQueries;
import dev.devledger.application.note.Notes;
import dev.devledger.application.person.PersonDirectory;
import dev.devledger.application.person.PersonList;
import dev.devledger.application.person.PersonQueries;
import dev.devledger.application.project.ProjectBoard;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.query.Labels;
import dev.devledger.application.sync.connector.Connectors;
import dev.devledger.application.task.TaskLists;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.time.TimeEntryQueries;
import dev.devledger.application.tree.TaskTree;
import dev.devledger.application.undo.UndoReads;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.json.JsonMapper;

/** The read model's tables: what projections write and what is read from them, as far as who reads may see it. */
@Configuration(proxyBeanMethods = false)
class ReadModelConfiguration {

    private final DataSource dataSource;
    private final JdbcClient jdbc;
    private final RowWrites rows;
    private final PlatformTransactionManager transactions;
    private final JsonMapper json = EventJson.mapper();

    ReadModelConfiguration(RowWrites rows, PlatformTransactionManager transactions) {
        this.dataSource = rows.database();
        this.jdbc = rows.jdbc();
        this.rows = rows;
        this.transactions = transactions;
    }

    @Bean
    ProjectBoard projectBoard() {
        return new PostgresProjectBoard(dataSource);
    }

    @Bean
    Notes notes() {
        return new PostgresNotes(dataSource);
    }

    @Bean
    ClaimRows claimRows() {
        return new PostgresClaimRows(dataSource);
    }

    @Bean
    TaskLists taskLists() {
        return new PostgresTaskLists(dataSource, json);
    }

    @Bean
    History history() {
        return new PostgresHistory(dataSource);
    }

    @Bean(destroyMethod = "close")
    PostgresStatistics tableStatistics() {
        return new PostgresStatistics(dataSource);
    }

    @Bean
    DependencyGraph dependencyGraph(TaskTree tree) {
        return new ConfinedGraph(new PostgresDependencyGraph(dataSource), tree);
    }

    @Bean
    BillingList billingList() {
        return new PostgresBillingList(dataSource);
    }

    @Bean
    BillingDirectory billingDirectory() {
        return new PostgresBillingDirectory(dataSource);
    }

    @Bean
    BillingQueries billingQueries() {
        return new ConfinedBilling(new PostgresBillingQueries(jdbc));
    }

    @Bean
    PersonList personList() {
        return new PostgresPersonList(dataSource);
    }

    @Bean
    PersonDirectory personDirectory() {
        return new PostgresPersonDirectory(dataSource);
    }

    @Bean
    PersonQueries personQueries() {
        return new ConfinedPeople(new PostgresPersonQueries(jdbc));
    }

    @Bean
    ProjectQueries projectQueries(Connectors connectors, Moments moments) {
        return new ConfinedProjects(new PostgresProjectQueries(jdbc, connectors.accounts(), moments));
    }

    @Bean
    NoteQueries noteQueries(TaskQueries tasks) {
        return new ConfinedNotes(new PostgresNoteQueries(jdbc), tasks);
    }

    @Bean
    ClaimQueries claimQueries(TaskQueries tasks) {
        return new ConfinedClaims(new PostgresClaimQueries(jdbc), tasks);
    }

    @Bean
    TaskQueries taskQueries(Connectors connectors, Moments moments, ProjectQueries projects) {
        return new ConfinedTasks(
                new PipelinedTaskQueries(
                        new PostgresTaskQueries(dataSource, json, connectors.accounts(), moments), rows, dataSource),
                projects);
    }

    @Bean
    ReadyTasks readyTasks(TaskQueries tasks) {
        return new PostgresReadyTasks(dataSource, tasks);
    }

    @Bean
    Labels labels(ProjectQueries projects, TaskQueries tasks) {
        return new ConfinedLabels(new PostgresLabels(jdbc), projects, tasks);
    }

    @Bean
    AgentWork agentWork() {
        return new PostgresAgentWork(jdbc);
    }

    @Bean
    HistoryNames historyNames() {
        return new PostgresHistoryNames(jdbc);
    }

    @Bean
    EntityNames entityNames() {
        return new PostgresEntityNames(jdbc);
    }

    @Bean
    LatestChanges latestChanges() {
        return new PostgresLatestChanges(jdbc);
    }

    @Bean
    LastChanges lastChanges() {
        return new PostgresLastChanges(jdbc);
    }

    @Bean
    HistoryQueries historyQueries(Moments moments, ProjectQueries projects, TaskQueries tasks) {
        HistoryEntries telling = new HistoryEntries(jdbc, json, StoredEvents.ofLedger());
        return new ConfinedHistory(new PostgresHistoryQueries(jdbc, telling, transactions, moments), projects, tasks);
    }

    @Bean
    ConfinedMoments confinedMoments(Clock clock, Moments moments) {
        SettledHead heads = new PostgresSettledHead(jdbc);
        return new ConfinedMoments(
                new PostgresHistoryCounts(jdbc),
                new RememberedDays(new PostgresDayCounts(jdbc), heads, clock),
                new PostgresHistoryMarks(jdbc, new LedgerSpans(jdbc, heads, clock)),
                new PostgresChangeSets(jdbc, moments));
    }

    @Bean
    ChangedEntities changedEntities() {
        return new ConfinedChanges(new PostgresChangedEntities(jdbc));
    }

    @Bean
    UndoReads undoReads(TaskQueries tasks, TimeEntryQueries time, HistoryQueries history) {
        return new ConfinedUndo(new PostgresUndoReads(dataSource, StoredEvents.ofLedger()), tasks, time, history);
    }
}
