package dev.devledger.adapters.postgres;

import dev.devledger.adapters.postgres.eventstore.StoredEvents;
import dev.devledger.adapters.postgres.history.PostgresAgentWork;
import dev.devledger.adapters.postgres.history.PostgresChangeMoments;
import dev.devledger.adapters.postgres.history.PostgresChangeMoments.ChangeSetEnds;
import dev.devledger.adapters.postgres.history.PostgresChangeSets;
import dev.devledger.adapters.postgres.history.PostgresHistoryCounts;
import dev.devledger.adapters.postgres.history.PostgresHistoryCounts.PostgresDayCounts;
import dev.devledger.adapters.postgres.history.PostgresHistoryCounts.PostgresHistoryNames;
import dev.devledger.adapters.postgres.query.DirectoryRows.PostgresBillingQueries;
import dev.devledger.adapters.postgres.query.DirectoryRows.PostgresPersonQueries;
import dev.devledger.adapters.postgres.query.HistoryEntries;
import dev.devledger.adapters.postgres.query.PostgresAttention;
import dev.devledger.adapters.postgres.query.PostgresChangedEntities;
import dev.devledger.adapters.postgres.query.PostgresClaimQueries;
import dev.devledger.adapters.postgres.query.PostgresHistoryQueries;
import dev.devledger.adapters.postgres.query.PostgresLabels;
import dev.devledger.adapters.postgres.query.PostgresLabels.PostgresEntityNames;
import dev.devledger.adapters.postgres.query.PostgresNoteQueries;
import dev.devledger.adapters.postgres.query.PostgresProjectQueries;
import dev.devledger.adapters.postgres.query.PostgresTaskQueries;
import dev.devledger.adapters.postgres.query.PostgresTaskQueries.PipelinedTaskQueries;
import dev.devledger.adapters.postgres.query.PostgresUndoReads;
import dev.devledger.adapters.postgres.readmodel.PostgresHistoryRows.PostgresLatestChanges;
import dev.devledger.adapters.postgres.readmodel.PostgresReadyTasks;
import dev.devledger.adapters.postgres.sql.EventJson;
import dev.devledger.adapters.postgres.time.PostgresTimeEntryQueries;
import dev.devledger.adapters.postgres.write.PostgresSettledHead;
import dev.devledger.application.Attention;
import dev.devledger.application.claim.Claims.ClaimQueries;
import dev.devledger.application.claim.Claims.NextClaims.ReadyTasks;
import dev.devledger.application.confined.ConfinedHistory;
import dev.devledger.application.confined.ConfinedHistory.ConfinedChanges;
import dev.devledger.application.confined.ConfinedHistory.ConfinedMoments;
import dev.devledger.application.confined.ConfinedLabels;
import dev.devledger.application.confined.ConfinedNotes;
import dev.devledger.application.confined.ConfinedPeople;
import dev.devledger.application.confined.ConfinedPeople.ConfinedBilling;
import dev.devledger.application.confined.ConfinedProjects;
import dev.devledger.application.confined.ConfinedTasks;
import dev.devledger.application.confined.ConfinedTasks.ConfinedClaims;
import dev.devledger.application.confined.ConfinedTime;
import dev.devledger.application.confined.ConfinedUndo;
import dev.devledger.application.directory.BillingItems.BillingQueries;
import dev.devledger.application.directory.People.PersonQueries;
import dev.devledger.application.entity.Labels;
import dev.devledger.application.entity.Labels.EntityNames;
import dev.devledger.application.history.AgentWork;
import dev.devledger.application.history.ChangedEntities;
import dev.devledger.application.history.HistoryCounts.CachedDayCounts;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.HistoryQueries.HistoryNames;
import dev.devledger.application.history.HistoryQueries.RecentChanges;
import dev.devledger.application.history.HistoryQueries.RecentChanges.LastChanges;
import dev.devledger.application.history.Moments;
import dev.devledger.application.history.Moments.SettledHead;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.task.NoteQueries;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.time.TimeEntryQueries;
import dev.devledger.application.undo.UndoChangeSets.UndoReads;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.json.JsonMapper;

/** The queries of the read model, limited to the data that the reader may see. */
public final class PostgresQueries {
    public final ProjectQueries projectQueries;
    public final TaskQueries taskQueries;
    public final TimeEntryQueries timeEntryQueries;
    public final NoteQueries noteQueries;
    public final ClaimQueries claimQueries;
    public final BillingQueries billingQueries;
    public final PersonQueries personQueries;
    public final ReadyTasks readyTasks;
    public final Labels labels;
    public final AgentWork agentWork;
    public final Attention attention;
    public final HistoryNames historyNames;
    public final EntityNames entityNames;
    public final RecentChanges latestChanges;
    public final LastChanges lastChanges;
    public final HistoryQueries historyQueries;
    public final ConfinedMoments confinedMoments;
    public final ChangedEntities changedEntities;
    public final UndoReads undoReads;

    public PostgresQueries(PostgresTables tables, List<ConnectedAccount> accounts, Moments moments, Clock clock) {
        DataSource dataSource = tables.dataSource;
        JdbcClient jdbc = tables.jdbc;
        PlatformTransactionManager transactions = tables.transactions;
        JsonMapper json = EventJson.mapper();
        SettledHead heads = new PostgresSettledHead(jdbc);
        this.projectQueries = new ConfinedProjects(new PostgresProjectQueries(jdbc, accounts, moments));
        this.taskQueries = new ConfinedTasks(
                new PipelinedTaskQueries(
                        new PostgresTaskQueries(dataSource, accounts, moments), tables.rowWrites, dataSource),
                projectQueries);
        this.timeEntryQueries = new ConfinedTime(new PostgresTimeEntryQueries(jdbc, transactions, clock, accounts));
        this.noteQueries = new ConfinedNotes(new PostgresNoteQueries(jdbc), taskQueries);
        this.claimQueries = new ConfinedClaims(new PostgresClaimQueries(jdbc), taskQueries);
        this.billingQueries = new ConfinedBilling(new PostgresBillingQueries(jdbc));
        this.personQueries = new ConfinedPeople(new PostgresPersonQueries(jdbc));
        this.readyTasks = new PostgresReadyTasks(dataSource, taskQueries);
        this.labels = new ConfinedLabels(new PostgresLabels(jdbc), projectQueries, taskQueries);
        this.agentWork = new PostgresAgentWork(jdbc);
        this.attention = new PostgresAttention(jdbc, accounts);
        this.historyNames = new PostgresHistoryNames(jdbc);
        this.entityNames = new PostgresEntityNames(jdbc);
        this.latestChanges = new PostgresLatestChanges(jdbc);
        this.lastChanges = new PostgresLatestChanges(jdbc);
        this.historyQueries = new ConfinedHistory(
                new PostgresHistoryQueries(
                        jdbc, new HistoryEntries(jdbc, json, StoredEvents.ofLedger()), transactions, moments),
                projectQueries,
                taskQueries);
        this.confinedMoments = new ConfinedMoments(
                new PostgresHistoryCounts(jdbc),
                new CachedDayCounts(new PostgresDayCounts(jdbc), heads, clock),
                new PostgresChangeMoments(jdbc, new ChangeSetEnds(jdbc, heads, clock)),
                new PostgresChangeSets(jdbc, moments));
        this.changedEntities = new ConfinedChanges(new PostgresChangedEntities(jdbc));
        this.undoReads = new ConfinedUndo(
                new PostgresUndoReads(dataSource, StoredEvents.ofLedger()),
                taskQueries,
                timeEntryQueries,
                historyQueries);
    }
}
