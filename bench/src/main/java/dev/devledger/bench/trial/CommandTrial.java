package dev.devledger.bench.trial;

import dev.devledger.bench.measure.Contest.Contender;
import dev.devledger.bench.measure.Contest;
import dev.devledger.bench.measure.Load;
import dev.devledger.bench.measure.Sample;
import dev.devledger.bench.measure.Server;
import dev.devledger.bench.measure.Sample.Spread;
import dev.devledger.bench.report.Report.Column;
import dev.devledger.bench.report.Report;
import dev.devledger.bench.report.Report.Row;
import dev.devledger.bench.trial.Options.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Commands, the peer and the floor, at several numbers of connections. */
public final class CommandTrial {
    /** Of the peer's throughput where there is company, and of its latency where there is none. */
    private static final double LEAST_THROUGHPUT = 0.7;

    /** Groups of so few share too little of what a group costs. */
    private static final double LEAST_THROUGHPUT_OF_EIGHT = 0.6;

    private static final double MOST_LATENCY = 2.0;

    private static final Map<String, String> LIKE = Map.of(
            Changes.CREATE, Changes.PEER_CREATE,
            Changes.CREATE_ONCE, Changes.PEER_CREATE,
            Changes.STATUS, Changes.PEER_STATUS,
            Changes.EDIT, Changes.PEER_EDIT);

    private final Server server;
    private final Load load;
    private final Options options;

    public CommandTrial(Server server, Load load, Options options) {
        this.server = server;
        this.load = load;
        this.options = options;
    }

    public Contest hold() {
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
            all.add(changes.createOnce());
            all.addAll(changes.ofExisting());
        }
        for (int connections : options.connections()) {
            contest.hold(all, connections, options.window());
        }
        return contest;
    }

    public static void report(Contest contest, Report report) {
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
        if (name.equals(Changes.CREATE_ONCE)) {
            return row;
        }
        if (connections > 1) {
            double least = connections == 8 ? LEAST_THROUGHPUT_OF_EIGHT : LEAST_THROUGHPUT;
            return row.goal("at least " + least + " × peer's insert", throughput.median() >= least);
        }
        Spread latency = contest.ratio(name, Changes.PEER_CREATE, connections, Sample::p50);
        return row.with(Column.ALSO, "p50 " + latency + " × peer's insert")
                .goal("p50 at most " + MOST_LATENCY + " × peer's insert", latency.median() <= MOST_LATENCY);
    }
}
