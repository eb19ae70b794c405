package dev.devledger.adapters.embeddedpostgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program to its end. */
final class Program {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** The exit code and the output of a program. */
    record Outcome(int exit, String output) {
        boolean succeeded() {
            return exit == 0;
        }
    }

    private static final String OUTPUT = "output";
    private static final String OUTPUT_END = ".tmp";

    private Program() {}

    /** True if the file has the output of a running program. */
    static boolean isOutput(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(OUTPUT) && name.endsWith(OUTPUT_END);
    }

    static Outcome run(OperatingSystemAccount account, Path folder, List<String> command) throws IOException {
        // The output goes into a file and not a pipe: a database started by pg_ctl may keep a pipe open, and reading it
        // would never end.
        Path output = Files.createTempFile(folder, OUTPUT, OUTPUT_END);
        try {
            Process process = start(account, folder, command, output);
            int exit = awaitExit(process, command);
            return new Outcome(exit, new String(Files.readAllBytes(output), UTF_8).strip());
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static Process start(OperatingSystemAccount account, Path folder, List<String> command, Path output)
            throws IOException {
        List<String> line = new ArrayList<>(account.prefix());
        line.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        // PGDATA, PGPORT, PGOPTIONS and others are about other databases of this machine's user.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    /**
     * Waits without reacting to interrupts, as a half-stopped database is of no use. It waits in steps with a time
     * limit: Spring takes a start that waits without a limit for stuck, and does not wait for it when stopping.
     */
    private static int awaitExit(Process process, List<String> command) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    if (process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                        return process.exitValue();
                    }
                    process.destroyForcibly();
                    throw new IOException(
                            command.getFirst() + " did not end within " + PATIENCE.toMinutes() + " minutes");
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
