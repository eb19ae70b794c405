package dev.devledger.bench.report;

import dev.devledger.bench.measure.Sample.Figure;
import dev.devledger.bench.measure.Disk.Folder;
import dev.devledger.bench.measure.Sample;
import dev.devledger.bench.measure.Sample.Spread;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All that was measured, as one table in Markdown, with charts. Written after each row, as what comes next may fail. */
public final class Report {
    public static final Path FOLDER = Path.of("bench", "target", "report");

    private final List<Row> rows = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<String> charts = new ArrayList<>();

    public void add(Row row) {
        rows.add(row);
        write();
    }

    public void note(String note) {
        notes.add(note);
        write();
    }

    void chart(String name, String title, String svg) {
        write(name + ".svg", svg);
        charts.add("![%s](%s.svg)".formatted(title, name));
        write();
    }

    public boolean allReached() {
        return rows.stream().noneMatch(Row::missed);
    }

    private void write() {
        write("benchmarks.md", markdown());
    }

    private static void write(String file, String text) {
        try {
            Files.createDirectories(FOLDER);
            Files.writeString(FOLDER.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String markdown() {
        List<Column> columns = Arrays.stream(Column.values())
                .filter(column ->
                        rows.stream().anyMatch(row -> !row.cell(column).isEmpty()))
                .toList();
        String head = line(columns.stream().map(Column::title).toList());
        String rule = line(columns.stream().map(column -> "---").toList());
        String body = rows.stream()
                .map(row -> line(columns.stream().map(row::cell).toList()))
                .collect(Collectors.joining());
        String below = notes.stream().map(note -> "- " + note + "\n").collect(Collectors.joining());
        return head + rule + body + "\n" + below + (charts.isEmpty() ? "" : "\n" + String.join("\n\n", charts) + "\n");
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    /** Of the table; what is not said is left empty. */
    public static final class Row {
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

    /** Of the table. */
    public enum Column {
        WHAT("what"),
        AT_ONCE("at once"),
        RATE("a second"),
        P50("p50 ms"),
        P95("p95 ms"),
        P99("p99 ms"),
        PEER("× peer's insert"),
        LIKE("× its like"),
        FLOOR("× floor"),
        CPU("CPU ms for each: server + PostgreSQL + load"),
        MEMORY("MB: server + PostgreSQL"),
        ALSO("also"),
        GOAL("goal"),
        REACHED("reached");

        private final String title;

        Column(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

/** Puts the report and its charts into {@code docs/benchmarks}, which has nothing else. */
public static final class Publication {
    private static final Path FOLDER = Path.of("docs", "benchmarks");
    private static final String HEAD = """
            # The last run of the benchmark

            [Benchmarks](../benchmarks.md) says what is compared.

            """;

    private Publication() {}

    public static void of(Report report) {
        try {
            Folder.delete(FOLDER);
            Files.createDirectories(FOLDER);
            Files.writeString(FOLDER.resolve("last-run.md"), HEAD + report.markdown());
            try (Stream<Path> files = Files.list(Report.FOLDER)) {
                List<Path> charts =
                        files.filter(file -> file.toString().endsWith(".svg")).toList();
                for (Path chart : charts) {
                    Files.copy(chart, FOLDER.resolve(chart.getFileName()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
}
