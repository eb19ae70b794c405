package dev.devledger.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Devledger's own jar in a process of its own, with the PostgreSQL that it brings. */
public final class Server implements AutoCloseable {
    private static final Path JAR = Path.of("bootstrap", "target", "devledger.jar");
    private static final Pattern ADDRESS = Pattern.compile("Devledger is at (http://\\S+?)/?\\s");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /**
     * The same for commands and peer, which are in the same process; what it takes of it is in the table. It is as large
     * from the beginning: a heap that grows does so in one way or another, and of these one costs up to a third of the rate.
     */
    public static final List<String> HEAP = List.of("-Xms512m", "-Xmx512m");

    private final Process process;
    private final Path folder;
    private final Path console;
    private final URI address;
    private final Duration started;

    private Server(Process process, Path folder, Path console, long begun) {
        this.process = process;
        this.folder = folder;
        this.console = console;
        // Whoever ends the benchmark early ends what it has started.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        this.address = awaitAddress();
        this.started = Duration.ofNanos(System.nanoTime() - begun);
    }

    /** With the peer in it. */
    public static Server withPeer(Path folder, String... settings) {
        return start(
                folder, launcher("bench/target/classes", "dev.devledger.bootstrap.DevledgerApplication"), settings);
    }

    /** As a user starts it. */
    public static Server plain(Path folder, String... settings) {
        return plain(JAR, folder, settings);
    }

    /** As a user starts another build. */
    public static Server plain(Path jar, Path folder, String... settings) {
        return start(folder, List.of("-jar", jar.toString()), settings);
    }

    /** The jar with more classes than its own, and another main class. */
    public static List<String> launcher(String classes, String main) {
        return List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-Dloader.path=" + Path.of(classes).toAbsolutePath(),
                "-Dloader.main=" + main,
                "-cp",
                JAR.toString(),
                "org.springframework.boot.loader.launch.PropertiesLauncher");
    }

    public static List<String> command(Path folder, List<String> jar, String... settings) {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(HEAP);
        command.addAll(jar);
        command.addAll(List.of(
                "--server.port=0",
                "--devledger.data-dir=" + folder.toAbsolutePath(),
                "--devledger.embedded.binaries="
                        + Path.of("bench", "target", "postgres").toAbsolutePath(),
                "--devledger.time-zone=UTC"));
        command.addAll(List.of(settings));
        return command;
    }

    private static Server start(Path folder, List<String> jar, String... settings) {
        long begun = System.nanoTime();
        try {
            Files.createDirectories(folder.toAbsolutePath().getParent());
            Path console = Files.createTempFile(Path.of("bench", "target"), "console-", ".log");
            Process process = new ProcessBuilder(command(folder, jar, settings))
                    .redirectErrorStream(true)
                    .redirectOutput(console.toFile())
                    .start();
            return new Server(process, folder, console, begun);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private URI awaitAddress() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (process.isAlive() && System.nanoTime() < deadline) {
            Matcher said = ADDRESS.matcher(console());
            if (said.find() && console().contains("Agents connect to ")) {
                return URI.create(said.group(1).replace("localhost", "127.0.0.1"));
            }
            Pause.of(Duration.ofMillis(10));
        }
        process.destroy();
        throw new IllegalStateException("Devledger did not start:\n" + console());
    }

    private String console() {
        return read(console);
    }

    URI address() {
        return address;
    }

    String token() {
        return read(folder.resolve("owner.token")).strip();
    }

    /** From the start of the process until it said where it is. */
    public Duration started() {
        return started;
    }

    long pid() {
        return process.pid();
    }

    /** The process that all of PostgreSQL's are children of. */
    long postgres() {
        try (Stream<Path> files = Files.walk(folder, 4)) {
            return files.filter(file -> file.endsWith("postmaster.pid"))
                    .findFirst()
                    .map(file -> Long.parseLong(
                            read(file).lines().findFirst().orElseThrow().strip()))
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String jdbcUrl() {
        return read(folder.resolve("database.url")).strip();
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
