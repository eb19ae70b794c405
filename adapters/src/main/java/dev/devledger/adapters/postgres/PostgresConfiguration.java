package dev.devledger.adapters.postgres;

import dev.devledger.application.command.WriteGate;
import dev.devledger.application.history.History;
import dev.devledger.application.project.ProjectBoard;
import dev.devledger.application.project.ProjectNotes;
import dev.devledger.application.projection.EventLog;
import dev.devledger.application.projection.ParkedEvents;
import dev.devledger.application.projection.ReplayLog;
import dev.devledger.application.projection.Savepoints;
import dev.devledger.application.projection.ShadowTables;
import dev.devledger.application.sync.LinkBook;
import dev.devledger.application.task.TaskLists;
import dev.devledger.application.tree.ProjectLocks;
import dev.devledger.application.tree.TaskTree;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.json.JsonMapper;

/** The ports that PostgreSQL is behind. All of them take part in the Spring transaction at hand. */
@Configuration(proxyBeanMethods = false)
public class PostgresConfiguration {

    private final JdbcClient jdbc;
    private final PlatformTransactionManager transactions;
    private final JsonMapper json = EventJson.mapper();

    public PostgresConfiguration(DataSource dataSource, PlatformTransactionManager transactions) {
        this.jdbc = JdbcClient.create(dataSource);
        this.transactions = transactions;
    }

    @Bean
    EventLog eventLog() {
        return new PostgresEventLog(jdbc, LedgerSerializer.create(), EventUpcasters.chain());
    }

    @Bean
    ParkedEvents parkedEvents() {
        return new PostgresParkedEvents(jdbc);
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
    ShadowTables shadowTables() {
        return new PostgresShadowTables(jdbc, new PostgresWriteGate(jdbc), transactions);
    }

    @Bean
    WriteGate writeGate() {
        return new PostgresWriteGate(jdbc);
    }

    @Bean
    ProjectBoard projectBoard() {
        return new PostgresProjectBoard(jdbc);
    }

    @Bean
    ProjectNotes projectNotes() {
        return new PostgresProjectNotes(jdbc);
    }

    @Bean
    ProjectLocks projectLocks() {
        return new PostgresProjectLocks(jdbc);
    }

    @Bean
    TaskLists taskLists() {
        return new PostgresTaskLists(jdbc, json);
    }

    @Bean
    TaskTree taskTree() {
        return new PostgresTaskTree(jdbc);
    }

    @Bean
    History history() {
        return new PostgresHistory(jdbc, json);
    }

    @Bean
    LinkBook linkBook() {
        return new PostgresLinkBook(jdbc, json);
    }
}
