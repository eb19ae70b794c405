package dev.devledger.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Commands, the peer and the floor, at several numbers of connections. */
final class CommandTrial {
    /** Of the peer's throughput where there is company, and of its latency where there is none. */
    private static final double LEAST_THROUGHPUT = 0.7;

    private static final double MOST_LATENCY = 1.4;

    private static final Map<String, String> LIKE = Map.of(
            Changes.CREATE, Changes.PEER_CREATE,
            Changes.STATUS, Changes.PEER_STATUS,
            Changes.EDIT, Changes.PEER_EDIT);

    private final Server server;
    private final Load load;
    private final Options options;

    CommandTrial(Server server, Load load, Options options) {
        this.server = server;
        this.load = load;
        this.options = options;
    }

    Contest hold() {
        Contest contest = new Contest();
        List<Contender> floor = new ArrayList<>();
        if (options.has(Part.FLOOR)) {
            floor.add(new JdbcFloor(server));
            PgBench.installed(server).ifPresent(floor::add);
            floor.getFirst().run(8, options.window());
        }
        Changes changes = new Changes(server, load);
        changes.warmUp(options.warmUp());
        List<Contender> all = new ArrayList<>(floor);
        if (options.has(Part.COMMANDS)) {
            all.add(changes.peerCreate());
            all.add(changes.create());
            all.addAll(changes.ofExisting());
        }
        for (int connections : options.connections()) {
            contest.hold(all, connections, options.window());
        }
        return contest;
    }

    static void report(Contest contest, Report report) {
        for (String name : contest.names()) {
            for (int connections : contest.connections()) {
                report.add(row(contest, name, connections));
            }
        }
    }

    private static Row row(Contest contest, String name, int connections) {
        Row row = new Row(name).with(Column.AT_ONCE, connections).with(contest.samples(name, connections));
        if (!name.equals(JdbcFloor.NAME)) {
            row.with(Column.FLOOR, contest.ratio(name, JdbcFloor.NAME, connections, Sample::perSecond));
        }
        String like = LIKE.get(name);
        if (like == null) {
            return row;
        }
        Spread throughput = contest.ratio(name, Changes.PEER_CREATE, connections, Sample::perSecond);
        row.with(Column.PEER, throughput);
        row.with(Column.LIKE, contest.ratio(name, like, connections, Sample::perSecond));
        if (connections > 1) {
            return row.goal("at least 0.7 × peer's insert", throughput.median() >= LEAST_THROUGHPUT);
        }
        Spread latency = contest.ratio(name, Changes.PEER_CREATE, connections, Sample::p50);
        return row.with(Column.ALSO, "p50 " + latency + " × peer's insert")
                .goal("p50 at most 1.4 × peer's insert", latency.median() <= MOST_LATENCY);
    }
}
