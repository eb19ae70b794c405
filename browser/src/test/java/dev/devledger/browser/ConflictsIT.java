package dev.devledger.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A conflict shows both sides and what was before, and a choice does what it announced, here and in the service. */
class ConflictsIT {
    private static final Devledger DEVLEDGER = Devledger.shared();
    private static final Api API = DEVLEDGER.api();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String LISTS = "/sandbox/ticktick/open/v1/project";
    private static final String FAULTS = "/sandbox/ticktick/faults";
    private static final String APP = FAULTS + "/app/tasks/";

    /** Its name is another one on each side, and a rule has taken the service's. */
    private record Disputed(String project, String word, String id) {
        static Disputed make() {
            String word = Samples.word();
            String project = API.post("/api/projects", Map.of("name", "Disputed " + word))
                    .path("key")
                    .asString();
            awaitSynced(project);
            API.post(APP + card(project), Map.of("title", "Disputed there " + word));
            API.patch("/api/projects/" + project, Map.of("name", "Disputed here " + word));
            await().atMost(PATIENCE).until(() -> find(project) != null);
            return new Disputed(project, word, find(project).path("id").asString());
        }

        String called(String side) {
            return "Disputed " + side + " " + word;
        }

        void awaitName(String name) {
            await().atMost(PATIENCE).until(() -> here().equals(name) && there().equals(name));
        }

        private String here() {
            return API.get("/api/projects/" + project).path("name").asString();
        }

        private String there() {
            return API.get(LISTS + "/" + cards() + "/task/" + card(project))
                    .path("title")
                    .asString();
        }
    }

    private static JsonNode find(String project) {
        return API.items("/api/sync/conflicts?limit=200").stream()
                .filter(each -> each.at("/entity/key").asString().equals(project))
                .findFirst()
                .orElse(null);
    }

    private static JsonNode link(String project) {
        return API.get("/api/projects/" + project).at("/links/0");
    }

    /** That it is there, by its id. */
    private static String card(String project) {
        return link(project).path("remoteId").asString();
    }

