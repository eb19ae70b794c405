package dev.devledger.bench.trial;

import dev.devledger.bench.measure.Contest.Progress;
import dev.devledger.bench.measure.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The ledger that is read and replayed: the rules of the domain have decided each of its events. */
public record LargeLedger(int projects, int tasks, int events, int busiest) {

    public static LargeLedger of(Options options) {
        return options.quick()
                ? new LargeLedger(20, 2_000, 20_000, 2_000)
                : new LargeLedger(1_000, 100_000, 1_000_000, 20_000);
    }

    /** The events alone; a replay makes the rest. */
    public void make(Path folder) {
        Progress.tell("Making %,d events of %,d tasks".formatted(events, tasks));
        List<String> jar = new ArrayList<>(
                List.of("-Dprojects=" + projects, "-Dtasks=" + tasks, "-Devents=" + events, "-Dbusiest=" + busiest));
        jar.addAll(Server.launcher("bootstrap/target/test-classes", "dev.devledger.bootstrap.system.LargeLedgerMaker"));
        try {
            Path log = Path.of("bench", "target", "large-ledger.log");
            Process process = new ProcessBuilder(Server.command(folder, jar, "--devledger.ticktick.mode=off"))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException("The large ledger could not be made; see " + log);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Told to end while the large ledger was made", e);
        }
    }
}
