package dev.devledger.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What needs a person has a number in the navigation until it was seen, or is no more. With a ledger of its own. */
class NeedsYouIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String FAULTS = "/sandbox/ticktick/faults";
    private static final String ROWS = ".needs li";

    private static Devledger devledger;
    private static Api api;

    @BeforeAll
    static void start() {
        devledger = Devledger.with("--devledger.limits.login=1s", "--devledger.ticktick.conflict-policy.name=hold");
        api = devledger.api();
    }

    @AfterAll
    static void stop() {
        devledger.close();
    }

    private static JsonNode link(String path) {
        return api.get(path).at("/links/0");
    }

    private static String synced(String path) {
        await().atMost(PATIENCE).until(() -> link(path).path("state").asString().equals("synced"));
        return link(path).path("remoteId").asString();
    }

    private static void run() {
        api.send("POST", "/api/sync/run?connector=ticktick", null);
    }

    private static String project(String name, String placement) {
        return api.post("/api/projects", Map.of("name", name, "placement", placement))
                .path("key")
                .asString();
    }

    private static String task(String project, String title, Map<String, Object> more) {
        return new Samples(api).task(project, title, more);
    }

    /** Changed on both sides: by the usual rule TickTick's value is taken. */
    private static void replaced(String task) {
        String remote = synced("/api/tasks/" + task);
        api.post(FAULTS + "/app/tasks/" + remote, Map.of("title", "Agreed", "priority", 5));
        api.patch("/api/tasks/" + task, Map.of("priority", "low"));
        await().atMost(PATIENCE)
                .until(() -> !api.items("/api/sync/conflicts?state=applied").isEmpty());
    }

    /** More deletions in the app than the sync makes without an approval. */
    private static void held(String project) {
        List<String> tasks = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            tasks.add(task(project, "Held " + i, Map.of()));
        }
        List<String> remotes =
                tasks.stream().map(each -> synced("/api/tasks/" + each)).toList();
        run();
        remotes.subList(0, 6).forEach(each -> api.send("POST", FAULTS + "/app/tasks/" + each + "/delete", ""));
        await().atMost(PATIENCE).until(() -> {
            run();
            return !api.items("/api/sync/approvals?connector=ticktick").isEmpty();
        });
    }

    private static List<String> rows(Window window) {
        return window.find(ROWS + " a").all().stream()
                .map(row -> row.locator(".figure").innerText() + " "
                        + row.locator(".what").innerText())
                .toList();
    }

    private static void assertFits(Window window) {
        AccessibilityIT.assertNothingFound(window);
        assertThat((Boolean) window.page()
                        .evaluate("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .as("nothing scrolls sideways")
                .isTrue();
    }

    @Test
    void each_kind_is_counted_until_it_is_seen_or_over() {
        try (Window window = Window.of(devledger, Look.DESK)) {
            window.openLive("/needs");
            assertThat(window.find("main")).containsText("Nothing needs you.");
            assertThat(window.find("header [data-counts=board]")).hasText("Board");
            assertFits(window);
        }

        String home = project("Home of needs", "none");
        api.put("/api/projects/" + home + "/status", Map.of("status", "active"));
        String claimed = task(home, "Claimed", Map.of());
        api.post("/api/tasks/" + claimed + "/claim", Map.of("agent", "ada", "minutes", 1));
        String late = task(home, "Late", Map.of("dueDate", "2026-01-31"));
        String waiting = task(home, "Waiting", Map.of("blockedBy", List.of(late)));
        String list = project("List", "list");
        replaced(task(list, "Agreed", Map.of()));
        held(list);
        Scene.disagree(api, "Before", "Here", "There");
        api.post(FAULTS + "/account", Map.of("maxOpenTasks", 0));
        String refused = project("Too many", "card");
        await().atMost(PATIENCE).until(() -> link("/api/projects/" + refused)
                .path("state")
                .asString()
                .equals("refused"));

        await().atMost(Duration.ofSeconds(90))
                .until(() -> api.get("/api/tasks/" + claimed).path("claim").isNull());

        try (Window window = Window.of(devledger, Look.DESK);
                Window plain = Window.withoutScript(devledger)) {
            Locator board = window.find("header [data-counts=board]");
            Locator conflicts = window.find("header [data-counts=conflicts]");
            window.openLive("/needs");
            assertThat(rows(window))
                    .containsExactly(
                            "1 overdue task",
                            "1 blocked task",
                            "1 open conflict",
                            "1 replaced edit",
                            "6 held changes",
                            "1 ended claim",
                            "1 refused change");
            assertThat(board).hasText("Board12: 12 need attention");
            assertThat(conflicts).hasText("Conflicts 2");
            assertFits(window);
            plain.open("/needs");
            assertThat(rows(plain)).hasSize(7);

            Map<String, String> lists = Map.of(
                    "overdue", late,
                    "blocked", waiting,
                    "held", "Held 0",
                    "refused", "is refused or not synced",
                    "open conflict", "Here");
            lists.forEach((kind, item) -> {
                window.open("/needs");
                window.find(ROWS + " a:has-text('" + kind + "')").click();
                assertThat(window.find("main")).containsText(item);
            });

            // The page of conflicts was looked at: what a service replaced is seen, what waits still waits.
            window.openLive("/needs");
            assertThat(window.find(ROWS + ":has-text('replaced')")).hasCount(0);
            assertThat(conflicts).hasText("Conflicts 1");
            assertThat(board).hasText("Board11: 11 need attention");

            api.post("/api/tasks/" + late + "/complete", Map.of());
            assertThat(board).hasText("Board9: 9 need attention");
            assertThat(window.find(ROWS)).hasCount(4);
            window.open("/tasks?view=ready&project=" + home);
            assertThat(window.find("[data-line='" + waiting + "']")).not().containsText("waits for");
            window.open("/tasks/" + waiting);
            assertThat(window.find("dd .key.done")).hasText(late + " (done)");
        }

        try (Window phone = Window.of(devledger, Look.PHONE)) {
            Locator number = phone.find(".tabs [data-counts=board-tab] [aria-hidden]");
            phone.openLive("/");
            assertThat(number).hasText("10"); // of this browser, which has seen nothing yet
            phone.find(".jump .need[href='/needs']").tap();
            assertThat(phone.find("h1")).hasText("Needs you");
            assertFits(phone);

            phone.openLive("/conflicts");
            Locator first = phone.find("[data-conflict]").first();
            assertThat(first).containsText("Agreed");
            assertThat(first.locator(".chip.new")).hasText("new");
            assertThat(number).hasText("9");
            assertFits(phone);
            phone.hearing(() -> task(home, "Another one", Map.of()));
            assertThat(first.locator(".chip.new")).hasText("new");
            phone.openLive("/conflicts");
            assertThat(phone.find("[data-conflict]")).hasCount(1);
            assertThat(phone.find(".chip.new")).hasCount(0);

            phone.openLive("/agents");
            assertThat(phone.find("#ended li")).containsText("Claimed");
            assertThat(phone.find("#ended .chip.new")).isVisible();
            assertFits(phone);
            phone.openLive("/needs");
            assertThat(phone.find(ROWS)).hasCount(3);
        }
    }
}
