package dev.devledger.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.devledger.adapters.commandline.Command.CommandArguments;
import dev.devledger.adapters.commandline.Command.Console;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.springframework.boot.logging.LoggingSystem;

/** A command of the jar in this process, which takes a tenth of what a process of its own takes. */
public final class CommandHere {

    /** How it ended, and what it said. */
    public record Result(int exit, String out, String err) {}

    private CommandHere() {}

    /** On a thread of its own: Axon looks for JUnit on the stack, and leaves things out where it finds it. */
    public static Result run(String... arguments) {
        FutureTask<Result> run = new FutureTask<>(() -> result(arguments));
        new Thread(run, "command").start();
        try {
            return run.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Result result(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        // A command silences the log, which is that of others here as well; Spring keeps how in the system properties.
        Properties before = new Properties();
        before.putAll(System.getProperties());
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
        try {
            Console console = new Console(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
            int exit = new CommandLine(CommandArguments.of(CommandLine.COMMANDS, arguments), console).run();
            return new Result(exit, out.toString(UTF_8), err.toString(UTF_8));
        } finally {
            System.setProperties(before);
        }
    }
}
