package dev.devledger.bench.report;

import dev.devledger.bench.measure.Folder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Puts the report and its charts into {@code docs/benchmarks}, which has nothing else. */
public final class Publication {
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
