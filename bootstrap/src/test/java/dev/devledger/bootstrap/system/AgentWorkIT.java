package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.mcp.tool.Tool.Caller;
import dev.devledger.adapters.mcp.tool.Tool.ProgressListener;
import dev.devledger.adapters.mcp.tool.ToolRegistry;
import dev.devledger.application.access.TokenCheck.AuthenticatedCaller;
import dev.devledger.application.history.AgentWork;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What each agent changed is counted by its name, and one's day can be taken back without the others'. */
class AgentWorkIT {
    private static final RunningDevledger SHARED = SharedDevledger.get();
    private static final Api API = SHARED.api();
    private static final Samples SAMPLES = new Samples(API);
    private static final JsonMapper JSON = new JsonMapper();

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final String ada = "ada <b> \"\\/" + mark;
    private final String bob = "bob/" + mark;

    /** @param agent the name under which the program works; null for a program without one */
    private static void call(String client, @Nullable String agent, String tool, String arguments) {
        assertThat(SHARED.bean(ToolRegistry.class)
                        .call(
                                tool,
                                new Caller(
                                        AuthenticatedCaller.owner(),
                                        client,
                                        agent,
                                        UUID.randomUUID().toString()),
                                (ObjectNode) JSON.readTree(arguments),
                                ProgressListener.NOBODY)
                        .toString())
                .startsWith("Answered");
    }

    private static AgentWork.Figures figures(String client) {
        return SHARED.stores().queries.agentWork.since(Instant.now().minus(Duration.ofHours(1)), 1000).stream()
                .filter(each -> each.agent().name().equals(client))
                .findFirst()
                .orElseThrow();
    }

    private static List<AgentWork.Done> today(String client) {
        Instant now = Instant.now();
        return SHARED.stores()
                .queries
                .agentWork
                .of(
                        new AgentWork.Agent(client, false, null, null),
                        now.minus(Duration.ofHours(1)),
                        now.plus(Duration.ofHours(1)),
                        100);
    }

    private static long changeSets(AgentWork.Strip strip) {
        return strip.marks().stream().mapToLong(AgentWork.Mark::changeSets).sum();
    }

    private static String title(String task) {
        return API.get("/api/tasks/" + task).text("title");
    }

    @Test
    void one_day_of_one_agent_is_counted_and_taken_back() {
        String name = "ada <b>@" + mark;
        JsonNode one = SAMPLES.project("One " + mark);
        JsonNode other = SAMPLES.project("Other " + mark);
        String first = key(SAMPLES.task(one, "First"));
        String second = key(SAMPLES.task(other, "Second"));
        String third = key(SAMPLES.task(other, "Third"));
        call(
                ada,
                name,
                "create_tasks",
                "{\"project\": \"" + key(one) + "\", \"tasks\": [{\"title\": \"New\"}, {\"title\": \"Newer\"}]}");
        call(ada, name, "complete_tasks", "{\"tasks\": [\"" + first + "\"]}");
        call(ada, name, "complete_tasks", "{\"tasks\": [\"" + second + "\"]}");
        call(bob, null, "complete_tasks", "{\"tasks\": [\"" + third + "\"]}");
        call(bob, null, "claim_tasks", "{\"tasks\": [\"" + key(SAMPLES.task(other, "Held")) + "\"]}");

        AgentWork.Figures hers = figures(name);
        assertThat(List.of(hers.changes(), hers.changeSets(), hers.projects())).containsExactly(4L, 3L, 2L);
        assertThat(hers.tools())
                .containsExactly(new AgentWork.ToolUse("complete_tasks", 2), new AgentWork.ToolUse("create_tasks", 1));
        assertThat(Duration.between(hers.lastSeen(), Instant.now())).isLessThan(Duration.ofMinutes(5));
        assertThat(figures(bob).changes()).as("a claim is none").isEqualTo(1);
        assertThat(today(bob)).hasSize(1);

        Instant hour = Instant.now();
        List<AgentWork.Strip> strips = SHARED.stores()
                .queries
                .agentWork
                .strips(hour.minus(Duration.ofHours(1)), hour.plus(Duration.ofHours(1)), 2, 1000);
        assertThat(strips)
                .as("who made most first")
                .isSortedAccordingTo(
                        Comparator.comparingLong(AgentWorkIT::changeSets).reversed());
        AgentWork.Strip hers24 = strips.stream()
                .filter(each -> each.agent().name().equals(name))
                .findFirst()
                .orElseThrow();
        assertThat(hers24.marks()).singleElement().satisfies(mark -> {
            assertThat(mark.part()).as("the half before now").isZero();
            assertThat(List.of(mark.changeSets(), mark.changes())).containsExactly(3L, 4L);
            assertThat(mark.first()).isBefore(mark.last());
            assertThat(mark.last()).isEqualTo(hers.lastSeen());
        });
        assertThat(SHARED.stores()
                        .queries
                        .agentWork
                        .strips(hour.minus(Duration.ofHours(1)), hour.plus(Duration.ofHours(1)), 2, 1))
                .hasSize(1);

        String page = API.send(
                        "GET",
                        "/agents?days=1&agent=" + URLEncoder.encode(name, StandardCharsets.UTF_8),
                        null,
                        "Accept",
                        "text/html")
                .expect(200)
                .body();
        assertThat(page)
                .contains(
                        "<bdi>ada &lt;b&gt;@" + mark + "</bdi></a>",
                        "complete_tasks 2, create_tasks 1",
                        "3 change sets ",
                        "2 changes")
                .doesNotContain("<b>");

        String asked = "/api/history?limit=200&channel=mcp&client=" + URLEncoder.encode(ada, StandardCharsets.UTF_8);
        assertThat(API.read(asked).path("items"))
                .as("of its program too")
                .hasSize(4)
                .allMatch(each -> each.path("client").asString().equals(ada));
        assertThat(API.get(asked + "&tool=create_tasks").json().path("items")).hasSize(2);

        List<AgentWork.Done> done = today(ada);
        assertThat(done).extracting(AgentWork.Done::changes).containsExactly(1L, 1L, 2L);
        String body = done.stream()
                .map(each -> "\"" + each.changeSet() + "\"")
                .collect(Collectors.joining(",", "{\"changeSets\": [", "]}"));
        JsonNode tried =
                API.post(200, "/api/change-sets/undo?dryRun=true", body).json();
        assertThat(tried.path("undone").asInt()).isEqualTo(4);
        assertThat(tried.path("wouldChange")).hasSize(4);
        assertThat(API.get("/api/tasks/" + first).text("status")).isEqualTo("completed");

        assertThat(figures(name).undone())
                .as("an undo that was only tried is none")
                .isZero();
        String undo = API.post(200, "/api/change-sets/undo", body)
                .json()
                .path("changeSet")
                .asString();
        assertThat(figures(name).undone()).isEqualTo(3);
        assertThat(figures(bob).undone()).isZero();
        assertThat(API.get("/api/tasks/" + first).text("status")).isEqualTo("open");
        assertThat(API.get("/api/tasks/" + second).text("status")).isEqualTo("open");
        assertThat(API.get("/api/tasks/" + third).text("status"))
                .as("the other agent's")
                .isEqualTo("completed");
        assertThat(API.get("/api/projects/" + key(one) + "/tasks").json().path("items"))
                .hasSize(1);
        assertThat(title(first)).isEqualTo("First");

        String again = API.post(200, "/api/change-sets/" + undo + "/undo", "{}")
                .json()
                .path("changeSet")
                .asString();
        assertThat(figures(name).undone()).as("what was given back").isZero();
        API.post(200, "/api/change-sets/" + again + "/undo", "{}");
        assertThat(figures(name).undone()).as("and taken back once more").isEqualTo(3);
    }

