package dev.devledger.bootstrap.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One started application for all tests that can share it; it ends with the JVM. */
final class SharedDevledger {
    private static final RunningDevledger STARTED = RunningDevledger.start(newFolder());

    private SharedDevledger() {}

    static RunningDevledger get() {
        return STARTED;
    }

    /** A data folder that nobody has used yet; it goes with {@code mvn clean}. */
    static Path newFolder() {
        try {
            return Files.createTempDirectory(Path.of("target").toAbsolutePath(), "devledger-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
