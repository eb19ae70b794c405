package dev.devledger.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The timer, and a day and a week that are corrected by hand. */
class WorkedTimeIT {
    private static final Devledger DEVLEDGER = Devledger.shared();
    private static final Api API = DEVLEDGER.api();
    private static final Samples SAMPLES = new Samples(API);

    private static final double WITHIN = 1_000;
    /** A busy machine may keep a window waiting; one that is never in time is too slow. */
    private static final int ATTEMPTS = 5;

    /** No other test logs anything in these years; each test has a Wednesday of its own. */
    private static int weeks;

    private String project;
    private String task;
    private String day;

    @BeforeEach
    void a_day_of_its_own() {
        project = SAMPLES.project("Clocked " + Samples.word());
        task = SAMPLES.task(project, "Write it");
        weeks++;
        day = LocalDate.parse("2014-01-01").plusWeeks(2L * weeks).toString();
    }

    @AfterEach
    void nothing_runs_on() {
        API.post("/api/timer/stop", Map.of());
    }

    /** In the hours of the ledger; the key. */
    private String log(String on, String start, String end, Map<String, ?> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.put(on.startsWith("T-") ? "task" : "project", on);
        body.put("start", instant(start));
        body.put("end", instant(end));
        return API.post("/api/time-entries", body).path("key").asString();
    }

    private String log(String start, String end) {
        return log(project, start, end, Map.of());
    }

    /** The zone of the ledger is that of the machine, which the page says. */
    private static ZoneId zone() {
        return ZoneId.of(API.get("/api/history/by?group=day").path("timeZone").asString());
    }

    private String instant(String clock) {
        return LocalDateTime.parse(day + "T" + clock).atZone(zone()).toInstant().toString();
    }

    private static JsonNode entry(String key) {
        return API.get("/api/time-entries/" + key);
    }

    private static Locator row(Window window, String key) {
        return window.find("tr[data-entry=" + key + "]");
    }

    private static void press(Window window, String... keys) {
        List.of(keys).forEach(window.page().keyboard()::press);
    }

    private static Locator dialog(Window window, String id) {
        return window.find("#" + id + "[open]");
    }

