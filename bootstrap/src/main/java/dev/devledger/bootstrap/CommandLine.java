package dev.devledger.bootstrap;

import dev.devledger.adapters.commandline.Command;
import dev.devledger.adapters.commandline.Command.Complaint;
import dev.devledger.adapters.commandline.Command.Console;
import dev.devledger.adapters.commandline.Command.Exit;
import dev.devledger.adapters.commandline.CommandArguments;
import dev.devledger.adapters.commandline.CommandInfo;
import dev.devledger.adapters.commandline.CommandInfo.CommandList;
import dev.devledger.adapters.commandline.ExportCommand;
import dev.devledger.adapters.commandline.ImportCommand;
import dev.devledger.adapters.commandline.KeyCommand;
import dev.devledger.adapters.commandline.TokenCreateCommand;
import dev.devledger.adapters.commandline.TokenListCommand;
import dev.devledger.adapters.commandline.TokenRevokeCommand;
import dev.devledger.adapters.commandline.VerifyCommand;
import dev.devledger.bootstrap.start.CommandFailures;
import dev.devledger.bootstrap.start.FailedStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.support.PropertiesLoaderUtils;

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
            KeyCommand.INFO);

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
}
