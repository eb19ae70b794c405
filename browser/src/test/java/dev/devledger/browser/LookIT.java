package dev.devledger.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a browser remembers of how the pages are to look. */
class LookIT {
    private static final Devledger DEVLEDGER = Devledger.shared();
    private static final Pattern DATE = Pattern.compile("\\d{1,2} [A-Za-z]+ 20\\d\\d, \\d\\d:\\d\\d");
    private static final Pattern AGO = Pattern.compile("just now|\\d+ (s|min|h|d).*");

    /** Links within texts, those that have a place of their own, and of both the ones that do not look so. */
    private static final String UNDERLINED = """
            () => {
              const isLine = (each) => getComputedStyle(each).textDecorationLine.includes("underline");
              const all = [...document.querySelectorAll("a[href]")].filter((each) => each.checkVisibility() && !each.matches(".skip"));
              const place = "nav, th, td, .card, .task, .told, .changes, .found, .chip, .views, .steps";
              const written = "q, .reason, .markdown";
              const places = all.filter((each) => each.closest(place) && !each.closest(written));
              const texts = all.filter((each) => each.closest(written) || (each.closest(".hint, .last") && !each.closest(place)));
              const wrong = [...places.filter(isLine), ...texts.filter((each) => !isLine(each))];
              return { places: places.length, texts: texts.length, wrong: wrong.map((each) => each.outerHTML.slice(0, 120)) };
            }""";

