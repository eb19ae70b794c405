package dev.devledger.bench.trial;

import dev.devledger.bench.measure.Contest.Contender;
import dev.devledger.bench.measure.Contest;
import dev.devledger.bench.measure.Disk;
import dev.devledger.bench.measure.Load;
import dev.devledger.bench.measure.Contest.Progress;
import dev.devledger.bench.measure.Sample;
import dev.devledger.bench.measure.Server;
import dev.devledger.bench.measure.Spread;
import dev.devledger.bench.report.Column;
import dev.devledger.bench.report.Report;
import dev.devledger.bench.report.Row;
import java.nio.file.Path;
import java.util.List;

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
}
