package dev.devledger.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The first five minutes of somebody whose ledger is empty. */
class NewcomerIT {
    private static final Devledger DEVLEDGER = Devledger.other();

    @Test
    void from_the_first_page_to_a_project_that_is_moved_with_a_reason_and_taken_back() {
        try (Window window = Window.ofAStranger(DEVLEDGER, Look.DESK)) {
            window.open("/");
            window.logIn(DEVLEDGER.token());
            assertThat(window.find("main")).containsText("through which program, and why");
            assertThat(window.find("main")).containsText("0 changes so far");
            assertThat(window.find("section [data-first-project] input")).isFocused();
            AccessibilityIT.assertNothingFound(window);
            window.find("section [data-first-project] input").focus();
            window.page().keyboard().type("The parser");
            window.page().keyboard().press("Enter");
            assertThat(window.card("P-1", "planned")).isVisible();
            assertThat(window.card("P-1")).containsText("The parser");
            assertThat(window.find("main")).containsText("1 change so far");
            assertThat(window.find("#live")).hasText("live");

            window.openMove("P-1");
            assertThat(window.find("#move h2")).hasText("Move P-1 The parser");
            window.find("#move").getByLabel("active").check();
            window.find("#move").getByLabel("Reason").fill("the grammar is here");
            window.find("#move button[value=move]").click();
            assertThat(window.card("P-1", "active")).containsText("the grammar is here");
            assertThat(window.message()).containsText("P-1 is active.");
            assertThat(window.find(".last")).containsText("owner");

            window.message().getByText("Undo").click();
            assertThat(window.card("P-1", "planned")).isVisible();
            assertThat(window.card("P-1", "active")).hasCount(0);
            assertThat(window.message()).containsText("Undone.");

            window.find("header nav a[href='/history']").click();
            assertThat(window.find(".set")).hasCount(3);
            assertThat(window.find(".set").nth(1)).containsText("the grammar is here");
        }
        JsonNode history = DEVLEDGER.api().get("/api/projects/P-1/history");
        assertThat(history.path("items")).hasSize(3).allSatisfy(entry -> assertThat(
                        entry.path("channel").asString())
                .isEqualTo("web"));
    }
}
