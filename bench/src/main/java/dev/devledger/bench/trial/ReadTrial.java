package dev.devledger.bench.trial;

import dev.devledger.bench.measure.Api;
import dev.devledger.bench.measure.Contest.Contender;
import dev.devledger.bench.measure.Contest;
import dev.devledger.bench.measure.Database;
import dev.devledger.bench.measure.Load;
import dev.devledger.bench.measure.Load.Request;
import dev.devledger.bench.measure.Sample;
import dev.devledger.bench.measure.Server;
import dev.devledger.bench.measure.Sample.Spread;
import dev.devledger.bench.report.Charts;
import dev.devledger.bench.report.Report.Column;
import dev.devledger.bench.report.Report;
import dev.devledger.bench.report.Report.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/** What people and agents ask for, in a large ledger. */
public final class ReadTrial {
    private static final long SEED = 4;
    private static final int PICKS = 2_000;

    /** A get changes nothing that could be counted. */
    private record Get(Server server, Load load, Request request) implements Contender {
        @Override
        public String name() {
            return request.name();
        }

        @Override
        public Sample run(int connections, Duration window) {
            return load.run(server, request, connections, window);
        }
    }

    private final Server server;
    private final Load load;
    private final Options options;
    private final Database database;
    private final Random random = new Random(SEED);

    public ReadTrial(Server server, Load load, Options options) {
        this.server = server;
        this.load = load;
        this.options = options;
        this.database = new Database(server);
    }

    public void report(Report report) {
        List<Contender> reads = reads();
        reads.forEach(read -> read.run(8, options.warmUp().dividedBy(reads.size())));
        Contest contest = new Contest();
        for (int connections : List.of(1, 8)) {
            contest.hold(reads, connections, options.window().multipliedBy(3).dividedBy(5));
        }
        for (String name : contest.names()) {
            for (int connections : contest.connections()) {
                report.add(new Row(name).with(Column.AT_ONCE, connections).with(contest.samples(name, connections)));
            }
        }
        wholeHistory(report);
        Charts.ofReads(contest, report);
    }

    private List<Contender> reads() {
        List<String> tasks =
                database.texts("select id from tasks where deleted_at is null order by key_number limit " + PICKS);
        List<String> projects = database.texts("select key from dev_projects order by key_number");
        long head = database.number("select max(position) from event");
        List<String> past =
                random.longs(PICKS, head / 2, head).mapToObj(Long::toString).toList();
        List<String> pastTasks = database.texts("""
                select id || '?asOf=' || position from task_versions where deleted_at is null
                order by md5(id::text || position) limit\s""" + PICKS);
        long all = database.number("select count(*) from tasks");
        String fifty = "50 of %,d tasks, ".formatted(all);
        return List.of(
                get("GET a task", "/api/tasks/{pick}", tasks),
                get(fifty + "newest", "/api/tasks?limit=50", List.of()),
                get(fifty + "completed", "/api/tasks?limit=50&status=completed", List.of()),
                get(fifty + "of one project", "/api/projects/{pick}/tasks?limit=50", projects),
                get(fifty + "with a word", "/api/tasks?limit=50&q={pick}", List.of("latency", "upload", "metric")),
                get(
                        fifty + "due before a day, soonest first",
                        "/api/tasks?limit=50&sort=due&dueBefore=2026-06-01",
                        List.of()),
                get("GET a task as of a position", "/api/tasks/{pick}", pastTasks),
                get(fifty + "newest, as of a position", "/api/tasks?limit=50&asOf={pick}", past),
                get(
                        "History of a task with %,d entries, newest 200".formatted(entries()),
                        "/api/tasks/" + busiest() + "/history?limit=200",
                        List.of()));
    }

    private Contender get(String name, String path, List<String> picks) {
        return new Get(server, load, new Request(name, "GET", path, null, picks));
    }

    private void wholeHistory(Report report) {
        Api api = new Api(server);
        String path = "/api/tasks/" + busiest() + "/history?limit=200";
        List<Double> seconds = new ArrayList<>();
        int entries = 0;
        for (int run = 0; run < Contest.RUNS; run++) {
            long begun = System.nanoTime();
            entries = 0;
            String cursor = "";
            do {
                JsonNode page = api.get(path + cursor);
                entries += page.path("items").size();
                String next = page.path("nextCursor").asString("");
                cursor = next.isEmpty() ? "" : "&cursor=" + next;
            } while (!cursor.isEmpty());
            seconds.add((System.nanoTime() - begun) / 1e9);
        }
        report.add(new Row("That history, all %,d entries in pages of 200, one after the other".formatted(entries))
                .with(Column.AT_ONCE, 1)
                .with(Column.ALSO, Spread.of(seconds, each -> each) + " s"));
    }

    private long entries() {
        return database.number("select count(*) from history group by entity_id order by 1 desc limit 1");
    }

    private String busiest() {
        return database.text("select entity_id from history group by entity_id order by count(*) desc limit 1");
    }
}
