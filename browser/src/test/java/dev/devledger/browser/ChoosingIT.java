package dev.devledger.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.options.BoundingBox;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Several cards are moved as one. */
class ChoosingIT {
    private static final Devledger DEVLEDGER = Devledger.shared();
    private static final Api API = DEVLEDGER.api();
    private static final Samples SAMPLES = new Samples(API);
    private static final Pattern CHOSEN = Pattern.compile("\\bchosen\\b");

    private String word;
    private String board;
    private String first;
    private String second;
    private String third;

    @BeforeEach
    void three_cards() {
        word = Samples.word();
        first = SAMPLES.project("1st " + word);
        second = SAMPLES.project("2nd " + word);
        third = SAMPLES.project("3rd " + word);
        board = "/?sort=name&q=" + word;
    }

    private static void press(Window window, String... keys) {
        List.of(keys).forEach(key -> window.page().keyboard().press(key));
    }

    private static Locator said(Window window, String words) {
        return window.page().locator("[role=status]").getByText(words);
    }

    private List<String> statuses() {
        return List.of(SAMPLES.status(first), SAMPLES.status(second), SAMPLES.status(third));
    }

    @Test
    void by_keys_in_one_change_set_that_one_undo_takes_back() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive(board);
            press(window, "j", "x", "j", "j", "x");
            assertThat(said(window, third + " is selected. 2 projects are selected."))
                    .hasCount(1);
            String fourth = SAMPLES.project("4th " + word);
            assertThat(window.card(fourth)).isVisible();
            assertThat(window.card(first)).hasClass(CHOSEN);
            assertThat(window.card(third)).hasClass(CHOSEN);
            assertThat(window.card(second)).not().hasClass(CHOSEN);
            assertThat(window.card(third)).isFocused();

            press(window, "s");
            assertThat(window.find("#move-title")).hasText("Move 2 projects");
            assertThat(window.find("#move [data-moved]")).containsText(first);
            assertThat(window.find("#move").getByLabel("planned")).isFocused();
            press(window, "ArrowDown", "ArrowDown", "Tab");
            window.page().keyboard().type("wait for the review");
            press(window, "Enter");
            assertThat(window.message()).containsText("2 projects are paused.");
            assertThat(window.card(first, "paused")).containsText("wait for the review");
            assertThat(window.card(third, "paused")).isFocused();
            assertThat(window.find(".card.chosen, .picking")).hasCount(0);
            assertThat(window.writes()).containsExactly("POST /api/projects/status");
            JsonNode entry = API.get("/api/projects/" + first + "/history").at("/items/0");
            assertThat(entry.path("channel").asString()).isEqualTo("web");
            assertThat(API.items(
                            "/api/history?changeSet=" + entry.path("changeSet").asString()))
                    .hasSize(2);

            window.message().getByText("Undo").click();
            assertThat(window.card(first, "planned")).isVisible();
            assertThat(window.card(third, "planned")).isVisible();
        }
        assertThat(statuses()).containsOnly("planned");
    }

    @Test
    void by_touch_without_a_key() {
        try (Window window = Window.of(DEVLEDGER, Look.PHONE)) {
            window.openLive(board);
            assertThat(window.find("[data-pick]:visible")).hasCount(0);
            window.find("[data-picking]").tap();
            for (String key : List.of(first, second)) {
                Locator box = window.card(key).locator(".pick");
                assertThat(Window.box(box).width).isGreaterThanOrEqualTo(44);
                assertThat(Window.box(box).height).isGreaterThanOrEqualTo(44);
                box.tap();
            }
            assertThat(window.find("[data-picking]")).hasAttribute("aria-pressed", "true");
            Locator move = window.page().getByText("Move 2 projects…");
            assertThat(Window.box(move).height).isGreaterThanOrEqualTo(44);
            move.tap();
            window.find("#move").getByLabel("blocked").tap();
            window.find("#move button[value=move]").tap();
            assertThat(window.card(first, "blocked")).hasCount(1);
            assertThat(window.card(second, "blocked")).hasCount(1);
            assertThat(window.find(".chosen-bar")).isHidden();
        }
        assertThat(statuses()).containsExactly("blocked", "blocked", "planned");
    }

    @Test
    void escape_chooses_none_and_says_so() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive(board);
            press(window, "j", "x", "j", "x", "s");
            assertThat(window.find("#move")).isVisible();
            press(window, "Escape");
            assertThat(window.find("#move")).isHidden();
            assertThat(window.find(".card.chosen")).hasCount(2);
            press(window, "Escape");
            assertThat(window.find(".card.chosen, .picking")).hasCount(0);
            assertThat(said(window, "No projects are selected")).hasCount(1);
            assertThat(window.card(second)).isFocused();
            assertThat(window.writes()).isEmpty();
        }
    }

    @Test
    void which_of_them_were_changed_meanwhile_is_told_and_it_can_be_done_all_the_same() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.expecting("status of 412").openLive(board);
            press(window, "j", "x", "j", "x", "s");
            window.find("#move").getByLabel("active").check();
            SAMPLES.move(second, "blocked", "the vendor");
            press(window, "Enter");
            assertThat(window.find("#move [data-error]"))
                    .containsText(second + ": status was planned and is now blocked");
            assertThat(statuses()).containsExactly("planned", "blocked", "planned");
            window.find("#move").getByText("Do it anyway").click();
            assertThat(window.card(first, "active")).isVisible();
            assertThat(window.card(second, "active")).isVisible();
        }
    }

    @Test
    void one_of_them_that_is_dragged_takes_the_others_along() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive(board);
            press(window, "j", "x", "j", "x");
            BoundingBox from = Window.box(window.card(first));
            BoundingBox to = Window.box(window.find(".column[data-status='active']"));
            Mouse mouse = window.page().mouse();
            mouse.move(from.x + from.width / 2, from.y + 10);
            mouse.down();
            mouse.move(to.x + to.width / 2, to.y + 40, new Mouse.MoveOptions().setSteps(5));
            mouse.up();
            assertThat(window.message()).containsText("Moved 2 projects to Active.");
            assertThat(window.card(first, "active")).isVisible();
            assertThat(window.card(second, "active")).isVisible();
        }
        assertThat(statuses()).containsExactly("active", "active", "planned");
    }

    @Test
    void of_several_columns_none_is_the_one_to_begin_with() {
        SAMPLES.move(second, "active", "begun");
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive(board);
            press(window, "j", "x", "l", "x", "s");
            assertThat(window.find("#move input:checked")).hasCount(0);
            press(window, "Enter");
            assertThat(window.find("#move")).isVisible();
            assertThat(window.writes()).isEmpty();
        }
    }

    @Test
    void letters_and_arrows_go_from_column_to_column() {
        SAMPLES.move(second, "active", "begun");
        SAMPLES.move(third, "blocked", "the vendor");
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive(board);
            press(window, "j", "l");
            assertThat(window.card(second)).isFocused();
            press(window, "l");
            assertThat(window.card(third)).isFocused();
            press(window, "ArrowLeft", "h");
            assertThat(window.card(first)).isFocused();
            press(window, "h", "ArrowDown");
            assertThat(window.card(second)).isFocused();
            press(window, "ArrowRight", "ArrowUp");
            assertThat(window.card(second)).isFocused();
        }
    }
}
