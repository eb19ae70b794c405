package dev.devledger.adapters.dashboard.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.devledger.adapters.dashboard.frame.Frame;
import dev.devledger.adapters.dashboard.frame.PageQuery;
import dev.devledger.adapters.dashboard.frame.ShownInstant.WorkTime;
import dev.devledger.adapters.dashboard.time.DayView.CalendarDay;
import dev.devledger.adapters.dashboard.time.DayView.DayEntry;
import dev.devledger.adapters.dashboard.time.DayView.Stretch;
import dev.devledger.adapters.dashboard.time.TimePages.WeekView;
import dev.devledger.adapters.dashboard.time.TotalsPage.Group;
import dev.devledger.adapters.dashboard.time.TotalsPage.Period;
import dev.devledger.adapters.dashboard.time.TotalsPage.TotalsView;
import dev.devledger.adapters.html.Templates;
import dev.devledger.application.time.TimeEntryQueries.Named;
import dev.devledger.application.time.TimeEntryQueries.TimeEntryView;
import dev.devledger.application.time.TimeEntryQueries.TimeSummary;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.time.TimeEntry.TimeEntryKey;
import dev.devledger.domain.time.WorkingDays.LoggedEntry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the pages about time say of given entries and sums. */
class TimeViewsTest {
    private static final LocalDate DATE = LocalDate.parse("2026-11-25");
    private static final ZoneId UTC = ZoneOffset.UTC;
    private static final CalendarDay DAY = new CalendarDay(DATE, UTC);
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final Frame FRAME = new Frame("Time", "/time", true, null, List.of(), List.of(), null, null);

    private static Instant at(String time) {
        return Instant.parse("2026-11-25T" + time + ":00Z");
    }

    private static LoggedEntry logged(int key, String from, String to) {
        return new LoggedEntry(new TimeEntryKey(key), at(from), at(to));
    }

    private static DayView day(List<DayEntry> rows, LoggedEntry... logged) {
        return DayView.of(FRAME, "/time?asOf=7", DAY, rows, List.of(logged), List.of(), NOON);
    }

    private static DayEntry row(@Nullable String end, boolean billed, @Nullable String note) {
        return row(at("09:00"), end == null ? null : at(end), 5400, billed, note, DAY);
    }

    private static DayEntry row(
            Instant start,
            @Nullable Instant end,
            long seconds,
            boolean billed,
            @Nullable String note,
            CalendarDay day) {
        TimeEntryView entry = new TimeEntryView(
                UUID.randomUUID(),
                "E-7",
                UUID.randomUUID(),
                "T-4",
                UUID.randomUUID(),
                "P-2",
                new TimeEntryView.WorkedBy("U-1", "Owner"),
                null,
                start,
                end,
                UTC,
                seconds,
                end == null,
                note,
                new TreeSet<>(List.of("deep")),
                true,
                billed,
                false,
                NOON,
                NOON,
                null,
                3,
                List.of(),
                List.of());
        return new DayEntry(new Named(entry, "The parser", "Write <it>", UUID.randomUUID(), null), day);
    }

    private static String html(String template, Object view) {
        return new String(Templates.render("dashboard/time/" + template, view), StandardCharsets.UTF_8);
    }

    @Test
    void a_gap_ends_now_and_what_is_to_come_is_none() {
        DayView view = day(List.of(), logged(1, "09:30", "11:00"));
        assertThat(view.gaps().stream().map(each -> view.stretch(each).words()))
                .containsExactly("09:00–09:30 (30 min)", "11:00–12:00 (1 h)");
        assertThat(view.suggested().startField()).isEqualTo("2026-11-25T09:00:00");
        assertThat(view.suggested().endField()).isEqualTo("2026-11-25T09:30:00");
        assertThat(DayView.of(FRAME, null, view.after(), List.of(), List.of(), List.of(), NOON)
                        .gaps())
                .isEmpty();
    }

    @Test
    void what_is_logged_twice_is_said_in_words() {
        DayView view = day(List.of(), logged(1, "09:00", "10:30"), logged(2, "10:00", "12:00"));
        assertThat(view.total()).isEqualTo(new WorkTime(3 * 3600 + 1800));
        assertThat(html("day.jte", view))
                .contains("Logged twice 10:00–10:30 (30 min)", "<a href=\"#E-1\">E-1</a> and <a href=\"#E-2\">E-2</a>")
                .contains("<rect class=\"double\"")
                .doesNotContain("No time logged");
    }

    /** What is of the next day is told there. */
    @Test
    void what_is_logged_twice_over_midnight_ends_with_the_day() {
        Instant midnight = DAY.end();
        DayView view = day(
                List.of(),
                new LoggedEntry(new TimeEntryKey(1), at("02:00"), at("02:00").plus(Duration.ofHours(24))),
                new LoggedEntry(new TimeEntryKey(2), at("23:30"), midnight.plus(Duration.ofHours(1))));
        assertThat(view.overlaps().stream().map(each -> view.stretch(each).words()))
                .containsExactly("23:30–00:00 (30 min)");
        assertThat(view.strip().end()).isEqualTo(midnight);
        assertThat(view.strip().overlaps()).singleElement().satisfies(bar -> {
            assertThat(bar.left() + bar.width()).isCloseTo(100, within(0.001));
            assertThat(bar.words()).isEqualTo("E-1 and E-2: 23:30–00:00 (30 min)");
        });
        assertThat(view.total()).isEqualTo(new WorkTime(22 * 3600 + 1800));
    }

