package dev.devledger.bench.trial;

import dev.devledger.bench.measure.Api;
import dev.devledger.bench.measure.Contest.Contender;
import dev.devledger.bench.measure.Contest;
import dev.devledger.bench.measure.Database;
import dev.devledger.bench.measure.Disk;
import dev.devledger.bench.measure.Load;
import dev.devledger.bench.measure.Contest.Progress;
import dev.devledger.bench.measure.Sample;
import dev.devledger.bench.measure.Server;
import dev.devledger.bench.measure.Sample.Spread;
import dev.devledger.bench.report.Report.Column;
import dev.devledger.bench.report.Report;
import dev.devledger.bench.report.Report.Row;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The same command in a small store and in a large one, by turns. */
public final class StoreTrial {
    private static final double MOST = 1.2;
    private static final List<Integer> CONNECTIONS = List.of(1, 8);

    private final Path folder;
    private final Load load;
    private final Options options;

    public StoreTrial(Path folder, Load load, Options options) {
        this.folder = folder;
        this.load = load;
        this.options = options;
    }

    public void report(Report report) {
        long many = options.quick() ? 100_000 : 10_000_000;
        long few = options.quick() ? 1_000 : 10_000;
        try (Server small = server("small");
                Server large = server("large")) {
            FilledStore.fill(small, few);
            FilledStore.fill(large, many);
            Disk.settle();
            Contender smallOne = creating(small, "Create task in a store of %,d events".formatted(few));
            Contender largeOne = creating(large, "Create task in a store of %,d events".formatted(many));
            Contest contest = new Contest();
            for (int connections : CONNECTIONS) {
                contest.hold(List.of(smallOne, largeOne), connections, options.window());
            }
            for (int connections : CONNECTIONS) {
                report.add(row(contest, smallOne.name(), connections));
                Spread slower = contest.ratio(smallOne.name(), largeOne.name(), connections, Sample::perSecond);
                report.add(row(contest, largeOne.name(), connections)
                        .with(Column.ALSO, slower + " × slower than in the small one")
                        .goal("at most 1.2 × slower", slower.median() <= MOST));
            }
            String sizes = FilledStore.sizes(large);
            report.note("The large store is %s on disk.".formatted(sizes));
        }
    }

    private Server server(String name) {
        return Server.withPeer(folder.resolve(name), "--devledger.ticktick.mode=off");
    }

    private static Row row(Contest contest, String name, int connections) {
        return new Row(name).with(Column.AT_ONCE, connections).with(contest.samples(name, connections));
    }

    /** Warm. Only creating: what the store was filled with cannot be changed. */
    private Contender creating(Server server, String name) {
        Contender creating = new Changes(server, load).creating(name);
        Progress.tell("Warm-up");
        creating.run(8, options.warmUp().dividedBy(2));
        return creating;
    }

/**
 * A store filled by SQL, with copies of what the application has written: a hundred events for each task, the first of
 * which is its creation and the others edits. The ids and hashes are of the right form and length, and no proof of
 * anything. Nothing ever reads these events; what counts is that they are there, in the table and in its indexes.
 */
static final class FilledStore {
    private static final int EVENTS_OF_A_TASK = 100;

    /** The newest; their tables are the only ones of the read model that grow with each event. */
    private static final long REMEMBERED = 1_000_000;

    private static final int AT_ONCE = 2;

    private final Database database;
    private final long events;
    private final long tasks;

    private FilledStore(Server server, long events) {
        this.database = new Database(server);
        this.events = events;
        this.tasks = Math.max(1, events / EVENTS_OF_A_TASK);
    }

    static void fill(Server server, long events) {
        Progress.tell("Filling a store with %,d events".formatted(events));
        Api api = new Api(server);
        String project =
                api.post("/api/projects", "{\"name\":\"The model\"}").path("id").stringValue();
        String task = api.post("/api/projects/" + project + "/tasks", Changes.TASK)
                .path("id")
                .stringValue();
        api.patch("/api/tasks/" + task, Changes.NEW_TEXTS);
        new FilledStore(server, events).fill(task);
    }

    static String sizes(Server server) {
        Database database = new Database(server);
        return database.text("select pg_size_pretty(pg_database_size(current_database()))") + ", of which events "
                + database.text("select pg_size_pretty(pg_total_relation_size('event'))");
    }

