package dev.devledger.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The server goes away while pages are open, and comes back. */
class RestartIT {
    private static final Devledger DEVLEDGER = Devledger.other();

    /** So much longer than beside no other the eleventh page may take; it takes half as long again. */
    private static final int SLOWER = 3;

    private static final String LOADED = "performance.getEntriesByType('navigation')[0].loadEventEnd";

    /** With the time of a clock, which stays that of the first moment. */
    private static final Pattern LOST = Pattern.compile("^reconnecting since [0-9]{1,2}:[0-9]{2}( [AP]M)?$");

    private static final int ATTEMPTS = 4;

    /** Open pages must not hold it; it takes less than a second where nobody else keeps the machine busy. */
    private static final Duration STOP = Duration.ofSeconds(10);

    private static List<Page> tabs(Window window, String path, int many) {
        List<Page> tabs = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            Page tab = window.anotherTab(path);
            assertThat(tab.locator("#live")).hasText("live");
            tabs.add(tab);
        }
        return tabs;
    }

    /** A browser has six connections for all of its tabs; here each of them counts as one that is looked at. */
    @Test
    void ten_tabs_that_listen_leave_room_for_the_eleventh() {
        Samples samples = new Samples(DEVLEDGER.api());
        String project = samples.project("Looked at " + Samples.word());
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            eleventh(window); // the browser keeps what both need
            double alone = eleventh(window);
            window.openLive("/projects/" + project);
            List<Page> tabs = tabs(window, "/projects/" + project, 9);
            assertThat(IntStream.range(0, ATTEMPTS).mapToObj(each -> eleventh(window)))
                    .as("the machine is shared: one that never is nearly as soon as alone, %s ms, is too slow", alone)
                    .anyMatch(taken -> taken < SLOWER * alone);

            // The one that listens goes, and another one does.
            samples.move(project, "active", "all see it");
            tabs.forEach(tab -> assertThat(tab.locator("main")).containsText("all see it"));
            window.page().navigate("about:blank");
            tabs.forEach(tab -> assertThat(tab.locator("#live")).hasText("live"));
            samples.move(project, "paused", "the others go on");
            tabs.forEach(tab -> assertThat(tab.locator("main")).containsText("the others go on"));
        }
    }

    /** In ms from its request until it is loaded whole, by the browser's own clock: without the making of a tab. */
    private static double eleventh(Window window) {
        Page tab = window.anotherTab("/history");
        assertThat(tab.locator("h1")).hasText("History");
        tab.waitForFunction(LOADED + " > 0");
        double millis = ((Number) tab.evaluate(LOADED)).doubleValue();
        tab.close();
        return millis;
    }

    /** What was missed is there by one request: not one for each change, nor one to find out and one to draw. */
    private static void assertCaughtUp(
            Window window, String word, List<String> projects, int before, AtomicInteger syncs) {
        assertThat(window.find("#live")).hasText("live");
        for (String project : projects) {
            assertThat(window.card(project, "active")).containsText("missed " + word);
        }
        List<Response> answers = window.answers("/");
        assertThat(answers.get(before).text().split("missed " + word, -1))
                .as("all of it in the first answer")
                .hasSizeGreaterThan(projects.size());
        int asked = (int) window.reads("/") - answers.size();
        assertThat(answers.size() - before)
                .as(
                        "one, and what the page had to hear of besides: steps of the sync, or one that it asked for in vain")
                .isBetween(1, 1 + syncs.get() + Math.min(asked, 1));
    }

    private static List<String> projects(Samples samples, String word) {
        return Stream.of("One ", "Two ", "Three ")
                .map(name -> samples.project(name + word))
                .toList();
    }

    @Test
    void pages_of_five_browsers_hold_no_stop_and_go_on_after_the_start_with_all_that_was_missed_by_one_request() {
        Samples samples = new Samples(DEVLEDGER.api());
        String word = Samples.word();
        List<String> projects = projects(samples, word);
        List<Window> windows = new ArrayList<>();
        try (Network network = Network.to(DEVLEDGER);
                Window away = Window.over(network, DEVLEDGER, Look.DESK)) {
            away.expecting("net::ERR_").openLive("/?q=" + word);
            for (int i = 0; i < 5; i++) {
                windows.add(Window.of(DEVLEDGER, Look.DESK).expecting("net::ERR_"));
                windows.getLast().openLive("/?q=" + word);
            }
            assertThat(DEVLEDGER.stop()).isLessThan(STOP);
            network.cut();
            windows.forEach(window -> assertThat(window.find("#live")).hasText(LOST));
            assertThat(away.find("#live")).hasText(LOST);
            int before = away.answers("/").size();
            AtomicInteger syncs = away.heardOf("sync");
            DEVLEDGER.startAgain();
            projects.forEach(project -> samples.move(project, "active", "missed " + word));
            network.mend();
            assertCaughtUp(away, word, projects, before, syncs);

            // Nobody had to log in, and what comes now is heard.
            samples.move(projects.getFirst(), "paused", "after the start");
            windows.forEach(window ->
                    assertThat(window.card(projects.getFirst(), "paused")).containsText("after the start"));
        } finally {
            windows.forEach(Window::close);
        }
    }

    @Test
    void a_stream_that_is_cut_while_all_else_goes_on_is_as_new_by_one_request() {
        Samples samples = new Samples(DEVLEDGER.api());
        String word = Samples.word();
        List<String> projects = projects(samples, word);
        try (Network network = Network.to(DEVLEDGER);
                Window window = Window.over(network, DEVLEDGER, Look.DESK)) {
            window.expecting("net::ERR_").openLive("/?q=" + word);
            network.cut();
            assertThat(window.find("#live")).hasText(LOST);
            int before = window.answers("/").size();
            AtomicInteger syncs = window.heardOf("sync");
            projects.forEach(project -> samples.move(project, "active", "missed " + word));
            network.mend();
            assertCaughtUp(window, word, projects, before, syncs);
        }
    }
}
