package dev.devledger.adapters.rest.time;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.devledger.adapters.format.FormulaGuard;
import dev.devledger.adapters.rest.http.HttpAnswer.Download;
import dev.devledger.adapters.rest.http.Json;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.adapters.rest.http.Problem.ConcurrencyLimit;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.adapters.rest.http.RequestArguments.AsOf;
import dev.devledger.adapters.rest.time.TimeReportResource.TimeQuery;
import dev.devledger.application.entity.LedgerMoment;
import dev.devledger.application.time.TimeEntryQueries;
import dev.devledger.application.time.TimeEntryQueries.TimeEntryFilter;
import dev.devledger.application.time.TimeEntryQueries.TimeEntryView;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

@Controller
@RequestMapping("/api/time-entries/export")
public record TimeExportResource(TimeEntryQueries queries, TimeQuery filters, AsOf past, ConcurrencyLimit running) {

    /** Exports entries. A parameter names the form, so the Accept header is ignored. */
    @GetMapping(produces = MediaType.ALL_VALUE)
    Download export(QueryParameters query) {
        String format = query.one("format", TimeExportResource::format);
        Character separator = query.one("separator", TimeFile.Csv::separator);
        LedgerMoment then = past.moment(query);
        ZoneId zone = filters.zone(query);
        if (separator != null && "ndjson".equals(format)) {
            query.wrong("separator", "is only for format=csv");
        }
        TimeEntryFilter filter = filters.filter(query, zone);
        TimeEntryQueries of = then == null ? queries : queries.asOf(then);
        boolean lines = "ndjson".equals(format);
        TimeFile file = lines ? new TimeFile.Ndjson() : new TimeFile.Csv(separator == null ? ',' : separator);
        return new Download(
                lines ? "application/x-ndjson" : "text/csv; charset=utf-8",
                lines ? "time.ndjson" : "time.csv",
                out -> write(file, of, filter, out));
    }

    private static String format(String text) throws Parser.InvalidText {
        if (text.equals("csv") || text.equals("ndjson")) {
            return text;
        }
        throw new Parser.InvalidText("is not a format; allowed are csv, ndjson");
    }

    private void write(TimeFile file, TimeEntryQueries of, TimeEntryFilter filter, OutputStream out)
            throws IOException {
        running.enter();
        try {
            file.begin(out);
            of.export(filter, each -> {
                try {
                    file.add(each, out);
                } catch (IOException gone) {
                    throw new UncheckedIOException(gone);
                }
            });
        } finally {
            running.leave();
        }
    }

    /** A file of time entries, with a row or line for each entry. */
    public sealed interface TimeFile {
        void begin(OutputStream out) throws IOException;

        void add(TimeEntryQueries.Named named, OutputStream out) throws IOException;

        /** Writes entries in the form of the API, with the names of the entities whose keys they contain. */
        record Ndjson() implements TimeFile {
            @Override
            public void begin(OutputStream out) {
                // lines need no head
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

        /** Writes a file for spreadsheets, which run some cells as formulas. */
        record Csv(char separator) implements TimeFile {
            /** The columns in the order of the documentation. */
            public static final List<String> COLUMNS =
                    List.of(("key person project task start end timeZone seconds note tags billable billed id"
                                    + " projectName taskTitle personEmail personId taskId projectId")
                            .split(" "));

            static char separator(String text) throws Parser.InvalidText {
                return switch (text) {
                    case ",", ";" -> text.charAt(0);
                    case "tab" -> '\t';
                    default -> throw new Parser.InvalidText("is not a separator; allowed are , ; tab");
                };
            }

            @Override
            public void begin(OutputStream out) throws IOException {
                row(COLUMNS, out);
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
                try (CsvWriter csv =
                        CsvWriter.builder().fieldSeparator(separator).build(row)) {
                    csv.writeRecord(cells);
                }
                out.write(row.toString().getBytes(StandardCharsets.UTF_8));
            }

            private static String text(@Nullable Object value) {
                return value == null ? "" : value.toString();
            }
        }
    }

    /** Writes tags in one cell, separated by commas. A comma within a tag is escaped with a backslash. */
    public static final class TagCell {
        private TagCell() {}

        static String of(Collection<String> tags) {
            return tags.stream()
                    .map(tag -> tag.replace("\\", "\\\\").replace(",", "\\,"))
                    .collect(Collectors.joining(", "));
        }

        public static List<String> read(String cell) {
            List<String> tags = new ArrayList<>();
            StringBuilder tag = new StringBuilder();
            for (int i = 0; i < cell.length(); i++) {
                char next = cell.charAt(i);
                boolean escaped = next == '\\' && i + 1 < cell.length() && isSpecial(cell.charAt(i + 1));
                if (escaped) {
                    i++;
                    tag.append(cell.charAt(i));
                } else if (next == ',') {
                    tags.add(tag.toString());
                    tag.setLength(0);
                } else {
                    tag.append(next);
                }
            }
            tags.add(tag.toString());
            return tags;
        }

        private static boolean isSpecial(char letter) {
            return letter == ',' || letter == '\\';
        }
    }
}
