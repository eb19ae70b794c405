package dev.devledger.bench.report;

import dev.devledger.bench.measure.Contest;
import dev.devledger.bench.measure.Sample;
import dev.devledger.bench.measure.Sample.Spread;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What a contest came to, as charts. */
public final class Charts {
    private Charts() {}

    public static void ofCommands(Contest contest, Report report) {
        chart(contest, report, "throughput", "Requests a second, by connections", Sample::perSecond);
        chart(contest, report, "latency-p50", "Latency, p50 in ms, by connections", Sample::p50);
        chart(contest, report, "latency-p99", "Latency, p99 in ms, by connections", Sample::p99);
    }

    public static void ofReads(Contest contest, Report report) {
        chart(contest, report, "reads-p50", "Reads, p50 in ms, by connections", Sample::p50);
        chart(contest, report, "reads-p99", "Reads, p99 in ms, by connections", Sample::p99);
    }

    private static void chart(
            Contest contest, Report report, String name, String title, ToDoubleFunction<Sample> figure) {
        List<String> names = contest.names().stream()
                .filter(each -> contest.connections().stream()
                        .anyMatch(connections -> Spread.of(contest.samples(each, connections), figure)
                                .isKnown()))
                .toList();
        BarChart chart = new BarChart(title, names);
        for (int connections : contest.connections()) {
            chart.group(
                    connections == 1 ? "1 connection" : connections + " connections",
                    names.stream()
                            .map(each -> Spread.of(contest.samples(each, connections), figure))
                            .toList());
        }
        report.chart(name, title, chart.svg());
    }
}
