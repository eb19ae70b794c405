package dev.devledger.adapters.rest.files;

import dev.devledger.adapters.format.FormulaGuard;
import dev.devledger.adapters.rest.files.CsvFile.CsvRowReader;
import dev.devledger.adapters.rest.files.TimeEntryRowReader.TimeFileOptions;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.adapters.rest.time.TimeExportResource.TagCell;
import dev.devledger.adapters.rest.time.TimeExportResource.TimeFile;
import dev.devledger.application.imports.ImportRow;
import dev.devledger.application.imports.ImportRow.KeyOrId;
import dev.devledger.domain.shared.Rejection.Violation;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The cells of one row in a file of time entries, and the errors in them. */
record TimeCells(
        CsvRowReader.Cells cells, ZoneId zone, TimeIndex index, TimeFileOptions wishes, List<Violation> wrong) {
    private static final Pattern TASK_KEY = Pattern.compile("(?i)T-[1-9][0-9]{0,17}");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");
    private static final Instant EARLIEST = Instant.parse(WallTimes.EARLIEST + "-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");
    private static final WallTimes.Span UNKNOWN = new WallTimes.Span(Instant.EPOCH, Instant.EPOCH);

    /** Returns true if the entry was running at the time of the export. */
    boolean isRunning() {
        return index.kind() == TimeColumns.OWN
                ? own("end").isEmpty() && !own("key").isEmpty()
                : index.hasEnds() && column(TimeColumns.END_TIME).isEmpty();
    }

    private void add(String field, String message) {
        wrong.add(new Violation(field, message));
    }

    private String own(String column) {
        return cells.get(column).strip();
    }

    private String ownCell(String column) {
        return FormulaGuard.unguarded(cells.get(column)).strip();
    }

    TimeEntryRowReader.RowTexts own() {
        ZoneId days = read("timeZone", own("timezone"), Parser::zoneOrOffset, zone);
        String name = ownCell("projectname");
        String projectId = ofExport("projectid");
        String project = named("project", index.ownProject(own("project"), name, projectId));
        boolean isOneOfSeveral = !name.isEmpty() && project.equals(name) && index.isOfSeveral(name);
        if (isOneOfSeveral && projectId.isEmpty()) {
            add(
                    "project",
                    "is " + Parser.quoted(name)
                            + ", which is the name of several projects of the file; export it again,"
                            + " with the ids in projectId, or write the key of one without projectName");
        }
        if (!own("key").isEmpty() && own("id").isEmpty()) {
            add("id", "is missing, but there is a key; export the file again, or take the key out for a new entry");
        }
        return new TimeEntryRowReader.RowTexts(
                List.of(ownCell("personid"), ownCell("personemail"), ownCell("person")),
                name.isEmpty() ? own("project") : name,
                project,
                isOneOfSeveral && !projectId.isEmpty() ? projectId : null,
                "",
                ownTask(days),
                ownTime(new WallTimes(days, null)),
                days,
                ownCell("note"),
                TimeEntryRowReader.tags(TagCell.read(FormulaGuard.unguarded(cells.get("tags")))),
                own("billable").isEmpty() ? null : truth("billable", own("billable")),
                truth("billed", own("billed")));
    }

    /** Returns the id in a column, if the row itself has an id, as in an unchanged export; otherwise empty. */
    private String ofExport(String column) {
        return KeyOrId.isId(own("id")) && KeyOrId.isId(own(column))
                ? own(column).toLowerCase(Locale.ROOT)
                : "";
    }

    private ImportRow.@Nullable TaskReference ownTask(ZoneId days) {
        String task = own("task");
        String title = ownCell("tasktitle");
        boolean key = TASK_KEY.matcher(task).matches();
        String said = named("task", title.isEmpty() && !key ? FormulaGuard.unguarded(task) : title);
        String id = ofExport("taskid");
        boolean isExported = KeyOrId.isId(own("id"));
        if (said.isEmpty()) {
            return key
                    ? new ImportRow.TaskReference(null, task.toUpperCase(Locale.ROOT), null, isExported, null)
                    : null;
        }
        return new ImportRow.TaskReference(
                id.isEmpty() ? null : id,
                key && !isExported ? task.toUpperCase(Locale.ROOT) : null, // otherwise a key of the exporting ledger
                said,
                isExported,
                TimeEntryRowReader.made(wishes, said, days));
    }

    private WallTimes.Span ownTime(WallTimes times) {
        Instant start = instant("start", own("start"), times);
        String end = own("end");
        String seconds = own("seconds");
        if (end.isEmpty() && SECONDS.matcher(seconds).matches()) {
            return new WallTimes.Span(start, start.plusSeconds(Integer.parseInt(seconds)));
        }
        return new WallTimes.Span(start, instant("end", end, times));
    }

    /** Reads a moment, or a time in the time zone. */
    private Instant instant(String column, String text, WallTimes times) {
        if (text.isEmpty()) {
            add(column, "is missing");
            return Instant.EPOCH;
        }
        try {
            return inRange(column, text, times.first(LocalDateTime.parse(text.replace(' ', 'T'))));
        } catch (DateTimeException notOfAZone) {
            return inRange(column, text, read(column, text, TimeCells::instant, Instant.EPOCH));
        }
    }

    private Instant inRange(String column, String text, Instant instant) {
        if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
            add(column, "is " + Parser.quoted(text) + "; a year from " + WallTimes.EARLIEST + " to 9999 is expected");
            return Instant.EPOCH;
        }
        return instant;
    }

    private static Instant instant(String text) throws Parser.InvalidText {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException unreadable) {
            throw new Parser.InvalidText("is " + Parser.quoted(text)
                    + "; a time such as 2026-03-31T09:00:00Z or 2026-03-31 09:00 is expected");
        }
    }

    TimeEntryRowReader.RowTexts report() {
        String client = named("client", column(TimeColumns.CLIENT));
        String name = named("project", column(TimeColumns.PROJECT));
        String task = named(
                "task",
                column(TimeColumns.TASK)
                        .lines()
                        .map(String::strip)
                        .collect(Collectors.joining(" "))
                        .replace('\t', ' '));
        return new TimeEntryRowReader.RowTexts(
                TimeColumns.PERSON.stream()
                        .map(each -> cells.get(each).strip())
                        .filter(each -> !each.isEmpty())
                        .toList(),
                name,
                name.isEmpty() ? "" : index.project(name, client),
                null,
                client,
                task.isEmpty()
                        ? null
                        : new ImportRow.TaskReference(
                                null, null, task, true, TimeEntryRowReader.made(wishes, task, zone)),
                reportTime(new WallTimes(zone, index.order())),
                zone,
                column(TimeColumns.NOTE),
                TimeEntryRowReader.tags(List.of(column(TimeColumns.TAGS).split(",", -1))),
                column(TimeColumns.BILLABLE).isEmpty() ? null : truth("billable", column(TimeColumns.BILLABLE)),
                truth("invoiced", column(TimeColumns.BILLED)));
    }

    /** Reads a name in the form in which names are searched. */
    private String named(String field, String name) {
        return read(field, name, Parser::search, "");
    }

    private String column(List<String> columns) {
        return TimeColumns.cell(cells, columns);
    }

    /** Reads the start and the end of the entry; instead of the end the length, if the file has no ends. */
    private WallTimes.Span reportTime(WallTimes times) {
        String startDate = column(TimeColumns.START_DATE);
        LocalDateTime start = moment("start", startDate, column(TimeColumns.START_TIME), times);
        Duration length = WallTimes.length(column(TimeColumns.LENGTH));
        String endTime = column(TimeColumns.END_TIME);
        if (endTime.isEmpty() && length != null) {
            Instant first = times.first(start);
            return new WallTimes.Span(first, first.plus(length));
        }
        String endDate = column(TimeColumns.END_DATE);
        LocalDateTime end = moment("end", endDate.isEmpty() ? startDate : endDate, endTime, times);
        return wrong.isEmpty() ? times.span(start, end, length) : UNKNOWN;
    }

    private LocalDateTime moment(String field, String date, String time, WallTimes times) {
        if (date.isEmpty() || time.isEmpty()) {
            add(field, "is missing: a date and a time are expected");
            return LocalDateTime.MIN;
        }
        try {
            return times.moment(date, time);
        } catch (Parser.InvalidText unreadable) {
            add(field, unreadable.why());
            return LocalDateTime.MIN;
        }
    }

    private boolean truth(String field, String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "yes", "true", "y", "1" -> true;
            case "no", "false", "n", "0", "", "-" -> false;
            default -> {
                add(field, "is " + Parser.quoted(text) + "; yes or no is expected");
                yield false;
            }
        };
    }

    private <T> T read(String field, String text, Parser<T> parser, T otherwise) {
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            return parser.parse(text);
        } catch (Parser.InvalidText unreadable) {
            add(field, unreadable.why());
            return otherwise;
        }
    }

    /**
     * The kinds of files with time entries, by their headers: Devledger's own, and the detailed reports of Toggl Track
     * and Clockify. The columns of these reports differ in a few names, and had other names in former years. Sources:
     * Toggl's page "Editing and uploading a CSV file" (support.toggl.com), Clockify's "Exporting reports"
     * (clockify.me/help/reports), and public tests with files of both.
     */
    enum TimeColumns {
        OWN,
        REPORT;

        static final List<String> PERSON = List.of("email", "user", "member", "name");
        static final List<String> PROJECT = List.of("project");
        static final List<String> CLIENT = List.of("client");
        static final List<String> TASK = List.of("task");
        static final List<String> NOTE = List.of("description");
        static final List<String> TAGS = List.of("tags", "tag");
        static final List<String> BILLABLE = List.of("billable");
        static final List<String> BILLED = List.of("invoiced");
        static final List<String> START_DATE = List.of("start date");
        static final List<String> START_TIME = List.of("start time");
        static final List<String> END_DATE = List.of("end date", "stop date");
        static final List<String> END_TIME = List.of("end time", "stop time");
        static final List<String> LENGTH = List.of("duration", "duration (h)", "time (h)");

        /** Returns the kind; null if the header does not belong to such a file. */
        static @Nullable TimeColumns of(List<String> header) {
            Set<String> names = Set.copyOf(names(header));
            boolean length = LENGTH.stream().anyMatch(names::contains);
            boolean end = END_TIME.stream().anyMatch(names::contains);
            if (names.contains("start date") && (length || end)) {
                return REPORT;
            }
            return names.contains("start") && (names.contains("end") || names.contains("seconds")) ? OWN : null;
        }

        /** Returns the column names in lower case, in which names are compared. */
        static List<String> names(List<String> header) {
            return header.stream()
                    .map(each -> each.strip().toLowerCase(Locale.ROOT))
                    .toList();
        }

        /** Returns the error of the header; null if the header is right. */
        @Nullable
        String wrong(List<String> header) {
            if (this == REPORT) {
                return names(header).contains("start time")
                        ? null
                        : "has no column Start time; export the detailed report, with the times of each entry";
            }
            List<String> known = names(TimeFile.Csv.COLUMNS);
            return header.stream()
                    .filter(each -> !known.contains(each.strip().toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .map(each -> "has the column " + each + ", which is unknown; allowed are "
                            + String.join(", ", TimeFile.Csv.COLUMNS))
                    .orElse(null);
        }

        /** Returns the first nonempty cell among the columns, without the space around it. */
        static String cell(CsvRowReader.Cells cells, List<String> columns) {
            for (String column : columns) {
                String cell = cells.get(column).strip();
                if (!cell.isEmpty()) {
                    return cell;
                }
            }
            return "";
        }
    }
}
