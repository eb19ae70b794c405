package dev.devledger.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The slider goes through the moments of the board: first the statuses, and the whole page where it rests. */
class MomentsIT {
    private static final Devledger DEVLEDGER = Devledger.shared();
    private static final Api API = DEVLEDGER.api();
    private static final Samples SAMPLES = new Samples(API);
    private static final List<String> STATUSES =
            List.of("active", "paused", "blocked", "planned", "completed", "abandoned");
    private static final List<String> UNFINISHED = List.of("planned", "active", "paused", "blocked");

    private static List<String> projects;
    private static String word;
    private static List<Long> positions;

    @BeforeAll
    static void some_history() {
        word = Samples.word();
        projects = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            projects.add(SAMPLES.project(i + " " + word));
        }
        for (int i = 0; i < 32; i++) {
            SAMPLES.move(projects.get(i % 3), STATUSES.get((i + i / 3) % 6), "step " + i);
        }
        positions = API.items("/api/history/marks").stream()
                .map(each -> each.path("position").asLong())
                .toList();
    }

    private static Window past(long position) {
        return past("/?q=" + word + "&asOf=" + position);
    }

    private static Window past(String address) {
        Window window = Window.of(DEVLEDGER, Look.DESK);
        window.open(address);
        assertThat(slider(window)).isVisible();
        return window;
    }

    private static com.microsoft.playwright.Locator slider(Window window) {
        return window.find("#past input[type=range]");
    }

    /** Where the mark is that is so many before the last one. */
    private static long back(int steps) {
        return positions.get(positions.size() - 1 - steps);
    }

    private static void awaitWhole(Window window, long position) {
        window.page().waitForURL(Pattern.compile("[?&]asOf=" + position + "(&|$)"));
        assertThat(window.find("#past")).containsText("After event " + position);
    }

    private static void assertShown(Window window, long position) {
        Map<String, String> then = assertPlaced(window, position);
        assertThat(window.find(".card:visible")).hasCount((int)
                then.values().stream().filter(UNFINISHED::contains).count());
    }

    private static Map<String, String> assertPlaced(Window window, long position) {
        Map<String, String> then = API.items("/api/projects?q=" + word + "&asOf=" + position).stream()
                .collect(Collectors.toMap(each -> each.path("key").asString(), each -> each.path("status")
                        .asString()));
        then.forEach(
                (key, status) -> assertThat(window.card(key, status)).hasCount(UNFINISHED.contains(status) ? 1 : 0));
        return then;
    }

    @Test
    void each_of_thirty_steps_shows_what_the_api_says() {
        try (Window window = past(back(0))) {
            slider(window).focus();
            for (int i = 1; i <= 30; i++) {
                window.page().keyboard().press("ArrowLeft");
                awaitWhole(window, back(i));
                assertShown(window, back(i));
                assertThat(slider(window)).isFocused();
            }
            assertThat(window.writes()).isEmpty();
        }
    }

    @Test
    void what_is_opened_from_a_board_of_then_is_of_then() {
        try (Window window = past(back(0))) {
            window.find(".card .title").first().click();
            window.page().waitForURL(Pattern.compile("/projects/P-[0-9]+[?]asOf=" + back(0) + "$"));
            assertThat(window.find("#past")).containsText("After event " + back(0));
        }
    }

    /** It leads to what is there now, and is not told of the moment that the page showed before while the slider moves. */
    @Test
    void what_came_since_is_told_beside_the_board_of_then() {
        String second = projects.get(1);
        String third = projects.get(2);
        long then = API.items("/api/history?limit=200&entity=" + projects.getFirst())
                .getLast()
                .path("position")
                .asLong();
        try (Window window = Window.of(DEVLEDGER, Look.PHONE)) {
            window.open("/?q=" + word + "&asOf=" + then);
            assertThat(slider(window)).isVisible();
            assertThat(window.find(".came h2")).hasText("+ Added later 2");
            assertThat(window.find(".came li")).hasText(new String[] {
                "%s 2 %s, now %s".formatted(third, word, SAMPLES.status(third)),
                "%s 1 %s, now %s".formatted(second, word, SAMPLES.status(second))
            });
            assertThat(window.find(".card")).hasCount(1);
            assertThat(Window.box(window.find(".came a").first()).height).isGreaterThanOrEqualTo(44);
            assertThat(window.width()).isEqualTo(390);
            AccessibilityIT.assertNothingFound(window);

            List<Route> held = new ArrayList<>();
            window.page().route(each -> URI.create(each).getPath().equals("/"), held::add);
            slider(window).focus();
            window.page().keyboard().press("ArrowRight");
            assertThat(window.find(".came")).isHidden();
            window.page().waitForCondition(() -> !held.isEmpty());
            window.page().unrouteAll();
            held.getLast().resume();
            assertThat(window.card(second, "planned")).isVisible();
            assertThat(window.find(".came li"))
                    .hasText("%s 2 %s, now %s".formatted(third, word, SAMPLES.status(third)));
            window.find(".came a").click();
            window.page().waitForURL(Pattern.compile("/projects/" + third + "$"));
        }
    }

    @Test
    void moving_fast_asks_for_one_whole_page() {
        try (Window window = past(back(0))) {
            long before = window.reads("/");
            window.page().evaluate("""
                            () => {
                              const slider = document.querySelector('#past input[type=range]');
                              for (let i = 0; i < 25; i++) {
                                slider.stepDown();
                                slider.dispatchEvent(new Event('input', { bubbles: true }));
                              }
                            }""");
            awaitWhole(window, back(25));
            assertShown(window, back(25));
            assertThat(window.reads("/") - before).isEqualTo(1);
        }
    }

    /** Of all projects, so that those come too that were finished in the moment of the page. */
    @Test
    void the_cards_go_along_before_the_whole_page_is_there() {
        try (Window window = past("/?asOf=" + back(0))) {
            List<Route> held = new ArrayList<>();
            window.page().route(each -> URI.create(each).getPath().equals("/"), held::add);
            slider(window).focus();
            for (int i = 1; i <= 8; i++) {
                window.page().keyboard().press("ArrowLeft");
                assertPlaced(window, back(i));
                for (String status : STATUSES) {
                    long count = API.items("/api/projects/statuses?asOf=" + back(i)).stream()
                            .filter(each -> each.path("status").asString().equals(status))
                            .count();
                    assertThat(window.find(".column." + status + " h2 .count, [data-finished='" + status + "'] .count"))
                            .hasText(Long.toString(count));
                }
            }
            assertThat(window.find("#past")).containsText("After event " + back(0));
            assertThat(window.find("#mark-said")).not().isEmpty();
            window.page().waitForCondition(() -> !held.isEmpty());
            window.page().unrouteAll();
            held.getLast().resume();
            awaitWhole(window, back(8));
            assertThat(window.find("#mark-said")).isEmpty(); // the bar tells it
            assertPlaced(window, back(8));
        }
    }

    @Test
    void what_comes_late_of_an_earlier_step_is_not_shown() {
        try (Window window = past(back(0))) {
            List<Route> late = new ArrayList<>();
            window.page().route(each -> each.endsWith("asOf=" + back(1)), late::add);
            slider(window).focus();
            window.page().keyboard().press("ArrowLeft");
            window.page().waitForCondition(() -> late.size() == 2);
            window.page().keyboard().press("ArrowLeft");
            awaitWhole(window, back(2));
            late.forEach(Route::resume);
            assertShown(window, back(2));
            assertThat(window.find("#past")).containsText("After event " + back(2));
        }
    }

    @Test
    void nothing_there_changes_anything_and_its_address_shows_the_same() {
        try (Window window = past(back(0));
                Window other = Window.of(DEVLEDGER, Look.DESK)) {
            slider(window).focus();
            window.page().keyboard().press("Home");
            awaitWhole(window, positions.getFirst());
            window.page().keyboard().press("End");
            awaitWhole(window, back(0));
            window.page().keyboard().press("PageDown");
            awaitWhole(window, back(10));
            assertThat(window.find(
                            "main form[data-move-form], [data-move], [data-pick], [data-picking], [data-new-project],"
                                    + " #move, #new-project, #new-task, .create"))
                    .hasCount(0);
            URI here = URI.create(window.page().url());
            other.open(here.getPath() + "?" + here.getQuery());
            assertThat(other.find("main .board"))
                    .hasText(window.find("main .board").textContent());
        }
    }

    @Test
    void a_day_is_gone_to_without_the_slider() {
        try (Window window = past(back(0))) {
            window.page().getByLabel("Start of").fill("2020-01-01");
            window.page().getByText("Go to this day").click();
            assertThat(window.find("main")).containsText("There were no projects at this time.");
            assertThat(window.page()).hasURL(Pattern.compile("asOf=20(19-12-31|20-01-01)T.*"));
            assertThat(window.page()).hasURL(Pattern.compile("q=" + word));
        }
    }

    @Test
    void a_letter_opens_the_moments_of_the_board() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/?q=" + word);
            window.page().keyboard().press("t");
            assertThat(window.find("#past")).containsText("After event");
            assertThat(slider(window)).isVisible();
            window.page().keyboard().press("t");
            assertThat(slider(window)).isFocused();
            assertThat(slider(window))
                    .hasAttribute("aria-valuetext", Pattern.compile("After event [0-9]+ \\(.+\\): .+"));
            assertThat(window.find("#mark-said")).isEmpty();
        }
    }
}
