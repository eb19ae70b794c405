package dev.devledger.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.options.BoundingBox;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A card goes to another column: by mouse, by keyboard, and not at all. */
class MovingIT {
    private static final Devledger DEVLEDGER = Devledger.shared();
    private static final Api API = DEVLEDGER.api();
    private static final Samples SAMPLES = new Samples(API);

    private String board;
    private String first;
    private String second;

    @BeforeEach
    void two_cards() {
        String word = Samples.word();
        second = SAMPLES.project("Second " + word);
        first = SAMPLES.project("First " + word);
        board = "/?sort=name&q=" + word;
    }

    /** Takes the card and holds it above that column. */
    private static void drag(Window window, Locator card, String status) {
        BoundingBox from = Window.box(card);
        BoundingBox to = Window.box(window.find(".column[data-status='" + status + "']"));
        Mouse mouse = window.page().mouse();
        mouse.move(from.x + from.width / 2, from.y + from.height / 2);
        mouse.down();
        mouse.move(to.x + to.width / 2, to.y + to.height / 2, new Mouse.MoveOptions().setSteps(5));
    }

    private static void assertMoved(String project, String status, String reason) {
        JsonNode entry = API.get("/api/projects/" + project + "/history").at("/items/0");
        assertThat(entry.path("channel").asString()).isEqualTo("web");
        assertThat(entry.path("reason").asString()).isEqualTo(reason);
        assertThat(SAMPLES.status(project)).isEqualTo(status);
    }