    private void fill(String task) {
        long from = database.number("select max(position) from event");
        seal(from);
        List<String> keys = database.texts("""
                select format('alter table event add constraint %I %s', conname, pg_get_constraintdef(oid))
                from pg_constraint where conrelid = 'event'::regclass and contype in ('p', 'u') order by contype""");
        database.texts("""
                select format('alter table event drop constraint %I', conname)
                from pg_constraint where conrelid = 'event'::regclass and contype in ('p', 'u')""").forEach(database::execute);
        inParts(part -> database.execute(events(task, from, events * part / AT_ONCE, events * (part + 1) / AT_ONCE)));
        Progress.tell("The events are there; making the keys");
        keys.forEach(key -> database.execute("set maintenance_work_mem = '1GB'", key));
        Progress.tell("Filling the read model");
        database.execute(
                copies("tasks", "id = '" + task + "'", tasks, Map.of("id", id("i"), "key_number", "i + 1000")),
                copies(
                        "task_versions",
                        "id = '" + task + "' order by position desc",
                        tasks,
                        Map.of(
                                "id",
                                id("i"),
                                "key_number",
                                "i + 1000",
                                "position",
                                from + " + i",
                                "until",
                                from + " + i + 1")),
                copies(
                        "history",
                        "entity_id = '" + task + "' order by position desc",
                        Math.min(REMEMBERED, events),
                        Map.of(
                                "entity_id",
                                id("i % " + tasks),
                                "position",
                                from + " + i",
                                "change_set",
                                "gen_random_uuid()")),
                "select setval('task_key', " + (tasks + 1_000) + ")",
                "select setval(pg_get_serial_sequence('event', 'position'), " + (from + events) + ")");
        // Whether and when the server cleans up by itself would be chance.
        for (String table : List.of("event", "tasks", "task_versions", "history")) {
            database.execute("alter table " + table + " set (autovacuum_enabled = off)", "vacuum (analyze) " + table);
        }
    }

    /** As if they were sealed: otherwise the server would be busy with that for minutes. */
    private void seal(long from) {
        database.execute("""
                insert into event_batch (number, first_position, last_position, count, previous_hash, hash, sealed_at, events)
                select coalesce(max(number), 0) + 1, %1$d, %2$d, %3$d, sha256('before'), sha256('filled'), now(),
                  coalesce(max(events), 0) + %3$d
                from event_batch""".formatted(from + 1, from + events, events));
    }

    private String events(String task, long from, long after, long until) {
        Map<String, String> values = Map.of(
                "position", from + " + i",
                "stream_id", "'task-' || " + id("(i - 1) % " + tasks),
                "stream_version", "(i - 1) / " + tasks,
                "event_id", "gen_random_uuid()",
                "previous_hash", "case when i > " + tasks + " then sha256(int8send(i - 1)) end",
                "hash", "sha256(int8send(i))");
        String columns = columns("event");
        return """
                insert into event (%s) overriding system value
                select %s from generate_series(%d::bigint, %d::bigint) i
                join event model on model.stream_id = 'task-%s'
                  and model.stream_version = case when i > %d then 1 else 0 end""".formatted(columns, values(columns, values), after + 1, until, task, tasks);
    }

    /** The first row of the table that fits, so many times, with the values given. */
    private String copies(String table, String model, long times, Map<String, String> values) {
        String columns = columns(table);
        return "insert into %1$s (%2$s) select %3$s from generate_series(1, %4$d::bigint) i, (select * from %1$s where %5$s limit 1) model"
                .formatted(table, columns, values(columns, values), times, model);
    }

    private static String values(String columns, Map<String, String> values) {
        return String.join(
                ", ",
                Arrays.stream(columns.split(", ", -1))
                        .map(column -> values.getOrDefault(column.replace("\"", ""), "model." + column))
                        .toList());
    }

    private String columns(String table) {
        return database.text("""
                select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
                where attrelid = to_regclass('%s') and attnum > 0 and not attisdropped and attgenerated = ''""".formatted(table));
    }

    private static String id(String number) {
        return "md5((" + number + ")::text)::uuid";
    }

    private interface Part {
        void run(long part);
    }

    private static void inParts(Part work) {
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<?>> parts = new ArrayList<>();
            for (int part = 0; part < AT_ONCE; part++) {
                int number = part;
                parts.add(threads.submit(() -> work.run(number)));
            }
            for (Future<?> part : parts) {
                part.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("The store could not be filled: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Told to end while a store was filled", e);
        }
    }
}
}