    @Test
    void times_are_dates_by_a_click_on_each_page() {
        Samples samples = new Samples(DEVLEDGER.api());
        String project = samples.project("Dated " + Samples.word());
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/history");
            Locator time = window.find("main time[data-ago]").first();
            assertThat(time).hasText(AGO);
            time.click();
            assertThat(time).hasText(DATE);
            assertThat(time).hasAttribute("title", AGO);
            samples.task(project, "Another one");
            assertThat(window.find("main")).containsText("Another one");
            for (Locator each : window.find("main time[data-ago]").all()) {
                assertThat(each).hasText(DATE);
            }
            window.open("/projects/" + project + "?tab=activity");
            assertThat(window.find("main time[data-ago]").first()).hasText(DATE);
            window.page().keyboard().press("?");
            window.find("#keys").getByLabel("Show times as dates").uncheck();
            assertThat(window.find("main time[data-ago]").first()).hasText(AGO);
        }
    }

    private static void chooseZone(Window window, String zone) {
        window.open("/").find("footer [data-zone-open]").click();
        window.find("#zone [name=zone]").fill(zone);
        window.page().keyboard().press("Enter");
    }

    @Test
    void the_days_of_a_reader_begin_in_the_zone_that_he_chose() {
        String note = "Night " + Samples.word();
        DEVLEDGER
                .api()
                .post(
                        "/api/time-entries",
                        Map.of("start", "2026-03-09T20:00:00Z", "end", "2026-03-09T21:00:00Z", "note", note));
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.open("/time?day=2026-03-10");
            assertThat(window.find("main")).not().containsText(note);
            chooseZone(window, "Berlin");
            assertThat(window.find("#zone [role=alert]"))
                    .hasText("\"Berlin\" is no time zone. Choose one of the list, such as Europe/Berlin.");
            window.find("#zone [name=zone]").fill("asia/tokyo");
            window.page().keyboard().press("Enter");
            assertThat(window.find("footer.zone")).containsText("Times: Asia/Tokyo");
            window.open("/time?day=2026-03-10");
            assertThat(window.find("main")).containsText(note);
            assertThat(window.find("main")).containsText("05:00");
            window.open("/time/totals?from=2026-03-10&to=2026-03-10");
            assertThat(window.find("main")).containsText("1 h");
            chooseZone(window, "");
            assertThat(window.find("footer.zone")).containsText("Times: UTC");
            window.open("/time?day=2026-03-10");
            assertThat(window.find("main")).not().containsText(note);
        }
    }

    /** The ledger is of UTC, the browser of Berlin, and who reads chose Kathmandu, five hours and three quarters ahead of UTC. */
    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Asia/Kathmandu"})
    void each_page_has_its_times_in_one_zone_and_says_so_once(String zone) {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            if (!zone.equals("UTC")) {
                chooseZone(window, zone);
            }
            Scene scene = Scene.plant(DEVLEDGER.api());
            for (Pages page : Pages.values()) {
                window.open(page.path(scene));
                assertThat(window.find("footer.zone")).containsText("Times: " + zone);
                Object wrong = window.page().evaluate("""
                        (timeZone) => [
                          ...document.body.innerText.split("\\n").filter((line) => /UTC|Berlin|Kathmandu/.test(line) && !line.startsWith("Times: ")),
                          ...[...document.querySelectorAll("time[datetime]")]
                            .filter((each) => /\\d\\d:\\d\\d/.test(each.textContent) && !/:\\d\\d:/.test(each.textContent) && !each.textContent.includes(new Date(each.dateTime).toLocaleTimeString("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" })))
                            .map((each) => each.outerHTML),
                          ...[...document.querySelectorAll("main")].flatMap((each) => each.innerText.match(/\\b0\\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\\b/g) ?? []),
                        ]""", zone);
                assertThat(wrong).as(page.word()).isEqualTo(List.of());
            }
        }
    }

    @Test
    void the_keys_are_read_from_their_beginning() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/history");
            window.page().keyboard().press("?");
            assertThat(window.find("#keys h2")).isInViewport();
            assertThat(window.find("#keys dt").first()).isInViewport();
        }
    }

    /** What the server sends is in the colours that were chosen, so that no page begins in others. */
    @Test
    void the_colours_are_those_that_were_chosen_from_the_first_byte_on() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.open("/");
            String light = ground(window);
            choose(window, "dark");
            String dark = ground(window);
            assertThat(dark).isNotEqualTo(light);
            for (String path : List.of("/history", "/sandbox/ticktick")) {
                window.open(path);
                assertThat(ground(window)).as(path).isEqualTo(dark);
                assertThat(window.page().evaluate("async () => (await (await fetch(location.href)).text())"))
                        .asString()
                        .contains("data-theme=\"dark\"");
            }
            window.open("/");
            choose(window, "system");
            assertThat(ground(window)).isEqualTo(light);
            window.open("/history");
            assertThat(window.find("html[data-theme]")).hasCount(0);
        }
    }

    private static void choose(Window window, String theme) {
        window.find(".you > summary").click();
        window.find("[data-themes]").getByLabel(theme).check();
        window.page().keyboard().press("Escape");
    }

    private static String ground(Window window) {
        return String.valueOf(window.page().evaluate("() => getComputedStyle(document.body).backgroundColor"));
    }

    @Test
    void links_are_underlined_in_texts_and_not_in_menus_rows_and_cells() {
        Scene scene = Scene.plant(DEVLEDGER.api());
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            int texts = 0;
            int places = 0;
            for (Pages page : Pages.values()) {
                window.open(page.path(scene));
                Map<?, ?> found = (Map<?, ?>) window.page().evaluate(UNDERLINED);
                assertThat((List<?>) found.get("wrong")).as(page.word()).isEmpty();
                texts += ((Number) found.get("texts")).intValue();
                places += ((Number) found.get("places")).intValue();
            }
            assertThat(texts).isGreaterThan(20);
            assertThat(places).isGreaterThan(200);
            window.open("/search?q=a");
            Locator row = window.find(".found a").first();
            row.hover();
            assertThat(row).hasCSS("text-decoration-line", "underline");
            window.find("#find").hover();
            assertThat(row).hasCSS("text-decoration-line", "none");
            row.focus();
            window.page().keyboard().press("Shift+Tab");
            window.page().keyboard().press("Tab");
            assertThat(row).hasCSS("text-decoration-line", "underline");
        }
    }

    @Test
    void rows_stand_closer_for_whoever_wants_that() {
        Samples samples = new Samples(DEVLEDGER.api());
        String project = samples.project("Close " + Samples.word());
        samples.task(project, "One");
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/projects/" + project);
            double before = Window.box(window.find(".task").first()).height;
            window.page().keyboard().press("?");
            window.find("#keys").getByLabel("Compact rows").check();
            window.find("#keys")
                    .getByText("Close", new Locator.GetByTextOptions().setExact(true))
                    .click();
            window.open("/projects/" + project);
            double after = Window.box(window.find(".task").first()).height;
            assertThat(after).as("what is pressed stays large enough").isBetween(24.0, before - 2);
        }
    }
}
