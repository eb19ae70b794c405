package dev.devledger.bootstrap.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The packaged jar, unpacked once as Spring Boot does it and with its classes in an archive of the JVM's: it starts in
 * half the time, for whoever starts it a hundred times.
 */
record QuickJar(Path jar, Path classes) {
    private static final int MINUTES = 5;

    static QuickJar unpack() {
        Path folder = SharedDevledger.newFolder();
        run("-Djarmode=tools", "-jar", packaged().toString(), "extract", "--destination", folder.toString());
        Path jar = folder.resolve(packaged().getFileName());
        Path classes = folder.resolve("classes.jsa");
        run(
                "-XX:ArchiveClassesAtExit=" + classes,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dspring.context.exit=onRefresh",
                "-jar",
                jar.toString(),
                "--server.port=0",
                "--devledger.data-dir=" + SharedDevledger.newFolder(),
                "--devledger.embedded.binaries=" + TestDatabase.binaries(),
                "--devledger.ticktick.mode=off");
        if (!Files.exists(classes)) {
            throw new AssertionError("The JVM has made no archive of classes at " + classes);
        }
        return new QuickJar(jar, classes);
    }

    private static Path packaged() {
        return Path.of(System.getProperty("devledger.jar"));
    }

    List<String> command() {
        return List.of("-XX:SharedArchiveFile=" + classes, "-jar", jar.toString());
    }

    private static void run(String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(arguments));
        try {
            Path console = Files.createTempFile(Path.of("target").toAbsolutePath(), "console-", ".log");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(console.toFile())
                    .start();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new AssertionError(command + " did not end well:\n" + Files.readString(console));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
