package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.key;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The page of agents has a card for each of them, whatever its name, and costs the same however many there are. */
class AgentCardsIT {
    private static final Api API = SharedDevledger.get().api();
    private static final Samples SAMPLES = new Samples(API);

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final JsonNode project = SAMPLES.project("Cards " + mark);

    private String task(String title) {
        return key(SAMPLES.task(project, title));
    }

    private static String page() {
        return API.send("GET", "/agents?days=1", null, "Accept", "text/html")
                .expect(200)
                .body();
    }

    private static List<String> cards() {
        return Stream.of(page().split("<article class=\"agent ", -1))
                .skip(1)
                .map(each -> each.substring(0, each.indexOf("</article>")))
                .toList();
    }

    /** @param name as the page has it */
    private static String card(String name) {
        List<String> found = cards().stream()
                .filter(each -> each.contains("<h3><bdi>" + name + "</bdi></h3>"))
                .toList();
        assertThat(found).as(name).hasSize(1);
        return found.getFirst();
    }

    private static void complete(Mcp agent, String task) {
        agent.answer("complete_tasks", "{\"tasks\": [\"" + task + "\"]}");
    }

    private static void claim(Mcp agent, String task) {
        agent.answer("claim_tasks", "{\"tasks\": [\"" + task + "\"], \"minutes\": 5}");
    }

    @Test
    void a_card_says_what_an_agent_holds_what_it_did_and_how_much_of_it_was_undone() {
        String name = "ada-" + mark;
        String first = task("First");
        String held = task("Held");
        Mcp ada = Mcp.connect(API, name);
        complete(ada, first);
        complete(ada, task("Second"));
        claim(ada, held);
        ada.disconnect();
        complete(Mcp.connect(API, name), task("Third"));
        String last = API.read("/api/history?limit=1&agent=" + name + "&event=task.status-changed")
                .at("/items/0/changeSet")
                .asString();
        API.post(200, "/api/change-sets/" + last + "/undo", "{}");

        String day = "href=\"/agents?agent=" + name + "&amp;day=";
        assertThat(card(name))
                .as("of both connections, with one name")
                .contains(
                        "href=\"/tasks/" + held + "\"",
                        "<bdi>Held</bdi>",
                        "ends in 4 min",
                        ">3 changes, 1 of 3 undone<",
                        "href=\"/change-sets/" + last + "\" title=\"Completed ",
                        "Completed " + first + " First",
                        "data-undo-day-at=\"/agents?agent=" + name,
                        "href=\"/history?agent=" + name + "\"",
                        day)
                .doesNotContain("no change for", name + "/");

        Matcher link = Pattern.compile(Pattern.quote(day) + "([^\"#]*)#day\"").matcher(card(name));
        assertThat(link.find()).isTrue();
        assertThat(API.send(
                                "GET",
                                "/agents?agent=" + name + "&day="
                                        + link.group(1).replace("&amp;", "&"),
                                null,
                                "Accept",
                                "text/html")
                        .expect(200)
                        .body())
                .as("where the button has the change sets of")
                .contains("data-undo-day=\"", last);
    }

    @Test
    void one_that_only_holds_and_one_that_only_changed_have_cards_and_the_first_comes_first() {
        String holder = "holder-" + mark;
        String worker = "worker-" + mark;
        claim(Mcp.connect(API, holder), task("Held"));
        String task = task("Changed");
        API.send("PATCH", "/api/tasks/" + task + "?agent=" + worker, "{\"title\": \"By it\"}")
                .expect(200);
        assertThat(card(holder)).contains("No changes").doesNotContain("data-undo-day-at", "Has no task now.");
        assertThat(card(worker)).contains("Has no task now.", "1 change, 0 of 1 undone", "data-undo-day-at");
        String page = page();
        assertThat(page.indexOf("<h3><bdi>" + holder)).isLessThan(page.indexOf("<h3><bdi>" + worker));
    }

    @Test
    void programs_are_in_the_table_and_have_no_card_unless_they_hold_something() {
        String token = "ci-" + mark;
        Api ci = API.as(
                API.post(201, "/api/access-tokens", "{\"name\": \"" + token + "\", \"scopes\": [\"read\", \"write\"]}")
                        .text("token"));
        String task = task("Robot");
        String program = "Python-urllib/" + mark;
        ci.send("PATCH", "/api/tasks/" + task, "{\"title\": \"By a program\"}", "User-Agent", program)
                .expect(200);
        assertThat(page()).contains("<bdi>" + program + "</bdi></a></th>");
        assertThat(cards()).noneMatch(each -> each.contains(program) || each.contains(token));
        ci.post(200, "/api/tasks/" + task + "/claim", "{\"minutes\": 5}");
        assertThat(card(token))
                .as("others may share the token: nothing of it is undone at once")
                .contains("1 change, ", "href=\"/history?actor=" + token + "\"")
                .doesNotContain("data-undo-day-at");
    }

    @Test
    void names_are_text_however_they_look() {
        String bold = "<b>x</b> \\\"'" + mark;
        complete(Mcp.connect(API, bold), task("Bold"));
        String longest = mark + "x".repeat(200 - mark.length());
        API.send("PATCH", "/api/tasks/" + task("Long") + "?agent=" + longest, "{\"title\": \"By it\"}")
                .expect(200);
        assertThat(card("&lt;b&gt;x&lt;/b&gt; \"'" + mark)).contains("1 change, 0 of 1 undone");
        assertThat(card(longest)).contains("1 change, 0 of 1 undone");
        assertThat(page()).doesNotContain("<b>x");
    }

    /** Those that are not shown are cut off by the statement itself. */
    @Test
    void the_page_costs_as_many_statements_for_many_agents_as_for_one() {
        work(0);
        page();
        int few = statements();
        for (int i = 1; i <= 12; i++) {
            work(i);
        }
        assertThat(cards()).hasSizeGreaterThanOrEqualTo(12);
        assertThat(statements()).isEqualTo(few).isLessThan(30);
    }

    private void work(int number) {
        Mcp agent = Mcp.connect(API, "agent" + number + "-" + mark);
        complete(agent, task("Done " + number));
        claim(agent, task("Held " + number));
    }

    private static int statements() {
        String request = "agents-" + UUID.randomUUID();
        Collection<String> statements = CountedDatabase.watch(request);
        API.send("GET", "/agents?days=1", null, "Accept", "text/html", "X-Request-Id", request)
                .expect(200);
        assertThat(statements).isNotEmpty();
        return statements.size();
    }
}
