package dev.devledger.adapters.rest.time;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.devledger.adapters.format.FormulaGuard;
import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.HttpAnswer.Download;
import dev.devledger.adapters.rest.http.Json;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.adapters.rest.http.RequestArguments.AsOf;
import dev.devledger.adapters.rest.time.TimeExportResource.TagCell;
import dev.devledger.application.directory.People;
import dev.devledger.application.directory.People.PersonDirectory;
import dev.devledger.application.entity.LedgerMoment;
import dev.devledger.application.project.Projects;
import dev.devledger.application.task.Tasks;
import dev.devledger.application.time.TimeEntries.EntryReferenceResolver;
import dev.devledger.application.time.TimeEntryQueries;
import dev.devledger.application.time.TimeEntryQueries.TimeEntryFilter;
import dev.devledger.application.time.TimeEntryQueries.TimeGrouping;
import dev.devledger.application.time.TimeEntryQueries.TimeGrouping.By;
import dev.devledger.application.time.TimeEntryQueries.TimeSummary;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.time.Rounding;
import dev.devledger.domain.time.WorkingDays;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The sums of time, and the gaps and overlaps between entries. */
@Controller
@RequestMapping(path = "/api/time-entries", produces = MediaType.APPLICATION_JSON_VALUE)
public record TimeReportResource(
        TimeEntryQueries queries, TimeReportResource.TimeQuery filters, AsOf past, Clock clock) {
    private static final int GROUPS = 3;
    private static final int DAYS = 366;

    private record Hours(LocalTime begin, LocalTime end) {}

    private record Days(LocalDate from, LocalDate to) {}

    private record ReportQuery(
            TimeGrouping grouping,
            TimeEntryFilter filter,
            @Nullable LedgerMoment then) {}

    @GetMapping("/summary")
    HttpAnswer summary(QueryParameters query) {
        ReportQuery asked = asked(query);
        return AsOf.marked(HttpAnswer.ok(summary(asked)), asked.then());
    }

    /** Returns the sums as a file. A parameter names the form, so the Accept header is ignored. */
    @GetMapping(path = "/summary", params = "format", produces = MediaType.ALL_VALUE)
    Download sums(QueryParameters query) {
        query.one("format", TimeReportResource::csv);
        ReportQuery asked = asked(query);
        SumFile file = new SumFile(asked.grouping().by(), summary(asked));
        return new Download("text/csv; charset=utf-8", "time-sums.csv", file::writeTo);
    }

    private static String csv(String text) throws Parser.InvalidText {
        if (text.equals("csv")) {
            return text;
        }
        throw new Parser.InvalidText("is " + Parser.quoted(text) + "; allowed is csv");
    }

    private TimeSummary summary(ReportQuery asked) {
        LedgerMoment then = asked.then();
        TimeEntryQueries of = then == null ? queries : queries.asOf(then);
        return of.summary(asked.grouping(), asked.filter());
    }

    private ReportQuery asked(QueryParameters query) {
        List<By> by = query.one("by", TimeReportResource::groups);
        Rounding rounding = query.one("rounding", TimeReportResource::rounding);
        LedgerMoment then = past.moment(query);
        ZoneId zone = filters.zone(query);
        TimeEntryFilter filter = filters.filter(query, zone);
        TimeGrouping grouping = new TimeGrouping(
                by == null ? List.of(By.PROJECT) : by,
                rounding == null ? Rounding.NONE : rounding,
                zone,
                filter.split());
        return new ReportQuery(grouping, filter, then);
    }

    private static List<By> groups(String text) throws Parser.InvalidText {
        List<By> groups = new ArrayList<>();
        for (String word : text.split(",", -1)) {
            groups.add(Parser.word(By.class).parse(word));
        }
        boolean days = groups.stream()
                        .filter(each -> each == By.DAY || each == By.WEEK || each == By.MONTH)
                        .count()
                > 1;
        if (groups.size() > GROUPS || groups.stream().distinct().count() < groups.size() || days) {
            throw new Parser.InvalidText("is " + Parser.quoted(text) + "; up to " + GROUPS
                    + " different words are allowed, one of them of day, week, month: "
                    + Arrays.stream(By.values()).map(Json::word).collect(Collectors.joining(", ")));
        }
        return List.copyOf(groups);
    }

    private static Rounding rounding(String text) throws Parser.InvalidText {
        try {
            return Rounding.parse(text);
        } catch (Rejection refused) {
            throw new Parser.InvalidText(refused.violations().getFirst().message());
        }
    }

    /** Returns the gaps of one person. On a day without entries, all hours are a gap. */
    @GetMapping("/gaps")
    HttpAnswer gaps(QueryParameters query) {
        String name = query.one("person", Parser::search);
        Hours hours = query.one("hours", TimeReportResource::hours);
        ZoneId zone = filters.zone(query);
        LocalDate today = LocalDate.now(clock.withZone(zone));
        Days days = days(query, today);
        query.rejectIfAny();
        PersonId person = filters.person(name == null ? "me" : name);
        Hours expected = hours == null ? new Hours(LocalTime.of(9, 0), LocalTime.of(17, 0)) : hours;
        Instant begin = days.from().atStartOfDay(zone).toInstant();
        Instant end = days.to().plusDays(1).atStartOfDay(zone).toInstant();
        List<WorkingDays.LoggedEntry> logged = queries.logged(person, begin, end);
        WorkingDays working = new WorkingDays(days.from(), days.to(), expected.begin(), expected.end(), zone);
        return HttpAnswer.ok(Map.of(
                "gaps",
                        working.gaps(logged).stream()
                                .map(TimeReportResource::told)
                                .toList(),
                "overlaps",
                        WorkingDays.overlaps(logged).stream()
                                .map(TimeReportResource::told)
                                .toList()));
    }

    private static Map<String, Object> told(WorkingDays.Gap gap) {
        return Map.of(
                "day", gap.day(), "start", gap.start(), "end", gap.end(), "seconds", seconds(gap.start(), gap.end()));
    }

    private static Map<String, Object> told(WorkingDays.Overlap overlap) {
        return Map.of(
                "entries",
                List.of(overlap.one().toString(), overlap.other().toString()),
                "start",
                overlap.start(),
                "end",
                overlap.end(),
                "seconds",
                seconds(overlap.start(), overlap.end()));
    }

    private static long seconds(Instant start, Instant end) {
        return ChronoUnit.SECONDS.between(start, end);
    }

    private static Days days(QueryParameters query, LocalDate today) {
        LocalDate from = query.one("from", TimeReportResource::day);
        LocalDate to = query.one("to", TimeReportResource::day);
        LocalDate first = from == null ? (to == null ? today : to) : from;
        LocalDate last = to == null ? (first.isAfter(today) ? first : today) : to;
        if (last.isBefore(first) || ChronoUnit.DAYS.between(first, last) >= DAYS) {
            query.wrong("to", "must be from on, and at most " + DAYS + " days with it");
        }
        return new Days(first, last);
    }

    private static LocalDate day(String text) throws Parser.InvalidText {
        if (Parser.when(text) instanceof When.Day(LocalDate day)) {
            return day;
        }
        throw new Parser.InvalidText("is an instant; a day such as 2026-03-31 is expected");
    }

    private static Hours hours(String text) throws Parser.InvalidText {
        String[] both = text.split("-", -1);
        try {
            if (both.length == 2) {
                LocalTime begin = LocalTime.parse(both[0]);
                LocalTime end = both[1].equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(both[1]);
                if (end.equals(LocalTime.MIDNIGHT) || begin.isBefore(end)) {
                    return new Hours(begin, end);
                }
            }
        } catch (DateTimeException unreadable) {
            // reported below, like any other text that is not a time of day
        }
        throw new Parser.InvalidText("is " + Parser.quoted(text) + "; hours of a day such as 09:00-17:00 are expected");
    }

    /**
     * Writes sums of time as a file for spreadsheets, with a row for each group. A grouping with keys has another
     * column for the names.
     */
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

    /**
     * Reads the filters of time entries from a query.
     *
     * @param zone the time zone of days if the query names none
     */
    public record TimeQuery(EntryReferenceResolver booked, ZoneId zone) {

        ZoneId zone(QueryParameters query) {
            ZoneId said = query.one("timeZone", Parser::zone);
            return said == null ? zone : said;
        }

        /**
         * Reads all filters before it looks up any entity, so that all errors are reported together. An unknown person,
         * task or project is a 404.
         */
        TimeEntryFilter filter(QueryParameters query, ZoneId days) {
            String person = query.text("person");
            String task = query.text("task");
            String project = query.text("project");
            TimeEntryFilter filter = TimeEntryFilter.read(query, days);
            query.rejectIfAny();
            return filter.with(to -> {
                to.person = person == null ? null : person(person).toString();
                to.task = task == null ? null : task(task);
                to.project = project == null ? null : project(project);
            });
        }

        private String task(String idOrKey) {
            return booked.tasks()
                    .identify(idOrKey)
                    .orElseThrow(() -> Tasks.unknown(idOrKey))
                    .toString();
        }

        private String project(String idOrKey) {
            return booked.projects()
                    .find(idOrKey)
                    .orElseThrow(() -> Projects.unknown(idOrKey))
                    .project()
                    .toString();
        }

        /** Finds a person, including archived and deleted people, as their time stays in the ledger. */
        PersonId person(String name) {
            return booked.people()
                    .find(name)
                    .map(PersonDirectory.StoredPerson::person)
                    .orElseGet(() -> name.equalsIgnoreCase("me") || !isKey(name) ? booked.person(name) : unknown(name));
        }

        private static boolean isKey(String name) {
            return name.matches("(?i)U-[0-9]+");
        }

        private static PersonId unknown(String name) {
            throw People.unknown(name);
        }
    }
}
