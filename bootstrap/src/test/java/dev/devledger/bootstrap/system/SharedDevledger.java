package dev.devledger.bootstrap.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One started application for all tests of the module that do not break it. Each works on projects of its own. It ends
 * with the JVM, in Spring's own shutdown hook.
 */
final class SharedDevledger {
    private SharedDevledger() {}

    static RunningDevledger get() {
        return Started.DEVLEDGER;
    }

    private static final class Started {
        static final RunningDevledger DEVLEDGER = start();

        private static RunningDevledger start() {
            try {
                Path target = Files.createDirectories(Path.of("target"));
                return RunningDevledger.start(
                        Files.createTempDirectory(target.toAbsolutePath(), "shared-devledger-"),
                        "spring.main.sources=" + CountedDatabase.class.getName());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