    @Test
    void an_entry_has_all_that_a_correction_needs_and_a_note_is_only_text() {
        assertThat(html("day.jte", day(List.of(row("10:30", false, "\"><img src=x>")))))
                .contains(
                        "data-key=\"E-7\" data-entry=\"E-7\"", "data-label=\"Start\">09:00<", "<a href=\"/tasks/T-4\">")
                .contains(
                        "<bdi>Write &lt;it&gt;</bdi>",
                        "data-entry-edit>Edit…<",
                        "data-entry-split",
                        "data-entry-delete",
                        "1:30")
                .contains("id=\"entry-zone\">Time zone: Z.")
                .doesNotContain("<img", "<it>");
        assertThat(html("day.jte", day(List.of(row(null, false, null)))))
                .contains("<td data-label=\"End\">runs</td>", "data-entry-edit")
                .doesNotContain("data-entry-split");
        assertThat(html("day.jte", day(List.of(row("10:30", true, null)))))
                .contains(">billed<")
                .doesNotContain("data-entry-edit", "data-entry-delete");
    }

    @Test
    void of_an_entry_over_midnight_each_day_has_its_part() {
        CalendarDay next = new CalendarDay(DATE.plusDays(1), UTC);
        for (Instant end : new Instant[] {at("23:30").plusSeconds(7200), null}) {
            DayEntry row = row(at("23:30"), end, 7200, false, null, DAY);
            assertThat(html("day.jte", day(List.of(row))))
                    .contains("<td data-label=\"Time\" class=\"number\">0:30 <span class=\"hint\">of 2:00</span></td>");
            assertThat(row(at("23:30"), end, 7200, false, null, next).time()).hasToString("1:30");
        }
        assertThat(html("day.jte", day(List.of(row("10:30", false, null)))))
                .contains("<td data-label=\"Time\" class=\"number\">1:30</td>");
    }

    /** Both begin at 02:30 by the clock of Berlin, an hour apart. */
    @Test
    void in_an_hour_that_comes_twice_each_time_says_which_one_it_is_of() {
        CalendarDay longer = new CalendarDay(LocalDate.parse("2026-10-25"), ZoneId.of("Europe/Berlin"));
        Instant first = Instant.parse("2026-10-25T00:30:00Z");
        Instant second = first.plus(Duration.ofHours(1));
        DayEntry before = row(first, first.plusSeconds(1200), 1200, false, null, longer);
        DayEntry after = row(second, second.plus(Duration.ofHours(1)), 3600, false, null, longer);
        assertThat(List.of(before.start(), before.end(), after.start(), after.end()))
                .containsExactly("02:30 +02:00", "02:50 +02:00", "02:30 +01:00", "03:30");
        assertThat(new Stretch(first, second, longer.zone()).words()).isEqualTo("02:30 +02:00–02:30 +01:00 (1 h)");
        assertThat(row(second, first.plus(Duration.ofDays(1)), 3600, false, null, DAY)
                        .start())
                .isEqualTo("25 Oct 01:30");
        CalendarDay next = new CalendarDay(LocalDate.parse("2026-10-26"), longer.zone());
        assertThat(row(second, null, 3600, false, null, next).start()).isEqualTo("25 Oct 02:30 +01:00");
    }

    private static TimeSummary.Item item(Map<String, Object> group, long seconds) {
        return new TimeSummary.Item(new HashMap<>(group), seconds, seconds / 2, 0, 1);
    }

    private static TimeSummary summary(TimeSummary.Item... items) {
        long seconds =
                List.of(items).stream().mapToLong(TimeSummary.Item::seconds).sum();
        return new TimeSummary(
                List.of(items),
                new TimeSummary.Sums(seconds, seconds / 2, 0, items.length),
                new TimeSummary.Rounded(1, "nearest", seconds));
    }

    private static Map<String, Object> named(String key, String name) {
        return Map.of("key", key, "name", name);
    }

