package dev.devledger.bench.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

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
}
