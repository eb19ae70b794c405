package dev.devledger.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** All tables are rebuilt while somebody looks, others write, and until somebody stops it. */
class TablesRebuiltIT {
    private static final Devledger DEVLEDGER = Devledger.other();
    private static final Api API = DEVLEDGER.api();

    /** Enough that a rebuild of them can be watched. */
    private static final int TASKS = Integer.getInteger("devledger.test.tasks", 60_000);

    private static final int IN_A_FILE = 100_000;
    private static final double LONG = 90_000 + TASKS / 2.0;

    @BeforeAll
    static void import_them() {
        for (int from = 0; from < TASKS; from += IN_A_FILE) {
            String lines = Stream.concat(
                            Stream.of(Map.of("project", Map.of("ref", "p", "name", "Rebuilt", "placement", "none"))),
                            IntStream.range(from, Math.min(TASKS, from + IN_A_FILE))
                                    .mapToObj(each -> Map.of("task", Map.of("project", "p", "title", "Step " + each))))
                    .map(Api::json)
                    .collect(Collectors.joining("\n"));
            API.send("POST", "/api/import", lines, "Content-Type", "application/x-ndjson");
        }
    }

    private static double done(Window window) {
        Object done = window.page().evaluate("() => document.querySelector('[data-rebuilding] progress')?.value ?? -1");
        return ((Number) done).doubleValue();
    }

    @Test
    void its_progress_is_seen_pages_and_writes_go_on_and_it_can_be_stopped() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK);
                Window other = Window.of(DEVLEDGER, Look.DESK)) {
            other.openLive("/ledger");
            window.openLive("/ledger");
            window.find("[data-rebuild=all]").click();
            assertThat(window.find("#rebuild")).containsText("the newest ones that are not sealed yet");
            window.find("#rebuild button[value=rebuild]").click();
            assertThat(window.find("[data-rebuilding]")).containsText("Rebuilding all");
            assertThat(other.find("[data-rebuilding]")).containsText("Rebuilding all");

            String written = new Samples(API).project("Written meanwhile " + Samples.word());
            API.send("GET", "/", null, "Accept", "text/html");
            double before = done(window);
            await().until(() -> done(window) > before);

            window.find("[data-stop=all]").click();
            assertThat(window.message()).containsText("The tables stay as they were.");
            assertThat(window.find("[data-rebuilding]")).hasCount(0);
            assertThat(other.find("[data-rebuilding]")).hasCount(0);
            Locator told = window.find("[data-name='Last rebuild']").first();
            assertThat(told).containsText("cancelled");
            assertThat(API.get("/api/projects/" + written).path("key").asString())
                    .isEqualTo(written);
        }
    }

    @Test
    void it_ends_by_itself_and_how_all_of_it_is_proved_is_on_the_page() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/ledger");
            window.find("[data-rebuild=notes]").click();
            window.find("#rebuild button[value=rebuild]").click();
            Locator notes = window.find("tr").filter(new Locator.FilterOptions().setHasText("notes"));
            assertThat(notes.locator("[data-name='Last rebuild']"))
                    .containsText("done", new ContainsTextOptions().setTimeout(LONG));
            window.find("summary").getByText("How to run the check").click();
            String head = API.get("/api/ledger/head").path("head").asString();
            assertThat(window.find("pre").getByText("verify --head=" + head)).isVisible();
            AccessibilityIT.assertNothingFound(window);
        }
    }
}
