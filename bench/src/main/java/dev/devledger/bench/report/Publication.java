package dev.devledger.bench.report;

import dev.devledger.bench.measure.Folder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** Puts the report into {@code docs/benchmarks.md}, between the two marks; what stands around them is written by hand. */
public final class Publication {
    private static final Path PAGE = Path.of("docs", "benchmarks.md");
    private static final Path CHARTS = Path.of("docs", "benchmarks");
    public static final String BEGIN = "<!-- the last run begins here -->\n";
    public static final String END = "<!-- the last run ends here -->\n";

    private Publication() {}

    public static void of(Report report) {
        try {
            Files.writeString(PAGE, with(Files.readString(PAGE), report.markdown()));
            Folder.delete(CHARTS);
            Files.createDirectories(CHARTS);
            try (Stream<Path> files = Files.list(Report.FOLDER)) {
                List<Path> charts =
                        files.filter(file -> file.toString().endsWith(".svg")).toList();
                for (Path chart : charts) {
                    Files.copy(chart, CHARTS.resolve(chart.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String with(String page, String run) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END, begin + 1);
        if (begin < 0 || end < 0) {
            throw new IllegalStateException(PAGE + " has not both marks: " + BEGIN + END);
        }
        return page.substring(0, begin) + BEGIN + "\n" + run + "\n" + page.substring(end);
    }
}
