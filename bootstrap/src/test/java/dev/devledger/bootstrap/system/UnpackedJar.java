package dev.devledger.bootstrap.system;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The same classes and libraries beside each other, as the jar itself unpacks them, with an archive of what one start has
 * loaded. It starts in less than half of the jar's time. The processes that tests run in share it.
 */
final class UnpackedJar {
    private static final List<String> COMMAND = made();

    private UnpackedJar() {}

    /** Without the application's own arguments. */
    static List<String> command() {
        return COMMAND;
    }

    private static List<String> made() {
        try {
            Path whole = JarProcess.WHOLE;
            Path folder = Path.of(
                            "target",
                            "unpacked-" + Files.getLastModifiedTime(whole).toMillis())
                    .toAbsolutePath();
            Path classes = folder.resolve("classes.jsa");
            try (FileChannel channel = FileChannel.open(Path.of("target", "unpacked.lock"), CREATE, WRITE)) {
                channel.lock();
                if (!Files.exists(classes)) {
                    make(whole, folder, classes);
                }
            }
            return JarProcess.java(
                    "-XX:SharedArchiveFile=" + classes,
                    "-jar",
                    folder.resolve(whole.getFileName()).toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void make(Path whole, Path folder, Path classes) throws IOException {
        run(JarProcess.java(
                "-Djarmode=tools", "-jar", whole.toString(), "extract", "--force", "--destination", folder.toString()));
        Path draft = folder.resolve("draft.jsa");
        String jar = folder.resolve(whole.getFileName()).toString();
        List<String> java = JarProcess.java("-XX:ArchiveClassesAtExit=" + draft, "-jar", jar);
        try (JarProcess first = JarProcess.start(java, SharedDevledger.newFolder())) {
            first.awaitUp();
        }
        Files.move(draft, classes);
    }

    private static void run(List<String> command) throws IOException {
        Path console = Files.createTempFile(Path.of("target").toAbsolutePath(), "unpacking-", ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(console.toFile())
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + ":\n" + Files.readString(console));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