    @Test
    void a_week_has_a_row_for_each_project_and_sums_both_ways() {
        WeekView week = WeekView.of(
                FRAME,
                "/time?asOf=7",
                LocalDate.parse("2026-11-23"),
                UTC,
                summary(
                        item(Map.of("project", named("P-1", "<One>"), "day", "2026-11-23"), 3600),
                        item(Map.of("project", named("P-1", "<One>"), "day", "2026-11-25"), 1800),
                        item(Map.of("project", named("P-2", "Two"), "day", "2026-11-25"), 5400),
                        item(Map.of("day", "2026-11-29"), 60)),
                List.of());
        assertThat(week.rows().stream().map(row -> row.total().toString())).containsExactly("1:30", "1:30", "0:01");
        assertThat(week.sums().stream().map(WorkTime::toString))
                .containsExactly("1:00", "0:00", "2:00", "0:00", "0:00", "0:00", "0:01");
        assertThat(html("week.jte", week))
                .contains("class=\"hint sideways\"", "id=\"entry-zone\">Time zone: Z.")
                .contains("Mon 23 Nov – Sun 29 Nov 2026", "href=\"/time?day=2026-11-25\"", "without a project")
                .contains("href=\"/time?week=2026-11-16\" rel=\"prev\"", "href=\"/time?week=2026-11-30\" rel=\"next\"")
                .contains("<bdi>&lt;One&gt;</bdi>", "<td class=\"number sum\">3:01</td>")
                .contains("<span class=\"hint\" aria-hidden=\"true\">–</span><span class=\"hidden\">none</span>")
                .doesNotContain("<One>");
    }

    private static TotalsView totals(Map<String, String> asked, TotalsPage.Kind kind, TimeSummary summary) {
        PageQuery address = new PageQuery("/time/totals", asked);
        return TotalsView.of(FRAME, null, address, Period.asked(address, DATE), DATE, kind, summary);
    }

    @Test
    void the_largest_sum_comes_first_and_takes_the_whole_width() {
        TotalsView view = totals(
                Map.of("from", "2026-11-01", "to", "2026-11-30", "tag", "a&b"),
                TotalsPage.Kind.PROJECT,
                summary(
                        item(Map.of("project", named("P-1", "One")), 1800),
                        item(Map.of("project", named("P-2", "Two")), 7200)));
        assertThat(view.lines().stream().map(TotalsView.Line::width)).containsExactly("100.00%", "25.00%");
        assertThat(view.csv()).isEqualTo("/api/time-entries/export?format=csv&from=2026-11-01&tag=a%26b&to=2026-11-30");
        assertThat(view.sums())
                .isEqualTo("/api/time-entries/summary?by=project&format=csv&from=2026-11-01&tag=a%26b&to=2026-11-30");
        assertThat(html("totals.jte", view))
                .contains(
                        "<h2 id=\"sum\">2 h 30 min",
                        "1 h 15 min billable, in 2 entries",
                        "Only <bdi>tag a&amp;b</bdi>.")
                .contains("<caption>Time by project, November 2026", "<th scope=\"col\">Project</th>")
                .contains("<span class=\"bar-name\"><span class=\"key\">P-2</span> <bdi>Two</bdi>")
                .contains("<a href=\"/projects/P-2\">", "<td class=\"number\">2:00</td>");
    }

    @Test
    void what_is_left_out_is_told_in_words() {
        assertThat(totals(
                                Map.of("project", "P-2", "tag", "deep", "billable", "false"),
                                TotalsPage.Kind.PROJECT,
                                summary())
                        .only())
                .isEqualTo("project P-2, tag deep, not billable");
        assertThat(totals(Map.of("billable", "true"), TotalsPage.Kind.PROJECT, summary())
                        .only())
                .isEqualTo("billable");
    }

    @Test
    void one_entry_is_told_as_one() {
        assertThat(html(
                        "totals.jte",
                        totals(
                                Map.of(),
                                TotalsPage.Kind.PROJECT,
                                summary(item(Map.of("project", named("P-1", "One")), 60)))))
                .contains("billable, in 1 entry</span>");
    }

    @Test
    void tags_stand_together_and_what_has_none_says_so() {
        TotalsView view = totals(
                Map.of(),
                TotalsPage.Kind.TAG,
                summary(item(Map.of("tag", List.of("deep", "<b>")), 60), item(Map.of("tag", List.of()), 30)));
        assertThat(view.lines().stream().map(line -> line.group().name()))
                .containsExactly("#deep #<b>", "without a tag");
        assertThat(html("totals.jte", view))
                .contains("<span class=\"bar-name\"><bdi>")
                .doesNotContain("<b>");
        assertThat(Group.of("person", Collections.singletonMap("person", null)).name())
                .isEqualTo("without a person");
    }

    @Test
    void a_time_is_a_week_a_month_or_from_day_to_day() {
        assertThat(Period.choices(DATE).values().stream().map(each -> each.from() + " " + each.to()))
                .containsExactly(
                        "2026-11-23 2026-11-29",
                        "2026-11-16 2026-11-22",
                        "2026-11-01 2026-11-30",
                        "2026-10-01 2026-10-31");
        assertThat(Period.asked(new PageQuery("/", Map.of()), DATE))
                .isEqualTo(Period.choices(DATE).get("This week"));
        assertThat(Period.asked(new PageQuery("/", Map.of("from", "2026-11-20")), DATE)
                        .words())
                .isEqualTo("20 November 2026 to 25 November 2026");
        assertThat(Period.asked(new PageQuery("/", Map.of("to", "2026-11-20")), DATE)
                        .words())
                .isEqualTo("20 November 2026");
        assertThatThrownBy(
                        () -> Period.asked(new PageQuery("/", Map.of("from", "2026-11-20", "to", "2026-11-19")), DATE))
                .isInstanceOf(Rejection.class);
    }
}