    private static Locator button(Locator in, String name) {
        return in.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name));
    }

    /** Over the whole of a field, as a person types who replaces what was in it. */
    private static void fill(Window window, String field, String value) {
        window.find("dialog[open] [name=" + field + "]").fill(value);
    }

    @Test
    void the_timer_is_started_and_stopped_by_a_key_and_counts_in_the_head_of_each_page() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/projects/" + project);
            press(window, "j");
            assertThat(window.find("[data-line=" + task + "]")).isFocused();
            press(window, ".");
            assertThat(window.message()).containsText("The timer runs on " + task + ".");
            Locator time = window.find("#timer time");
            assertThat(time).hasText(Pattern.compile("0:00:0[2-9]"));
            for (String path : List.of("/", "/history", "/time", "/sync")) {
                window.openLive(path);
                assertThat(window.find("#timer [data-timer-on=" + task + "]")).containsText("Write it");
                assertThat(time).hasText(Pattern.compile("0:\\d\\d:\\d\\d"));
            }
            press(window, ".");
            assertThat(window.message()).containsText("The timer is stopped.");
            assertThat(time).hasCount(0);
            assertThat(window.writes()).containsExactly("POST /api/timer/start", "POST /api/timer/stop");
        }
        assertThat(API.items("/api/time-entries?task=" + task))
                .singleElement()
                .satisfies(each -> assertThat(each.path("running").asBoolean()).isFalse());
    }

    /** Each of them goes on whatever the others do, and a day says which agent worked. */
    @Test
    void the_head_has_the_own_timer_and_how_many_agents_work_beside_it() {
        Agent codex = Agent.connect(API, "codex" + Samples.word());
        Agent claude = Agent.connect(API, "claude-code" + Samples.word());
        String theirs = SAMPLES.task(project, "Theirs");
        try (Window window = Window.of(DEVLEDGER, Look.DESK);
                Window phone = Window.of(DEVLEDGER, Look.PHONE)) {
            window.openLive("/projects/" + project);
            codex.call("start_timer", Map.of("task", theirs));
            Locator working = window.find("#timer [data-agents-working]");
            assertThat(working).hasText("1 agent working");
            assertThat(window.find("[data-timer-stop]")).hasCount(0);
            press(window, "j", ".");
            assertThat(window.find("#timer [data-timer-on]")).containsText("Write it");
            claude.call("start_timer", Map.of("task", theirs));
            assertThat(working).hasText("2 agents working");

            phone.openLive("/history");
            assertThat(phone.find("#timer [data-timer-on]")).containsText("Write it");
            assertThat(phone.find("#timer [data-agents-working]")).hasText("2 agents working");
            assertThat(phone.width()).isEqualTo(390);
            assertTargets(phone);

            window.find("[data-timer-stop]").click();
            assertThat(window.message()).containsText("The timer is stopped.");
            assertThat(window.find("#timer [data-timer-on]")).hasCount(0);
            assertThat(working).hasText("2 agents working");
            working.click();
            assertThat(window.find("article.agent:has(.agent-timer a[href='/tasks/" + theirs + "'])"))
                    .hasCount(2);
            assertThat(window.find("article.agent:has-text('" + codex.name() + "') .agent-timer time"))
                    .hasText(Pattern.compile("0:\\d\\d:\\d\\d"));
            AccessibilityIT.assertNothingFound(window);

            codex.call("stop_timer", Map.of("note", "Done"));
            assertThat(working).hasText("1 agent working");
            window.find("article.agent:has-text('" + claude.name() + "') [data-agent-timer]")
                    .click();
            assertThat(window.message()).containsText("The timer of " + claude.name() + " is stopped.");
            assertThat(working).hasCount(0);
            window.openLive("/time");
            Locator worked = window.find("table.entries tr").filter(new Locator.FilterOptions().setHasText("Theirs"));
            assertThat(worked.locator(".worked-by").getByText(codex.name())).hasCount(1);
            assertThat(window.find("table.entries tr:has-text('Write it') .worked-by"))
                    .hasCount(0);
            AccessibilityIT.assertNothingFound(window);
        } finally {
            claude.call("stop_timer", Map.of());
        }
    }

    @Test
    void a_card_of_the_board_starts_it_and_another_one_asks_before_it_stops_the_first() {
        String word = Samples.word();
        String one = SAMPLES.project("One " + word);
        String two = SAMPLES.project("Two " + word);
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/?q=" + word);
            window.card(one).focus();
            press(window, ".");
            assertThat(window.find("#timer [data-timer-on=" + one + "]")).isVisible();
            window.expecting("status of 409").card(two).focus();
            press(window, ".");
            assertThat(window.message().getByRole(AriaRole.ALERT))
                    .containsText("The timer already runs on " + one + ".");
            button(window.message(), "Stop it and start the new timer").click();
            assertThat(window.find("#timer [data-timer-on=" + two + "]")).isVisible();
            press(window, "u");
            assertThat(window.find("#timer [data-timer-on=" + one + "]")).isVisible();
        }
    }

    @Test
    void on_a_phone_a_card_starts_it_with_a_finger() {
        String word = Samples.word();
        String card = SAMPLES.project("Tapped " + word);
        try (Window window = Window.of(DEVLEDGER, Look.PHONE)) {
            window.openLive("/?q=" + word);
            window.openMove(card);
            button(dialog(window, "move"), "Start the timer").tap();
            assertThat(dialog(window, "move")).hasCount(0);
            assertThat(window.find("#timer [data-timer-on=" + card + "]")).isVisible();
            assertThat(window.width()).isEqualTo(390);
            assertThat(window.writes()).containsExactly("POST /api/timer/start");
        }
    }

    @Test
    void it_is_stopped_from_the_head_and_another_window_sees_it_within_a_second() {
        try (Window here = Window.of(DEVLEDGER, Look.DESK);
                Window there = Window.of(DEVLEDGER, Look.PHONE)) {
            here.openLive("/tasks/" + task);
            there.openLive("/history");
            AssertionError late = null;
            for (int i = 0; i < ATTEMPTS; i++) {
                here.find("main [data-timer-task=" + task + "]").click();
                assertThat(there.find("[data-timer-stop]")).isVisible();
                there.find("[data-timer-stop]").tap();
                assertThat(there.message()).containsText("The timer is stopped.");
                try {
                    assertThat(here.find("#timer time")).not().isVisible(new IsVisibleOptions().setTimeout(WITHIN));
                    return;
                } catch (AssertionError e) {
                    late = e;
                    assertThat(here.find("#timer time")).hasCount(0);
                }
            }
            throw late;
        }
    }

    @Test
    void a_day_marks_gaps_and_overlaps_and_each_is_corrected() {
        String first = log("09:00", "10:30");
        String second = log(task, "10:00", "11:00", Map.of("note", "Twice"));
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/time?day=" + day);
            Locator overlap = window.find("[aria-label=Overlaps] li");
            assertThat(overlap).containsText("Logged twice 10:00–10:30 (30 min): " + first + " and " + second);
            assertThat(window.find(".strip .double")).hasCount(1);
            assertThat(window.find("[aria-label=Gaps] li")).containsText("No time logged 11:00–17:00 (6 h)");

            button(row(window, second), "Edit… " + second).click();
            assertThat(dialog(window, "entry").locator("[name=start]")).isFocused();
            assertThat(dialog(window, "entry").locator("[name=note]")).hasValue("Twice");
            fill(window, "start", day + "T10:30");
            fill(window, "end", day + "T12:00");
            fill(window, "on", project);
            fill(window, "note", "Once <b>");
            fill(window, "tags", "deep, quiet");
            press(window, "Enter");
            assertThat(window.message()).containsText(second + " is changed.");
            assertThat(row(window, second)).isFocused();
            assertThat(row(window, second)).containsText("10:30");
            assertThat(row(window, second)).containsText("Once <b> #deep #quiet");
            assertThat(overlap).hasCount(0);
            JsonNode now = entry(second);
            assertThat(now.path("start").asString()).isEqualTo(instant("10:30"));
            assertThat(now.path("end").asString()).isEqualTo(instant("12:00"));
            assertThat(now.path("taskKey").isNull()).isTrue();
            assertThat(now.path("projectKey").asString()).isEqualTo(project);
            assertThat(now.path("tags").valueStream().map(JsonNode::asString)).containsExactly("deep", "quiet");
            press(window, "u");
            assertThat(window.message()).containsText("Undone.");
            assertThat(overlap).hasCount(1);
            assertThat(entry(second).path("taskKey").asString()).isEqualTo(task);

            button(window.find("[aria-label=Gaps]"), "Log time 11:00–17:00 (6 h)")
                    .click();
            fill(window, "on", task);
            fill(window, "end", day + "T12:00");
            button(dialog(window, "entry"), "Save").click();
            assertThat(window.message()).containsText("The time entry is added.");
            assertThat(window.find("[aria-label=Gaps] li")).containsText("No time logged 12:00–17:00 (5 h)");
            assertThat(window.find("tfoot .number")).hasText("3:30");
            window.message().getByText("Undo").click();
            assertThat(window.find("tr[data-entry]")).hasCount(2);
        }
    }

    @Test
    void an_entry_is_split_and_deleted_and_both_are_taken_back() {
        String key = log(task, "09:00", "11:00", Map.of("note", "Long"));
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/time?day=" + day);
            button(row(window, key), "Split… " + key).focus();
            press(window, "Enter");
            assertThat(dialog(window, "entry-split").locator("[name=at]")).hasValue(Pattern.compile(day + "T10:00.*"));
            fill(window, "at", day + "T09:30");
            press(window, "Enter");
            assertThat(window.message()).containsText(key + " is now two time entries.");
            assertThat(window.find("tr[data-entry] [data-label=Time]")).hasText(new String[] {"0:30", "1:30"});
            press(window, "u");
            assertThat(window.find("tr[data-entry] [data-label=Time]")).hasText(new String[] {"2:00"});

            button(row(window, key), "Delete… " + key).focus();
            press(window, "Enter");
            assertThat(dialog(window, "entry-gone")).containsText("09:00–11:00, 2 h, " + task + ": Long");
            assertThat(button(dialog(window, "entry-gone"), "Cancel")).isFocused();
            press(window, "Shift+Tab", "Enter");
            assertThat(window.message()).containsText(key + " is deleted.");
            assertThat(window.find("main")).containsText("No time is logged on this day.");
            press(window, "u");
            assertThat(row(window, key)).isVisible();
        }
        assertThat(entry(key).path("deletedAt").isNull()).isTrue();
    }

    /** As an entry of one window is, which another one changes while a dialog is open. */
    private void overtake(Window window, String key, String end, String note) {
        button(row(window, key), "Edit… " + key).click();
        fill(window, "end", day + "T" + end);
        API.patch("/api/time-entries/" + key, Map.of("note", note, "end", instant("10:15")));
        press(window, "Enter");
    }

    @Test
    void who_was_overtaken_is_told_by_what_and_has_both_ways_out() {
        String key = log("09:00", "10:00");
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.expecting("status of 412").openLive("/time?day=" + day);
            overtake(window, key, "11:00", "From elsewhere");
            Locator told = dialog(window, "entry").locator("[data-error]");
            assertThat(told).containsText("Changed since you opened it:");
            assertThat(told).containsText("note was – and is now From elsewhere");
            assertThat(told).containsText("end was " + day + " 10:00:00 and is now " + day + " 10:15:00");
            AccessibilityIT.assertNothingFound(window);
            button(told, "Do it anyway").click();
            assertThat(window.message()).containsText(key + " is changed.");
            assertThat(entry(key).path("end").asString()).isEqualTo(instant("11:00"));
            assertThat(entry(key).path("note").asString()).isEqualTo("From elsewhere");

            overtake(window, key, "11:30", "Again");
            button(told, "Keep the other change").click();
            assertThat(dialog(window, "entry")).hasCount(0);
            assertThat(row(window, key)).containsText("Again");
            assertThat(row(window, key)).isFocused();
            assertThat(entry(key).path("end").asString()).isEqualTo(instant("10:15"));
        }
    }

    @Test
    void what_is_refused_is_told_at_its_field() {
        String key = log("09:00", "10:00");
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.expecting("status of 4").openLive("/time?day=" + day);
            button(row(window, key), "Edit… " + key).click();
            fill(window, "end", day + "T08:00");
            press(window, "Enter");
            Locator end = dialog(window, "entry").locator("[name=end]");
            assertThat(end).isFocused();
            assertThat(end).hasAttribute("aria-invalid", "true");
            assertThat(end).hasAccessibleDescription(Pattern.compile(".*before.*start.*"));
            AccessibilityIT.assertNothingFound(window);
            fill(window, "end", day + "T10:00");
            fill(window, "on", "T-999999");
            press(window, "Enter");
            Locator on = dialog(window, "entry").locator("[name=on]");
            assertThat(on).isFocused();
            assertThat(on).hasAccessibleDescription(Pattern.compile("There is no task T-999999\\.\\s*$"));
            assertThat(end).not().hasAttribute("aria-invalid", "true");
            press(window, "Escape");
            assertThat(button(row(window, key), "Edit… " + key)).isFocused();
        }
        assertThat(entry(key).path("version").asInt()).isEqualTo(1);
    }

    /** As of a ledger in Berlin: the page says of which zone its times are, each time it is drawn. */
    private static void inBerlin(Window window) {
        window.page().route(Pattern.compile("/time(\\?.*)?$"), route -> {
            APIResponse answer = route.fetch();
            Map<String, String> headers = new HashMap<>(answer.headers());
            headers.keySet().removeAll(Set.of("content-encoding", "content-length"));
            String body = answer.text().replaceAll("data-zone=\"[^\"]*\"", "data-zone=\"Europe/Berlin\"");
            route.fulfill(new Route.FulfillOptions()
                    .setStatus(answer.status())
                    .setHeaders(headers)
                    .setBody(body));
        });
    }

    @Test
    void a_time_that_the_clock_leaves_out_is_refused_at_its_field() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            inBerlin(window);
            window.openLive("/time?day=2015-03-29");
            button(window.find("main"), "+ Time entry").click();
            fill(window, "start", "2015-03-29T02:15");
            fill(window, "end", "2015-03-29T03:15");
            fill(window, "on", project);
            press(window, "Enter");
            Locator start = dialog(window, "entry").locator("[name=start]");
            assertThat(start).isFocused();
            assertThat(start)
                    .hasAccessibleDescription(Pattern.compile(
                            ".*02:15 does not exist on this day: the clock goes from 02:00 to 03:00.*"));
            assertThat(window.writes()).isEmpty();
            fill(window, "start", "2015-03-29T01:45");
            press(window, "Enter");
            assertThat(window.message()).containsText("The time entry is added.");
        }
        assertThat(API.items("/api/time-entries?project=" + project))
                .singleElement()
                .satisfies(each -> assertThat(each.path("seconds").asInt()).isEqualTo(1800));
    }

    private String logBetween(String start, String end) {
        return API.post("/api/time-entries", Map.of("project", project, "start", start, "end", end))
                .path("key")
                .asString();
    }

    /** Two entries an hour apart have the same in their fields. */
    @Test
    void of_an_hour_that_comes_twice_the_dialog_says_which_and_a_correction_stays_in_it() {
        String key = logBetween("2014-10-26T01:30:00Z", "2014-10-26T01:50:00Z");
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            inBerlin(window);
            window.openLive("/time?day=2014-10-26");
            button(row(window, key), "Edit… " + key).click();
            assertThat(dialog(window, "entry").locator("h2")).hasText("Edit " + key + ", 02:30 +01:00–02:50 +01:00");
            fill(window, "start", "2014-10-26T02:35");
            press(window, "Enter");
            assertThat(window.message()).containsText(key + " is changed.");
        }
        assertThat(entry(key).path("start").asString()).isEqualTo("2014-10-26T01:35:00Z");
    }

    /** The middle of 01:00 to 04:00 of that night is the second 02:00. */
    @Test
    void an_entry_over_an_hour_that_comes_twice_is_proposed_to_be_split_in_halves() {
        String key = logBetween("2014-10-25T23:00:00Z", "2014-10-26T03:00:00Z");
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            inBerlin(window);
            window.openLive("/time?day=2014-10-26");
            button(row(window, key), "Split… " + key).click();
            assertThat(dialog(window, "entry-split").locator("[name=at]"))
                    .hasValue(Pattern.compile("2014-10-26T02:00.*"));
            press(window, "Enter");
            assertThat(window.message()).containsText(key + " is now two time entries.");
        }
        assertThat(API.items("/api/time-entries?project=" + project))
                .extracting(each -> each.path("seconds").asInt())
                .containsExactly(7_200, 7_200);
    }

    @Test
    void a_cell_of_the_week_is_corrected_by_keyboard_alone() {
        String key = log("09:00", "10:30");
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/time?week=" + day);
            Locator cell = window.find("[data-cell='" + project + " " + day + "']");
            assertThat(cell).containsText("1:30");
            cell.focus();
            press(window, "Enter");
            Locator list = dialog(window, "cell");
            assertThat(list).containsText(key + " 09:00–10:30, 1 h 30 min, " + project);
            AccessibilityIT.assertNothingFound(window);
            while (!(Boolean) window.page().evaluate("() => document.activeElement.textContent.startsWith('Edit…')")) {
                press(window, "Tab");
            }
            press(window, "Enter");
            assertThat(dialog(window, "entry").locator("[name=start]")).isFocused();
            fill(window, "end", day + "T11:00");
            press(window, "Enter");
            assertThat(cell).containsText("2:00");
            assertThat(cell).isFocused();
            assertThat(window.find("tfoot .sum")).hasText("2:00");

            // A day on which nothing is: the next cell.
            String next = LocalDate.parse(day).plusDays(1).toString();
            window.find("[data-cell='" + project + " " + next + "']").focus();
            press(window, "Enter");
            assertThat(dialog(window, "entry").locator("[name=on]")).hasValue(project);
            assertThat(dialog(window, "entry").locator("[name=start]")).hasValue(Pattern.compile(next + "T09:00.*"));
            press(window, "Enter");
            assertThat(window.message()).containsText("The time entry is added.");
            assertThat(window.find("[data-cell='" + project + " " + next + "']"))
                    .containsText("1:00");
            assertThat(window.find("tfoot .sum")).hasText("3:00");
        }
        assertThat(entry(key).path("seconds").asInt()).isEqualTo(7200);
    }

    private String totals(String by) {
        return "by=" + by + "&from=" + day + "&to=" + day;
    }

    /** "1:30" of a table. */
    private static String clock(long seconds) {
        return "%d:%02d".formatted(seconds / 3600, seconds / 60 % 60);
    }

    private static String name(JsonNode group) {
        return group.isArray()
                ? group.valueStream().map(each -> "#" + each.asString()).collect(Collectors.joining(" "))
                : group.path("name").asString();
    }

    @Test
    void the_totals_are_those_of_the_api_in_the_picture_the_table_and_the_file() {
        String other = SAMPLES.project("Other " + Samples.word());
        String ada = API.post("/api/people", Map.of("name", "Ada " + Samples.word()))
                .path("key")
                .asString();
        log(task, "09:00", "10:30", Map.of("tags", List.of("deep"), "billable", true));
        log(project, "11:00", "11:15", Map.of("tags", List.of("calls")));
        log(other, "12:00", "14:00", Map.of("person", ada, "tags", List.of("deep")));
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            for (String by : List.of("project", "task", "person", "tag")) {
                window.open("/time/totals?" + totals(by));
                JsonNode sums = API.get("/api/time-entries/summary?" + totals(by));
                List<String> expected = sums.path("items")
                        .valueStream()
                        .sorted((one, two) -> Long.compare(
                                two.path("seconds").asLong(),
                                one.path("seconds").asLong()))
                        .map(each ->
                                (each.at("/group/" + by).isNull() ? "without a " + by : name(each.at("/group/" + by)))
                                        + " " + clock(each.path("seconds").asLong()) + " "
                                        + clock(each.path("billableSeconds").asLong()) + " "
                                        + each.path("entries").asString())
                        .toList();
                assertThat(expected).as(by).hasSizeGreaterThan(1);
                assertThat(rows(window, "table.totals tbody tr")).as(by).isEqualTo(expected);
                assertThat(window.find("table.totals tfoot td").first())
                        .hasText(clock(sums.at("/total/seconds").asLong()));
                assertThat(window.find(".bars .bar-name bdi").allTextContents())
                        .as(by)
                        .isEqualTo(expected.stream()
                                .map(each -> each.replaceAll(" \\S+ \\S+ \\S+$", ""))
                                .toList());
                assertThat(window.find(".bars rect").first()).hasAttribute("width", "100.00%");
                assertThat(lines(window, "Download sums (CSV)")).as(by).hasSize(expected.size() + 1);
                assertThat(seconds(lines(window, "Download sums (CSV)")))
                        .as(by)
                        .isEqualTo(sums.at("/total/seconds").asLong());
            }
            assertThat(lines(window, "Download time entries (CSV)")).hasSize(4);
        }
    }

    /** Without the key, which the API's names are without. */
    private static List<String> rows(Window window, String selector) {
        List<String> rows = new ArrayList<>();
        for (Locator row : window.find(selector).all()) {
            String name = row.locator("th bdi").textContent();
            rows.add(name + " " + String.join(" ", row.locator("td").allTextContents()));
        }
        return rows;
    }

    private static List<String> lines(Window window, String link) {
        String href = window.page().getByText(link).getAttribute("href");
        return API.send("GET", href, null).body().lines().toList();
    }

    private static long seconds(List<String> lines) {
        int column = List.of(lines.getFirst().split(",", -1)).indexOf("seconds");
        return lines.stream()
                .skip(1)
                .mapToLong(each -> Long.parseLong(each.split(",", -1)[column]))
                .sum();
    }

    @Test
    void on_a_phone_a_day_and_a_week_are_corrected_with_a_finger() {
        String key = log("09:00", "10:30");
        try (Window window = Window.of(DEVLEDGER, Look.PHONE)) {
            window.openLive("/time?day=" + day);
            button(row(window, key), "Edit… " + key).tap();
            AccessibilityIT.assertNothingFound(window);
            assertThat(window.width()).isEqualTo(390);
            fill(window, "note", "By thumb");
            button(dialog(window, "entry"), "Save").tap();
            assertThat(row(window, key)).containsText("By thumb");
            button(row(window, key), "Split… " + key).tap();
            AccessibilityIT.assertNothingFound(window);
            button(dialog(window, "entry-split"), "Cancel").tap();
            button(row(window, key), "Delete… " + key).tap();
            AccessibilityIT.assertNothingFound(window);
            button(dialog(window, "entry-gone"), "Cancel").tap();
            assertTargets(window);

            window.openLive("/time?week=" + day);
            assertTargets(window);
            window.find("[data-cell='" + project + " " + day + "']").tap();
            AccessibilityIT.assertNothingFound(window);
            assertThat(window.width()).isEqualTo(390);
            button(dialog(window, "cell"), "Edit… " + key).tap();
            fill(window, "end", day + "T11:00");
            button(dialog(window, "entry"), "Save").tap();
            assertThat(window.find("[data-cell='" + project + " " + day + "']")).containsText("2:00");
        }
    }

    /** What is pressed with a finger is as high as one. */
    private static void assertTargets(Window window) {
        for (Locator each : window.find("main button:visible, main .cell, main .views a, main .steps a")
                .all()) {
            assertThat(Window.box(each).height).as(each.textContent()).isGreaterThanOrEqualTo(43.5);
        }
    }

    @Test
    void each_page_is_read_without_script() {
        String key = log(task, "09:00", "10:30", Map.of("note", "Plain", "tags", List.of("deep")));
        try (Window window = Window.withoutScript(DEVLEDGER)) {
            window.open("/time?day=" + day);
            assertThat(row(window, key)).containsText("Plain");
            assertThat(window.page().getByText("+ Time entry")).isHidden();
            window.page()
                    .getByText("Week", new Page.GetByTextOptions().setExact(true))
                    .click();
            Locator cell = window.find("[data-cell='" + project + " " + day + "']");
            assertThat(cell).containsText("1:30");
            cell.click();
            assertThat(row(window, key)).containsText("#deep");
            window.open("/time/totals?" + totals("task"));
            assertThat(window.find("table.totals tbody")).containsText("Write it");
        }
    }

    @Test
    void a_day_is_gone_through_as_it_was_and_nothing_is_changed_there() {
        String key = log("09:00", "10:30");
        API.patch("/api/time-entries/" + key, Map.of("end", instant("11:00")));
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/time?day=" + day);
            assertThat(window.find("[data-as-of]")).isVisible();
            press(window, "t");
            assertThat(window.find("#past")).containsText("Past");
            assertThat(window.find("tfoot .number")).hasText("2:00");
            assertThat(window.find("#past input[type=range]")).isVisible();
            assertThat(window.find("main button:visible, main dialog")).hasCount(0);
            press(window, "[");
            assertThat(window.find("tfoot .number")).hasText("1:30");
            assertThat(row(window, key)).containsText("10:30");
            Locator slider = window.find("#past input[type=range]");
            assertThat(slider).isVisible();
            slider.focus();
            press(window, "ArrowLeft");
            assertThat(window.find("main")).containsText("At this past time, no time was logged on this day.");
            press(window, "ArrowRight", "ArrowRight");
            assertThat(window.find("tfoot .number")).hasText("2:00");
            AccessibilityIT.assertNothingFound(window);
            window.page()
                    .getByText("Week", new Page.GetByTextOptions().setExact(true))
                    .click();
            Locator cell = window.find("[data-cell='" + project + " " + day + "']");
            assertThat(cell).containsText("2:00");
            cell.click();
            assertThat(row(window, key)).isVisible();
            assertThat(window.find("#past")).isVisible();
            assertThat(window.writes()).isEmpty();
        }
    }
}
