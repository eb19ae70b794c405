package dev.devledger.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The page of the sync says how it is, what it would do, what is held and what to do. With a service of its own to spoil. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SyncingIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ContainsTextOptions LATER = new ContainsTextOptions().setTimeout(60_000);
    private static final String FAULTS = "/sandbox/ticktick/faults";
    private static final String HOLDS = "/api/sync/approvals?connector=ticktick";

    private static Devledger devledger;
    private static Api api;

    @BeforeAll
    static void start() {
        devledger = Devledger.with("--devledger.limits.login=1s");
        api = devledger.api();
    }

    @AfterAll
    static void stop() {
        devledger.close();
    }

    @BeforeEach
    void nothing_is_wrong() {
        api.send("DELETE", FAULTS, null);
        run();
    }

    private static void run() {
        api.send("POST", "/api/sync/run?connector=ticktick", null);
    }

    private static JsonNode link(String path) {
        return api.get(path).at("/links/0");
    }

    private static String project(String name, String placement) {
        return api.post("/api/projects", Map.of("name", name, "placement", placement))
                .path("key")
                .asString();
    }

    /** The list of the cards, by its id there. */
    private static String cards() {
        return api.get("/sandbox/ticktick/open/v1/project")
                .valueStream()
                .filter(each -> each.path("name").asString().equals("Dev Projects"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
    }

    private static void awaitSynced(String path) {
        await().atMost(PATIENCE).until(() -> link(path).path("state").asString().equals("synced"));
    }

    /** Tasks that are deleted in the app, more of them than anybody may delete by the way. */
    private static List<String> deletedThere(String name, int all, int gone) {
        String project = project(name, "list");
        List<String> tasks = new ArrayList<>();
        for (int i = 0; i < all; i++) {
            tasks.add(api.post("/api/projects/" + project + "/tasks", Map.of("title", name + " " + i))
                    .path("key")
                    .asString());
        }
        tasks.forEach(task -> awaitSynced("/api/tasks/" + task));
        run();
        List<String> deleted = tasks.subList(0, gone);
        for (String task : deleted) {
            String remote = link("/api/tasks/" + task).path("remoteId").asString();
            api.send("POST", FAULTS + "/app/tasks/" + remote + "/delete", "");
        }
        await().atMost(PATIENCE).until(() -> {
            run();
            return !api.items(HOLDS).isEmpty();
        });
        return deleted;
    }

    private static boolean isDeleted(String task) {
        return !api.get("/api/tasks/" + task).path("deletedAt").isNull();
    }

    @Test
    void a_held_plan_of_22_deletions_is_let_go_by_its_own_hash_and_number() {
        List<String> gone = deletedThere("Held " + Samples.word(), 25, 22);
        try (Window window = Window.of(devledger, Look.DESK)) {
            window.expecting("status of 409").openLive("/sync");
            Locator held = window.find(".held");
            assertThat(held).containsText("22 changes in ");
            assertThat(held).containsText("because the sync would delete more than a tenth of its items within a day.");
            assertThat(held)
                    .containsText(api.items(HOLDS)
                            .getFirst()
                            .path("planHash")
                            .asString()
                            .substring(0, 8));
            held.getByText("Show all changes").click();
            assertThat(held.locator("li")).hasCount(22);
            assertThat(held.locator("li").first()).containsText("Held");
            assertThat(window.find("header [data-counts=sync]")).containsText("needs attention");
            assertThat(window.find(".tabs summary")).containsText("needs attention");
            AccessibilityIT.assertNothingFound(window);

            window.find("[data-approve]").click();
            window.find("#let-go [name=many]").fill("21");
            window.page().keyboard().press("Enter");
            assertThat(window.find("#let-go .wrong").first()).containsText("There are 22 changes.");
            assertThat(window.find("#let-go [name=many]")).isFocused();
            AccessibilityIT.assertNothingFound(window);
            assertThat(window.writes()).isEmpty();

            // As when the plan became another one meanwhile: what was looked at is not what waits.
            window.page().route("**/api/sync/approvals*", route -> {
                route.resume(new Route.ResumeOptions().setPostData("{\"planHash\":\"another\"}"));
            });
            window.find("#let-go [name=many]").fill("22");
            window.page().keyboard().press("Enter");
            assertThat(window.find("#let-go [data-error]")).containsText("plan");
            assertThat(gone).noneMatch(SyncingIT::isDeleted);
            window.page().unroute("**/api/sync/approvals*");
            window.page().keyboard().press("Enter");
            assertThat(window.message()).containsText("The next sync makes these changes.");
            window.find("[data-sync=ticktick]").click();
            await().atMost(PATIENCE).until(() -> gone.stream().allMatch(SyncingIT::isDeleted));
            assertThat(window.find(".held")).hasCount(0);
        }
    }

    @Test
    void older_cycles_are_a_page_further() {
        for (int i = 0; i < 51; i++) {
            run();
        }
        try (Window window = Window.of(devledger, Look.DESK)) {
            window.openLive("/sync");
            Locator rows = window.find("#cycles ~ .wide tbody tr");
            assertThat(rows).hasCount(50);
            window.find("main").getByText("Older cycles").click();
            assertThat(rows).not().hasCount(0);
            window.find("main").getByText("Recent cycles").last().click();
            assertThat(rows).hasCount(50);
        }
    }

    @Test
    void what_is_refused_stays_on_both_sides() {
        List<String> gone = deletedThere("Refused " + Samples.word(), 8, 6);
        try (Window window = Window.of(devledger, Look.PHONE)) {
            window.openLive("/sync");
            window.find("[data-refuse]").tap();
            assertThat(window.message()).containsText("Devledger no longer syncs these items.");
            assertThat(window.find(".held")).hasCount(0);
        }
        run();
        assertThat(gone).noneMatch(SyncingIT::isDeleted);
    }

    @Test
    void what_is_refused_there_is_told_with_why_and_what_to_do() {
        api.post(FAULTS + "/account", Map.of("maxOpenTasks", 0));
        String project = project("Too many " + Samples.word(), "card");
        await().atMost(PATIENCE).until(() -> link("/api/projects/" + project)
                .path("state")
                .asString()
                .equals("refused"));
        try (Window window = Window.of(devledger, Look.DESK)) {
            window.openLive("/sync");
            Locator service = window.find(".service").first();
            assertThat(service).containsText("Something needs your attention:");
            assertThat(service).containsText("the account's plan allows no more tasks or lists");
            assertThat(service).containsText("Devledger tries again at");
            assertThat(window.find("header [data-counts=sync]")).containsText("needs attention");
            assertThat(window.find(".tabs summary")).containsText("needs attention");
            AccessibilityIT.assertNothingFound(window);
            window.openLive("/projects/" + project);
            window.find(".head .sync-mark").click();
            assertThat(window.find("main")).containsText("refused the last change from Devledger");
            assertThat(window.find("main")).containsText("Change it in Devledger, and Devledger sends it again.");

            api.send("DELETE", FAULTS, null);
            api.patch("/api/projects/" + project, Map.of("priority", "low"));
            window.openLive("/sync");
            window.page().keyboard().press("r");
            assertThat(window.message()).containsText("The sync has run.", LATER);
            assertThat(service).containsText("No change waits for the next sync.", LATER);
            awaitSynced("/api/projects/" + project);
        }
    }

    /** Last, and the limit last of these: it holds the sync back for a minute. */
    @ParameterizedTest
    @Order(Integer.MAX_VALUE)
    @CsvSource(delimiter = '|', textBlock = """
            error-500    | cannot be reached. Devledger tries again automatically.
            unauthorized | connect the account again or set a new one
            limit        | has paused its calls to TickTick. The sync goes on automatically.
            """)
    void what_is_wrong_is_told_with_what_to_do_next(String fault, String words) {
        String project = project("Under " + fault, "card");
        awaitSynced("/api/projects/" + project);
        api.post(FAULTS, Map.of("fault", fault, "times", 1_000_000, "path", ""));
        try (Window window = Window.of(devledger, Look.DESK)) {
            window.openLive("/sync");
            api.patch("/api/projects/" + project, Map.of("name", "Renamed under " + fault));
            assertThat(window.find(".service").first()).containsText(words, LATER);
            if (fault.equals("limit")) {
                return;
            }
            api.send("DELETE", FAULTS, null);
            window.page().keyboard().press("r");
            assertThat(window.message()).containsText("The sync has run.", LATER);
            assertThat(window.find(".service").first()).containsText("No change waits for the next sync.", LATER);
        }
    }

    @Test
    void what_it_would_do_is_shown_and_the_cycle_that_did_it_is_told() {
        String word = Samples.word();
        String project = project("Looked at " + word, "card");
        awaitSynced("/api/projects/" + project);
        String card = link("/api/projects/" + project).path("remoteId").asString();
        run();
        try (Window window = Window.of(devledger, Look.DESK)) {
            window.openLive("/sync");
            api.post(FAULTS + "/app/tasks/" + card, Map.of("title", "Renamed there"));
            api.post(FAULTS + "/app/tasks", Map.of("title", "New there " + word, "projectId", cards()));
            window.find("[data-try]").click();
            Locator rows = window.find("#would tbody tr");
            Locator row = rows.filter(new Locator.FilterOptions().setHasText(project));
            assertThat(row).containsText("Looked at " + word);
            assertThat(row.locator("a")).hasAttribute("href", "/projects/" + project);
            assertThat(rows.filter(new Locator.FilterOptions().setHasText("New there " + word)))
                    .containsText("create");
            assertThat(row).containsText("update");
            assertThat(row).containsText("in Devledger");
            assertThat(row).containsText("F4");
            AccessibilityIT.assertNothingFound(window);
            window.page().keyboard().press("Escape");
            window.find("[data-sync]").click();
            assertThat(window.message()).containsText("The sync has run.");
            assertThat(window.find("#cycles ~ .wide tbody tr").first()).containsText("complete");
            assertThat(api.get("/api/projects/" + project).path("name").asString())
                    .isEqualTo("Renamed there");
        }
    }
}
