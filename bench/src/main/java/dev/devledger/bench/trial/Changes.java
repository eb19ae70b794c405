package dev.devledger.bench.trial;

import dev.devledger.bench.measure.Api;
import dev.devledger.bench.measure.Contest.Contender;
import dev.devledger.bench.measure.Database;
import dev.devledger.bench.measure.Load;
import dev.devledger.bench.measure.OverHttp;
import dev.devledger.bench.measure.Contest.Progress;
import dev.devledger.bench.measure.Load.Request;
import dev.devledger.bench.measure.Server;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** The three commands and the peer's three, in a ledger of twenty projects. */
final class Changes {
    static final String CREATE = "Create task";
    static final String CREATE_ONCE = "Create task with an Idempotency-Key";
    static final String STATUS = "Change status";
    static final String EDIT = "Edit";
    static final String PEER_CREATE = "Peer: insert one row";
    static final String PEER_STATUS = "Peer: update its status";
    static final String PEER_EDIT = "Peer: update its texts";

    private static final int PROJECTS = 20;
    private static final int TASKS = 2_000;
    static final String TASK = """
            {"title":"Task {n} of the benchmark","description":"What a person writes of a task when it comes to mind: two \
            or three lines, with a hint of where to look and what to do.","priority":"medium","tags":["bench","speed"],\
            "dueDate":"2030-12-24"}""";
    static final String NEW_TEXTS = """
            {"title":"Task after edit {n}","description":"Now with what came to light, which is edit {n} of the benchmark."}""";

    private final Server server;
    private final Load load;
    private final Database database;
    private final long head;
    private final List<String> projects;

    Changes(Server server, Load load) {
        this.server = server;
        this.load = load;
        this.database = new Database(server);
        this.head = database.number("select coalesce(max(position), 0) from event");
        Api api = new Api(server);
        this.projects = IntStream.range(0, PROJECTS)
                .mapToObj(i ->
                        api.post("/api/projects", "{\"name\":\"Benchmark %d %s\"}".formatted(i, UUID.randomUUID())))
                .map(project -> project.path("id").stringValue())
                .toList();
    }

    Contender create() {
        return creating(CREATE);
    }

    /** As agents do it, each time with a key of its own. */
    Contender createOnce() {
        return createOnce(CREATE_ONCE);
    }

    private Contender createOnce(String name) {
        return command(createRequest(CREATE).keyed(name, UUID.randomUUID() + "-{n}"));
    }

    Contender creating(String name) {
        return command(createRequest(name));
    }

    Request createRequest(String name) {
        return new Request(name, "POST", "/api/projects/{pick}/tasks", TASK, projects);
    }

    Contender peerCreate() {
        return peer(new Request(PEER_CREATE, "POST", Peer.PATH + "/projects/{pick}/tasks", TASK, projects));
    }

    /** Of tasks that are there, each command with its like next to it. */
    List<Contender> ofExisting() {
        List<String> tasks = ids("tasks");
        List<String> peers = ids("peer_task");
        return List.of(
                peer(new Request(PEER_STATUS, "POST", Peer.PATH + "/tasks/{pick}/{turn:complete|reopen}", null, peers)),
                status(STATUS, tasks),
                peer(new Request(PEER_EDIT, "PATCH", Peer.PATH + "/tasks/{pick}", NEW_TEXTS, peers)),
                edit(EDIT, tasks));
    }

    /**
     * Without the peer, which another build does not have; there must be tasks.
     *
     * @param suffix of their names: what has a name goes on where it ended, whichever server it goes to
     */
    List<Contender> commands(String suffix) {
        List<String> tasks = ids("tasks");
        return List.of(
                creating(CREATE + suffix),
                createOnce(CREATE_ONCE + suffix),
                status(STATUS + suffix, tasks),
                edit(EDIT + suffix, tasks));
    }

    private Contender status(String name, List<String> tasks) {
        return command(new Request(name, "POST", "/api/tasks/{pick}/{turn:complete|reopen}", null, tasks));
    }

    private Contender edit(String name, List<String> tasks) {
        return command(new Request(name, "PATCH", "/api/tasks/{pick}", NEW_TEXTS, tasks));
    }

    /** Oldest first, so that it is the same ones each time. */
    private List<String> ids(String table) {
        return database.texts("select id from " + table + " order by key_number limit " + TASKS);
    }

    /** Only the new ones are counted: to count all would take the whole of a large store through the caches. */
    private Contender command(Request request) {
        return new OverHttp(
                server, load, request, () -> database.number("select count(*) from event where position > " + head));
    }

    private Contender peer(Request request) {
        return new OverHttp(
                server,
                load,
                request,
                () -> database.number("select count(*) + coalesce(sum(version), 0) from peer_task"));
    }

    /** None of it is counted. */
    void warmUp(Duration time) {
        Duration each = time.dividedBy(7);
        Progress.tell("Warm-up");
        peerCreate().run(8, each);
        create().run(8, each);
        createOnce().run(8, each);
        ofExisting().forEach(contender -> contender.run(8, each));
    }

    /**
     * The same stack without history: the endpoints of {@code PeerResource}, in this module's {@code adapters.rest}, which
     * write one row of the plain table {@code peer_task} and commit.
     */
    static final class Peer {
        static final String PATH = "/api/bench/peer";

        /** As the peer's own, with the parameters for a driver. */
        static final String INSERT = "insert into peer_task (id, project_id, title, description, status, priority, tags,"
                + " due_date, time_zone, created_at, updated_at, version)"
                + " values (%s, %s, %s, %s, 'open', %s, %s, %s, %s, %s, %s, 0) returning key_number";

        private Peer() {}
    }
}
