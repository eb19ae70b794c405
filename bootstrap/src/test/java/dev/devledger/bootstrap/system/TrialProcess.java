package dev.devledger.bootstrap.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The process that a trial runs in, and Devledger with it. */
final class TrialProcess {
    private static final Path PID = Path.of("target", "trial.pid");

    private TrialProcess() {}

    /** Whoever ends the trial waits for this process: it outlives Maven by the time that a stop takes. */
    static void tell() {
        try {
            Files.writeString(PID, Long.toString(ProcessHandle.current().pid()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        PID.toFile().deleteOnExit();
    }
}
