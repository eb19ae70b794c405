package dev.devledger.bench.trial;

import dev.devledger.bench.measure.Api;
import dev.devledger.bench.measure.Contest;
import dev.devledger.bench.measure.Sample.Figure.Cost;
import dev.devledger.bench.measure.Database;
import dev.devledger.bench.measure.Disk;
import dev.devledger.bench.measure.Sample.Figure;
import dev.devledger.bench.measure.Meter;
import dev.devledger.bench.measure.Pause;
import dev.devledger.bench.measure.Contest.Progress;
import dev.devledger.bench.measure.Server;
import dev.devledger.bench.measure.Sample.Spread;
import dev.devledger.bench.report.Report.Column;
import dev.devledger.bench.report.Report;
import dev.devledger.bench.report.Report.Row;
import dev.devledger.bench.trial.ImportTrial.Seals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** All projections built anew from all events, by turns with the least that this could take. */
public final class ReplayTrial {
    private static final double LEAST = 0.5;

    private final Server server;
    private final Api api;
    private final Database database;
    private final Options options;

    public ReplayTrial(Server server, Options options) {
        this.server = server;
        this.api = new Api(server);
        this.database = new Database(server);
        this.options = options;
    }

    /** What a server without a read model begins with, and what warms it up. */
    public void build() {
        new Seals(server).await();
        Progress.tell("First replay: %s s".formatted(Figure.of(replay())));
        Disk.settle();
    }

    public void report(Report report) {
        long events = database.number("select count(*) from event");
        ReplayFloor floor = new ReplayFloor(server);
        floor.prepare();
        List<Double> replays = new ArrayList<>();
        List<ReplayFloor.Times> floors = new ArrayList<>();
        List<Cost> costs = new ArrayList<>();
        for (int run = 0; run < (options.quick() ? 1 : Contest.RUNS); run++) {
            floors.add(floor.measure());
            Meter meter = new Meter(server, ProcessHandle.current().pid());
            replays.add(replay());
            costs.add(meter.cost());
            Progress.tell("Replay: %s s, floor: %s".formatted(Figure.of(replays.getLast()), floors.getLast()));
        }
        floor.clear();
        report.add(new Row(
                        "Floor of the replay: `select` of the events, `copy` of the rows that come of them, their indexes")
                .with(Column.RATE, Spread.of(floors, times -> events / times.all()))
                .with(
                        Column.ALSO,
                        "select %s s + copy %s s + indexes %s s"
                                .formatted(
                                        Spread.of(floors, ReplayFloor.Times::select),
                                        Spread.of(floors, ReplayFloor.Times::copy),
                                        Spread.of(floors, ReplayFloor.Times::index))));
        double[] ratios = new double[replays.size()];
        for (int run = 0; run < ratios.length; run++) {
            ratios[run] = floors.get(run).all() / replays.get(run);
        }
        Spread ratio = Spread.of(ratios);
        report.add(new Row("Replay of %,d events into all projections".formatted(events))
                .with(Column.RATE, Spread.of(replays, seconds -> events / seconds))
                .with(Column.FLOOR, ratio)
                .with(Column.CPU, cpu(costs, events))
                .with(
                        Column.MEMORY,
                        Figure.of(Spread.of(costs, Cost::serverMemory).median() / (1 << 20)))
                .with(Column.ALSO, Spread.of(replays, seconds -> seconds) + " s")
                .goal("at least 0.5 × floor", ratio.median() >= LEAST));
    }

    private static String cpu(List<Cost> costs, long events) {
        return "%s + %s"
                .formatted(
                        Figure.of(Spread.of(costs, Cost::server).median() * 1e3 / events),
                        Figure.of(Spread.of(costs, Cost::database).median() * 1e3 / events));
    }

    /** In seconds. */
    private double replay() {
        long begun = System.nanoTime();
        api.post("/api/projections/all/replay", "{}");
        while (true) {
            JsonNode replay = api.get("/api/projections/projects").path("replay");
            String state = replay.path("state").asString();
            if (state.equals("done")) {
                break;
            }
            if (!state.equals("running")) {
                throw new IllegalStateException("The replay did not end well: " + replay);
            }
            Pause.of(Duration.ofMillis(20));
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        if (database.number("select count(*) from parked_event") != 0) {
            throw new IllegalStateException("The replay has parked events");
        }
        return seconds;
    }
}
