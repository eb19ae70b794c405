package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.devledger.adapters.mcp.server.McpConfiguration.McpOffer;
import dev.devledger.adapters.mcp.tool.Tool.Caller;
import dev.devledger.adapters.mcp.tool.Tool.Declaration;
import dev.devledger.adapters.mcp.tool.Tool.ProgressListener;
import dev.devledger.adapters.mcp.tool.Tool.Toolset;
import dev.devledger.adapters.mcp.tool.ToolRegistry;
import dev.devledger.application.access.Access;
import dev.devledger.application.access.Access.Scope;
import dev.devledger.application.access.TokenCheck.AuthenticatedCaller;
import dev.devledger.domain.project.Project.ProjectId;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Access tokens on a whole ledger: its REST, its agents, its streams and its commands. */
class AccessTokensIT {
    private static final Logger LOG = LoggerFactory.getLogger(AccessTokensIT.class);
    private static final AtomicInteger CASES = new AtomicInteger();
    private static final RunningDevledger DEVLEDGER = SharedDevledger.get();
    private static final Api OWNER = DEVLEDGER.api();

    private static final List<String> SCOPES =
            List.of("read", "write", "sync", "ticktick", "clickup", "trackingtime", "admin");

    /** Of all tools by their names, also of those that nobody has switched on here. */
    private static final Set<String> READS =
            Set.of("find_tasks", "get_task", "get_overview", "get_history", "get_time_report");

    private static final Set<String> SYNCS = Set.of("sync_now", "resolve_sync_conflicts");

    @AfterAll
    static void tell() {
        LOG.info("{} cases of tools and scopes", CASES);
    }

    private record Made(String id, String name, Api api) {
        void revoke() {
            OWNER.delete(200, "/api/access-tokens/" + id);
        }
    }

    private static Made token(String... scopes) {
        String name = "t-" + UUID.randomUUID();
        JsonNode made = OWNER.made(
                "/api/access-tokens",
                "{\"name\": \"%s\", \"scopes\": [\"%s\"]}".formatted(name, String.join("\", \"", scopes)));
        return new Made(
                made.path("id").asString(), name, OWNER.as(made.path("token").asString()));
    }

    @Test
    void the_history_has_the_name_of_the_token() {
        Made made = token("read", "write");
        JsonNode project = made.api().made("/api/projects", "{\"name\": \"By a token\"}");
        JsonNode entry = made.api()
                .read("/api/projects/" + project.path("key").asString() + "/history")
                .at("/items/0");
        assertThat(entry.path("actor").asString()).isEqualTo(made.name());
        assertThat(entry.path("channel").asString()).isEqualTo("rest");
        assertThat(made.api().read("/api/history?actor=" + made.name()).path("items"))
                .hasSize(1);
        made.api().get(200, "/actuator/info");
        made.api().get(200, "/actuator/prometheus");
        JsonNode used = OWNER.read("/api/access-tokens/" + made.id());
        assertThat(used.path("lastUsedAt").asString()).isNotEmpty();
        assertThat(used.path("lastUsedChannel").asString()).isEqualTo("rest");
        assertThat(used.path("lastUsedClient").isNull()).isTrue();
    }

    @Test
    void it_is_told_by_which_program_it_was_used_over_mcp() {
        Made made = token("read");
        Mcp.connect(made.api());
        JsonNode used = OWNER.read("/api/access-tokens/" + made.id());
        assertThat(used.path("lastUsedChannel").asString()).isEqualTo("mcp");
        assertThat(used.path("lastUsedClient").asString()).isEqualTo("test/1");
        assertThat(OWNER.send("GET", "/tokens", null, "Accept", "text/html")
                        .expect(200)
                        .body())
                .contains("<bdi>MCP (test/1)</bdi>");

        Made odd = token("read");
        odd.api().post(400, "/mcp", "no message");
        assertThat(OWNER.get("/api/access-tokens/" + odd.id()).text("lastUsedChannel"))
                .as("it came in all the same")
                .isEqualTo("mcp");
    }

