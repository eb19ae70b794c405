package dev.devledger.bench.trial;

import dev.devledger.bench.measure.Api;
import dev.devledger.bench.measure.Contest;
import dev.devledger.bench.measure.Database;
import dev.devledger.bench.measure.Pause;
import dev.devledger.bench.measure.Sample.Figure.Cost;
import dev.devledger.bench.measure.Disk;
import dev.devledger.bench.measure.Sample.Figure;
import dev.devledger.bench.measure.Meter;
import dev.devledger.bench.measure.Contest.Progress;
import dev.devledger.bench.measure.Server;
import dev.devledger.bench.measure.Sample.Spread;
import dev.devledger.bench.report.Report.Column;
import dev.devledger.bench.report.Report;
import dev.devledger.bench.report.Report.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A file of projects with tasks, posted as one import: from the request to its answer. */
public final class ImportTrial {
    private static final double LEAST = 20_000;

    private record Import(double seconds, Cost cost) {}

    private final Server server;
    private final Api api;
    private final int projects;
    private final int tasksOfEach;

    public ImportTrial(Server server, Options options) {
        this.server = server;
        this.api = new Api(server);
        this.projects = options.quick() ? 20 : 200;
        this.tasksOfEach = 1_000;
    }

    /** @param folder where the file is made */
    public void report(Path folder, Report report) {
        Path file = write(folder);
        Import first = run(file);
        List<Import> runs = new ArrayList<>();
        for (int run = 0; run < Contest.RUNS; run++) {
            runs.add(run(file));
        }
        Spread rate = Spread.of(runs, run -> events() / run.seconds());
        report.add(new Row(
                        "Import of a file with %,d tasks in %,d projects".formatted(projects * tasksOfEach, projects))
                .with(Column.RATE, rate)
                .with(Column.CPU, perEvent(runs))
                .with(Column.MEMORY, megabytes(runs))
                .with(
                        Column.ALSO,
                        "%,d events in %s s; by a server that has just started in %s s"
                                .formatted(events(), Spread.of(runs, Import::seconds), Figure.of(first.seconds())))
                .goal("at least 20,000 events a second", rate.median() >= LEAST));
    }

    private int events() {
        return projects * (1 + tasksOfEach);
    }

    private String perEvent(List<Import> runs) {
        return sum(runs, 1e3 / events(), List.of(Cost::server, Cost::database, Cost::load));
    }

    private static String megabytes(List<Import> runs) {
        return sum(runs, 1.0 / (1 << 20), List.of(Cost::serverMemory, Cost::databaseMemory));
    }

    private static String sum(List<Import> runs, double factor, List<ToDoubleFunction<Cost>> parts) {
        return parts.stream()
                .map(part -> Spread.of(runs, run -> factor * part.applyAsDouble(run.cost())))
                .map(spread -> Figure.of(spread.median()))
                .collect(Collectors.joining(" + "));
    }

    private Import run(Path file) {
        Meter meter = new Meter(server, ProcessHandle.current().pid());
        long begun = System.nanoTime();
        JsonNode answer = api.post("/api/import", "application/x-ndjson", file);
        Import run = new Import((System.nanoTime() - begun) / 1e9, meter.cost());
        if (answer.path("events").intValue() != events()) {
            throw new IllegalStateException("Not all was imported: " + answer);
        }
        Progress.tell("Import: %s s".formatted(Figure.of(run.seconds())));
        new Seals(server).await();
        Disk.settle();
        return run;
    }

    private Path write(Path folder) {
        Path file = folder.resolve("import.ndjson");
        try (Writer lines = Files.newBufferedWriter(file)) {
            for (int project = 0; project < projects; project++) {
                lines.write("{\"project\":{\"ref\":\"p%d\",\"name\":\"Imported %d\"}}\n".formatted(project, project));
                for (int task = 0; task < tasksOfEach; task++) {
                    lines.write(
                            ("{\"task\":{\"project\":\"p%d\",\"title\":\"Task %d of %d\",\"description\":\"What a person"
                                            + " writes of a task when it comes to mind: two or three lines.\",\"priority\":\"medium\","
                                            + "\"tags\":[\"bench\",\"speed\"],\"dueDate\":\"2030-12-24\"}}\n")
                                    .formatted(project, task, project));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    /** The seals of so many events at once are not what is measured. */
    static final class Seals {
        private final Api api;
        private final Database database;

        Seals(Server server) {
            this.api = new Api(server);
            this.database = new Database(server);
        }

        /** Until all events are sealed. */
        void await() {
            Progress.tell("Waiting for the seals");
            while (database.number(
                            "select (select max(position) from event) - coalesce(max(last_position), 0) from event_batch")
                    > 0) {
                api.get("/api/ledger/head");
                Pause.of(Duration.ofSeconds(1));
            }
        }
    }
}
