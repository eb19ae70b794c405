package dev.devledger.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.connection.KnownOwners;
import dev.devledger.application.connection.SealedSecrets;
import dev.devledger.application.history.History;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.ledger.IdempotencyStore;
import dev.devledger.application.ledger.WriteGate;
import dev.devledger.application.note.Notes;
import dev.devledger.application.person.PersonDirectory;
import dev.devledger.application.person.PersonList;
import dev.devledger.application.person.PersonQueries;
import dev.devledger.application.project.ProjectBoard;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.projection.EventLog;
import dev.devledger.application.projection.ParkedEvents;
import dev.devledger.application.projection.ReplayLog;
import dev.devledger.application.projection.Savepoints;
import dev.devledger.application.projection.ShadowTables;
import dev.devledger.application.sync.connector.Connectors;
import dev.devledger.application.sync.memory.Closures;
import dev.devledger.application.sync.memory.ConnectorStates;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.memory.Lease;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.memory.PendingWork;
import dev.devledger.application.sync.memory.SyncLag;
import dev.devledger.application.task.TaskLists;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.time.TimeEntryDirectory;
import dev.devledger.application.time.TimeEntryList;
import dev.devledger.application.time.TimeEntryQueries;
import dev.devledger.application.tree.ProjectLocks;
import dev.devledger.application.tree.TaskTree;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;

class PostgresConfigurationTest {

    @ParameterizedTest
    @ValueSource(
            classes = {
                IdempotencyStore.class,
                WriteGate.class,
                History.class,
                HistoryQueries.class,
                ProjectBoard.class,
                Notes.class,
                PersonList.class,
                PersonDirectory.class,
                PersonQueries.class,
                TimeEntryList.class,
                TimeEntryDirectory.class,
                TimeEntryQueries.class,
                ProjectQueries.class,
                EventLog.class,
                ParkedEvents.class,
                ReplayLog.class,
                Savepoints.class,
                ShadowTables.class,
                SealedSecrets.class,
                KnownOwners.class,
                Closures.class,
                ConnectorStates.class,
                Cycles.class,
                Lease.class,
                LinkBook.class,
                SyncLag.class,
                PendingWork.class,
                TaskLists.class,
                TaskQueries.class,
                ProjectLocks.class,
                TaskTree.class
            })
    void each_port_has_its_adapter(Class<?> port) {
        try (Database database = Database.create();
                AnnotationConfigApplicationContext context = context(database)) {
            assertThat(context.getBean(port).getClass().getPackageName())
                    .matches("dev\\.devledger\\.(adapters\\.postgres\\..*|application\\.confined)");
        }
    }

    private static AnnotationConfigApplicationContext context(Database database) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.registerBean(Clock.class, Clock::systemUTC);
        context.registerBean(DataSource.class, () -> database.dataSource);
        context.registerBean(PlatformTransactionManager.class, () -> database.transactions);
        context.registerBean(Connectors.class, () -> new Connectors(List.of()));
        context.register(PostgresConfiguration.class);
        context.refresh();
        return context;
    }
}
