package dev.devledger.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The first ten minutes of somebody who has an agent: all but the agent's own work is done in the browser. */
class FirstMinutesIT {
    private static final Devledger DEVLEDGER = Devledger.shared();

    private static Locator line(Window window, String title) {
        return window.find("[data-line]:has(.title:text-is('" + title + "'))");
    }

    private static String create(Window window, String title) {
        window.page().keyboard().press("c");
        assertThat(window.find("#new-task [name=title]")).isFocused();
        window.page().keyboard().type(title);
        window.page().keyboard().press("Enter");
        assertThat(line(window, title)).isVisible();
        return line(window, title).getAttribute("data-line");
    }

    @Test
    void a_project_three_tasks_of_which_one_waits_an_agent_that_does_one_and_its_undo() {
        String word = Samples.word();
        try (Window window = Window.ofAStranger(DEVLEDGER, Look.DESK)) {
            window.open("/");
            window.logIn(DEVLEDGER.token());
            assertThat(window.find("#live")).hasText("live");
            window.page().keyboard().press("p");
            assertThat(window.find("#new-project [name=name]")).isFocused();
            window.page().keyboard().type("Parser " + word);
            window.page().keyboard().press("Enter");
            assertThat(window.find("h1 [data-title]")).hasText("Parser " + word);
            String project = window.find(".head").getAttribute("data-key");
            String page = window.page().url().replaceFirst(".*(/projects/)", "$1");
            String grammar = create(window, "Write the grammar");
            create(window, "Write the parser");
            create(window, "Describe it");

            line(window, "Write the parser").locator("a.key").click();
            Locator blocker = window.find("form[data-add-blocker] input");
            blocker.fill(grammar);
            blocker.press("Enter");
            assertThat(window.message()).containsText("It waits for " + grammar + ".");

            window.openLive(page);
            assertThat(line(window, "Write the parser")).containsText("waits for " + grammar);
            Agent agent = Agent.connect(DEVLEDGER.api(), "newcomers-agent");
            agent.call("claim_tasks", Map.of("next", 1, "project", project));
            assertThat(line(window, "Write the grammar").locator(".holder")).containsText("newcomers-agent");
            agent.call("complete_tasks", Map.of("tasks", List.of(grammar), "reason", "parses all samples"));
            assertThat(line(window, "Write the grammar")).hasCount(0);
            window.openLive("/tasks?view=ready&project=" + project);
            assertThat(line(window, "Write the parser")).isVisible();

            window.openLive("/history?entity=" + grammar);
            Locator done = window.find(".set").filter(new Locator.FilterOptions().setHasText("parses all samples"));
            assertThat(done.locator(".who")).containsText("newcomers-agent");
            done.locator("[data-undo]").click();
            assertThat(window.find("#undo [data-preview] li")).containsText(grammar);
            window.find("#undo button[value=undo]").click();
            assertThat(window.message()).containsText("Undone.");

            window.openLive("/tasks?view=ready&project=" + project);
            assertThat(line(window, "Write the grammar")).isVisible();
            assertThat(line(window, "Write the parser")).hasCount(0);
            window.openLive(page);
            assertThat(window.find("[data-line]")).hasCount(3);
            assertThat(line(window, "Write the parser")).containsText("waits for " + grammar);
        }
    }
}
