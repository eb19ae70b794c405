package dev.devledger.bench.trial;

import dev.devledger.bench.measure.Contest.Contender;
import dev.devledger.bench.measure.Contest;
import dev.devledger.bench.measure.Load;
import dev.devledger.bench.measure.Contest.Progress;
import dev.devledger.bench.measure.Sample;
import dev.devledger.bench.measure.Server;
import dev.devledger.bench.measure.Sample.Spread;
import dev.devledger.bench.report.Report.Column;
import dev.devledger.bench.report.Report;
import dev.devledger.bench.report.Report.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What commands cost in this build and in another one. The two take turns, many short ones: what the machine does meanwhile is
 * larger than what is looked for, and meets both alike. Only all of them together tell a few hundredths.
 */
public final class BuildTrial {
    private static final int TURNS = 20;
    private static final Duration WINDOW = Duration.ofSeconds(1);
    private static final String BEFORE = ", before";

    /** Of what it took before: what a change of the door may cost. */
    private static final double MOST = 1.03;

    private final Server after;
    private final Server before;
    private final Load load;
    private final Options options;

    public BuildTrial(Server after, Server before, Load load, Options options) {
        this.after = after;
        this.before = before;
        this.load = load;
        this.options = options;
    }

    public void report(Report report) {
        Contest contest = hold();
        List<Double> times = new ArrayList<>();
        List<Double> work = new ArrayList<>();
        for (String name : contest.names()) {
            for (int connections : contest.connections()) {
                Row row = new Row(name).with(Column.AT_ONCE, connections).with(contest.samples(name, connections));
                if (!name.endsWith(BEFORE)) {
                    List<Double> timesOfThis = contest.ratios(name, name + BEFORE, connections, BuildTrial::time);
                    List<Double> workOfThis = contest.ratios(name, name + BEFORE, connections, BuildTrial::work);
                    times.addAll(timesOfThis);
                    work.addAll(workOfThis);
                    row.with(Column.ALSO, ratios(timesOfThis, workOfThis));
                }
                report.add(row);
            }
        }
        report.add(new Row("All commands")
                .with(Column.ALSO, ratios(times, work))
                .goal("time at most %s × before".formatted(MOST), median(times) <= MOST));
    }

    private static String ratios(List<Double> times, List<Double> work) {
        return "time %.3f, CPU %.3f × before".formatted(median(times), median(work));
    }

    private static double median(List<Double> ratios) {
        return Spread.of(ratios, Double::doubleValue).median();
    }

    private Contest hold() {
        Changes ours = new Changes(after, load);
        Changes theirs = new Changes(before, load);
        Progress.tell("Warm-up");
        Duration each = options.warmUp().dividedBy(5);
        ours.creating(Changes.CREATE).run(8, each);
        theirs.creating(Changes.CREATE + BEFORE).run(8, each);
        List<Contender> all = pairs(ours.commands(""), theirs.commands(BEFORE));
        all.forEach(command -> command.run(8, each));
        Contest contest = new Contest(options.quick() ? 2 : TURNS);
        for (int connections : options.connections()) {
            contest.hold(all, connections, WINDOW);
        }
        return contest;
    }

    private static List<Contender> pairs(List<Contender> ours, List<Contender> theirs) {
        return IntStream.range(0, ours.size())
                .mapToObj(i -> List.of(ours.get(i), theirs.get(i)))
                .flatMap(List::stream)
                .toList();
    }

    /** Of all connections together, for each request. */
    private static double time(Sample sample) {
        return 1 / sample.perSecond();
    }

    /** Of server and database, for each request. */
    private static double work(Sample sample) {
        return (sample.cost().server() + sample.cost().database()) / sample.requests();
    }
}
