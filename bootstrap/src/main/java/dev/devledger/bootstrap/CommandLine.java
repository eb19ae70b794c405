package dev.devledger.bootstrap;

import com.zaxxer.hikari.HikariDataSource;
import dev.devledger.adapters.backup.GzipBackupFiles;
import dev.devledger.adapters.commandline.Command;
import dev.devledger.adapters.commandline.Command.CommandArguments;
import dev.devledger.adapters.commandline.Command.CommandInfo;
import dev.devledger.adapters.commandline.Command.CommandInfo.CommandList;
import dev.devledger.adapters.commandline.Command.Complaint;
import dev.devledger.adapters.commandline.Command.Console;
import dev.devledger.adapters.commandline.Command.Exit;
import dev.devledger.adapters.commandline.ExportCommand;
import dev.devledger.adapters.commandline.ImportCommand;
import dev.devledger.adapters.commandline.KeyCommand;
import dev.devledger.adapters.commandline.McpCommand;
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
import dev.devledger.adapters.security.EncryptionKey.Vault.VaultRotation;
import dev.devledger.application.access.AccessTokens;
import dev.devledger.application.backup.BackupFiles;
import dev.devledger.application.backup.ImportLedger;
import dev.devledger.application.projection.OutdatedProjections;
import dev.devledger.application.projection.Projection;
import dev.devledger.application.proof.Verification;
import dev.devledger.bootstrap.Stores.Projections;
import dev.devledger.bootstrap.account.ServiceLogin.ConfiguredEncryptionKeys;
import dev.devledger.bootstrap.database.CommandDatabase;
import dev.devledger.bootstrap.settings.DevledgerProperties;
import dev.devledger.bootstrap.start.CommandFailures;
import dev.devledger.bootstrap.start.FailedStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.info.ProjectInfoAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Runs the jar as a command (docs/contract.md, section 1): without a server or background work, and with only the
 * command's own output on the console.
 */
final class CommandLine {
    /** The name for the default, which starts the server. */
    private static final CommandInfo SERVE =
            new CommandInfo("serve", "", Set.of(), "starts the server", CommandInfo.Needs.LEDGER_OR_EMPTY_DATABASE);

    static final List<CommandInfo> COMMANDS = List.of(
            SERVE,
            VerifyCommand.INFO,
            ExportCommand.INFO,
            ImportCommand.INFO,
            TokenCreateCommand.INFO,
            TokenListCommand.INFO,
            TokenRevokeCommand.INFO,
            KeyCommand.INFO,
            McpCommand.INFO);

    private final CommandArguments arguments;
    private final Console console;
    private final CommandFailures failures = new CommandFailures();

    CommandLine(CommandArguments arguments, Console console) {
        this.arguments = arguments;
        this.console = console;
    }

    /** True if the arguments name a command; otherwise they start the server. */
    static boolean isMeantBy(CommandArguments arguments) {
        boolean serve = arguments.words().equals(SERVE.nameWords());
        return (arguments.command().isPresent() && !serve) || arguments.has("help") || arguments.has("version");
    }

    /** Returns the arguments of a server without the word {@code serve}, as the server takes no words. */
    static String[] withoutServe(String... arguments) {
        return Arrays.stream(arguments)
                .filter(each -> !each.equals(SERVE.name()))
                .toArray(String[]::new);
    }

    /** Runs the command, and returns the exit code. */
    int run() {
        silenceStart();
        try {
            return exit().code();
        } catch (RuntimeException e) {
            return complain(e).code();
        }
    }

    /**
     * Keeps failures that happen before the log is set up from the console, where they would be between the results.
     */
    private static void silenceStart() {
        LoggingSystem.get(CommandLine.class.getClassLoader()).setLogLevel(FailedStart.LOGGER, LogLevel.OFF);
    }

    private Exit exit() {
        if (arguments.has("help")) {
            console.out().println(CommandList.of(COMMANDS));
            return Exit.GOOD;
        }
        if (arguments.has("version")) {
            console.out().println("Devledger " + version());
            return Exit.GOOD;
        }
        String name = arguments.command().orElseThrow();
        CommandInfo command =
                COMMANDS.stream().filter(arguments::isFor).findFirst().orElseThrow(() -> noCommand(name));
        arguments.requireFit(command);
        try (ConfigurableApplicationContext context = application(command).run(arguments.forConfiguration(command))) {
            return context.getBean(command.name(), Command.class).run(arguments, console);
        }
    }

    /** Returns the version from the file that the build writes; an IDE does not write it. */
    private static String version() {
        try {
            return PropertiesLoaderUtils.loadAllProperties("META-INF/build-info.properties")
                    .getProperty("build.version", "dev");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns the error for an unknown command. It quotes the word only if each option has a value: otherwise the word
     * may be a value, and secret.
     */
    private Complaint noCommand(String name) {
        return arguments
                .optionWithoutValue()
                .map(option -> Complaint.couldNotRun(
                        "%s has no value. Options are written --name=value, such as --server.port=8081."
                                .formatted(option)))
                .orElseGet(
                        () -> Complaint.couldNotRun("There is no command '%s'. Without a command the server starts.%n%s"
                                .formatted(name, CommandList.of(COMMANDS))));
    }

    private SpringApplication application(CommandInfo command) {
        SpringApplication application = new SpringApplication(CommandConfiguration.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.setLazyInitialization(true);
        application.setDefaultProperties(Map.of("logging.threshold.console", "off"));
        application.addInitializers(
                failures, context -> context.getBeanFactory().registerSingleton("command", command));
        return application;
    }

    private Exit complain(RuntimeException failure) {
        console.err().println(failures.describe(failure));
        if (arguments.has("debug")) {
            failure.printStackTrace(console.err());
        }
        return Complaint.in(failure).map(Complaint::exit).orElse(Exit.COULD_NOT_RUN);
    }

    /**
     * The beans of the jar's commands, without those of a server. A command is the bean with the command's name, and is
     * made on first use. The class is not marked as a configuration, or the server would find it, too.
     */
    @EnableConfigurationProperties(DevledgerProperties.class)
    @Import({ProjectInfoAutoConfiguration.class})
    static class CommandConfiguration {

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
        ImportLedger importLedger(
                BackupFiles files, CommandDatabase database, PlatformTransactionManager transactions) {
            return new ImportLedger(
                    files,
                    new PostgresLedgerRestores(database.pool(), transactions, schema -> restored(database, schema)));
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
            return new KeyCommand(
                    new VaultRotation(ConfiguredEncryptionKeys.of(properties, folder), memory.sealedSecrets));
        }

        @Bean
        Command mcp(DevledgerProperties properties, Environment environment) {
            return new McpCommand(
                    environment.getProperty("server.port", Integer.class, 8080),
                    properties.dataDir(),
                    environment.getProperty("DEVLEDGER_TOKEN", ""));
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
}
