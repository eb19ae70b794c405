package dev.devledger.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The page of one project: the picture of its stays, its tree, and what is written there. */
class ProjectIT {
    private static final Devledger DEVLEDGER = Devledger.shared();
    private static final Api API = DEVLEDGER.api();
    private static final Samples SAMPLES = new Samples(API);

    /** One of a picture that is 1200 wide. */
    private static final Offset<Double> PIXEL = within(1.0 / 1200);

    /** A bar, in parts of the whole picture from its left end. */
    private record Bar(double x, double width) {
        double end() {
            return x + width;
        }
    }

    /** All by one look: a page of something that has just begun is drawn anew with other widths. */
    private static List<Bar> bars(Window window) {
        assertThat(window.find(".stays")).isVisible();
        List<?> numbers = (List<?>) window.page().evaluate("""
                () => {
                  const picture = document.querySelector(".stays");
                  const whole = picture.getBoundingClientRect();
                  return [...picture.querySelectorAll("rect")].flatMap(each => {
                    const box = each.getBoundingClientRect();
                    return [box.x - whole.x, box.width].map(part => String(part / whole.width));
                  });
                }""");
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i += 2) {
            bars.add(new Bar(
                    Double.parseDouble(numbers.get(i).toString()),
                    Double.parseDouble(numbers.get(i + 1).toString())));
        }
        return bars;
    }

    private static List<JsonNode> timeline(String project) {
        return StreamSupport.stream(
                        API.get("/api/projects/" + project + "/status-timeline").spliterator(), false)
                .toList();
    }

    @Test
    void the_bars_fill_the_picture_and_the_table_has_the_rows_of_the_api() {
        String project = SAMPLES.project("Stays");
        SAMPLES.move(project, "active", "begun");
        SAMPLES.move(project, "paused", "the review");
        SAMPLES.move(project, "active", "reviewed");
        List<JsonNode> rows = timeline(project);
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/projects/" + project + "?tab=time");
            List<Bar> bars = bars(window);
            assertThat(bars).hasSize(4);
            assertThat(bars.stream().mapToDouble(Bar::width).sum()).isCloseTo(1, PIXEL);
            assertThat(bars.getFirst().x()).isCloseTo(0, PIXEL);
            for (int i = 1; i < bars.size(); i++) {
                assertThat(bars.get(i).x()).isCloseTo(bars.get(i - 1).end(), PIXEL);
            }

            window.page().getByText("As a table").click();
            List<String> shown = new ArrayList<>();
            for (Locator row : window.find("section table tbody tr").all()) {
                Locator to = row.locator("td").nth(2).locator("time");
                shown.add(row.locator("td").first().textContent() + "|"
                        + row.locator("td").nth(1).locator("time").getAttribute("datetime") + "|"
                        + (to.count() == 0
                                ? "goes on|" // for how long changes while one looks
                                : to.getAttribute("datetime") + "|"
                                        + row.locator("td").nth(3).getAttribute("data-seconds") + "|")
                        + row.locator("td").nth(4).textContent() + "|"
                        + row.locator("td").last().textContent());
            }
            assertThat(shown)
                    .containsExactlyElementsOf(rows.stream()
                            .map(row -> row.path("status").asString() + "|"
                                    + row.path("from").asString() + "|"
                                    + (row.path("to").isNull()
                                            ? "goes on|"
                                            : row.path("to").asString() + "|"
                                                    + row.path("seconds").asString() + "|")
                                    + row.path("actor").asString() + "|"
                                    + row.path("reason").asString(""))
                            .toList());
            // What has the focus is told, and by more than its colour.
            window.find(".stays rect").nth(2).focus();
            assertThat(window.find("[data-stay]")).containsText("paused for");
            assertThat(window.find("[data-stay]")).containsText("the review");
            API.patch("/api/projects/" + project, Map.of("tags", List.of("drawn-anew")));
            assertThat(window.find(".head")).containsText("#drawn-anew");
            assertThat(window.find("[data-stay]")).containsText("paused for");
            // By the clock of the ledger, as all other times of the page.
            Instant begun = Instant.parse(rows.getFirst().path("from").asString());
            assertThat(window.find(".stays .date").first())
                    .hasText(DateTimeFormatter.ofPattern("HH:mm")
                            .withZone(ZoneOffset.UTC)
                            .format(begun));
            assertThat(window.find(".sideways")).isHidden();
            // Shortly and never are told apart.
            assertThat(window.find(".status.active").last()).containsText("active 0 min (2×)");
            assertThat(window.find(".status.blocked")).hasText("blocked –");
        }
    }

    /** It scrolls with the picture, and is told in words too. */
    @Test
    void time_that_was_worked_is_a_strip_in_the_scale_of_the_stays() {
        String project = SAMPLES.project("Worked on");
        SAMPLES.move(project, "active", "begun");
        try (Window window = Window.of(DEVLEDGER, Look.PHONE)) {
            window.openLive("/projects/" + project + "?tab=time");
            assertThat(window.find(".stays")).isVisible();
            assertThat(window.find(".worked")).hasCount(0);
            Instant end = Instant.now();
            API.post(
                    "/api/time-entries",
                    Map.of("project", project, "start", end.minusSeconds(2).toString(), "end", end.toString()));
            window.openLive("/projects/" + project + "?tab=time");
            assertThat(window.find(".worked rect").first()).isVisible();
            BoundingBox strip = Window.box(window.find(".worked"));
            BoundingBox picture = Window.box(window.find(".stays"));
            assertThat(strip.x).isCloseTo(picture.x, within(1.0));
            assertThat(strip.width).isCloseTo(picture.width, within(1.0));
            assertThat(strip.y).isGreaterThanOrEqualTo(picture.y + picture.height - 1);
            Locator bar = window.find(".worked rect").last();
            bar.focus();
            assertThat(window.find("[data-stay]")).containsText(": worked ");
            assertThat(window.find("[data-worked]")).containsText("The highest bar is ");
            assertThat(window.find("[data-worked-table] tbody tr"))
                    .hasCount(window.find(".worked rect").count());
            assertThat(window.width()).isEqualTo(390);
            AccessibilityIT.assertNothingFound(window);
        }
    }

    /** The picture scrolls and not the page, begins at its end, and says both that and what is so still. */
    @Test
    void on_a_phone_the_picture_scrolls_to_now() {
        String project = SAMPLES.project("Narrow");
        try (Window window = Window.of(DEVLEDGER, Look.PHONE)) {
            window.openLive("/projects/" + project + "?tab=time");
            BoundingBox around = Window.box(window.find(".stays-scroll"));
            BoundingBox picture = Window.box(window.find(".stays"));
            assertThat(picture.width).isGreaterThan(around.width + 100);
            assertThat(picture.x + picture.width).isCloseTo(around.x + around.width, within(1.0));
            assertThat(window.find(".stays .still")).hasText("planned");
            BoundingBox still = Window.box(window.find(".stays .still"));
            assertThat(still.x).isGreaterThan(around.x);
            assertThat(still.x + still.width).isLessThanOrEqualTo(around.x + around.width + 1);
            assertThat(window.find(".sideways")).isVisible();
            assertThat(window.width()).isEqualTo(390);
            AccessibilityIT.assertNothingFound(window);
        }
    }

    @Test
    void while_it_was_deleted_is_a_gap() {
        String project = SAMPLES.project("Gone and back");
        API.send("DELETE", "/api/projects/" + project, null);
        API.post("/api/projects/" + project + "/restore", Map.of());
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/projects/" + project + "?tab=time");
            List<Bar> bars = bars(window);
            assertThat(bars).hasSize(2);
            assertThat(bars.get(1).x() - bars.get(0).end()).isPositive();
            assertThat(bars.get(1).end()).isCloseTo(1, PIXEL);
        }
    }

    @Test
    void a_tree_of_four_levels_is_shown_as_one() {
        String project = SAMPLES.project("Tree");
        String last = SAMPLES.task(project, "Level 1");
        for (int level = 2; level <= 4; level++) {
            last = SAMPLES.task(project, "Level " + level, Map.of("parent", last));
        }
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/projects/" + project);
            assertThat(window.find(".tasks .tasks .tasks .tasks [data-task=" + last + "]"))
                    .isVisible();
            assertThat(window.find("[data-task]")).hasCount(4);
        }
    }

    @Test
    void what_is_written_there_is_in_the_history_and_in_the_sandbox() {
        String project = API.post("/api/projects", Map.of("name", "Written to"))
                .path("key")
                .asString();
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/projects/" + project);
            Locator field = window.find("form[data-new-task] [name=title]");
            field.fill("Write it down");
            window.page().keyboard().press("Enter");
            assertThat(window.find("[data-task]")).hasCount(1);
            assertThat(field).isFocused();
            assertThat(field).hasValue("");
            API.patch("/api/projects/" + project, Map.of("description", "Drawn anew"));
            assertThat(window.find(".head")).containsText("Drawn anew");
            assertThat(field).isFocused();
            window.find("[data-task]").click(); // what is done leaves the list: nothing is left to be checked
            assertThat(window.message()).containsText("is done.");
            assertThat(window.find(".head")).containsText("1 of 1 done");
            window.message().getByText("Undo").click();
            assertThat(window.find("[data-task]")).hasCount(1);
            assertThat(window.find("[data-task]")).not().isChecked();

            window.page().getByText("Activity").click();
            assertThat(window.find(".set").nth(1)).containsText("completed");
            window.page().getByLabel("New note").fill("Noted <b>here</b>");
            window.page().keyboard().press("Enter");
            assertThat(window.find(".notes")).containsText("Noted <b>here</b>");
            window.open("/sandbox/ticktick");
            assertThat(window.find("body")).containsText("Written to");
        }
        List<String> channels = API.items("/api/projects/" + project + "/history?tasks=true").stream()
                .map(entry -> entry.path("channel").asString())
                .toList();
        assertThat(channels).contains("web").filteredOn("web"::equals).hasSize(4);
    }

    @Test
    void what_was_not_there_yet_says_so_and_the_slider_leads_to_where_it_was() {
        long before = API.get("/api/history?limit=1").at("/items/0/position").asLong();
        String late = SAMPLES.project("Late");
        SAMPLES.move(late, "active", "begun");
        SAMPLES.move(late, "paused", "waits");
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.expecting("status of 404").open("/projects/" + late + "?asOf=" + before);
            assertThat(window.find("h1")).hasText(late + " did not exist yet");
            assertThat(window.find("#past")).containsText("After event " + before);
            window.find("#past input[type=range]").focus();
            window.page().keyboard().press("End");
            assertThat(window.find("h1")).containsText("Late");
            assertThat(window.find(".head .status")).hasText("paused");
            assertThat(window.find("#past")).not().containsText("After event " + before + " (");
        }
    }

    @Test
    void where_there_is_no_such_project_those_that_come_near_are_links() {
        String near = SAMPLES.project("Kaleidoscope " + Samples.word());
        try (Window window = Window.of(DEVLEDGER, Look.PHONE)) {
            window.expecting("status of 404").open("/projects/kaleidoskope");
            assertThat(window.find("h1")).hasText("There is no project kaleidoskope");
            AccessibilityIT.assertNothingFound(window);
            window.find("main a[href='/projects/" + near + "']").click();
            assertThat(window.find("h1")).containsText("Kaleidoscope");

            String task = SAMPLES.task(near, "Turn the mirrors");
            long position =
                    API.get("/api/history?limit=1").at("/items/0/position").asLong();
            window.open("/tasks/mirror-turned");
            assertThat(window.find("main .found a[href='/tasks/" + task + "']")).isVisible();
            // As of the moment before it there was none of these, and the newest one is one of then.
            window.open("/tasks/mirror-turned?asOf=" + (position - 1));
            assertThat(window.find("main .found a[href^='/tasks/" + task + "?']"))
                    .hasCount(0);
            window.open("/tasks/T-999999?asOf=" + position);
            assertThat(window.find("main .found a").first())
                    .hasAttribute("href", "/tasks/" + task + "?asOf=" + position);
        }
    }
}