    /** The list of the cards, by its id. */
    private static String cards() {
        return API.get(LISTS)
                .valueStream()
                .filter(each -> each.path("name").asString().equals("Dev Projects"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
    }

    /** The cards of that name, by their ids. */
    private static List<String> cardsNamed(String name) {
        return API.get(LISTS + "/" + cards() + "/data")
                .path("tasks")
                .valueStream()
                .filter(each -> each.path("title").asString().equals(name))
                .map(each -> each.path("id").asString())
                .toList();
    }

    private static void awaitSynced(String project) {
        await().atMost(PATIENCE)
                .until(() -> link(project).path("state").asString().equals("synced"));
    }

    private static void run() {
        API.send("POST", "/api/sync/run?connector=ticktick", null);
    }

    /** The conflict about it, once a cycle has found it. */
    private static String awaitConflict(String project) {
        await().atMost(PATIENCE).until(() -> {
            run();
            return find(project) != null;
        });
        return find(project).path("id").asString();
    }

    private static boolean isDeleted(String project) {
        return !API.get("/api/projects/" + project).path("deletedAt").isNull();
    }

    /** Deleted in the app, and renamed here before anybody knew; answers its key. */
    private static String deletedThere(String word) {
        String project = API.post("/api/projects", Map.of("name", "Gone " + word))
                .path("key")
                .asString();
        awaitSynced(project);
        API.post(APP + card(project) + "/delete", Map.of());
        API.patch("/api/projects/" + project, Map.of("name", "Gone, edited " + word));
        return project;
    }

    /** Two cards of one name in the app, and a project of that name of which nobody knows which one it is. */
    private static String namesakes(String name) {
        // While nothing gets through, no cycle comes between; after three of them nothing is sent before a look.
        String cards = cards();
        API.post(FAULTS, Map.of("fault", "error-500", "times", 1_000_000, "path", ""));
        try {
            for (int i = 0; i < 3; i++) {
                run();
            }
            String project =
                    API.post("/api/projects", Map.of("name", name)).path("key").asString();
            for (int i = 0; i < 2; i++) {
                API.post(FAULTS + "/app/tasks", Map.of("title", name, "projectId", cards));
            }
            return project;
        } finally {
            API.send("DELETE", FAULTS, null);
        }
    }

    @Test
    void a_rule_is_turned_round_by_one_key_and_an_undo_turns_it_back() {
        Disputed disputed = Disputed.make();
        JsonNode conflict = API.get("/api/sync/conflicts/" + disputed.id());
        assertThat(conflict.path("localChangedBy").asString()).isEqualTo("owner");
        assertThat(conflict.path("remoteModifiedAt").isNull()).isFalse();
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/conflicts/" + disputed.id());
            Locator card = window.find("[data-conflict='" + disputed.id() + "']");
            Locator sides = card.locator(".sides > div");
            assertThat(sides.nth(0)).containsText(disputed.called("here"));
            assertThat(sides.nth(0).locator("ins")).hasText("here");
            assertThat(sides.nth(0)).containsText("owner,");
            assertThat(sides.nth(1)).containsText("Disputed " + disputed.word());
            assertThat(sides.nth(2).locator("ins")).hasText("there");
            assertThat(sides.nth(2).locator(".in-use")).isVisible();
            assertThat(card.locator(".offers li").first()).containsText(disputed.called("here"));
            AccessibilityIT.assertNothingFound(window);

            window.page().keyboard().press("j");
            assertThat(card).isFocused();
            window.page().keyboard().press("3");
            assertThat(window.find("#decide textarea")).isFocused();
            AccessibilityIT.assertNothingFound(window);
            window.page().keyboard().press("Escape");
            assertThat(card.locator("[data-choose=value]")).isFocused();
            window.page().keyboard().press("1");
            assertThat(window.message()).containsText(disputed.called("here"));
            window.message().hover(); // and so it stays
            disputed.awaitName(disputed.called("here"));
            window.message().getByText("Undo").click();
            assertThat(window.message()).containsText("Undone.");
            disputed.awaitName(disputed.called("there"));
        }
    }

    @Test
    void a_third_value_goes_to_both() {
        Disputed disputed = Disputed.make();
        try (Window window = Window.of(DEVLEDGER, Look.PHONE)) {
            window.openLive("/conflicts/" + disputed.id());
            assertThat(window.width()).isEqualTo(390);
            window.find("[data-choose=value]").tap();
            window.find("#decide textarea").fill(disputed.called("agreed"));
            window.find("#decide button[value=decide]").tap();
            assertThat(window.message()).containsText("Devledger and TickTick both get the name that you write");
            disputed.awaitName(disputed.called("agreed"));
        }
    }

    @Test
    void several_are_told_as_a_list_before_they_are_decided_at_once() {
        Disputed one = Disputed.make();
        Disputed other = Disputed.make();
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/conflicts?state=applied");
            for (Disputed each : List.of(one, other)) {
                window.find("[data-conflict='" + each.id() + "'] [data-pick-conflict]")
                        .check();
            }
            window.find("[data-many=local]").click();
            assertThat(window.find("#decide li")).hasCount(2);
            assertThat(window.find("#decide [data-effects]")).containsText(one.called("here"));
            window.find("#decide button[value=decide]").click();
            assertThat(window.message()).containsText("2 conflicts are resolved.");
            window.message().hover(); // and so it stays
            one.awaitName(one.called("here"));
            other.awaitName(other.called("here"));
            // What was changed since is told before both are taken back, and nothing is done without the tick.
            API.patch("/api/projects/" + one.project(), Map.of("name", one.called("since")));
            window.expecting("status of 409").message().getByText("Undo").click();
            assertThat(window.find("#undo [data-preview]")).containsText("Later changes:");
            assertThat(window.find("#undo [data-preview]")).containsText("now " + one.called("since"));
            one.awaitName(one.called("since"));
            window.find("#undo").getByLabel("Undo anyway").check();
            window.find("#undo button[value=undo]").click();
            assertThat(window.message()).containsText("Undone.");
            one.awaitName(one.called("there"));
            other.awaitName(other.called("there"));
        }
    }