    @Test
    void an_agent_sees_the_tools_that_its_token_may_call_and_no_others_answer() {
        Made reader = token("read");
        Mcp agent = Mcp.connect(reader.api());
        assertThat(agent.result("tools/list", "{}").path("tools").valueStream().map(tool -> tool.path("name")
                        .asString()))
                .containsExactlyInAnyOrderElementsOf(READS);
        assertThat(agent.failure("create_tasks", "{\"project\": \"P-1\", \"tasks\": [{\"title\": \"a\"}]}"))
                .isEqualTo("forbidden: this token may read only. It needs the scope write.");
        assertThat(agent.failure("sync_now", "{}"))
                .isEqualTo("forbidden: this token may read only. It needs the scope sync.");
        assertThat(agent.ask("resources/read", "{\"uri\": \"devledger://overview\"}"))
                .contains("\"result\"");

        Made writer = token("write", "sync");
        Mcp other = Mcp.connect(writer.api());
        assertThat(other.failure("find_tasks", "{}"))
                .isEqualTo("forbidden: this token may write and sync only. It needs the scope read.");
        for (String[] read : new String[][] {
            {"resources/read", "{\"uri\": \"devledger://overview\"}"},
            {"prompts/get", "{\"name\": \"weekly_review\", \"arguments\": {}}"},
            {
                "completion/complete",
                "{\"ref\": {\"type\": \"ref/resource\", \"uri\": \"devledger://projects/{key}\"}, \"argument\": {\"name\":"
                        + " \"key\", \"value\": \"P\"}}"
            }
        }) {
            assertThat(other.ask(read[0], read[1])).contains("forbidden: ", "It needs the scope read.");
        }
    }

    @Test
    void a_session_belongs_to_the_token_that_opened_it_and_ends_with_it() throws Exception {
        Made mine = token("read");
        Made yours = token("read");
        Mcp agent = Mcp.connect(mine.api());
        String ping = "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"ping\"}";
        assertThat(yours.api()
                        .post("/mcp", ping, "Accept", Mcp.BOTH, "Mcp-Session-Id", agent.session())
                        .status())
                .isEqualTo(404);
        try (InputStream stream = stream(mine.api(), agent.session())) {
            agent.ask("ping", "{}");
            mine.revoke();
            assertThat(agent.post(ping).status()).as("at once").isEqualTo(401);
            stream.readAllBytes(); // ends, or the test does not
        }
    }

    private static InputStream stream(Api api, String session) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(api.base().resolve("/mcp"))
                .setHeader("Authorization", "Bearer " + api.token())
                .setHeader("Accept", "text/event-stream")
                .setHeader("Mcp-Session-Id", session)
                .build();
        HttpResponse<InputStream> response =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    @Test
    void who_follows_the_ledger_hears_nothing_after_the_token() {
        Made made = token("read");
        try (EventStreamClient stream = EventStreamClient.open(made.api(), "/api/events", "")) {
            new Samples(OWNER).project("Before");
            assertThat(stream.nextEntry()).isNotNull();
            made.revoke();
            assertThat(made.api().get("/api/events").status()).isEqualTo(401);
            while (stream.next() != null) {
                // what was on its way already; then it ends, or the test does not
            }
        }
    }

