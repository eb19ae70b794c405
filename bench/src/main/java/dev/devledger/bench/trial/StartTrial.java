package dev.devledger.bench.trial;

import dev.devledger.bench.measure.Contest;
import dev.devledger.bench.measure.Contest.Progress;
import dev.devledger.bench.measure.Server;
import dev.devledger.bench.measure.Sample.Spread;
import dev.devledger.bench.report.Report.Column;
import dev.devledger.bench.report.Report;
import dev.devledger.bench.report.Report.Row;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** From the start of the process to the line that says where it is, which is when it answers. */
public final class StartTrial {
    private final Path folder;

    public StartTrial(Path folder) {
        this.folder = folder;
    }

    public void report(Report report) {
        report.add(row("Start with an empty folder", List.of(started())));
        List<Duration> again = new ArrayList<>();
        for (int run = 0; run < Contest.RUNS; run++) {
            again.add(started());
        }
        report.add(row("Start again", again));
    }

    private Duration started() {
        try (Server server = Server.plain(folder, "--devledger.ticktick.mode=off")) {
            return server.started();
        }
    }

    private static Row row(String what, List<Duration> times) {
        Spread seconds = Spread.of(times, time -> time.toMillis() / 1e3);
        Progress.tell(what + ": " + seconds + " s");
        return new Row(what).with(Column.ALSO, seconds + " s, from `java -jar` to ready");
    }
}
