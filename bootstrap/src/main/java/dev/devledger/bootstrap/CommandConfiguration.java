package dev.devledger.bootstrap;

import dev.devledger.adapters.backup.GzipBackupFiles;
import dev.devledger.adapters.commandline.Command;
import dev.devledger.adapters.commandline.CommandInfo;
import dev.devledger.adapters.commandline.Complaint;
import dev.devledger.adapters.commandline.ExportCommand;
import dev.devledger.adapters.commandline.ImportCommand;
import dev.devledger.adapters.commandline.KeyCommand;
import dev.devledger.adapters.commandline.TokenCreateCommand;
import dev.devledger.adapters.commandline.TokenListCommand;
import dev.devledger.adapters.commandline.TokenRevokeCommand;
import dev.devledger.adapters.commandline.VerifyCommand;
import dev.devledger.adapters.embeddedpostgres.DataDirectory;
import dev.devledger.adapters.postgres.PostgresConfiguration;
import dev.devledger.adapters.postgres.transfer.PostgresLedgerRestores;
import dev.devledger.adapters.security.VaultRotation;
import dev.devledger.application.access.AccessTokens;
import dev.devledger.application.backup.BackupFiles;
import dev.devledger.application.backup.ImportLedger;
import dev.devledger.application.backup.LedgerRecords;
import dev.devledger.application.connection.SealedSecrets;
import dev.devledger.application.ledger.Fence;
import dev.devledger.application.projection.EventLog;
import dev.devledger.application.projection.Generations;
import dev.devledger.application.projection.ParkedEvents;
import dev.devledger.application.projection.Projection;
import dev.devledger.application.projection.Rebuilds;
import dev.devledger.application.projection.Savepoints;
import dev.devledger.application.proof.EventChain;
import dev.devledger.application.proof.SealedBatches;
import dev.devledger.application.proof.SecondReadModel;
import dev.devledger.application.proof.Verification;
import dev.devledger.application.proof.VerificationRuns;
import dev.devledger.application.sync.connector.Connectors;
import dev.devledger.bootstrap.account.ConfiguredKey;
import dev.devledger.bootstrap.command.CommandDatabase;
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
 * What the commands of the jar need, and nothing of a server. A command is the bean of its name; it and what it needs is
 * made when it is asked for. Not marked as a configuration, or the server would find it too.
 */
@EnableConfigurationProperties(DevledgerProperties.class)
@Import({
    PostgresConfiguration.class,
    ProjectionConfiguration.class,
    AccessConfiguration.class,
    ProjectInfoAutoConfiguration.class
})
class CommandConfiguration {

    @Bean
    Command export(LedgerRecords ledger, BackupFiles files) {
        return new ExportCommand(ledger, files);
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

    /** Not {@code import}, which is no name in Java. */
    @Bean("import")
    Command importCommand(ImportLedger ledger) {
        return new ImportCommand(ledger);
    }

    @Bean
    ImportLedger importLedger(
            BackupFiles files,
            CommandDatabase database,
            PlatformTransactionManager transactions,
            Connectors connectors,
            Clock clock) {
        return new ImportLedger(
                files,
                new PostgresLedgerRestores(
                        database.pool(),
                        transactions,
                        schema -> RestoreContext.on(database.pool(schema), database.pool(), connectors, clock)));
    }

    @Bean
    Command verify(
            EventChain chain,
            SealedBatches batches,
            List<Projection> projections,
            EventLog log,
            ParkedEvents parked,
            Savepoints savepoints,
            SecondReadModel second,
            VerificationRuns runs,
            Generations generations,
            Fence fence,
            Clock clock) {
        requireOurRows(new Rebuilds(projections, generations, fence, clock));
        return new VerifyCommand(
                new Verification(chain, batches, projections, log, parked, savepoints, second), runs, clock);
    }

    @Bean
    Command key(DevledgerProperties properties, SealedSecrets secrets) {
        DataDirectory folder = DataDirectory.open(properties.dataDir());
        return new KeyCommand(new VaultRotation(ConfiguredKey.of(properties, folder), secrets));
    }

    /** Rows that other code has made differ from those that this one would make, and nobody has changed them. */
    private static void requireOurRows(Rebuilds rebuilds) {
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

    @Bean(destroyMethod = "") // the one above closes it
    DataSource dataSource(CommandDatabase database) {
        return database.pool();
    }

    @Bean
    PlatformTransactionManager transactionManager(DataSource dataSource) {
        return new JdbcTransactionManager(dataSource);
    }

    /** No command calls a remote, or shows a link. */
    @Bean
    Connectors connectors() {
        return new Connectors(List.of());
    }
}
