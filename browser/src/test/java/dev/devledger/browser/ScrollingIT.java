package dev.devledger.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.options.BoundingBox;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A column with more cards than fit: it scrolls by itself where there is room for that, and its head stays. */
class ScrollingIT {
    private static final Devledger DEVLEDGER = Devledger.shared();
    private static final Api API = DEVLEDGER.api();
    private static final Samples SAMPLES = new Samples(API);
    private static final Pattern OVER = Pattern.compile("\\bover\\b");

    /** Higher than wide: not all columns fit beside each other. */
    private static final Look UPRIGHT = new Look(700, 900, false, false);

    private final List<String> planned = new ArrayList<>();
    private String word;
    private String board;

    @BeforeEach
    void a_long_column() {
        word = Samples.word();
        planned.clear();
        for (int i = 10; i < 40; i++) {
            planned.add(SAMPLES.project(word + " " + i));
        }
        board = "/?sort=name&q=" + word;
    }

    private static double number(Window window, String script) {
        return ((Number) window.page().evaluate(script)).doubleValue();
    }

    private static double room(Window window) {
        return number(window, "() => document.documentElement.scrollHeight - innerHeight");
    }

    private static double sideways(Window window) {
        return number(window, "() => document.querySelector('.board').scrollLeft");
    }

    /** How far down it is, when what came into sight with it has been drawn: a card is as high as guessed before that. */
    private static double height(Window window, String card) {
        window.page().evaluate("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
        return Window.box(window.card(card)).y;
    }

    private static double below(BoundingBox box) {
        return box.y + box.height;
    }

    /** Whole, and neither above nor below what its column shows. */
    private static void assertSeenInColumn(Window window, String card, String status) {
        BoundingBox head = Window.box(window.find(".column." + status + " h2"));
        BoundingBox column = Window.box(window.find(".column." + status));
        BoundingBox box = Window.box(window.card(card, status));
        assertThat(box.y).isGreaterThanOrEqualTo(below(head));
        assertThat(below(box)).isLessThanOrEqualTo(below(column));
        assertThat(below(column)).isLessThanOrEqualTo(window.page().viewportSize().height);
    }

    private static void assertHeadsInSight(Window window) {
        for (Locator head : window.find(".column h2").all()) {
            assertThat(head).isInViewport();
        }
    }

    @Test
    void the_heads_and_all_columns_stay_in_sight_of_the_last_card() {
        SAMPLES.move(SAMPLES.project(word + " is done"), "completed", "");
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive(board);
            Window.scrollTo(window.card(planned.getLast()));
            assertSeenInColumn(window, planned.getLast(), "planned");
            assertHeadsInSight(window);
            assertThat(window.find("[data-finished=completed]")).isInViewport();
            assertThat(room(window)).as("the page has nothing to scroll to").isZero();
            AccessibilityIT.assertNothingFound(window);

            BoundingBox card = Window.box(window.card(planned.getLast()));
            BoundingBox blocked = Window.box(window.find(".column.blocked"));
            Mouse mouse = window.page().mouse();
            mouse.move(card.x + 40, card.y + card.height / 2);
            mouse.down();
            mouse.move(blocked.x + 40, card.y, new Mouse.MoveOptions().setSteps(8));
            assertThat(window.find(".column.blocked")).hasClass(OVER);
            mouse.up();
            assertThat(window.card(planned.getLast(), "blocked")).isVisible();
        }
    }

