package dev.devledger.adapters.dashboard.time;

import dev.devledger.adapters.dashboard.frame.Frame;
import dev.devledger.adapters.dashboard.frame.Frame.Frames;
import dev.devledger.adapters.dashboard.frame.PagePorts;
import dev.devledger.adapters.dashboard.frame.PageQuery;
import dev.devledger.adapters.dashboard.frame.PastMoment;
import dev.devledger.adapters.dashboard.frame.PastMoment.PageMoments;
import dev.devledger.adapters.dashboard.frame.ShownInstant;
import dev.devledger.adapters.dashboard.frame.ShownInstant.WorkTime;
import dev.devledger.adapters.dashboard.history.PageFactory;
import dev.devledger.adapters.dashboard.time.DayView.CalendarDay;
import dev.devledger.adapters.dashboard.time.DayView.DayEntry;
import dev.devledger.adapters.dashboard.time.TotalsPage.Group;
import dev.devledger.adapters.html.Templates;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectQueries.ProjectFilter;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.time.TimeEntryQueries;
import dev.devledger.application.time.TimeEntryQueries.TimeEntryFilter;
import dev.devledger.application.time.TimeEntryQueries.TimeGrouping;
import dev.devledger.application.time.TimeEntryQueries.TimeSummary;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.time.Rounding;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages about time. */
public final class TimePages extends PageFactory {
    public static final List<Class<?>> TYPES = List.of(TimePage.class, TotalsPage.class);

    public TimePages(PagePorts in) {
        super(in);
    }

    public List<Object> pages() {
        return List.of(page(), new TotalsPage(entries, projects, in.personQueries(), frames, moments, clock));
    }

    private TimePage page() {
        return new TimePage(entries, projects, frames, moments, clock);
    }

    /** Renders a day without the rest of its page. */
    public byte[] part(LocalDate day, Frame frame) {
        TimePage page = page();
        TimePage.TimeMoment now = page.then(null);
        return Templates.render(
                "dashboard/time/dayview.jte", page.day(new CalendarDay(day, ShownInstant.zone()), frame, null, now));
    }

    /** The page of a day or a week of the ledger's owner. */
    @Controller
    record TimePage(
            TimeEntryQueries entries, ProjectQueries projects, Frames frames, PageMoments moments, Clock clock) {
        private static final PageRequest PROJECTS = new PageRequest(PageRequest.MAX_LIMIT, null);

        /**
         * The state that the page shows.
         *
         * @param moment the moment; null for now
         * @param now the moment's time, or the current time
         */
        private record TimeMoment(
                TimeEntryQueries entries, @Nullable PastMoment moment, Instant now) {}

        @GetMapping(path = "/time", produces = MediaType.TEXT_HTML_VALUE)
        void show(
                @RequestParam Map<String, String> parameters, HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            PageQuery asked = new PageQuery("/time", parameters);
            TimeMoment then = then(moments.of(asked));
            LocalDate today = LocalDate.ofInstant(then.now(), ShownInstant.zone());
            String asOf = moments.asOfNow(asked, then.moment());
            if (asked.text("week") == null) {
                CalendarDay day = new CalendarDay(CalendarDay.asked(asked, "day", today), ShownInstant.zone());
                DayView view = day(day, frame(day.title(), then, request), asOf, then);
                Templates.write(Templates.render("dashboard/time/day.jte", view), response);
            } else {
                LocalDate monday = CalendarDay.asked(asked, "week", today)
                        .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                Frame frame = frame("Week of " + monday, then, request);
                WeekView view =
                        WeekView.of(frame, asOf, monday, ShownInstant.zone(), week(monday, then.entries()), open(then));
                Templates.write(Templates.render("dashboard/time/week.jte", view), response);
            }
        }

        private TimeMoment then(@Nullable PastMoment moment) {
            return moment == null
                    ? new TimeMoment(entries, null, clock.instant())
                    : new TimeMoment(entries.asOf(moment.of()), moment, moment.clock());
        }

        private Frame frame(String title, TimeMoment then, HttpServletRequest request) {
            return frames.of("Time, " + title + " – Devledger", "/time", then.moment(), request);
        }

        private DayView day(CalendarDay day, Frame frame, @Nullable String asOf, TimeMoment then) {
            List<DayEntry> rows = new ArrayList<>();
            then.entries().export(of(day.begin(), day.end()), each -> rows.add(new DayEntry(each, day)));
            return DayView.of(
                    frame,
                    asOf,
                    day,
                    rows.reversed(),
                    then.entries().logged(PersonId.OWNER, day.begin(), day.end()),
                    open(then),
                    then.now());
        }

        /**
         * Returns the projects for a menu; users can type other projects. A page of the past has none, as no time is logged
         * on it.
         */
        private List<ProjectView> open(TimeMoment then) {
            return then.moment() == null
                    ? projects.list(ProjectFilter.ALL, PROJECTS).items()
                    : List.of();
        }

        private TimeSummary week(LocalDate monday, TimeEntryQueries of) {
            TimeGrouping grouping = new TimeGrouping(
                    List.of(TimeGrouping.By.PROJECT, TimeGrouping.By.DAY), Rounding.NONE, ShownInstant.zone(), true);
            return of.summary(
                    grouping,
                    of(
                            new CalendarDay(monday, ShownInstant.zone()).begin(),
                            new CalendarDay(monday.plusDays(6), ShownInstant.zone()).end()));
        }

        /** Returns the filter of the owner's entries, which splits an entry over midnight between both days. */
        private static TimeEntryFilter of(Instant from, Instant to) {
            return TimeEntryFilter.ALL.with(criteria -> {
                criteria.person = PersonId.OWNER.toString();
                criteria.from = from;
                criteria.to = to;
                criteria.split = true;
            });
        }
    }

