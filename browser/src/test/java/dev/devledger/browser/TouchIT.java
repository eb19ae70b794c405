package dev.devledger.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.options.BoundingBox;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The board under a finger, on a phone. */
class TouchIT {
    private static final Devledger DEVLEDGER = Devledger.shared();
    private static final Samples SAMPLES = new Samples(DEVLEDGER.api());

    /** A finger that rests takes the card; between two moves of this one a busy machine may take as long. */
    private static final String NEVER_HELD = """
            () => {
              const start = window.setTimeout;
              window.setTimeout = (work, ms, ...more) => (ms === 350 ? 0 : start(work, ms, ...more));
            }""";

    private String board;
    private String last;

    @BeforeEach
    void more_cards_than_fit() {
        String word = Samples.word();
        for (int i = 0; i < 12; i++) {
            last = SAMPLES.project(word + " number " + i);
        }
        board = "/?q=" + word;
    }

    static void touch(CDPSession session, String type, double... at) {
        JsonArray points = new JsonArray();
        if (at.length > 0) {
            JsonObject point = new JsonObject();
            point.addProperty("x", at[0]);
            point.addProperty("y", at[1]);
            points.add(point);
        }
        JsonObject event = new JsonObject();
        event.addProperty("type", type);
        event.add("touchPoints", points);
        session.send("Input.dispatchTouchEvent", event);
    }

    static double scrolled(Window window) {
        return ((Number) window.page().evaluate("() => window.scrollY")).doubleValue();
    }

    @Test
    void a_swipe_scrolls_and_moves_nothing() {
        try (Window window = Window.of(DEVLEDGER, Look.PHONE)) {
            window.openLive(board);
            Window.scrollTo(window.card(last));
            double before = scrolled(window);
            BoundingBox card = Window.box(window.card(last));
            double x = card.x + card.width / 2;
            CDPSession session = window.session();
            window.page().evaluate(NEVER_HELD);
            touch(session, "touchStart", x, card.y + 10);
            for (int i = 1; i <= 8; i++) {
                touch(session, "touchMove", x, card.y + 10 - 40 * i);
            }
            touch(session, "touchEnd");
            await().until(() -> scrolled(window) > before + 100);
            assertThat(window.find(".dragged, .held")).hasCount(0);
            assertThat(window.find("#move")).isHidden();
            assertThat(window.writes()).isEmpty();
        }
    }

    @Test
    void a_finger_that_rests_takes_the_card_along() {
        try (Window window = Window.of(DEVLEDGER, Look.PHONE)) {
            window.openLive(board);
            BoundingBox card = Window.box(window.card(last));
            double x = card.x + card.width / 2;
            double y = card.y + card.height / 2;
            CDPSession session = window.session();
            touch(session, "touchStart", x, y);
            assertThat(window.card(last)).hasClass(Pattern.compile("\\bheld\\b"));
            for (int i = 1; i <= 8; i++) {
                touch(session, "touchMove", x + (344 - x) * i / 8, y);
            }
            assertThat(window.find(".column.active")).hasClass(Pattern.compile("\\bover\\b"));
            touch(session, "touchEnd");
            assertThat(window.find("#move").getByLabel("active")).isChecked();
            window.find("#move button[value=move]").tap();
            assertThat(window.card(last, "active")).hasCount(1);
        }
        assertThat(SAMPLES.status(last)).isEqualTo("active");
    }

    @Test
    void the_menu_moves_a_card_without_a_drag() {
        try (Window window = Window.of(DEVLEDGER, Look.PHONE)) {
            window.openLive(board);
            window.openMove(last);
            window.find("#move").getByLabel("paused").tap();
            window.find("#move button[value=move]").tap();
            assertThat(window.card(last, "paused")).hasCount(1);
        }
        assertThat(SAMPLES.status(last)).isEqualTo("paused");
    }
}
