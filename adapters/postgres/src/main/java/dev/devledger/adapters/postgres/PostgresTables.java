package dev.devledger.adapters.postgres;

import dev.devledger.adapters.postgres.access.PostgresAccessTokenStore;
import dev.devledger.adapters.postgres.access.PostgresBrowserLoginStore;
import dev.devledger.adapters.postgres.access.PostgresPermits;
import dev.devledger.adapters.postgres.eventstore.PostgresIdempotencyStore;
import dev.devledger.adapters.postgres.readmodel.BillingRows;
import dev.devledger.adapters.postgres.readmodel.PersonRows;
import dev.devledger.adapters.postgres.readmodel.PostgresBillingDirectory;
import dev.devledger.adapters.postgres.readmodel.PostgresClaimRows;
import dev.devledger.adapters.postgres.readmodel.PostgresDependencyGraph;
import dev.devledger.adapters.postgres.readmodel.PostgresHistory;
import dev.devledger.adapters.postgres.readmodel.PostgresNotes;
import dev.devledger.adapters.postgres.readmodel.PostgresPersonDirectory;
import dev.devledger.adapters.postgres.readmodel.PostgresProjectLocks;
import dev.devledger.adapters.postgres.readmodel.PostgresStatistics;
import dev.devledger.adapters.postgres.readmodel.PostgresTaskTree;
import dev.devledger.adapters.postgres.row.ProjectRows;
import dev.devledger.adapters.postgres.row.RowWrites;
import dev.devledger.adapters.postgres.row.TaskRows;
import dev.devledger.adapters.postgres.sql.SqlFailures.DatabaseAway;
import dev.devledger.adapters.postgres.sql.TransactionBound.PostgresSavepoints;
import dev.devledger.adapters.postgres.time.PostgresTimeEntryDirectory;
import dev.devledger.adapters.postgres.time.PostgresWorkedTime;
import dev.devledger.adapters.postgres.time.TimeEntryViews.TimeEntryRows;
import dev.devledger.adapters.postgres.write.PostgresFence;
import dev.devledger.adapters.postgres.write.PostgresGenerations;
import dev.devledger.adapters.postgres.write.PostgresSettledHead;
import dev.devledger.adapters.postgres.write.PostgresWriteGate;
import dev.devledger.adapters.postgres.write.SpareKeys;
import dev.devledger.application.access.AccessTokenStore;
import dev.devledger.application.access.Admissions.SharedPermits;
import dev.devledger.application.access.BrowserSessions.BrowserLoginStore;
import dev.devledger.application.claim.ClaimsProjection.ClaimRows;
import dev.devledger.application.confined.ConfinedProjects.ConfinedLocks;
import dev.devledger.application.confined.ConfinedTasks.ConfinedGraph;
import dev.devledger.application.confined.ConfinedTasks.ConfinedTree;
import dev.devledger.application.confined.ConfinedTime.ConfinedEntries;
import dev.devledger.application.directory.BillingItems.BillingDirectory;
import dev.devledger.application.directory.PersonDirectory;
import dev.devledger.application.entity.ProjectLocks;
import dev.devledger.application.entity.TaskTree;
import dev.devledger.application.history.HistoryProjection.History;
import dev.devledger.application.history.Moments;
import dev.devledger.application.ledger.IdempotencyStore;
import dev.devledger.application.ledger.StoreOutage;
import dev.devledger.application.ledger.WriteGate;
import dev.devledger.application.project.ProjectRow;
import dev.devledger.application.projection.EntityRows;
import dev.devledger.application.projection.LiveProjections.Savepoints;
import dev.devledger.application.projection.PlainRow;
import dev.devledger.application.projection.Projection;
import dev.devledger.application.projection.Rebuilds.Generations;
import dev.devledger.application.task.DependencyGraph;
import dev.devledger.application.task.NotesProjection.Notes;
import dev.devledger.application.task.TaskRow;
import dev.devledger.application.time.TimeEntries.TimeEntryDirectory;
import dev.devledger.application.time.TimeEntryListProjection.WorkedTime;
import dev.devledger.domain.directory.BillingItem;
import dev.devledger.domain.directory.BillingItem.BillingKind;
import dev.devledger.domain.directory.Person;
import dev.devledger.domain.time.TimeEntry;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** What a write needs of PostgreSQL, and the tables that projections write. All of it takes part in the Spring transaction at hand. */
public final class PostgresTables {
    public final RowWrites rowWrites;
    public final TaskTree taskTree;
    public final ProjectLocks projectLocks;
    public final Generations generations;
    public final StoreOutage outage;
    public final Savepoints savepoints;
    public final IdempotencyStore answers;
    public final SharedPermits permits;
    public final AccessTokenStore accessTokenStore;
    public final BrowserLoginStore browserLoginStore;
    public final EntityRows<ProjectRow> projectRows;
    public final Notes notes;
    public final ClaimRows claimRows;
    public final EntityRows<TaskRow> taskRows;
    public final History history;
    public final PostgresStatistics tableStatistics;
    public final DependencyGraph dependencyGraph;
    public final EntityRows<PlainRow<BillingItem>> customerRows;
    public final EntityRows<PlainRow<BillingItem>> serviceRows;
    public final BillingDirectory billingDirectory;
    public final EntityRows<PlainRow<Person>> personRows;
    public final PersonDirectory personDirectory;
    public final EntityRows<PlainRow<TimeEntry>> timeEntryRows;
    public final WorkedTime workedTime;
    public final TimeEntryDirectory timeEntryDirectory;

