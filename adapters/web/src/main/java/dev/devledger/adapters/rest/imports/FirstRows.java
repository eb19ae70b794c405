package dev.devledger.adapters.rest.imports;

import dev.devledger.application.imports.ImportFile;
import dev.devledger.application.imports.ImportRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The first rows of a file as they were understood, for who looks at it before it is stored. */
final class FirstRows {
    private static final int MOST = 10;

    /**
     * @param project what the row calls it; null where it names none
     * @param title of the task, or the note of the time
     */
    record Row(
            long line,
            String type,
            @Nullable String project,
            @Nullable String title,
            @Nullable String status) {}

    private FirstRows() {}

    static List<Row> of(ImportFile file) {
        List<Row> first = new ArrayList<>();
        try (ImportFile.Rows rows = file.open()) {
            for (ImportRow row = rows.next(); row != null && first.size() < MOST; row = rows.next()) {
                Row understood = row(row);
                if (understood != null) {
                    first.add(understood);
                }
            }
        }
        return first;
    }

    private static String word(Enum<?> status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable Row row(ImportRow row) {
        return switch (row) {
            case ImportRow.NewProject project ->
                new Row(project.line(), "project", project.details().name(), null, word(project.status()));
            case ImportRow.NewTask task ->
                new Row(task.line(), "task", task.home().name(), task.details().title(), word(task.status()));
            case ImportRow.NewEntry entry ->
                new Row(
                        entry.line(),
                        "entry",
                        entry.home() == null ? null : entry.home().name(),
                        entry.details().note(),
                        null);
            case ImportRow.Skipped skipped -> null;
            case ImportRow.Bad bad -> null;
        };
    }
}
