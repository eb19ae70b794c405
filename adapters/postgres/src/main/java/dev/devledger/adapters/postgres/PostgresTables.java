package dev.devledger.adapters.postgres;

import dev.devledger.adapters.postgres.access.PostgresAccessTokenStore;
import dev.devledger.adapters.postgres.access.PostgresBrowserLoginStore;
import dev.devledger.adapters.postgres.access.PostgresPermits;
import dev.devledger.adapters.postgres.eventstore.PostgresIdempotencyStore;
import dev.devledger.adapters.postgres.readmodel.PostgresBillingDirectory;
import dev.devledger.adapters.postgres.readmodel.PostgresBillingDirectory.BillingRows;
import dev.devledger.adapters.postgres.readmodel.PostgresClaimRows;
import dev.devledger.adapters.postgres.readmodel.PostgresDependencyGraph;
import dev.devledger.adapters.postgres.readmodel.PostgresHistoryRows;
import dev.devledger.adapters.postgres.readmodel.PostgresNoteRows;
import dev.devledger.adapters.postgres.readmodel.PostgresPersonDirectory;
import dev.devledger.adapters.postgres.readmodel.PostgresPersonDirectory.PersonRows;
import dev.devledger.adapters.postgres.readmodel.PostgresProjectLocks;
import dev.devledger.adapters.postgres.readmodel.PostgresStatistics;
import dev.devledger.adapters.postgres.readmodel.PostgresTaskTree;
import dev.devledger.adapters.postgres.readmodel.PostgresViewDirectory;
import dev.devledger.adapters.postgres.row.ProjectRows;
import dev.devledger.adapters.postgres.row.TaskRows;
import dev.devledger.adapters.postgres.sql.SqlFailures.DatabaseAway;
import dev.devledger.adapters.postgres.sql.TransactionBound.PostgresSavepoints;
import dev.devledger.adapters.postgres.time.PostgresTimeEntryDirectory;
import dev.devledger.adapters.postgres.time.TimeEntryViews.TimeEntryRows;
import dev.devledger.adapters.postgres.write.PostgresGenerations;
import dev.devledger.adapters.postgres.write.PostgresSettledHead;
import dev.devledger.adapters.postgres.write.PostgresVersionFence;
import dev.devledger.adapters.postgres.write.PostgresWriteGate;
import dev.devledger.adapters.postgres.write.SpareKeys;
import dev.devledger.application.access.AccessTokenStore;
import dev.devledger.application.access.BrowserSessions.BrowserLoginStore;
import dev.devledger.application.access.RequestLimiter.SharedPermits;
import dev.devledger.application.claim.ClaimsProjection.ClaimRows;
import dev.devledger.application.confined.ConfinedProjects.ConfinedLocks;
import dev.devledger.application.confined.ConfinedTasks.ConfinedGraph;
import dev.devledger.application.confined.ConfinedTasks.ConfinedTree;
import dev.devledger.application.confined.ConfinedTime.ConfinedEntries;
import dev.devledger.application.directory.BillingItems.BillingDirectory;
import dev.devledger.application.directory.People.PersonDirectory;
import dev.devledger.application.directory.SavedViews.ViewDirectory;
import dev.devledger.application.entity.ProjectLocks;
import dev.devledger.application.entity.TaskTree;
import dev.devledger.application.history.HistoryProjection.HistoryRows;
import dev.devledger.application.history.Moments;
import dev.devledger.application.ledger.IdempotencyStore;
import dev.devledger.application.ledger.Ledger.StoreOutage;
import dev.devledger.application.ledger.Ledger.WriteGate;
import dev.devledger.application.projection.LiveProjections.Savepoints;
import dev.devledger.application.projection.OutdatedProjections.Generations;
import dev.devledger.application.projection.Projection;
import dev.devledger.application.task.DependencyGraph;
import dev.devledger.application.task.NotesProjection.NoteRows;
import dev.devledger.application.time.TimeEntries.TimeEntryDirectory;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The parts of PostgreSQL that a write needs, and the tables that projections write. All of it takes part in the
 * current Spring transaction.
 */
public final class PostgresTables extends PostgresModule {
    private final SpareKeys taskKeys = new SpareKeys();
    private final SpareKeys projectKeys = new SpareKeys();
    private final PostgresTaskTree tree = new PostgresTaskTree(dataSource, taskKeys);

    public final TaskTree taskTree = new ConfinedTree(tree);
    public final ProjectLocks projectLocks =
            new ConfinedLocks(new PostgresProjectLocks(dataSource, taskKeys, projectKeys));
    public final Generations generations = new PostgresGenerations(jdbc, transactions);
    public final StoreOutage outage = new DatabaseAway();
    public final Savepoints savepoints = new PostgresSavepoints(transactions);
    public final IdempotencyStore answers = new PostgresIdempotencyStore(jdbc, dataSource, transactions, taskKeys);
    public final SharedPermits permits = new PostgresPermits(dataSource);
    public final AccessTokenStore accessTokenStore = new PostgresAccessTokenStore(jdbc, transactions);
    public final BrowserLoginStore browserLoginStore = new PostgresBrowserLoginStore(jdbc);
    public final Projection projectRows = ProjectRows.of(dataSource);
    public final NoteRows notes = new PostgresNoteRows(rowWrites);
    public final ClaimRows claimRows = new PostgresClaimRows(rowWrites);
    public final Projection taskRows = TaskRows.of(dataSource);
    public final HistoryRows history = new PostgresHistoryRows(dataSource);
    public final PostgresStatistics tableStatistics = new PostgresStatistics(dataSource);
    public final DependencyGraph dependencyGraph = new ConfinedGraph(new PostgresDependencyGraph(dataSource), taskTree);
    public final Projection billingRows = BillingRows.of(dataSource);
    public final BillingDirectory billingDirectory = new PostgresBillingDirectory(dataSource);
    public final Projection viewRows = PostgresViewDirectory.rows(dataSource);
    public final ViewDirectory viewDirectory = new PostgresViewDirectory(dataSource);
    public final Projection personRows = PersonRows.of(dataSource);
    public final PersonDirectory personDirectory = new PostgresPersonDirectory(dataSource);
    public final Projection timeEntryRows = TimeEntryRows.of(dataSource, rowWrites);
    public final TimeEntryDirectory timeEntryDirectory =
            new ConfinedEntries(new PostgresTimeEntryDirectory(dataSource), taskTree);

    public PostgresTables(DataSource dataSource, PlatformTransactionManager transactions) {
        super(dataSource, transactions);
    }

    /** Returns the fence that lets only nodes write whose projections make the newest rows. */
    public PostgresVersionFence fence(List<Projection> projections) {
        return new PostgresVersionFence(
                jdbc, projections.stream().collect(Collectors.toMap(Projection::name, Projection::generation)));
    }

    public WriteGate writeGate(PostgresVersionFence fence) {
        return new PostgresWriteGate(dataSource, fence, this::forgetKeys);
    }

    /** @param past throws if the past cannot be read at the moment */
    public Moments moments(Clock clock, Runnable past) {
        return new Moments(new PostgresSettledHead(jdbc), clock, past);
    }

    /** Drops all caches, which must not be used for another server. */
    public void forget() {
        forgetKeys();
        tree.forget();
    }

    private void forgetKeys() {
        taskKeys.forget();
        projectKeys.forget();
    }
}
