package dev.devledger.adapters.dashboard.time;

import dev.devledger.adapters.dashboard.frame.Asked;
import dev.devledger.adapters.dashboard.frame.Frame;
import dev.devledger.adapters.dashboard.frame.Frames;
import dev.devledger.adapters.html.Templates;
import dev.devledger.application.project.ProjectFilter;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectView;
import dev.devledger.application.query.PageRequest;
import dev.devledger.application.query.Sort;
import dev.devledger.application.time.TimeEntryFilter;
import dev.devledger.application.time.TimeEntryQueries;
import dev.devledger.application.time.TimeGrouping;
import dev.devledger.application.time.TimeSummary;
import dev.devledger.domain.person.PersonId;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A day or a week of the owner of the ledger. */
@Controller
record TimePage(TimeEntryQueries entries, ProjectQueries projects, Frames frames, ZoneId zone, Clock clock) {
    private static final PageRequest PROJECTS = new PageRequest(PageRequest.MAX_LIMIT, null);

    @GetMapping(path = "/time", produces = MediaType.TEXT_HTML_VALUE)
    void show(@RequestParam Map<String, String> parameters, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Asked asked = new Asked("/time", parameters);
        LocalDate today = LocalDate.now(clock.withZone(zone));
        if (asked.text("week") == null) {
            CalendarDay day = new CalendarDay(CalendarDay.asked(asked, "day", today), zone);
            Templates.write(
                    Templates.render("dashboard/time/day.jte", day(day, frame(day.title(), request))), response);
        } else {
            LocalDate monday =
                    CalendarDay.asked(asked, "week", today).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            WeekView week = WeekView.of(frame("Week of " + monday, request), monday, zone, week(monday));
            Templates.write(Templates.render("dashboard/time/week.jte", week), response);
        }
    }

    private Frame frame(String title, HttpServletRequest request) {
        return frames.of("Time, " + title + " – Devledger", "/time", null, request);
    }

    private DayView day(CalendarDay day, Frame frame) {
        List<DayEntry> rows = new ArrayList<>();
        entries.export(of(day.begin(), day.end()), each -> rows.add(new DayEntry(each, day.date(), zone)));
        return DayView.of(
                frame,
                day,
                rows.reversed(),
                entries.logged(PersonId.OWNER, day.begin(), day.end()),
                open(),
                clock.instant());
    }

    /** To choose from; what is not among them can be typed. */
    private List<ProjectView> open() {
        ProjectFilter all = new ProjectFilter(Set.of(), null, null, null, null, false, Sort.DEFAULT);
        return projects.list(all, PROJECTS).items();
    }

    private TimeSummary week(LocalDate monday) {
        TimeGrouping grouping =
                new TimeGrouping(List.of(TimeGrouping.By.PROJECT, TimeGrouping.By.DAY), Rounding.NONE, zone, true);
        return entries.summary(
                grouping, of(new CalendarDay(monday, zone).begin(), new CalendarDay(monday.plusDays(6), zone).end()));
    }

    /** An entry over midnight is on both days. */
    private static TimeEntryFilter of(Instant from, Instant to) {
        return new TimeEntryFilter(
                PersonId.OWNER.toString(), null, null, null, null, null, null, from, to, true, null, false);
    }
}
