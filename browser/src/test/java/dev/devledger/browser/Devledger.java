package dev.devledger.browser;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The packaged jar, as a user runs it: in an empty home, with its own database and the sandbox. */
final class Devledger implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("Devledger is at (http://\\S+?)/?(\"|\\s)");
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Path TARGET = Path.of("target").toAbsolutePath();

    private static Devledger shared;
    private static Devledger other;

    private final Path home;
    private final Path console;
    private Process process;

    private static final List<String> USUAL = List.of(
            "--devledger.embedded.binaries=" + TARGET.resolve("postgres-binaries"),
            "--devledger.time-zone=UTC",
            "--devledger.ticktick.budget=off",
            "--devledger.limits.session-requests=off", // all windows of a run share a session
            "--devledger.ticktick.settle=1s",
            "--devledger.sandbox.rate-limit=off",
            "--devledger.sandbox.faults=true");

    private final List<String> settings;

    private Devledger(Path home, List<String> settings) {
        this.home = home;
        this.console = home.resolve("console.txt");
        this.settings = settings;
        this.process = process(0);
    }

    /** With settings of its own, each as on a command line. Whoever starts it closes it. */
    static Devledger with(String... settings) {
        return start(settings);
    }

    /** For all tests that need no ledger of their own. It ends with the JVM. */
    static synchronized Devledger shared() {
        if (shared == null) {
            shared = start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> shared.end(Failures.inRun())));
        }
        return shared;
    }

    /**
     * With a ledger of its own, for the tests that need one in which nothing is yet, one that is nice to look at, one that
     * is stopped, and one that is large: in this order, which is that of the alphabet.
     */
    static synchronized Devledger other() {
        if (other == null) {
            other = start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> other.end(Failures.inRun())));
        }
        return other;
    }

    private static Devledger start(String... settings) {
        return new Devledger(newHome(), List.of(settings)).awaitUp();
    }

    private static Path newHome() {
        try {
            return Files.createTempDirectory(Files.createDirectories(TARGET), "home-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One more node on its database, with the same owner, which does not sync. Whoever starts it closes it before this one. */
    Devledger anotherNode() {
        Path there = newHome();
        try {
            Path folder = Files.createDirectory(
                    there.resolve(".devledger"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.copy(tokenFile(), folder.resolve("owner.token"), StandardCopyOption.COPY_ATTRIBUTES);
            String database = Files.readString(home.resolve(".devledger").resolve("database.url"))
                    .strip();
            return new Devledger(there, List.of("--spring.datasource.url=" + database, "--devledger.ticktick.mode=off"))
                    .awaitUp();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process process(int port) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Duser.home=" + home,
                "-jar",
                System.getProperty("devledger.jar"),
                "--server.port=" + port,
                "--devledger.data-dir=" + home.resolve(".devledger")));
        USUAL.stream().filter(usual -> settings.stream().noneMatch(isOf(usual))).forEach(command::add);
        command.addAll(settings);
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.to(console.toFile()));
            builder.environment().put("HOME", home.toString());
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of a setting that is given twice both would count. */
    private static Predicate<String> isOf(String usual) {
        String name = usual.substring(0, usual.indexOf('=') + 1);
        return setting -> setting.startsWith(name);
    }

    private Devledger awaitUp() {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
            if (!process.isAlive()) {
                throw new AssertionError("It ended with " + process.exitValue() + ":\n" + said());
            }
            return said().contains("Agents connect to ");
        });
        return this;
    }

    private String said() throws IOException {
        return Files.readString(console);
    }

    /** A name, not a number: what a browser trusts with the clipboard, and what the start prints. */
    URI base() {
        try {
            Matcher address = ADDRESS.matcher(said());
            if (!address.find()) {
                throw new AssertionError("It does not say where it is:\n" + said());
            }
            return URI.create(address.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another one after each start: what was begun before, such as a session, is gone. */
    String run() {
        return base() + " " + process.pid();
    }

    Path tokenFile() {
        return home.resolve(".devledger").resolve("owner.token");
    }

    String token() {
        try {
            return Files.readString(tokenFile()).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Api api() {
        return new Api(base(), token());
    }

    /** As Ctrl-C does. How long it took. */
    Duration stop() {
        long begun = System.nanoTime();
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("It does not end:\n" + said());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** At the same address, with what it had. */
    void startAgain() {
        process = process(base().getPort());
        awaitUp();
    }

    @Override
    public void close() {
        end(Failures.inClass());
    }

    /** @param kept what it leaves, for whoever looks why a test failed: some hundred megabytes */
    private void end(boolean kept) {
        if (process.isAlive()) {
            stop();
        }
        if (!kept) {
            remove();
        }
    }

    private void remove() {
        try (Stream<Path> all = Files.walk(home)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