    @Test
    void a_card_that_is_dragged_is_asked_about_and_then_is_there() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive(board);
            drag(window, window.card(first), "paused");
            assertThat(window.find(".column.paused")).hasClass(java.util.regex.Pattern.compile("\\bover\\b"));
            window.page().mouse().up();
            assertThat(window.find("#move")).isVisible();
            assertThat(window.find("#move").getByLabel("paused")).isChecked();
            assertThat(window.find("#move").getByLabel("Reason")).isFocused();
            assertThat(window.writes()).isEmpty();
            window.page().keyboard().type("waits for the review");
            window.page().keyboard().press("Enter");
            assertThat(window.card(first, "paused")).containsText("waits for the review");
            assertThat(window.card(second, "planned")).isVisible();
            assertThat(window.writes()).containsExactly("PUT /api/projects/" + first + "/status");
        }
        assertMoved(first, "paused", "waits for the review");
    }

    /** Where something is selected a browser drags that, and a card that is pressed there stays. */
    @Test
    void a_drag_selects_no_text_so_that_the_next_one_begins_where_it_did() {
        API.patch("/api/projects/" + first, Map.of("tags", List.of("alpha", "beta")));
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive(board);
            Locator facts = window.card(first).locator(".facts");
            drag(window, facts, "blocked");
            assertThat(selected(window)).isEmpty();
            window.page().keyboard().press("Escape");
            window.page().mouse().up();
            facts.locator(".tag").first().dblclick();
            assertThat(selected(window)).isEmpty();
            drag(window, facts, "paused");
            window.page().mouse().up();
            assertThat(window.find("#move").getByLabel("paused")).isChecked();
        }
    }

    /** Of all that can be selected, whoever pressed where: by a keyboard, or before the board was there. */
    @Test
    void a_text_that_is_dragged_is_left_alone_but_for_that_of_a_card() {
        String drags = """
                selector => {
                  const text = document.createTreeWalker(document.querySelector(selector), NodeFilter.SHOW_TEXT).nextNode();
                  return text.dispatchEvent(new DragEvent("dragstart", { bubbles: true, cancelable: true }));
                }""";
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive(board);
            assertThat(window.page().evaluate(drags, "main h1")).isEqualTo(true);
            assertThat(window.page().evaluate(drags, ".card[data-key='" + first + "'] .facts"))
                    .isEqualTo(false);
        }
    }

    @Test
    void the_text_of_a_card_of_the_past_can_be_copied() {
        long position = API.get("/api/history?limit=1").at("/items/0/position").asLong();
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.open(board + "&asOf=" + position);
            window.card(first).locator(".key").dblclick();
            assertThat(selected(window)).isNotEmpty();
        }
    }

    private static String selected(Window window) {
        return (String) window.page().evaluate("() => getSelection().toString()");
    }

    @Test
    void a_drag_and_a_dialog_that_are_broken_off_send_nothing() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive(board);
            drag(window, window.card(first), "blocked");
            window.page().keyboard().press("Escape");
            assertThat(window.find(".dragged, .over")).hasCount(0);
            window.page().mouse().up();
            assertThat(window.find("#move")).isHidden();

            Locator button = window.card(first).locator("[data-move]");
            button.click();
            assertThat(window.find("#move").getByLabel("planned")).isFocused();
            window.find("#move").getByText("Cancel").click();
            assertThat(window.find("#move")).isHidden();
            assertThat(button).isFocused();

            drag(window, window.card(first), "planned");
            window.page().mouse().up();
            assertThat(window.find("#move")).isHidden();
            assertThat(window.writes()).isEmpty();
        }
        assertThat(SAMPLES.status(first)).isEqualTo("planned");
    }

    @Test
    void the_keyboard_alone_moves_a_card_and_stays_on_it() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive(board);
            for (String key : List.of("j", "j", "k", "s")) {
                window.page().keyboard().press(key);
            }
            assertThat(window.find("#move").getByLabel("planned")).isFocused();
            window.page().keyboard().press("ArrowDown");
            assertThat(window.find("#move").getByLabel("active")).isChecked();
            window.page().keyboard().press("Tab");
            window.page().keyboard().type("by hand");
            window.page().keyboard().press("Enter");
            assertThat(window.card(first, "active")).isFocused();
            window.page().keyboard().press("Enter");
            assertThat(window.find("h1")).containsText(first);
        }
        assertMoved(first, "active", "by hand");
    }

    @Test
    void letters_that_are_typed_into_a_field_are_letters() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive(board);
            window.page().keyboard().press("/");
            assertThat(window.page().getByLabel("Search everything, or enter a key"))
                    .isFocused();
            window.page().keyboard().press("End");
            window.page().keyboard().type("sjck");
            assertThat(window.page().getByLabel("Search everything, or enter a key"))
                    .hasValue("sjck");
            assertThat(window.find("dialog:visible")).hasCount(0);
        }
    }

    @Test
    void who_was_overtaken_is_told_by_what_and_can_take_theirs() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            overtaken(window);
            window.find("#move").getByText("Cancel").click();
            assertThat(window.card(first, "blocked")).containsText("the vendor");
        }
        assertThat(SAMPLES.status(first)).isEqualTo("blocked");
    }

    @Test
    void who_was_overtaken_can_do_it_all_the_same() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            overtaken(window);
            window.find("#move").getByText("Do it anyway").click();
            assertThat(window.card(first, "active")).containsText("mine");
        }
        assertMoved(first, "active", "mine");
    }

    @Test
    void who_was_overtaken_sees_by_what_and_can_take_theirs() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            overtaken(window);
            assertThat(window.find("#move [data-error]")).containsText("status was planned and is now blocked");
            assertThat(window.find("#move [data-error]")).not().containsText("version");
            window.find("#move").getByText("Keep the other change").click();
            assertThat(window.find("#move")).isHidden();
            assertThat(window.card(first, "blocked")).containsText("the vendor");
        }
        assertThat(SAMPLES.status(first)).isEqualTo("blocked");
    }

    /** Somebody else blocks it while the dialog is open. */
    private void overtaken(Window window) {
        window.expecting("status of 412").openLive(board);
        window.card(first).locator("[data-move]").click();
        window.find("#move").getByLabel("active").check();
        window.find("#move").getByLabel("Reason").fill("mine");
        SAMPLES.move(first, "blocked", "the vendor");
        window.page().keyboard().press("Enter");
        assertThat(window.find("#move [data-error]")).containsText("blocked");
        assertThat(window.find("#move").getByLabel("Reason")).hasValue("mine");
    }

    @Test
    void who_has_left_the_dialog_is_told_beside_it_that_they_were_overtaken() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.expecting("status of 412").openLive(board);
            window.card(first).locator("[data-move]").click();
            window.find("#move").getByLabel("active").check();
            SAMPLES.move(first, "blocked", "the vendor");
            Window.Held answer = window.hold("/api/projects/" + first);
            window.page().keyboard().press("Enter");
            window.until(answer::isRequested);
            window.page().keyboard().press("Escape");
            assertThat(window.find("#move")).isHidden();

            answer.run();
            assertThat(window.message()).containsText("It was changed after you opened it.");
        }
        assertThat(SAMPLES.status(first)).isEqualTo("blocked");
    }

    @Test
    void an_answer_that_is_lost_is_asked_for_again_and_nothing_happens_twice() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.expecting("failed: ").expecting("net::ERR_CONNECTION_RESET").openLive(board);
            int[] sent = {0};
            window.page().route("**/api/projects/*/status", route -> {
                if (sent[0]++ == 0) {
                    route.fetch();
                    route.abort("connectionreset");
                } else {
                    route.resume();
                }
            });
            window.sendInDialog(first, "active");
            assertThat(window.card(first, "active")).isVisible();
            assertThat(sent[0]).isEqualTo(2);
        }
        assertThat(API.items("/api/projects/" + first + "/history")).hasSize(2);
    }

    @Test
    void what_the_server_refuses_is_told_with_the_name_of_its_field() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.expecting("status of 422").openLive(board);
            window.page().keyboard().press("c");
            Locator name = window.find("#new-project").getByLabel("Name");
            name.fill("a\u0007b");
            window.page().keyboard().press("Enter");
            assertThat(window.find("#new-project label + .wrong")).containsText("name");
            assertThat(name).hasValue("a\u0007b");
            assertThat(name).isFocused();
            assertThat(name).hasAccessibleDescription(java.util.regex.Pattern.compile("name .+"));
        }
    }
}
