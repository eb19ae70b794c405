package dev.devledger.bootstrap;

import com.zaxxer.hikari.HikariDataSource;
import dev.devledger.adapters.backup.GzipBackupFiles;
import dev.devledger.adapters.commandline.Command;
import dev.devledger.adapters.commandline.Command.Complaint;
import dev.devledger.adapters.commandline.CommandInfo;
import dev.devledger.adapters.commandline.ExportCommand;
import dev.devledger.adapters.commandline.ImportCommand;
import dev.devledger.adapters.commandline.KeyCommand;
import dev.devledger.adapters.commandline.TokenCreateCommand;
import dev.devledger.adapters.commandline.TokenListCommand;
import dev.devledger.adapters.commandline.TokenRevokeCommand;
import dev.devledger.adapters.commandline.VerifyCommand;
import dev.devledger.adapters.embeddedpostgres.DataDirectory;
import dev.devledger.adapters.postgres.PostgresEvents;
import dev.devledger.adapters.postgres.PostgresQueries;
import dev.devledger.adapters.postgres.PostgresSyncMemory;
import dev.devledger.adapters.postgres.PostgresTables;
import dev.devledger.adapters.postgres.transfer.PostgresLedgerRestores;
import dev.devledger.adapters.postgres.transfer.PostgresLedgerRestores.RestoreWiring;
import dev.devledger.adapters.sandbox.ticktick.common.Account.SandboxSchema;
import dev.devledger.adapters.security.Vault.VaultRotation;
import dev.devledger.application.access.AccessTokens;
import dev.devledger.application.backup.BackupFiles;
import dev.devledger.application.backup.ImportLedger;
import dev.devledger.application.projection.Projection;
import dev.devledger.application.projection.OutdatedProjections;
import dev.devledger.application.proof.Verification;
import dev.devledger.bootstrap.Stores.Projections;
import dev.devledger.bootstrap.account.ConfiguredEncryptionKeys;
import dev.devledger.bootstrap.database.CommandDatabase;
import dev.devledger.bootstrap.settings.DevledgerProperties;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.info.ProjectInfoAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The beans of the jar's commands, without those of a server. A command is the bean with the command's name, and is
 * made on first use. The class is not marked as a configuration, or the server would find it, too.
 */
@EnableConfigurationProperties(DevledgerProperties.class)
@Import({ProjectInfoAutoConfiguration.class})
class CommandConfiguration {

    @Bean
    Command export(PostgresEvents events, BackupFiles files) {
        return new ExportCommand(events.ledgerRecords, files);
    }

    @Bean("token create")
    Command tokenCreate(AccessTokens tokens, Clock clock) {
        return new TokenCreateCommand(tokens, clock);
    }

    @Bean("token list")
    Command tokenList(AccessTokens tokens) {
        return new TokenListCommand(tokens);
    }

    @Bean("token revoke")
    Command tokenRevoke(AccessTokens tokens) {
        return new TokenRevokeCommand(tokens);
    }

    /** Makes the command {@code import}, which cannot be the method's name, as it is a keyword in Java. */
    @Bean("import")
    Command importCommand(ImportLedger ledger) {
        return new ImportCommand(ledger);
    }

    @Bean
    ImportLedger importLedger(BackupFiles files, CommandDatabase database, PlatformTransactionManager transactions) {
        return new ImportLedger(
                files, new PostgresLedgerRestores(database.pool(), transactions, schema -> restored(database, schema)));
    }

    /** Makes a second set of projections, for the tables into which a ledger is restored. */
    private static RestoreWiring restored(CommandDatabase database, String schema) {
        HikariDataSource pool = database.pool(schema);
        PlatformTransactionManager transactions = new JdbcTransactionManager(pool);
        PostgresTables tables = new PostgresTables(pool, transactions);
        PostgresEvents events = new PostgresEvents(tables);
        return new RestoreWiring(
                pool,
                transactions,
                Projections.of(tables, new PostgresSyncMemory(tables)),
                events.eventLog,
                events.parkedEvents,
                tables.savepoints,
                () -> SandboxSchema.migrate(database.pool()),
                pool::close);
    }

    @Bean
    Command verify(PostgresTables tables, PostgresEvents events, PostgresSyncMemory memory, Clock clock) {
        List<Projection> projections = Projections.of(tables, memory);
        requireOurRows(new OutdatedProjections(projections, tables.generations, tables.fence(projections), clock));
        return new VerifyCommand(
                new Verification(
                        events.eventChain,
                        events.sealedBatches,
                        projections,
                        events.eventLog,
                        events.parkedEvents,
                        tables.savepoints,
                        events.secondReadModel),
                events.verificationRuns,
                clock);
    }

    @Bean
    Command key(DevledgerProperties properties, PostgresSyncMemory memory) {
        DataDirectory folder = DataDirectory.open(properties.dataDir());
        return new KeyCommand(new VaultRotation(ConfiguredEncryptionKeys.of(properties, folder), memory.sealedSecrets));
    }

    /**
     * Refuses rows that another version of the code has made, as they would differ without having been tampered with.
     */
    private static void requireOurRows(OutdatedProjections rebuilds) {
        rebuilds.look();
        if (!rebuilds.stale().isEmpty()) {
            throw Complaint.couldNotRun(
                    "The rows of %s were made by another version of Devledger. They are rebuilt as soon as"
                                    .formatted(String.join(", ", rebuilds.stale()))
                            + " the server of this version runs. Start it, wait until GET /api/projections says"
                            + " live, and verify"
                            + " again.");
        }
    }

    @Bean
    BackupFiles backupFiles(ObjectProvider<BuildProperties> build, Clock clock) {
        String version =
                build.stream().map(BuildProperties::getVersion).findFirst().orElse("dev");
        return new GzipBackupFiles(String.valueOf(version), clock);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean(destroyMethod = "close")
    CommandDatabase commandDatabase(Environment environment, DevledgerProperties properties, CommandInfo command)
            throws IOException {
        return CommandDatabase.open(environment, properties, command.ledger());
    }

    @Bean(destroyMethod = "") // the bean above closes it
    DataSource dataSource(CommandDatabase database) {
        return database.pool();
    }

    @Bean
    PlatformTransactionManager transactionManager(DataSource dataSource) {
        return new JdbcTransactionManager(dataSource);
    }

    @Bean
    PostgresTables tables(DataSource dataSource, PlatformTransactionManager transactionManager) {
        return new PostgresTables(dataSource, transactionManager);
    }

    @Bean
    PostgresEvents events(PostgresTables tables) {
        return new PostgresEvents(tables);
    }

    @Bean
    PostgresSyncMemory memory(PostgresTables tables) {
        return new PostgresSyncMemory(tables);
    }

    /** Makes the access tokens without connectors, as no command calls a service or shows a link. */
    @Bean
    AccessTokens accessTokens(PostgresTables tables, Clock clock) {
        PostgresQueries queries = new PostgresQueries(tables, List.of(), tables.moments(clock, () -> {}), clock);
        return new AccessTokens(
                tables.accessTokenStore, Devledger.accessRules(), queries.projectQueries, () -> {}, clock);
    }
}
