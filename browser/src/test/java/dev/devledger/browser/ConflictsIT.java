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
    private static final String APP = "/sandbox/ticktick/faults/app/tasks/";

    /** Its name is another one on each side, and a rule has taken the service's. */
    private record Disputed(String project, String word, String id) {
        static Disputed make() {
            String word = Samples.word();
            String project = API.post("/api/projects", Map.of("name", "Disputed " + word))
                    .path("key")
                    .asString();
            await().atMost(PATIENCE)
                    .until(() -> link(project).path("state").asString().equals("synced"));
            API.post(APP + link(project).path("remoteId").asString(), Map.of("title", "Disputed there " + word));
            API.patch("/api/projects/" + project, Map.of("name", "Disputed here " + word));
            await().atMost(PATIENCE).until(() -> find(project) != null);
            return new Disputed(project, word, find(project).path("id").asString());
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
            String list = API.get("/sandbox/ticktick/open/v1/project")
                    .valueStream()
                    .filter(each -> each.path("name").asString().equals("Dev Projects"))
                    .findFirst()
                    .orElseThrow()
                    .path("id")
                    .asString();
            String card = link(project).path("remoteId").asString();
            return API.get("/sandbox/ticktick/open/v1/project/" + list + "/task/" + card)
                    .path("title")
                    .asString();
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
            disputed.awaitName(disputed.called("here"));
            window.message().getByText("Undo").click();
            assertThat(window.message()).containsText("Taken back.");
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
            assertThat(window.message()).containsText("The name becomes what you write");
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
            assertThat(window.message()).containsText("2 are decided.");
            one.awaitName(one.called("here"));
            other.awaitName(other.called("here"));
        }
    }
}
