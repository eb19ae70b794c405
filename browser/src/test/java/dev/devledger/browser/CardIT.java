package dev.devledger.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * A project with a tree of four levels, as the page shows it, the history tells it and the sandbox's card has it. How soon
 * what is done is there, {@code trials/sync} measures.
 */
class CardIT {
    private static final Devledger DEVLEDGER = Devledger.shared();
    private static final Api API = DEVLEDGER.api();
    private static final Samples SAMPLES = new Samples(API);
    private static final String SANDBOX = "/sandbox/ticktick/open/v1/project/";

    private static final Duration LATE = Duration.ofSeconds(60);

    private final List<String> tree = new ArrayList<>();
    private String project;
    private String other;

    @BeforeEach
    void a_card_with_four_levels() {
        project = API.post("/api/projects", Map.of("name", "Card " + Samples.word()))
                .path("key")
                .asString();
        tree.clear();
        tree.add(SAMPLES.task(project, "Level 1"));
        for (int level = 2; level <= 4; level++) {
            tree.add(SAMPLES.task(project, "Level " + level, Map.of("parent", tree.getLast())));
        }
        other = SAMPLES.task(project, "Other");
        await().atMost(LATE).until(() -> isSynced("projects", project) && isSynced("tasks", other));
        await().atMost(LATE).until(() -> tree.stream().allMatch(each -> isSynced("tasks", each)));
    }

    private static boolean isSynced(String kind, String key) {
        return link(kind, key).path("state").asString("").equals("synced");
    }

    private static JsonNode link(String kind, String key) {
        return API.get("/api/" + kind + "/" + key).at("/links/0");
    }

    /** As the sandbox has it. */
    private static JsonNode there(String kind, String key) {
        return API.get(
                SANDBOX + list() + "/task/" + link(kind, key).path("remoteId").asString());
    }

    /** That of the cards. */
    private static String list() {
        for (JsonNode list : API.get("/sandbox/ticktick/open/v1/project")) {
            if (list.path("name").asString().equals("Dev Projects")) {
                return list.path("id").asString();
            }
        }
        throw new AssertionError("There is no list of cards");
    }

    private static void assertComes(String what, Callable<Boolean> fact) {
        await(what).atMost(LATE).pollInterval(Duration.ofMillis(50)).until(fact);
    }

    private static Locator line(Window window, String task) {
        return window.find("[data-line=" + task + "]");
    }

    private static boolean isBelow(String task, String above) {
        return there("tasks", task)
                .path("parentId")
                .asString("")
                .equals(link("tasks", above).path("remoteId").asString());
    }

    private static List<String> told(String kind, String key) {
        return API.items("/api/" + kind + "/" + key + "/history").stream()
                .filter(entry -> entry.path("channel").asString().equals("web"))
                .map(entry -> entry.path("event").asString())
                .toList();
    }

    @Test
    void what_is_done_with_a_mouse_is_in_the_history_and_on_the_card() {
        String deepest = tree.getLast();
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/projects/" + project);
            assertThat(window.find(".tasks .tasks .tasks .tasks [data-line=" + deepest + "]"))
                    .isVisible();

            line(window, deepest).locator("[data-task]").click();
            assertThat(window.message()).containsText(deepest + " is done.");
            assertComes("the tick", () -> there("tasks", deepest).path("status").asInt() == 2);

            line(window, tree.get(1)).locator("[data-title]").dblclick();
            window.page().keyboard().type("Detect it");
            window.page().keyboard().press("Enter");
            assertThat(window.message()).containsText("is now called Detect it.");
            assertComes(
                    "the title",
                    () -> there("tasks", tree.get(1)).path("title").asString().equals("Detect it"));

            Window.pressInMenu(line(window, other), "[data-move-task]");
            window.find("#move-task").getByLabel("Level 3").check();
            window.find("#move-task [value=move]").click();
            assertThat(window.message()).containsText(other + " is now a subtask of " + tree.get(2) + ".");
            assertComes("the place", () -> isBelow(other, tree.get(2)));

            window.openLive("/projects/" + project + "?tab=activity");
            window.page().getByLabel("New note").fill("The grammar is here.");
            window.page().keyboard().press("Shift+Enter");
            window.page().keyboard().type("So is its test.");
            window.page().keyboard().press("Enter");
            assertThat(window.find(".notes")).containsText("So is its test.");
            assertThat((String) window.find(".notes .text p").first().evaluate("each => each.innerText"))
                    .isEqualTo("The grammar is here.\nSo is its test.");
        }
        assertThat(told("tasks", deepest)).containsExactly("task.status-changed");
        assertThat(told("tasks", tree.get(1))).containsExactly("task.edited");
        assertThat(told("tasks", other)).containsExactly("task.moved");
        // TickTick has no notes of its own, so a note is in the history alone.
        assertThat(told("projects", project)).containsExactly("project.note-added");
    }

    @Test
    void the_same_by_keyboard_alone() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/projects/" + project);
            for (String task : tree) {
                window.page().keyboard().press("j");
                assertThat(line(window, task)).isFocused();
            }
            window.page().keyboard().press("j");
            window.page().keyboard().press("Enter");
            window.page().keyboard().type("By hand");
            window.page().keyboard().press("Tab");
            assertThat(window.message()).containsText(other + " is now a subtask of " + tree.getFirst() + ".");
            window.page().keyboard().press("Escape");
            assertThat(line(window, other)).isFocused();
        }
        assertComes(
                "the title",
                () -> there("tasks", other).path("title").asString().equals("By hand"));
        assertComes("the place", () -> isBelow(other, tree.getFirst()));
        assertThat(told("tasks", other)).containsExactly("task.moved", "task.edited");
    }

    @Test
    void the_same_with_a_finger_on_a_phone() {
        try (Window window = Window.of(DEVLEDGER, Look.PHONE)) {
            window.openLive("/projects/" + project);
            line(window, other).locator("[data-menu]").tap();
            assertLargeEnough(line(window, other).locator("[data-menu], [role=menuitem]"));
            AccessibilityIT.assertNothingFound(window);
            window.page().keyboard().press("Escape");
            Window.pressInMenu(line(window, other), "[data-edit-title]");
            AccessibilityIT.assertNothingFound(window);
            assertThat(window.width()).isLessThanOrEqualTo(390);
            assertLargeEnough(window.find("[data-editing] input, [data-editing] button"));
            window.find("[data-editing] input").fill("By a finger");
            window.find("[data-editing] button").first().tap();
            assertThat(window.message()).containsText(other + " is now called By a finger.");

            Window.pressInMenu(line(window, other), "[data-move-task]");
            assertThat(window.find("#move-task")).isVisible();
            AccessibilityIT.assertNothingFound(window);
            assertLargeEnough(window.find("#move-task .choice"));
            window.find("#move-task").getByText("Level 2").tap();
            window.find("#move-task [value=move]").tap();
            assertThat(window.message()).containsText(other + " is now a subtask of " + tree.get(1) + ".");
        }
        assertComes(
                "the title",
                () -> there("tasks", other).path("title").asString().equals("By a finger"));
        assertComes("the place", () -> isBelow(other, tree.get(1)));
    }

    private static void assertLargeEnough(Locator targets) {
        for (Locator target : targets.all()) {
            BoundingBox box = Window.box(target);
            assertThat(box.height).as(target.toString()).isGreaterThanOrEqualTo(44);
            assertThat(box.width).as(target.toString()).isGreaterThanOrEqualTo(44);
        }
    }
}