    @Test
    void who_works_over_the_api_is_told_by_its_access_token_and_taken_back_by_it_alone() {
        String one = "one-" + mark;
        String other = "other-" + mark;
        Api first = token(one);
        Api second = token(other);
        String task = key(SAMPLES.task(SAMPLES.project("Shared " + mark), "Zeroth"));
        String program = "robot/" + mark;
        rename(first, task, "First", program, "");
        rename(second, task, "Second", program, "");
        rename(second, task, "Third", program, "?agent=night-" + mark);
        call(program, null, "complete_tasks", "{\"tasks\": [\"" + task + "\"]}");

        List<AgentWork.Agent> known =
                SHARED.stores().queries.agentWork.since(Instant.now().minus(Duration.ofHours(1)), 1000).stream()
                        .map(AgentWork.Figures::agent)
                        .filter(each -> each.name().endsWith(mark))
                        .toList();
        assertThat(known)
                .containsExactlyInAnyOrder(
                        new AgentWork.Agent(program, false, one, "rest"),
                        new AgentWork.Agent(program, false, other, "rest"),
                        new AgentWork.Agent("night-" + mark, true, other, "rest"),
                        new AgentWork.Agent(program, false, "owner", "mcp"));
        Instant now = Instant.now();
        AgentWork work = SHARED.stores().queries.agentWork;
        for (AgentWork.Agent each : known) {
            assertThat(work.of(each, now.minus(Duration.ofHours(1)), now.plus(Duration.ofHours(1)), 10))
                    .as(each.toString())
                    .hasSize(1);
        }
        assertThat(today(program)).as("of whichever access token").hasSize(3);
        assertThat(work.strips(now.minus(Duration.ofHours(1)), now.plus(Duration.ofHours(1)), 2, 1000))
                .extracting(AgentWork.Strip::agent)
                .containsAll(known);
        String page = API.send(
                        "GET",
                        "/agents?channel=rest&actor=" + other + "&client=" + program,
                        null,
                        "Accept",
                        "text/html")
                .expect(200)
                .body();
        assertThat(page)
                .contains("Through <bdi>" + other + ", the API</bdi>", "Second")
                .doesNotContain("MCP (" + program);
        assertThat(page.split("<li class=\"set\"", -1)).hasSize(2);
    }

    private static Api token(String name) {
        return API.as(
                API.post(201, "/api/access-tokens", "{\"name\": \"" + name + "\", \"scopes\": [\"read\", \"write\"]}")
                        .text("token"));
    }

    private static void rename(Api api, String task, String title, String program, String agent) {
        api.send("PATCH", "/api/tasks/" + task + agent, "{\"title\": \"" + title + "\"}", "User-Agent", program)
                .expect(200);
    }
}
