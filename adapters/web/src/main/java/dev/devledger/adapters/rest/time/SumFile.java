package dev.devledger.adapters.rest.time;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.devledger.adapters.format.FormulaGuard;
import dev.devledger.application.time.TimeGrouping.By;
import dev.devledger.application.time.TimeSummary;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sums of time as a file for spreadsheets: a row for each group; what has a key has a column for its name too. */
record SumFile(List<By> by, TimeSummary summary) {
    private static final List<String> SUMS = List.of("seconds", "billableSeconds", "billedSeconds", "entries");

    void writeTo(OutputStream out) throws IOException {
        StringWriter rows = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(rows)) {
            csv.writeRecord(head());
            for (TimeSummary.Item item : summary.items()) {
                csv.writeRecord(row(item));
            }
        }
        out.write(rows.toString().getBytes(StandardCharsets.UTF_8));
    }

    private List<String> head() {
        List<String> cells = new ArrayList<>();
        for (By each : by) {
            cells.add(word(each));
            if (isNamed(each)) {
                cells.add(word(each) + "Name");
            }
        }
        cells.addAll(SUMS);
        return cells;
    }

    private List<String> row(TimeSummary.Item item) {
        List<String> cells = new ArrayList<>();
        for (By each : by) {
            Object group = item.group().get(word(each));
            if (isNamed(each)) {
                cells.add(of(group, "key"));
                cells.add(FormulaGuard.guarded(of(group, "name")));
            } else {
                cells.add(FormulaGuard.guarded(text(group)));
            }
        }
        cells.add(Long.toString(item.seconds()));
        cells.add(Long.toString(item.billableSeconds()));
        cells.add(Long.toString(item.billedSeconds()));
        cells.add(Long.toString(item.entries()));
        return cells;
    }

    private static boolean isNamed(By by) {
        return switch (by) {
            case PROJECT, TASK, PERSON, CUSTOMER -> true;
            case DAY, WEEK, MONTH, TAG, BILLABLE -> false;
        };
    }

    private static String word(By by) {
        return by.name().toLowerCase(Locale.ROOT);
    }

    private static String of(@Nullable Object group, String name) {
        return group instanceof Map<?, ?> named ? text(named.get(name)) : "";
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Collection<?> tags ->
                TagCell.of(tags.stream().map(String::valueOf).toList());
            case Object other -> other.toString();
        };
    }
}
