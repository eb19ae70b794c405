package dev.devledger.adapters.dashboard.time;

import dev.devledger.adapters.dashboard.frame.Frame;
import dev.devledger.adapters.dashboard.frame.Frame.Frames;
import dev.devledger.adapters.dashboard.frame.PageQuery;
import dev.devledger.adapters.dashboard.frame.PastMoment;
import dev.devledger.adapters.dashboard.frame.PastMoment.PageMoments;
import dev.devledger.adapters.dashboard.frame.ShownInstant;
import dev.devledger.adapters.dashboard.frame.ShownInstant.WorkTime;
import dev.devledger.adapters.dashboard.time.DayView.CalendarDay;
import dev.devledger.adapters.html.Templates;
import dev.devledger.application.directory.People;
import dev.devledger.application.directory.People.PersonQueries;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.Projects;
import dev.devledger.application.time.TimeEntryQueries;
import dev.devledger.application.time.TimeEntryQueries.TimeEntryFilter;
import dev.devledger.application.time.TimeEntryQueries.TimeGrouping;
import dev.devledger.application.time.TimeEntryQueries.TimeSummary;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.time.Rounding;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of sums of time, for reading, printing and exporting. */
@Controller
record TotalsPage(
        TimeEntryQueries entries,
        ProjectQueries projects,
        PersonQueries people,
        Frames frames,
        PageMoments moments,
        Clock clock) {

    /** The groupings of sums on this page. */
    enum Kind {
        PROJECT,
        TASK,
        PERSON,
        TAG,
        CUSTOMER;

        TimeGrouping.By by() {
            return TimeGrouping.By.valueOf(name());
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        String title() {
            return name().charAt(0) + word().substring(1);
        }
    }

    @GetMapping(path = "/time/totals", produces = MediaType.TEXT_HTML_VALUE)
    void show(@RequestParam Map<String, String> parameters, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        PageQuery asked = new PageQuery("/time/totals", parameters);
        PastMoment moment = moments.of(asked);
        LocalDate today = LocalDate.ofInstant(moment == null ? clock.instant() : moment.clock(), ShownInstant.zone());
        Period period = Period.asked(asked, today);
        Kind said = asked.word("by", Kind.class);
        Kind kind = said == null ? Kind.PROJECT : said;
        TimeGrouping grouping = new TimeGrouping(List.of(kind.by()), Rounding.NONE, ShownInstant.zone(), false);
        TimeEntryQueries then = moment == null ? entries : entries.asOf(moment.of());
        TotalsView view = TotalsView.of(
                frames.of("Time, " + period.words() + " – Devledger", "/time", moment, request),
                moments.asOfNow(asked, moment),
                asked,
                period,
                today,
                kind,
                then.summary(grouping, filter(asked, period)));
        Templates.write(Templates.render("dashboard/time/totals.jte", view), response);
    }

    private TimeEntryFilter filter(PageQuery asked, Period period) {
        return TimeEntryFilter.ALL.with(to -> {
            to.person = person(asked.text("person"));
            to.project = project(asked.text("project"));
            to.tags = asked.texts("tag");
            to.billable = asked.truth("billable");
            to.from = new CalendarDay(period.from(), ShownInstant.zone()).begin();
            to.to = new CalendarDay(period.to(), ShownInstant.zone()).end();
        });
    }

    private @Nullable String project(@Nullable String key) {
        return key == null
                ? null
                : projects.find(key)
                        .orElseThrow(() -> Projects.unknown(key))
                        .id()
                        .toString();
    }

    /** Finds a person by key. As everywhere, "me" is the ledger's owner. */
    private @Nullable String person(@Nullable String key) {
        if (key == null || key.equalsIgnoreCase("me")) {
            return key == null ? null : PersonId.OWNER.toString();
        }
        return people.find(key).orElseThrow(() -> People.unknown(key)).id().toString();
    }

    /** A period between two days, both included. */
    record Period(LocalDate from, LocalDate to) {
        private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
        private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);

        /**
         * Returns the period in the address, otherwise this week. If the address has only one day, the period is that
         * day.
         */
        static Period asked(PageQuery asked, LocalDate today) {
            boolean none = asked.text("from") == null && asked.text("to") == null;
            if (none) {
                return week(today);
            }
            LocalDate from = CalendarDay.asked(asked, "from", CalendarDay.asked(asked, "to", today));
            LocalDate to = CalendarDay.asked(asked, "to", from.isAfter(today) ? from : today);
            if (to.isBefore(from)) {
                throw Rejection.invalid("to", "is before from");
            }
            return new Period(from, to);
        }

        static Map<String, Period> choices(LocalDate today) {
            Map<String, Period> choices = new LinkedHashMap<>();
            choices.put("This week", week(today));
            choices.put("Last week", week(today.minusWeeks(1)));
            choices.put("This month", month(today));
            choices.put("Last month", month(today.minusMonths(1)));
            return choices;
        }

        private static Period week(LocalDate day) {
            LocalDate monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            return new Period(monday, monday.plusDays(6));
        }

        private static Period month(LocalDate day) {
            return new Period(day.withDayOfMonth(1), day.with(TemporalAdjusters.lastDayOfMonth()));
        }

        String words() {
            if (equals(month(from))) {
                return MONTH.format(from);
            }
            return from.equals(to) ? DAY.format(from) : DAY.format(from) + " to " + DAY.format(to);
        }
    }

    /**
     * The sums of time, the largest first.
     *
     * @param asOf the address of this page fixed at the present moment; null on a page of the past
     */
    record TotalsView(
            Frame frame,
            @Nullable String asOf,
            PageQuery asked,
            Period period,
            LocalDate today,
            TotalsPage.Kind kind,
            List<Line> lines,
            TimeSummary summary) {

        /** @param longest the largest time of all lines, whose bar takes the whole width */
        record Line(Group group, TimeSummary.Item item, long longest) {
            WorkTime time() {
                return new WorkTime(item.seconds());
            }

            WorkTime billable() {
                return new WorkTime(item.billableSeconds());
            }

            String width() {
                return String.format(
                        Locale.ROOT, "%.2f%%", longest == 0 ? 0 : Math.max(0, 100.0 * item.seconds() / longest));
            }
        }

        static TotalsView of(
                Frame frame,
                @Nullable String asOf,
                PageQuery asked,
                Period period,
                LocalDate today,
                TotalsPage.Kind kind,
                TimeSummary summary) {
            long longest = summary.items().stream()
                    .mapToLong(TimeSummary.Item::seconds)
                    .max()
                    .orElse(0);
            List<Line> lines = summary.items().stream()
                    .sorted((one, other) -> Long.compare(other.seconds(), one.seconds()))
                    .map(item -> new Line(Group.of(kind.word(), item.group()), item, longest))
                    .toList();
            return new TotalsView(frame, asOf, asked, period, today, kind, lines, summary);
        }

        WorkTime total() {
            return new WorkTime(summary.total().seconds());
        }

        WorkTime billable() {
            return new WorkTime(summary.total().billableSeconds());
        }

        List<TotalsPage.Kind> kinds() {
            return List.of(TotalsPage.Kind.values());
        }

        Map<String, Period> choices() {
            return Period.choices(today);
        }

        /** Describes the filters in words, as a printed page needs them too; empty without filters. */
        String only() {
            return Stream.of("project", "person", "tag", "billable")
                    .filter(name -> asked.text(name) != null)
                    .map(name -> only(name, asked.field(name)))
                    .collect(Collectors.joining(", "));
        }

        private static String only(String name, String value) {
            return name.equals("billable") ? (value.equals("true") ? "billable" : "not billable") : name + " " + value;
        }

        /** Returns the address of the same sums in another period. */
        String of(Period other) {
            return at("/time/totals", other).with("to", other.to().toString());
        }

        /** Returns the address of the summed entries as a file. */
        String csv() {
            PageQuery file = file("/api/time-entries/export");
            Map<String, String> all = new HashMap<>(file.parameters());
            all.remove("by");
            return new PageQuery(file.path(), all).with("format", "csv");
        }

        /** Returns the address of the sums as a file. */
        String sums() {
            PageQuery file = file("/api/time-entries/summary");
            return new PageQuery(file.path(), and(file.parameters(), "by", kind.word())).with("format", "csv");
        }

        /** Returns the address of a file as of the same moment. */
        private PageQuery file(String path) {
            PastMoment moment = frame.moment();
            PageQuery file = at(path, period);
            return moment == null ? file : new PageQuery(path, and(file.parameters(), PageQuery.AS_OF, moment.asOf()));
        }

        private PageQuery at(String path, Period other) {
            Map<String, String> all = new HashMap<>(asked.parameters());
            all.put("from", other.from().toString());
            all.put("to", other.to().toString());
            return new PageQuery(path, all);
        }

        private static Map<String, String> and(Map<String, String> some, String name, String value) {
            Map<String, String> all = new HashMap<>(some);
            all.put(name, value);
            return all;
        }
    }

    /**
     * The group of a sum.
     *
     * @param key the key of the group's entity; empty without one
     * @param name the name as people wrote it
     */
    record Group(String key, String name) {

        /**
         * @param by a word for the grouping; see {@link
         *     dev.devledger.application.time.TimeEntryQueries.TimeSummary.Item}
         */
        static Group of(String by, Map<String, @Nullable Object> group) {
            return switch (group.get(by)) {
                case null -> new Group("", "without a " + by);
                case Map<?, ?> named -> new Group(String.valueOf(named.get("key")), String.valueOf(named.get("name")));
                case Collection<?> tags ->
                    tags.isEmpty()
                            ? new Group("", "without a " + by)
                            : new Group(
                                    "", tags.stream().map(each -> "#" + each).collect(Collectors.joining(" ")));
                case Object word -> new Group("", word.toString());
            };
        }

        /** Returns the page of the group; null if the group has none. */
        @Nullable
        String href() {
            if (key.startsWith("P-")) {
                return "/projects/" + key;
            }
            return key.startsWith("T-") ? "/tasks/" + key : null;
        }
    }
}
