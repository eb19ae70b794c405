package dev.devledger.bootstrap.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The jar as a user runs it: a process of its own with the embedded database, whose console is kept in a file. */
final class JarProcess implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("Devledger is at (http://\\S+?)/?(\"|\\s)");
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    /** For a JVM that does not live long. */
    static final List<String> QUICK = List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    static final Path WHOLE = Path.of(System.getProperty("devledger.jar"));

    private final Process process;
    private final Path dataDir;
    private final Path console;

    private JarProcess(Process process, Path dataDir, Path console) {
        this.process = process;
        this.dataDir = dataDir;
        this.console = console;
    }

    /** Does not wait until it is up. The arguments win over those of all tests. */
    static JarProcess start(Path dataDir, String... arguments) {
        MadeCluster.putInto(dataDir, List.of(arguments));
        return start(UnpackedJar.command(), dataDir, arguments);
    }

    /** The one file that a user has, which takes more than twice the time to start. */
    static JarProcess startWhole(Path dataDir, String... arguments) {
        return start(java("-jar", WHOLE.toString()), dataDir, arguments);
    }

    /** How the JVM is started; what follows is what it runs. */
    static List<String> java(String... rest) {
        List<String> command = new ArrayList<>(List.of(JAVA));
        command.addAll(QUICK);
        command.addAll(List.of(rest));
        return List.copyOf(command);
    }

    /** {@code java} is how the JVM is told what to run. */
    static JarProcess start(List<String> java, Path dataDir, String... arguments) {
        List<String> command = new ArrayList<>(java);
        command.addAll(List.of(
                "--server.port=0",
                "--devledger.data-dir=" + dataDir,
                "--devledger.embedded.binaries=" + TestDatabase.binaries(),
                "--devledger.ticktick.budget=off",
                "--devledger.ticktick.settle=1s",
                "--devledger.sandbox.rate-limit=off",
                "--devledger.sandbox.faults=true"));
        for (String argument : arguments) {
            // Given twice, the values would be joined.
            String name = argument.substring(0, argument.indexOf('=') + 1);
            command.removeIf(each -> !name.isEmpty() && each.startsWith(name));
            command.add(argument);
        }
        try {
            Path console = Files.createTempFile(Path.of("target").toAbsolutePath(), "console-", ".log");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(console.toFile())
                    .start();
            return new JarProcess(process, dataDir, console);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JarProcess awaitUp() {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
            if (!process.isAlive()) {
                throw new AssertionError("It ended with " + process.exitValue() + ":\n" + console());
            }
            return console().contains("Agents connect to ");
        });
        return this;
    }

    Api api() {
        Matcher address = ADDRESS.matcher(console());
        if (!address.find()) {
            throw new AssertionError("It does not say where it is:\n" + console());
        }
        return new Api(URI.create(address.group(1).replace("localhost", "127.0.0.1")), token());
    }

    String token() {
        try {
            return Files.readString(dataDir.resolve("owner.token")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String console() {
        try {
            return Files.readString(console);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** As {@code kill -9} does; its PostgreSQL lives on. */
    void kill() {
        process.destroyForcibly();
        exitCode();
    }

    /** As {@code kill} does; does not wait. */
    void terminate() {
        process.destroy();
    }

    /** As Ctrl-C does; does not wait. */
    void interrupt() {
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(pid())).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    int exitCode() {
        return exitCode(PATIENCE);
    }

    int exitCode(Duration longest) {
        try {
            if (!process.waitFor(longest.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("It does not end:\n" + console());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The process of the PostgreSQL of that data folder, where it lives. */
    static Optional<ProcessHandle> postgres(Path dataDir) {
        try (Stream<Path> files = Files.walk(dataDir, 4)) {
            return files.filter(file -> file.endsWith("postmaster.pid"))
                    .findFirst()
                    .map(JarProcess::firstLine)
                    .map(Long::parseLong)
                    .flatMap(ProcessHandle::of)
                    .filter(ProcessHandle::isAlive);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String firstLine(Path file) {
        try {
            return Files.readAllLines(file).getFirst().strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it where a failed test has left it running. */
    @Override
    public void close() {
        if (process.isAlive()) {
            terminate();
            exitCode();
        }
    }
}