    /**
     * A week as a table of projects by days.
     *
     * @param asOf the address of this page fixed at the present moment; null on a page of the past
     * @param projects the projects on which time can be logged; none on a page of the past
     */
    record WeekView(
            Frame frame,
            @Nullable String asOf,
            CalendarDay monday,
            List<Row> rows,
            TimeSummary summary,
            List<ProjectView> projects) {

        /** The time worked on a project on one day. */
        record Cell(Group group, CalendarDay day, WorkTime time) {}

        /** @param seconds the seconds on each day, from Monday on */
        record Row(Group group, List<Long> seconds) {
            WorkTime total() {
                return new WorkTime(seconds.stream().mapToLong(Long::longValue).sum());
            }

            List<Cell> cells(List<CalendarDay> days) {
                return IntStream.range(0, days.size())
                        .mapToObj(day -> new Cell(group, days.get(day), new WorkTime(seconds.get(day))))
                        .toList();
            }
        }

        static WeekView of(
                Frame frame,
                @Nullable String asOf,
                LocalDate monday,
                ZoneId zone,
                TimeSummary summary,
                List<ProjectView> projects) {
            List<String> days = IntStream.range(0, 7)
                    .mapToObj(each -> monday.plusDays(each).toString())
                    .toList();
            Map<Group, List<Long>> rows = new LinkedHashMap<>();
            for (TimeSummary.Item item : summary.items()) {
                List<Long> row = rows.computeIfAbsent(
                        Group.of("project", item.group()), group -> new ArrayList<>(Collections.nCopies(7, 0L)));
                int day = days.indexOf(String.valueOf(item.group().get("day")));
                if (day >= 0) {
                    row.set(day, row.get(day) + item.seconds());
                }
            }
            List<Row> all = rows.entrySet().stream()
                    .map(each -> new Row(each.getKey(), each.getValue()))
                    .toList();
            return new WeekView(frame, asOf, new CalendarDay(monday, zone), all, summary, projects);
        }

        List<CalendarDay> days() {
            return IntStream.range(0, 7)
                    .mapToObj(each -> new CalendarDay(monday.date().plusDays(each), monday.zone()))
                    .toList();
        }

        List<WorkTime> sums() {
            return IntStream.range(0, 7)
                    .mapToObj(day -> new WorkTime(rows.stream()
                            .mapToLong(row -> row.seconds().get(day))
                            .sum()))
                    .toList();
        }

        WorkTime total() {
            return new WorkTime(summary.total().seconds());
        }

        String title() {
            CalendarDay sunday = days().getLast();
            return monday.name() + " – " + sunday.name() + " " + sunday.date().getYear();
        }

        String before() {
            return "/time?week=" + monday.date().minusWeeks(1);
        }

        String after() {
            return "/time?week=" + monday.date().plusWeeks(1);
        }

        String totals() {
            return "/time/totals?from=" + monday.date() + "&to=" + monday.date().plusDays(6);
        }
    }
}