    final DataSource dataSource;
    final JdbcClient jdbc;
    final PlatformTransactionManager transactions;
    private final SpareKeys taskKeys = new SpareKeys();
    private final SpareKeys projectKeys = new SpareKeys();
    private final PostgresTaskTree tree;

    public PostgresTables(DataSource dataSource, PlatformTransactionManager transactions) {
        this.dataSource = dataSource;
        this.jdbc = JdbcClient.create(dataSource);
        this.transactions = transactions;
        this.tree = new PostgresTaskTree(dataSource, taskKeys);
        this.rowWrites = new RowWrites(dataSource);
        this.taskTree = new ConfinedTree(tree);
        this.projectLocks = new ConfinedLocks(new PostgresProjectLocks(dataSource, taskKeys, projectKeys));
        this.generations = new PostgresGenerations(jdbc, transactions);
        this.outage = new DatabaseAway();
        this.savepoints = new PostgresSavepoints(transactions);
        this.answers = new PostgresIdempotencyStore(jdbc, dataSource, transactions, taskKeys);
        this.permits = new PostgresPermits(dataSource);
        this.accessTokenStore = new PostgresAccessTokenStore(jdbc, transactions);
        this.browserLoginStore = new PostgresBrowserLoginStore(jdbc);
        this.projectRows = ProjectRows.of(dataSource);
        this.notes = new PostgresNotes(dataSource);
        this.claimRows = new PostgresClaimRows(dataSource);
        this.taskRows = TaskRows.of(dataSource);
        this.history = new PostgresHistory(dataSource);
        this.tableStatistics = new PostgresStatistics(dataSource);
        this.dependencyGraph = new ConfinedGraph(new PostgresDependencyGraph(dataSource), taskTree);
        this.customerRows = BillingRows.of(dataSource, BillingKind.CUSTOMER);
        this.serviceRows = BillingRows.of(dataSource, BillingKind.SERVICE);
        this.billingDirectory = new PostgresBillingDirectory(dataSource);
        this.personRows = PersonRows.of(dataSource);
        this.personDirectory = new PostgresPersonDirectory(dataSource);
        this.timeEntryRows = TimeEntryRows.of(dataSource);
        this.workedTime = new PostgresWorkedTime(dataSource);
        this.timeEntryDirectory = new ConfinedEntries(new PostgresTimeEntryDirectory(dataSource), taskTree);
    }

    /** Who may write rows that these projections make. */
    public PostgresFence fence(List<Projection> projections) {
        return new PostgresFence(
                jdbc, projections.stream().collect(Collectors.toMap(Projection::name, Projection::generation)));
    }

    public WriteGate writeGate(PostgresFence fence) {
        return new PostgresWriteGate(dataSource, fence, this::forgetKeys);
    }

    /** @param past throws where what was cannot be told at the moment */
    public Moments moments(Clock clock, Runnable past) {
        return new Moments(new PostgresSettledHead(jdbc), clock, past);
    }

    /** What is known of one server must not be believed of another one. */
    public void forget() {
        forgetKeys();
        tree.forget();
    }

    private void forgetKeys() {
        taskKeys.forget();
        projectKeys.forget();
    }
}
