package dev.devledger.adapters.dashboard.time;

import dev.devledger.adapters.dashboard.frame.Asked;
import dev.devledger.adapters.dashboard.frame.Frames;
import dev.devledger.adapters.dashboard.frame.Moment;
import dev.devledger.adapters.dashboard.frame.PageMoments;
import dev.devledger.adapters.html.Templates;
import dev.devledger.application.person.People;
import dev.devledger.application.person.PersonQueries;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.Projects;
import dev.devledger.application.time.TimeEntryFilter;
import dev.devledger.application.time.TimeEntryQueries;
import dev.devledger.application.time.TimeGrouping;
import dev.devledger.domain.person.PersonId;
import dev.devledger.domain.time.Rounding;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Sums of time, for a person to read, to print and to take along. */
@Controller
record TotalsPage(
        TimeEntryQueries entries,
        ProjectQueries projects,
        PersonQueries people,
        Frames frames,
        PageMoments moments,
        ZoneId zone,
        Clock clock) {

    /** What can be summed up on this page. */
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
        Asked asked = new Asked("/time/totals", parameters);
        Moment moment = moments.of(asked);
        LocalDate today = LocalDate.ofInstant(moment == null ? clock.instant() : moment.clock(), zone);
        Period period = Period.asked(asked, today);
        Kind said = asked.word("by", Kind.class);
        Kind kind = said == null ? Kind.PROJECT : said;
        TimeGrouping grouping = new TimeGrouping(List.of(kind.by()), Rounding.NONE, zone, false);
        TimeEntryQueries then = moment == null ? entries : entries.asOf(moment.of());
        TotalsView view = TotalsView.of(
                frames.of("Time, " + period.words() + " – Devledger", "/time", moment, request),
                moments.asOfNow(asked, moment),
                asked,
                period,
                today,
                zone,
                kind,
                then.summary(grouping, filter(asked, period)));
        Templates.write(Templates.render("dashboard/time/totals.jte", view), response);
    }

    private TimeEntryFilter filter(Asked asked, Period period) {
        return TimeEntryFilter.ALL.with(to -> {
            to.person = person(asked.text("person"));
            to.project = project(asked.text("project"));
            to.tags = asked.texts("tag");
            to.billable = asked.truth("billable");
            to.from = new CalendarDay(period.from(), zone).begin();
            to.to = new CalendarDay(period.to(), zone).end();
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

    /** By key; "me" is the owner of the ledger, as everywhere. */
    private @Nullable String person(@Nullable String key) {
        if (key == null || key.equalsIgnoreCase("me")) {
            return key == null ? null : PersonId.OWNER.toString();
        }
        return people.find(key).orElseThrow(() -> People.unknown(key)).id().toString();
    }
}
