package dev.devledger.bootstrap.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The jar at work on a large ledger, as server or as command, with a heap of a known size and its memory watched. */
final class LargeProcess implements AutoCloseable {
    private static final String JAR = System.getProperty("devledger.jar");
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final long LOOK_NANOS = 50_000_000;

    private final JarProcess jar;
    private volatile long peak;

    private LargeProcess(JarProcess jar) {
        this.jar = jar;
        Thread.ofVirtual().start(this::watch);
    }

    static LargeProcess server(String heap, Path folder, String... settings) {
        LargeProcess process = new LargeProcess(JarProcess.start(jvm(heap, ""), folder, settings));
        process.jar.awaitUp();
        return process;
    }

    static LargeProcess command(String heap, Path folder, String command, String... arguments) {
        return new LargeProcess(JarProcess.start(jvm(heap, command), folder, arguments));
    }

    /** As a JVM is that nobody has told anything but its heap: the flags of the tests are taken back. */
    private static List<String> jvm(String heap, String command) {
        return command.isEmpty()
                ? JarProcess.java(heap, "-XX:TieredStopAtLevel=4", "-XX:-UseSerialGC", "-XX:+UseG1GC", "-jar", JAR)
                : JarProcess.java(heap, "-XX:TieredStopAtLevel=4", "-jar", JAR, command);
    }

    Api api() {
        return jar.api();
    }

    int end() {
        return jar.exitCode(LONGEST);
    }

    String console() {
        return jar.console();
    }

    String lastLine() {
        return console().strip().lines().reduce("", (before, line) -> line);
    }

    /** The most memory that the process has had, not only its heap. */
    String memory() {
        look();
        return "%,d MB".formatted(peak >> 10);
    }

    /** From here on the peak is a new one. */
    void forgetPeak() {
        try {
            Files.writeString(Path.of("/proc", String.valueOf(jar.pid()), "clear_refs"), "5");
            peak = 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A command's last look is the one before its end. */
    private void watch() {
        while (ProcessHandle.of(jar.pid()).filter(ProcessHandle::isAlive).isPresent()) {
            look();
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private void look() {
        try {
            Files.readAllLines(Path.of("/proc", String.valueOf(jar.pid()), "status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .forEach(kilobytes -> peak = Math.max(peak, kilobytes));
        } catch (IOException e) {
            return; // it has ended
        }
    }

    @Override
    public void close() {
        jar.close();
    }
}
