package dev.devledger.adapters.postgres;

import dev.devledger.adapters.postgres.sql.EventJson;
import dev.devledger.adapters.postgres.sync.PostgresCallLog;
import dev.devledger.adapters.postgres.sync.PostgresClosures;
import dev.devledger.adapters.postgres.sync.PostgresConflictBook;
import dev.devledger.adapters.postgres.sync.PostgresConnectorStates;
import dev.devledger.adapters.postgres.sync.PostgresCycles;
import dev.devledger.adapters.postgres.sync.PostgresEntryLinkBook;
import dev.devledger.adapters.postgres.sync.PostgresFeedCursors;
import dev.devledger.adapters.postgres.sync.PostgresKnownOwners;
import dev.devledger.adapters.postgres.sync.PostgresLease;
import dev.devledger.adapters.postgres.sync.PostgresLeftObjects;
import dev.devledger.adapters.postgres.sync.PostgresLinkBook;
import dev.devledger.adapters.postgres.sync.PostgresNoteWork;
import dev.devledger.adapters.postgres.sync.PostgresPendingApprovals;
import dev.devledger.adapters.postgres.sync.PostgresPendingHints;
import dev.devledger.adapters.postgres.sync.PostgresPendingWork;
import dev.devledger.adapters.postgres.sync.PostgresSealedSecrets;
import dev.devledger.adapters.postgres.sync.PostgresSuspectedAbsences;
import dev.devledger.adapters.postgres.sync.PostgresSyncLag;
import dev.devledger.adapters.postgres.sync.PostgresTimeWork;
import dev.devledger.adapters.postgres.write.RowWrites;
import dev.devledger.application.connection.KnownOwners;
import dev.devledger.application.connection.SealedSecrets;
import dev.devledger.application.sync.connector.CallLogs;
import dev.devledger.application.sync.memory.Closures;
import dev.devledger.application.sync.memory.ConflictBook;
import dev.devledger.application.sync.memory.ConnectorStates;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.memory.EntryLinkBook;
import dev.devledger.application.sync.memory.FeedCursors;
import dev.devledger.application.sync.memory.Lease;
import dev.devledger.application.sync.memory.LeftObjects;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.memory.NoteWork;
import dev.devledger.application.sync.memory.PendingApprovals;
import dev.devledger.application.sync.memory.PendingHints;
import dev.devledger.application.sync.memory.PendingWork;
import dev.devledger.application.sync.memory.SuspectedAbsences;
import dev.devledger.application.sync.memory.SyncLag;
import dev.devledger.application.sync.memory.TimeWork;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.json.JsonMapper;

/** What the sync remembers, and how it is let into its accounts. */
@Configuration(proxyBeanMethods = false)
class SyncMemoryConfiguration {

    private final DataSource dataSource;
    private final JdbcClient jdbc;
    private final RowWrites rows;
    private final PlatformTransactionManager transactions;
    private final JsonMapper json = EventJson.mapper();

    SyncMemoryConfiguration(RowWrites rows, PlatformTransactionManager transactions) {
        this.dataSource = rows.database();
        this.jdbc = rows.jdbc();
        this.rows = rows;
        this.transactions = transactions;
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
        return new PostgresPendingApprovals(jdbc, json, transactions);
    }

    @Bean
    PendingWork syncWork() {
        return new PostgresPendingWork(rows);
    }

    @Bean
    NoteWork noteWork() {
        return new PostgresNoteWork(rows);
    }

    @Bean
    EntryLinkBook entryLinkBook() {
        return new PostgresEntryLinkBook(rows, json);
    }

    @Bean
    TimeWork timeWork() {
        return new PostgresTimeWork(rows.jdbc());
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
        return new PostgresSuspectedAbsences(jdbc);
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
    LeftObjects leftObjects() {
        return new PostgresLeftObjects(rows);
    }

    @Bean
    FeedCursors feedCursors() {
        return new PostgresFeedCursors(rows);
    }

    @Bean
    PendingHints pendingHints() {
        return new PostgresPendingHints(jdbc);
    }

    @Bean
    ConnectorStates connectorStates() {
        return new PostgresConnectorStates(rows);
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
