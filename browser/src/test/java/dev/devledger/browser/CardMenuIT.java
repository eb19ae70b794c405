package dev.devledger.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The "⋯" of a card is the same menu as that of a row. */
class CardMenuIT {
    private static final Devledger DEVLEDGER = Devledger.shared();
    private static final Samples SAMPLES = new Samples(DEVLEDGER.api());

    private String board;
    private String first;
    private String last;

    @BeforeEach
    void more_cards_than_fit() {
        String word = Samples.word();
        last = SAMPLES.project("Last " + word);
        for (int i = 0; i < 12; i++) {
            first = SAMPLES.project("Number " + i + " " + word);
        }
        board = "/?q=" + word;
    }

    private static Locator menu(Window window, String card) {
        return window.card(card).locator("[role=menu]");
    }

    private static Locator button(Window window, String card) {
        return window.card(card).locator("[data-menu]");
    }

    @Test
    void it_has_all_that_can_be_done_and_keys_go_through_it() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive(board);
            button(window, first).focus();
            window.page().keyboard().press("ArrowDown");
            Locator items = menu(window, first).locator("[role=menuitem]");
            assertThat(items)
                    .hasText(new String[] {"Open", "Edit…", "Status…", "Start the timer", "Copy " + first, "Delete…"});
            assertThat(items.first()).isFocused();
            AccessibilityIT.assertNothingFound(window);
            window.page().keyboard().press("ArrowUp");
            assertThat(items.last()).isFocused();
            window.page().keyboard().press("Escape");
            assertThat(menu(window, first)).isHidden();
            assertThat(button(window, first)).isFocused();

            window.page().keyboard().press("Enter");
            assertThat(items.first()).isFocused();
            window.page().keyboard().press("ArrowDown");
            window.page().keyboard().press("ArrowDown");
            window.page().keyboard().press("Enter");
            assertThat(window.find("#move h2")).containsText("Move " + first);
            window.page().keyboard().press("Escape");
            assertThat(button(window, first)).isFocused();
            assertThat(window.writes()).isEmpty();
        }
    }

    @Test
    void what_needs_more_room_opens_on_the_page_of_the_project() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive(board);
            Window.pressInMenu(window.card(first), "[href$='#edit-all']");
            assertThat(window.find("#edit-all[open] h2")).hasText("Edit " + first);
            window.openLive(board);
            Window.pressInMenu(window.card(first), "[href$='#delete']");
            assertThat(window.find("#delete[open] h2")).hasText("Delete " + first + "?");
            window.find("#delete button[value=delete]").click();
            assertThat(window.message()).containsText(first + " is deleted.");
        }
    }

    /** Its column ends below it, and a window is small. */
    @Test
    void nothing_cuts_it_off() {
        for (Look look : List.of(Look.DESK, Look.PHONE)) {
            try (Window window = Window.of(DEVLEDGER, look)) {
                window.openLive(board);
                Window.scrollTo(window.card(last));
                button(window, last).click();
                for (Locator item :
                        menu(window, last).locator("[role=menuitem]").all()) {
                    assertThat(item).isInViewport();
                    item.click(new Locator.ClickOptions().setTrial(true));
                }
                assertThat(window.page().evaluate("() => document.documentElement.scrollWidth - innerWidth"))
                        .isEqualTo(0);
            }
        }
    }
}
