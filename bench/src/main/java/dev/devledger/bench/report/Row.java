package dev.devledger.bench.report;

import dev.devledger.bench.measure.Figure;
import dev.devledger.bench.measure.Sample;
import dev.devledger.bench.measure.Spread;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Of the table; what is not said is left empty. */
public final class Row {
    private final Map<Column, String> cells = new EnumMap<>(Column.class);
    private boolean missed;

    public Row(String what) {
        cells.put(Column.WHAT, what);
    }

    public Row with(Column column, Object value) {
        cells.put(column, value.toString());
        return this;
    }

    /** How fast, how long, and what it took. */
    public Row with(List<Sample> runs) {
        with(Column.RATE, Spread.of(runs, Sample::perSecond));
        with(Column.P50, Spread.of(runs, Sample::p50));
        with(Column.P95, Spread.of(runs, Sample::p95));
        with(Column.P99, Spread.of(runs, Sample::p99));
        with(
                Column.CPU,
                sum(
                        Spread.of(runs, run -> 1e3 * run.cost().server() / run.requests()),
                        Spread.of(runs, run -> 1e3 * run.cost().database() / run.requests()),
                        Spread.of(runs, run -> 1e3 * run.cost().load() / run.requests())));
        return with(
                Column.MEMORY,
                sum(
                        Spread.of(runs, run -> run.cost().serverMemory() / (1 << 20)),
                        Spread.of(runs, run -> run.cost().databaseMemory() / (1 << 20))));
    }

    private static String sum(Spread... parts) {
        StringBuilder text = new StringBuilder();
        for (Spread part : parts) {
            if (!part.isKnown()) {
                return "";
            }
            text.append(text.isEmpty() ? "" : " + ").append(Figure.of(part.median()));
        }
        return text.toString();
    }

    public Row goal(String goal, boolean reached) {
        missed = !reached;
        return with(Column.GOAL, goal).with(Column.REACHED, reached ? "yes" : "**no**");
    }

    public boolean missed() {
        return missed;
    }

    public String cell(Column column) {
        return cells.getOrDefault(column, "");
    }
}
