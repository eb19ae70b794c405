package dev.devledger.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.options.BoundingBox;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A card goes to another column: by mouse, by keyboard, and not at all. */
class MovingIT {
    private static final Devledger DEVLEDGER = Devledger.shared();
    private static final Api API = DEVLEDGER.api();
    private static final Samples SAMPLES = new Samples(API);

    private String word;
    private String board;
    private String first;
    private String second;

    @BeforeEach
    void two_cards() {
        word = Samples.word();
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

    /** Of each target of a drag: what it is, and how it stands out. */
    private static Object marks(Window window) {
        return window.page().evaluate("""
                () => [...document.querySelectorAll(".column[data-status], [data-finished]")]
                    .filter(each => getComputedStyle(each).outlineStyle !== "none")
                    .map(each => (each.dataset.status || each.dataset.finished) + " " + getComputedStyle(each).outlineStyle)""");
    }

    /** From the moment when the button is let go to the moment when the card is in its new column, in milliseconds. */
    private static void clock(Window window, String project) {
        window.page().evaluate("""
                key => {
                  window.took = null;
                  let dropped = null;
                  document.addEventListener("pointerup", () => (dropped = performance.now()), true);
                  new MutationObserver(() => {
                    const card = document.querySelector(`.column[data-status=paused] .card[data-key="${key}"]`);
                    if (card?.checkVisibility() && window.took === null) window.took = performance.now() - dropped;
                  }).observe(document.getElementById("main"), { childList: true, subtree: true });
                }""", project);
    }

    @Test
    void a_card_that_is_dropped_is_there_at_once_and_may_get_a_reason_then() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive(board);
            clock(window, first);
            drag(window, window.card(first), "paused");
            assertThat(window.find(".column.paused")).hasClass(Pattern.compile("\\bover\\b"));
            assertThat(window.writes()).isEmpty();
            Window.Held answer = window.hold("/api/projects/" + first + "/status");
            window.page().mouse().up();
            assertThat(window.card(first, "paused")).isVisible();
            window.until(answer::isRequested);
            assertThat((Number) window.page().evaluate("() => window.took"))
                    .extracting(Number::doubleValue, as(InstanceOfAssertFactories.DOUBLE))
                    .isBetween(0.0, 50.0);
            assertThat(window.find("#s-paused .count")).hasText("1");
            assertThat(window.find("#s-planned .count")).hasText("1");
            assertThat(window.find("#move")).isHidden();
            answer.run();
            assertThat(window.message()).containsText("Moved to Paused.");

            window.message().getByText("Add a reason").click();
            assertThat(window.message().getByLabel("Reason")).isFocused();
            window.page().keyboard().type("waits for the review");
            window.page().keyboard().press("Enter");
            assertThat(window.message()).containsText("The reason is saved as a note.");
            assertThat(window.writes())
                    .containsExactly(
                            "PUT /api/projects/" + first + "/status", "POST /api/projects/" + first + "/notes");
            assertThat(API.items("/api/projects/" + first + "/notes"))
                    .singleElement()
                    .extracting(each -> each.path("text").asString())
                    .isEqualTo("Moved to Paused: waits for the review");

            window.message().getByText("Undo").click();
            assertThat(window.card(first, "planned")).isVisible();
            assertThat(window.message()).containsText("Undone.");
            assertThat(window.card(second, "planned")).isVisible();
        }
        assertThat(SAMPLES.status(first)).isEqualTo("planned");
    }

    @Test
    void a_picture_of_the_card_is_under_the_pointer_and_each_target_is_marked() {
        SAMPLES.move(SAMPLES.project("Done " + word), "completed", "");
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive(board);
            assertThat(marks(window)).isEqualTo(List.of());
            drag(window, window.card(first), "active");
            assertThat(window.find(".ghost")).containsText("First " + word);
            BoundingBox ghost = Window.box(window.find(".ghost"));
            BoundingBox to = Window.box(window.find(".column.active"));
            assertThat(ghost.x + ghost.width / 2).isCloseTo(to.x + to.width / 2, within(3.0));
            assertThat(ghost.y + ghost.height / 2).isCloseTo(to.y + to.height / 2, within(3.0));
            assertThat(marks(window))
                    .isEqualTo(List.of(
                            "active solid", "paused dashed", "blocked dashed", "completed dashed", "abandoned dashed"));
            Window.scrollTo(window.find("[data-finished=abandoned]"));
            BoundingBox end = Window.box(window.find("[data-finished=abandoned]"));
            assertThat(end.height).isGreaterThan(60);
            window.page().mouse().move(end.x + 10, end.y + end.height / 2);
            assertThat(marks(window))
                    .isEqualTo(List.of(
                            "active dashed", "paused dashed", "blocked dashed", "completed dashed", "abandoned solid"));
            AccessibilityIT.assertNothingFound(window);
            window.page().mouse().up();
            assertThat(window.message()).containsText("Moved to Abandoned.");
            assertThat(window.find("[data-finished=abandoned] .count")).hasText("1");
            assertThat(window.card(first)).not().isVisible();
            assertThat(window.find(".ghost, .target")).hasCount(0);
        }
        assertThat(SAMPLES.status(first)).isEqualTo("abandoned");
    }

    /** The page is drawn anew before the answer comes, and what is pressed twice is done once. */
    @Test
    void what_others_change_meanwhile_and_a_second_drop_do_not_bring_it_back() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive(board);
            Window.Held answer = window.hold("/api/projects/" + first + "/status");
            drag(window, window.card(first), "paused");
            API.patch("/api/projects/" + second, Map.of("name", "Drawn while dragged " + word));
            window.page().mouse().up();
            window.page()
                    .evaluate(
                            "() => document.getElementById('main').dispatchEvent(new PointerEvent('pointerup', { pointerId: 1 }))");
            assertThat(window.card(second)).containsText("Drawn while dragged");
            assertThat(window.card(first, "paused")).isVisible();
            assertThat(window.card(first, "planned")).hasCount(0);
            assertThat(window.find("#s-paused .count")).hasText("1");
            drag(window, window.card(first), "blocked");
            assertThat(window.find(".ghost")).hasCount(0);
            window.page().mouse().up();
            answer.run();
            assertThat(window.message()).containsText("Moved to Paused.");
            assertThat(window.card(first, "paused")).isVisible();
            assertThat(window.writes()).containsExactly("PUT /api/projects/" + first + "/status");
        }
        assertThat(API.items("/api/projects/" + first + "/history")).hasSize(2);
    }

    @Test
    void what_the_server_never_hears_goes_back_and_can_be_tried_again() {
        try (Network network = Network.to(DEVLEDGER);
                Window window = Window.over(network, DEVLEDGER, Look.DESK)) {
            window.expecting("failed: ").expecting("net::ERR_").openLive(board);
            drag(window, window.card(first), "paused");
            network.cut();
            window.page().mouse().up();
            assertThat(window.message())
                    .containsText("The server cannot be reached. Not moved: " + first + " stays in Planned.");
            assertThat(window.card(first, "planned")).isVisible();
            assertThat(window.find("#s-planned .count")).hasText("2");
            network.mend();
            window.message().getByText("Try again").click();
            assertThat(window.message()).containsText("Moved to Paused.");
            assertThat(window.card(first, "paused")).isVisible();
        }
        assertThat(SAMPLES.status(first)).isEqualTo("paused");
    }

    @Test
    void a_drop_that_was_overtaken_goes_back_and_says_by_what() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.expecting("status of 412").openLive(board);
            drag(window, window.card(first), "paused");
            window.hearing(() -> SAMPLES.move(first, "blocked", "the vendor"));
            window.page().mouse().up();
            assertThat(window.message()).containsText("status was planned and is now blocked");
            assertThat(window.card(first, "blocked")).containsText("the vendor");
            window.message().getByText("Do it anyway").click();
            assertThat(window.message()).containsText("Moved to Paused.");
            assertThat(window.card(first, "paused")).isVisible();
        }
        assertThat(SAMPLES.status(first)).isEqualTo("paused");
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
            assertThat(window.card(first, "paused")).isVisible();
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
            assertThat(window.find(".dragged, .over, .target, .ghost")).hasCount(0);
            window.page().mouse().up();
            assertThat(window.find("#move")).isHidden();

            Locator button = window.card(first).locator("[data-menu]");
            window.openMove(first);
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
        window.openMove(first);
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
            window.openMove(first);
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
            window.page().keyboard().press("p");
            Locator name = window.find("#new-project").getByLabel("Name");
            name.fill("a\u0007b");
            window.page().keyboard().press("Enter");
            assertThat(window.find("#new-project label + [data-wrong]")).containsText("name");
            assertThat(name).hasValue("a\u0007b");
            assertThat(name).isFocused();
            assertThat(name).hasAccessibleDescription(Pattern.compile("name .+"));
        }
    }
}
