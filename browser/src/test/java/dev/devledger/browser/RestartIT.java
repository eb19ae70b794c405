package dev.devledger.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The server goes away while pages are open, and comes back. */
class RestartIT {
    private static final Devledger DEVLEDGER = Devledger.other();
    private static final Duration SOON = Duration.ofSeconds(1);

    /** Open pages must not hold it; it takes less than a second where nobody else keeps the machine busy. */
    private static final Duration STOP = Duration.ofSeconds(3);

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
            window.openLive("/projects/" + project);
            List<Page> tabs = tabs(window, "/projects/" + project, 9);
            long begun = System.nanoTime();
            Page eleventh = window.anotherTab("/history");
            assertThat(eleventh.locator("h1")).hasText("History");
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);

            // The one that listens goes, and another one does.
            samples.move(project, "active", "all see it");
            tabs.forEach(tab -> assertThat(tab.locator("main")).containsText("all see it"));
            window.page().navigate("about:blank");
            tabs.forEach(tab -> assertThat(tab.locator("#live")).hasText("live"));
            samples.move(project, "paused", "the others go on");
            tabs.forEach(tab -> assertThat(tab.locator("main")).containsText("the others go on"));
        }
    }

    @Test
    void open_pages_hold_no_stop_and_are_as_new_after_the_start() {
        Samples samples = new Samples(DEVLEDGER.api());
        String word = Samples.word();
        String project = samples.project("Kept " + word);
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.expecting("net::ERR_").expecting("status of 401").openLive("/?q=" + word);
            List<Page> tabs = tabs(window, "/projects/" + project, 4);

            assertThat(DEVLEDGER.stop()).isLessThan(STOP);
            assertThat(window.find("#live")).hasText("reconnecting");
            tabs.forEach(Page::close);
            DEVLEDGER.startAgain();
            samples.move(project, "active", "while it was away");

            // A session does not outlive the server; the way back to this very page is there.
            window.find("#live").getByText("log in again").click();
            window.logIn(DEVLEDGER.token());
            assertThat(window.find("#live")).hasText("live");
            assertThat(window.page()).hasURL(DEVLEDGER.base() + "/?q=" + word);
            assertThat(window.card(project, "active")).containsText("while it was away");
        }
    }
}
