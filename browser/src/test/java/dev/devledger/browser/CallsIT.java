package dev.devledger.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How many calls there were, and what is said while no more may go. With a budget that is soon used up, and soon full again. */
class CallsIT {
    private static final ContainsTextOptions LATER = new ContainsTextOptions().setTimeout(60_000);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String FAULTS = "/sandbox/ticktick/faults";
    private static final String NO_MORE = "has paused its calls to TickTick. The sync goes on automatically.";
    private static final String WELL = "No change waits for the next sync.";

    private static Devledger devledger;
    private static Api api;

    @BeforeAll
    static void start() {
        devledger = Devledger.with("--devledger.limits.login=1s", "--devledger.ticktick.budget=40/20s");
        api = devledger.api();
    }

    @AfterAll
    static void stop() {
        devledger.close();
    }

    /** The key of a project that is there too. */
    private static String synced(String name) {
        String project =
                api.post("/api/projects", Map.of("name", name)).path("key").asString();
        awaitSynced(project);
        return project;
    }

    private static void awaitSynced(String project) {
        await().atMost(PATIENCE).until(() -> api.get("/api/projects/" + project)
                .at("/links/0/state")
                .asString()
                .equals("synced"));
    }

    private static long calls() {
        return api.items("/api/sync/cycles?limit=200").stream()
                .mapToLong(each -> each.path("remoteRequests").asLong())
                .sum();
    }

    private static String state() {
        return api.get("/api/sync/status").at("/items/0/state").asString();
    }

    @Test
    void calls_an_hour_are_those_that_the_cycles_made() {
        synced("Counted " + Samples.word());
        long before = calls();
        assertThat(before).isPositive();
        try (Window window = Window.of(devledger, Look.PHONE)) {
            window.openLive("/sync");
            long shown = window.find("details.calls td").allTextContents().stream()
                    .mapToLong(Long::parseLong)
                    .sum();
            assertThat(shown).isBetween(before, calls());
            assertThat(window.find("svg.hours g")).hasCount(24);
            assertThat(window.find(".service").first()).containsText(" in the last 24 hours. Busiest hour: ");
            window.find("details.calls summary").tap();
            assertThat(window.find("details.calls td").first()).isVisible();
            assertThat(window.width()).isEqualTo(390);
            AccessibilityIT.assertNothingFound(window);
        }
    }

    @Test
    void a_budget_that_is_used_up_is_told_until_the_sync_has_gone_on_by_itself() {
        String project = synced("Beyond the budget " + Samples.word());
        try (Window window = Window.of(devledger, Look.DESK)) {
            window.openLive("/sync");
            for (int i = 0; i < 60 && !state().equals("rate-limited"); i++) {
                api.send("POST", "/api/sync/run?connector=ticktick", null);
            }
            api.patch("/api/projects/" + project, Map.of("name", "Later " + Samples.word()));
            Locator service = window.find(".service").first();
            assertThat(service).containsText(NO_MORE);
            assertThat(service).containsText("the request budget for TickTick is used up; Devledger goes on at ");
            assertThat(service).containsText(" of 40");
            AccessibilityIT.assertNothingFound(window);
            assertThat(service).containsText(WELL, LATER);
            assertThat(service).not().containsText(NO_MORE);
            awaitSynced(project);
        }
    }

    @Test
    void after_the_limit_of_the_service_the_first_line_says_that_all_is_well_again() {
        String project = synced("Under the limit " + Samples.word());
        api.post(FAULTS, Map.of("fault", "limit", "times", 1_000_000, "path", ""));
        try (Window window = Window.of(devledger, Look.DESK)) {
            window.openLive("/sync");
            api.patch("/api/projects/" + project, Map.of("name", "After the limit " + Samples.word()));
            Locator service = window.find(".service").first();
            assertThat(service).containsText(NO_MORE, LATER);
            assertThat(service).containsText("TickTick's request limit is exceeded; Devledger goes on at ");
            api.send("DELETE", FAULTS, null);
            assertThat(service).containsText(WELL, LATER);
            assertThat(service).not().containsText(NO_MORE);
            awaitSynced(project);
        }
    }
}
