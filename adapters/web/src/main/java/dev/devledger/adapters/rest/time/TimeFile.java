package dev.devledger.adapters.rest.time;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.devledger.adapters.format.FormulaGuard;
import dev.devledger.adapters.rest.http.Json;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.application.time.TimeEntryQueries;
import dev.devledger.application.time.TimeEntryView;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Time entries as a file: a row or a line of each. */
sealed interface TimeFile {
    void begin(OutputStream out) throws IOException;

    void add(TimeEntryQueries.Named named, OutputStream out) throws IOException;

    /** As the API answers them, with what the keys in it are called elsewhere. */
    record Ndjson() implements TimeFile {
        @Override
        public void begin(OutputStream out) {
            // a line needs no head
        }

        @Override
        public void add(TimeEntryQueries.Named named, OutputStream out) throws IOException {
            Map<String, @Nullable Object> names = new LinkedHashMap<>();
            names.put("projectName", named.project());
            names.put("taskTitle", named.task());
            names.put("personEmail", named.email());
            names.put("personId", named.person());
            out.write((Json.with(named.entry(), names) + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    /** For spreadsheets, which take some cells for formulas. */
    record Csv(char separator) implements TimeFile {
        static char separator(String text) throws Parser.Wrong {
            return switch (text) {
                case ",", ";" -> text.charAt(0);
                case "tab" -> '\t';
                default -> throw new Parser.Wrong("is not a separator; allowed are , ; tab");
            };
        }

        @Override
        public void begin(OutputStream out) throws IOException {
            row(
                    List.of(
                            "key",
                            "person",
                            "project",
                            "task",
                            "start",
                            "end",
                            "timeZone",
                            "seconds",
                            "note",
                            "tags",
                            "billable",
                            "billed",
                            "id",
                            "projectName",
                            "taskTitle",
                            "personEmail",
                            "personId",
                            "taskId",
                            "projectId"),
                    out);
        }

        @Override
        public void add(TimeEntryQueries.Named named, OutputStream out) throws IOException {
            TimeEntryView entry = named.entry();
            row(
                    List.of(
                            entry.key(),
                            FormulaGuard.guarded(entry.person().name()),
                            text(entry.projectKey()),
                            text(entry.taskKey()),
                            entry.start().toString(),
                            entry.end() == null ? "" : entry.end().toString(),
                            entry.timeZone().getId(),
                            Long.toString(entry.seconds()),
                            FormulaGuard.guarded(text(entry.note())),
                            FormulaGuard.guarded(TagCell.of(entry.tags())),
                            Boolean.toString(entry.billable()),
                            Boolean.toString(entry.billed()),
                            entry.id().toString(),
                            FormulaGuard.guarded(text(named.project())),
                            FormulaGuard.guarded(text(named.task())),
                            FormulaGuard.guarded(text(named.email())),
                            named.person().toString(),
                            text(entry.taskId()),
                            text(entry.projectId())),
                    out);
        }

        private void row(List<String> cells, OutputStream out) throws IOException {
            StringWriter row = new StringWriter();
            try (CsvWriter csv = CsvWriter.builder().fieldSeparator(separator).build(row)) {
                csv.writeRecord(cells);
            }
            out.write(row.toString().getBytes(StandardCharsets.UTF_8));
        }

        private static String text(@Nullable Object value) {
            return value == null ? "" : value.toString();
        }
    }
}