    @Test
    void what_was_deleted_there_and_is_kept_is_made_again_there() {
        String word = Samples.word();
        String project = deletedThere(word);
        String before = card(project);
        String conflict = awaitConflict(project);
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/conflicts/" + conflict);
            Locator card = window.find("[data-conflict='" + conflict + "']");
            Locator sides = card.locator(".sides > div");
            assertThat(card.locator("h2")).containsText("was deleted in TickTick, then changed in Devledger");
            assertThat(sides.nth(0)).containsText("Gone, edited " + word);
            assertThat(sides.nth(2)).containsText("deleted");
            assertThat(card).containsText("Devledger changes nothing until you decide.");
            assertThat(card.locator(".offers li").first())
                    .containsText("It stays in Devledger, and is created again in TickTick.");
            AccessibilityIT.assertNothingFound(window);

            window.page().keyboard().press("1");
            assertThat(window.find("#decide li")).hasText("It stays in Devledger, and is created again in TickTick.");
            AccessibilityIT.assertNothingFound(window);
            assertThat(cardsNamed("Gone, edited " + word)).isEmpty();
            window.find("#decide button[value=decide]").click();
            assertThat(window.message()).containsText("It stays in Devledger, and is created again in TickTick.");
            assertThat(window.message().getByText("Undo")).hasCount(0);
        }
        awaitSynced(project);
        assertThat(isDeleted(project)).isFalse();
        assertThat(cardsNamed("Gone, edited " + word))
                .containsExactly(card(project))
                .doesNotContain(before);
    }

    @Test
    void what_was_deleted_there_is_deleted_here_too_and_an_undo_brings_it_back_to_both() {
        String word = Samples.word();
        String project = deletedThere(word);
        String conflict = awaitConflict(project);
        try (Window window = Window.of(DEVLEDGER, Look.PHONE)) {
            window.openLive("/conflicts/" + conflict);
            Locator card = window.find("[data-conflict='" + conflict + "']");
            assertThat(window.width()).isEqualTo(390);
            card.locator("[data-choose=remote]").tap();
            assertThat(window.find("#decide li")).hasText("It is deleted in Devledger too.");
            assertThat(isDeleted(project)).isFalse();
            window.find("#decide button[value=decide]").tap();
            assertThat(window.message()).containsText("It is deleted in Devledger too.");
            window.message().getByText("Undo").focus(); // and so it stays
            assertThat(isDeleted(project)).isTrue();
            run();
            assertThat(cardsNamed("Gone, edited " + word)).isEmpty();

            window.message().getByText("Undo").tap();
            assertThat(window.message()).containsText("Undone.");
            assertThat(isDeleted(project)).isFalse();
        }
        awaitSynced(project);
        assertThat(cardsNamed("Gone, edited " + word)).containsExactly(card(project));
    }

    @Test
    void of_two_that_it_may_be_the_one_that_is_chosen_is_it_and_the_other_one_is_left_alone() {
        String name = "Namesake " + Samples.word();
        String project = namesakes(name);
        String conflict = awaitConflict(project);
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/conflicts/" + conflict);
            Locator card = window.find("[data-conflict='" + conflict + "']");
            assertThat(card.locator("h2")).containsText("which item in TickTick is the same?");
            Locator candidates = card.locator("[data-choose=value][data-value]");
            assertThat(candidates).hasCount(2);
            List<String> there = cardsNamed(name);
            assertThat(there).hasSize(2);
            AccessibilityIT.assertNothingFound(window);
            String chosen = candidates.nth(1).getAttribute("data-value");
            assertThat(there).contains(chosen);

            candidates.nth(1).click();
            assertThat(window.find("#decide li")).containsText("links " + project + " to ");
            window.find("#decide button[value=decide]").click();
            assertThat(window.message()).containsText("links " + project + " to ");
            awaitSynced(project);
            assertThat(card(project)).isEqualTo(chosen);
            assertThat(cardsNamed(name)).containsExactlyInAnyOrderElementsOf(there);
        }
    }

    @Test
    void where_it_is_none_of_them_a_new_one_is_made_there() {
        String name = "Nobody " + Samples.word();
        String project = namesakes(name);
        String conflict = awaitConflict(project);
        List<String> before = cardsNamed(name);
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/conflicts/" + conflict);
            window.page().keyboard().press("1");
            assertThat(window.find("#decide li")).hasText("A new one is created in TickTick.");
            window.find("#decide button[value=decide]").click();
            assertThat(window.message()).containsText("A new one is created in TickTick.");
            assertThat(window.message().getByText("Undo")).hasCount(0);
        }
        awaitSynced(project);
        assertThat(before).hasSize(2).doesNotContain(card(project));
        assertThat(cardsNamed(name)).hasSize(3).containsAll(before).contains(card(project));
    }
}
