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
    /** Open pages must not hold it; it takes less than a second where nobody else keeps the machine busy. */
    private static final Duration STOP = Duration.ofSeconds(3);

    @Test
    void open_pages_hold_no_stop_and_are_as_new_after_the_start() {
        Samples samples = new Samples(DEVLEDGER.api());
        String word = Samples.word();
        String project = samples.project("Kept " + word);
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.expecting("net::ERR_").expecting("status of 401").openLive("/?q=" + word);
            List<Page> tabs = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Page tab = window.anotherTab("/projects/" + project);
                assertThat(tab.locator("#live")).hasText("live");
                tabs.add(tab);
            }

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