    @Test
    void commands_create_list_and_revoke_beside_the_running_server() {
        String database = "--spring.datasource.url=" + SharedDevledger.databaseUrl();
        String name = "cli-" + UUID.randomUUID();
        String key = new Samples(OWNER).project("Of a command").path("key").asString();
        JarCommand.Result created =
                JarCommand.here("token", "create", "--name", name, "--scope", "read,write", "--expires=90d", database);
        assertThat(created.expect(0).out().strip()).matches("dla_[A-Za-z0-9_-]{43}");
        assertThat(created.err())
                .contains(name, "read and write", "expires at ")
                .doesNotContain("dla_");
        Api api = OWNER.as(created.out().strip());
        api.get(200, "/api/projects");

        assertThat(JarCommand.here("token", "create", "--name=" + name, "--scope=read", database)
                        .expect(1)
                        .err())
                .contains("name: is the name of another token");
        assertThat(JarCommand.here("token", "create", "--scope=read", database)
                        .expect(2)
                        .err())
                .contains("--name");
        assertThat(JarCommand.here("token", "create", "--name=x", "--scope=read", "--expires=soon", database)
                        .expect(2)
                        .err())
                .contains("90d");
        assertThat(JarCommand.here("token", "create", "--name=x", "--scope=all", "--project=P-999999", database)
                        .expect(1)
                        .err())
                .contains("scopes: ");
        JarCommand.here("token", "create", "--name=p-" + name, "--scope=read", "--project", key, database)
                .expect(0);

        String list = JarCommand.here("token", "list", database).expect(0).out();
        String line = list.lines()
                .filter(each -> each.contains("  " + name))
                .findFirst()
                .orElseThrow();
        assertThat(line).contains("read,write", "all").doesNotContain("dla_");
        assertThat(list.lines()).anyMatch(each -> each.contains("p-" + name) && each.contains(key));
        String id = line.substring(0, 36);
        JarCommand.here("token", "revoke", id, database).expect(0);
        JarCommand.here("token", "revoke", UUID.randomUUID().toString(), database)
                .expect(1);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> api.get("/api/projects").status() == 401);
    }

    /** Each tool that there is, with each scope alone, with all but the one, and held to a project. */
    @TestFactory
    Stream<DynamicTest> each_tool_takes_its_scope() {
        ToolRegistry all = new ToolRegistry(
                DEVLEDGER.bean(McpOffer.class).tools(),
                EnumSet.allOf(Toolset.class),
                false,
                DEVLEDGER.stores().tables.outage);
        assertThat(all.all()).hasSizeGreaterThanOrEqualTo(80);
        return all.all().stream()
                .flatMap(tool -> Stream.concat(
                        SCOPES.stream().map(scope -> cases(all, tool, List.of(scope), null)),
                        Stream.of(
                                cases(all, tool, without(needed(tool)), null),
                                cases(all, tool, SCOPES, new ProjectId(UUID.randomUUID())))));
    }

    private static String needed(Declaration tool) {
        for (String service : List.of("ticktick", "clickup")) {
            if (tool.name().startsWith(service + "_")) {
                return service;
            }
        }
        if (tool.name().startsWith("tt_")) {
            return "trackingtime";
        }
        boolean reads = READS.contains(tool.name()) || tool.name().equals("show"); // listed only to who shows pages
        return reads ? "read" : SYNCS.contains(tool.name()) ? "sync" : "write";
    }

    /** What reads and writes the ledger, and nothing else. */
    private static boolean staysInProject(String needed) {
        return Set.of("read", "write").contains(needed);
    }

    private static List<String> without(String scope) {
        return SCOPES.stream().filter(each -> !each.equals(scope)).toList();
    }

    private static DynamicTest cases(
            ToolRegistry all, Declaration tool, List<String> scopes, @Nullable ProjectId project) {
        String who = String.join(",", scopes) + (project == null ? "" : " of a project");
        return dynamicTest(tool.name() + " with " + who, () -> {
            CASES.incrementAndGet();
            Access access =
                    new Access.ScopedAccess(scopes.stream().map(Scope::new).toList(), project);
            boolean stays = staysInProject(needed(tool)) && !tool.name().equals("show"); // it shows conflicts too
            boolean may = scopes.contains(needed(tool)) && (project == null || stays);
            assertThat(all.hides(tool.name(), access)).isEqualTo(!may);
            AuthenticatedCaller caller =
                    new AuthenticatedCaller("id", "name", access, AuthenticatedCaller.RightsCheck.FOR_EVER);
            // No argument fits: whoever may call it is told so, and nothing is done.
            ToolRegistry.Outcome outcome = all.call(
                    tool.name(),
                    new Caller(caller, null, "request"),
                    JsonNodeFactory.instance.objectNode().put("no such argument", true),
                    ProgressListener.NOBODY);
            assertThat(((ToolRegistry.Outcome.Failed) outcome).text()).contains(may ? "no such argument" : "forbidden");
        });
    }
}
