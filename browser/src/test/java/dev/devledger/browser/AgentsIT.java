package dev.devledger.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which agent did what, and how one's day is taken back. */
class AgentsIT {
    private static final Devledger DEVLEDGER = Devledger.shared();
    private static final Api API = DEVLEDGER.api();
    private static final Samples SAMPLES = new Samples(API);

    private final String mark = Samples.word();
    private final String project = SAMPLES.project("Agents");
    private final String first = SAMPLES.task(project, "First");
    private final String second = SAMPLES.task(project, "Second");
    private final String third = SAMPLES.task(project, "Third");

    private static String status(String task) {
        return API.get("/api/tasks/" + task).path("status").asString();
    }

    private Locator line(Window window, String client) {
        return window.find("main tr").filter(new Locator.FilterOptions().setHasText(client + mark));
    }

    private static Locator cell(Locator line, String name) {
        return line.locator("td[data-name='" + name + "']");
    }

    @Test
    void three_agents_are_counted_apart_and_the_day_of_one_is_taken_back_alone() {
        Agent ada = Agent.connect(API, "ada" + mark);
        ada.call("complete_tasks", Map.of("tasks", List.of(first, second)));
        ada.call("update_tasks", Map.of("tasks", List.of(Map.of("key", first, "title", "By ada"))));
        Agent.connect(API, "ben" + mark).call("complete_tasks", Map.of("tasks", List.of(third)));
        Agent.connect(API, "cyd" + mark).call("save_project", Map.of("project", project, "note", "seen"));
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/agents?days=1");
            assertThat(cell(line(window, "ada"), "Changes")).hasText("3");
            assertThat(cell(line(window, "ada"), "Change sets")).hasText("2");
            assertThat(cell(line(window, "ada"), "Projects")).hasText("1");
            assertThat(cell(line(window, "ada"), "Tools")).hasText("complete_tasks 1, update_tasks 1");
            assertThat(cell(line(window, "ada"), "Undone")).hasText("0");
            assertThat(cell(line(window, "ben"), "Changes")).hasText("1");
            assertThat(cell(line(window, "cyd"), "Tools")).hasText("save_project 1");

            assertThat(cell(line(window, "ada"), "Through")).hasText("owner, MCP");

            line(window, "ada").getByText("one day").click();
            // A row for each change set: the tool, what it was, and its own way back.
            Locator row = window.find("#main .set").first();
            assertThat(row).containsText("update_tasks");
            assertThat(row.locator(".about")).hasText("By ada");
            row.locator("[data-undo]").click();
            assertThat(window.find("#undo [data-what]")).hasCount(1);
            assertThat(window.find("#undo .field")).containsText("First");
            window.page().keyboard().press("Escape");
            assertThat(window.find("#main .set")).hasCount(2);
            window.find("[data-undo-day]").click();
            assertThat(window.find("#undo-day [data-preview] li")).hasCount(3);
            window.find("#undo-day button[value=undo]").click();
            assertThat(window.message()).containsText("Undone.");
            assertThat(List.of(status(first), status(second), status(third)))
                    .containsExactly("open", "open", "completed");
            assertThat(API.get("/api/tasks/" + first).path("title").asString()).isEqualTo("First");
            assertThat(cell(line(window, "ada"), "Undone")).hasText("2 (100 %)");
            assertThat(cell(line(window, "ben"), "Undone")).hasText("0");
        }
    }

    /** Its day is looked at before it is undone, and the focus is where it was. */
    @Test
    void the_day_of_an_agent_is_undone_from_its_card_with_the_keyboard() {
        Agent eve = Agent.connect(API, "eve" + mark);
        eve.call("complete_tasks", Map.of("tasks", List.of(first, second)));
        eve.call("claim_tasks", Map.of("tasks", List.of(third), "minutes", 60));
        Agent.connect(API, "fay" + mark).call("save_project", Map.of("project", project, "note", "seen"));
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/agents");
            Locator card = card(window, "eve");
            assertThat(card).containsText("2 changes, 0 of 1 undone");
            assertThat(card.locator("a[href='/tasks/" + third + "']")).containsText("Third");
            assertThat(card.locator(".agent-changes li")).hasCount(1);
            assertThat(card.locator(".agent-changes li")).containsText("and 1 more");
            assertThat(card(window, "fay")).containsText("Has no task now.");

            card.locator("a[href='/tasks/" + third + "']").focus();
            window.page().keyboard().press("Tab");
            window.page().keyboard().press("Tab");
            Locator button = card.locator("[data-undo-day-at]");
            assertThat(button).isFocused();
            window.page().keyboard().press("Enter");
            assertThat(window.find("#undo-day[open] [data-preview] li")).hasCount(2);
            assertThat(window.find("#undo-day [data-whose]")).containsText("eve" + mark + " on ");
            AccessibilityIT.assertNothingFound(window);
            assertThat(status(first)).as("it was only tried").isEqualTo("completed");
            window.page().keyboard().press("Escape");
            assertThat(button).isFocused();
            window.page().keyboard().press("Enter");
            assertThat(window.find("#undo-day[open] [data-preview] li")).hasCount(2);
            window.find("#undo-day button[value=undo]").press("Enter");
            assertThat(window.message()).containsText("Undone.");
            assertThat(List.of(status(first), status(second))).containsExactly("open", "open");
            assertThat(card).containsText("1 of 1 undone");
        }
        try (Window window = Window.of(DEVLEDGER, Look.PHONE)) {
            window.openLive("/agents");
            assertThat(window.width()).isEqualTo(390);
            assertThat(card(window, "eve")).isVisible();
        }
    }

    private Locator card(Window window, String name) {
        return window.find(".agent").filter(new Locator.FilterOptions().setHasText(name + mark));
    }

    /** The same program with another access token is another agent. */
    @Test
    void who_works_over_the_api_is_there_with_its_access_token() {
        String token = "ci-" + mark;
        Api ci = API.as(API.post("/api/access-tokens", Map.of("name", token, "scopes", List.of("read", "write")))
                .path("token")
                .asString());
        String program = "robot" + mark;
        ci.send("PATCH", "/api/tasks/" + first, "{\"title\": \"By ci\"}", "User-Agent", program);
        API.send("PATCH", "/api/tasks/" + second, "{\"title\": \"By the owner\"}", "User-Agent", program);
        try (Window window = Window.of(DEVLEDGER, Look.PHONE)) {
            window.openLive("/agents?days=1");
            Locator line = line(window, "robot").filter(new Locator.FilterOptions().setHasText(token));
            assertThat(cell(line, "Through")).hasText(token + ", the API");
            assertThat(cell(line, "Tools")).hasText("–");
            assertThat(line(window, "robot")).hasCount(2);
            line.getByText("one day").click();
            assertThat(window.find("#main .set")).hasCount(1);
            assertThat(window.find("#main .set .about")).hasText("By ci");
            assertThat(window.width()).isEqualTo(390);
            AccessibilityIT.assertNothingFound(window);
        }
    }
}
