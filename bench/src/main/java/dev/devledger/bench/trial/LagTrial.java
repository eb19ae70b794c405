package dev.devledger.bench.trial;

import dev.devledger.bench.measure.Api;
import dev.devledger.bench.measure.Sample.Figure.Cost;
import dev.devledger.bench.measure.Sample.Figure;
import dev.devledger.bench.measure.Load;
import dev.devledger.bench.measure.Contest.Progress;
import dev.devledger.bench.measure.Sample;
import dev.devledger.bench.measure.Server;
import dev.devledger.bench.report.Report.Column;
import dev.devledger.bench.report.Report;
import dev.devledger.bench.report.Report.Row;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import tools.jackson.databind.JsonNode;

/** How long after the answer to a write a read shows it: the reader asks at once, and again until it does. */
public final class LagTrial {
    private static final double MOST_MILLIS = 50;
    private static final int WRITERS = 8;

    private record Lag(Sample sample, long stale) {}

    private final Server server;
    private final Load load;
    private final Options options;

    public LagTrial(Server server, Load load, Options options) {
        this.server = server;
        this.load = load;
        this.options = options;
    }

    public void report(Report report) {
        Changes changes = new Changes(server, load);
        changes.warmUp(options.warmUp());
        Duration window = options.window().multipliedBy(2);
        report.add(row("Read your writes, nobody else writing", measure(window)));
        try (ExecutorService beside = Executors.newSingleThreadExecutor()) {
            Future<Sample> writers = beside.submit(
                    () -> load.run(server, changes.createRequest("Writers"), WRITERS, window.plusSeconds(1)));
            Lag lag = measure(window);
            report.add(row("Read your writes, " + WRITERS + " others creating tasks", lag)
                    .goal(
                            "p99 under 50 ms, none stale",
                            lag.stale() == 0 && lag.sample().p99() < MOST_MILLIS));
            writers.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The writers beside the reader failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Told to end while measuring the lag", e);
        }
    }

    private static Row row(String what, Lag lag) {
        Progress.tell(what + ": " + lag.sample());
        return new Row(what)
                .with(Column.P50, Figure.of(lag.sample().p50()))
                .with(Column.P95, Figure.of(lag.sample().p95()))
                .with(Column.P99, Figure.of(lag.sample().p99()))
                .with(
                        Column.ALSO,
                        "%,d writes, each read at once from its answer on; %d of the first reads were stale"
                                .formatted(lag.sample().requests(), lag.stale()));
    }

    private Lag measure(Duration window) {
        Api api = new Api(server);
        String project = api.post("/api/projects", "{\"name\":\"Read at once\"}")
                .path("id")
                .stringValue();
        String task = "/api/tasks/"
                + api.post("/api/projects/" + project + "/tasks", "{\"title\":\"Read at once\"}")
                        .path("id")
                        .stringValue();
        LongStream.Builder times = LongStream.builder();
        long stale = 0;
        long begun = System.nanoTime();
        for (int n = 0; System.nanoTime() - begun < window.toNanos(); n++) {
            long written = version(api.patch(task, "{\"title\":\"Read at once, " + n + "\"}"));
            long answered = System.nanoTime();
            for (boolean seen = false; !seen; ) {
                seen = version(api.get(task)) >= written;
                stale += seen ? 0 : 1;
            }
            times.add(System.nanoTime() - answered);
        }
        return new Lag(Sample.of(times.build().toArray(), window.toNanos() / 1e9, Cost.UNKNOWN), stale);
    }

    private static long version(JsonNode task) {
        return task.path("version").longValue();
    }
}