    @Test
    void the_keyboard_goes_through_a_column_below_its_head() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive(board);
            for (String card : planned) {
                window.page().keyboard().press("j");
                assertThat(window.card(card)).isFocused();
                assertSeenInColumn(window, card, "planned");
            }
            for (String card : planned.reversed().subList(1, planned.size())) {
                window.page().keyboard().press("k");
                assertThat(window.card(card)).isFocused();
                assertSeenInColumn(window, card, "planned");
            }
            assertHeadsInSight(window);
        }
    }

    @Test
    void what_others_do_moves_nothing_of_what_is_read() {
        String read = planned.get(20);
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive(board);
            Window.scrollTo(window.card(read));
            double stood = height(window, read);
            String above = SAMPLES.project(word + " 00");
            assertThat(window.card(above)).hasCount(1);
            assertThat(height(window, read)).isCloseTo(stood, within(1.0));
            SAMPLES.move(planned.getFirst(), "active", "");
            assertThat(window.card(planned.getFirst(), "active")).hasCount(1);
            assertThat(height(window, read)).isCloseTo(stood, within(1.0));
        }
    }

    @Test
    void a_card_that_is_moved_is_seen_in_its_new_column_and_the_old_one_stays() {
        for (String each : planned.subList(0, 14)) {
            SAMPLES.move(each, "active", "");
        }
        String moved = planned.getLast();
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive(board);
            window.card(moved).focus();
            double stood = height(window, planned.get(27));
            window.page().keyboard().press("s");
            window.find("#move").getByLabel("active").check();
            window.page().keyboard().press("Enter");
            assertThat(window.card(moved, "active")).isFocused();
            assertSeenInColumn(window, moved, "active");
            assertThat(height(window, planned.get(27))).isGreaterThanOrEqualTo(stood);
            assertSeenInColumn(window, planned.get(27), "planned");
        }
    }

    @Test
    void who_comes_back_finds_the_column_as_it_was_left() {
        String read = planned.get(20);
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive(board);
            Window.scrollTo(window.card(read));
            double stood = height(window, read);
            window.card(read).locator(".title").click();
            assertThat(window.find("h1")).containsText(word);
            window.page().goBack();
            assertThat(window.find("h1")).hasText("Board");
            assertThat(window.card(read)).isInViewport();
            assertThat(height(window, read)).isCloseTo(stood, within(1.0));
        }
    }

    @Test
    void a_moment_of_the_past_is_gone_through_at_the_same_cards() {
        String read = planned.get(20);
        long position = API.get("/api/history?limit=1").at("/items/0/position").asLong();
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            Runnable marks = window.hold("/api/history/marks*");
            window.open(board + "&asOf=" + position);
            Locator slider = window.page().getByLabel("Change set");
            Window.scrollTo(window.card(read));
            double stood = height(window, read);
            marks.run();
            assertThat(slider).isVisible();
            assertThat(height(window, read)).as("with the slider").isCloseTo(stood, within(1.0));
            slider.press("ArrowLeft");
            assertThat(window.card(planned.getLast())).hasCount(0);
            assertThat(window.find("#past")).not().containsText("After event " + position + " (");
            assertThat(height(window, read)).isCloseTo(stood, within(1.0));
        }
    }

    /** A phone, a window of 1280 pixels at 200 %, and one that is low: the page is as long as its longest column. */
    @Test
    void where_there_is_no_room_the_page_scrolls() {
        for (Look look : List.of(Look.PHONE, new Look(640, 400, false, false), new Look(1280, 400, false, false))) {
            try (Window window = Window.of(DEVLEDGER, look)) {
                window.openLive(board);
                assertThat(room(window)).as(look.toString()).isGreaterThan(1000);
                Window.scrollTo(window.card(planned.getLast()));
                assertThat(number(window, "() => document.querySelector('.planned .cards').scrollTop"))
                        .isZero();
            }
        }
    }

    @Test
    void a_column_beyond_the_edge_comes_to_the_card_that_is_held_there() {
        try (Window window = Window.of(DEVLEDGER, UPRIGHT)) {
            window.openLive(board);
            assertThat(window.find(".column.blocked")).not().isInViewport();
            BoundingBox card = Window.box(window.card(planned.getFirst()));
            Mouse mouse = window.page().mouse();
            mouse.move(card.x + 40, card.y + card.height / 2);
            mouse.down();
            mouse.move(680, card.y + card.height / 2, new Mouse.MoveOptions().setSteps(8));
            assertThat(window.find(".column.blocked")).hasClass(OVER);
            assertThat(window.find(".column.blocked")).isInViewport();
            mouse.move(20, card.y, new Mouse.MoveOptions().setSteps(8));
            window.until(() -> sideways(window) == 0);
            assertThat(window.find(".over")).hasCount(0); // where it came from
            mouse.up();
            assertThat(window.writes()).isEmpty();
        }
    }

    @Test
    void a_finger_takes_a_card_beyond_the_edge_of_a_phone() {
        String moved = planned.getFirst();
        try (Window window = Window.of(DEVLEDGER, Look.PHONE)) {
            window.openLive(board);
            BoundingBox card = Window.box(window.card(moved));
            double x = card.x + card.width / 2;
            double y = card.y + card.height / 2;
            CDPSession session = window.session();
            TouchIT.touch(session, "touchStart", x, y);
            assertThat(window.card(moved)).hasClass(Pattern.compile("\\bheld\\b"));
            for (int i = 1; i <= 8; i++) {
                TouchIT.touch(session, "touchMove", x + (370 - x) * i / 8, y);
            }
            assertThat(window.find(".column.blocked")).hasClass(OVER); // the last one
            TouchIT.touch(session, "touchEnd");
            assertThat(window.find("#move").getByLabel("blocked")).isChecked();
        }
    }
}
