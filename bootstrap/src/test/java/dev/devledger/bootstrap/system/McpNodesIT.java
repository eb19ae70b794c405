package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** One client of the revision 2026-07-28 before two nodes in turn. */
@Tag("long")
class McpNodesIT {
    private static final int CALLS = 120;

    private static final String META = """
            "_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28",\
            "io.modelcontextprotocol/clientInfo":{"name":"nomad","version":"1"},\
            "io.modelcontextprotocol/clientCapabilities":{"elicitation":{}}}""";

    private static Api.Answer call(Api node, String tool, String arguments, String more) {
        String body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
                + "\",\"arguments\":" + arguments + "," + more + META + "}}";
        return node.post(
                "/mcp", body, "MCP-Protocol-Version", "2026-07-28", "Mcp-Method", "tools/call", "Mcp-Name", tool);
    }

    private static JsonNode result(Api node, String tool, String arguments, String more) {
        JsonNode result = call(node, tool, arguments, more).expect(200).json().path("result");
        assertThat(result.path("isError").asBoolean(false))
                .as(result.toString())
                .isFalse();
        return result;
    }

    /** The client knows one token, which is a row of the database that both nodes have. */
    private static List<String> tokens(MortalNodes nodes) {
        String made = nodes.api(0)
                .post(201, "/api/access-tokens", "{\"name\":\"nomad\",\"scopes\":[\"read\",\"write\"]}")
                .json()
                .path("token")
                .asString();
        return List.of(made);
    }

    @Test
    @Timeout(600)
    void a_node_that_is_killed_in_the_middle_loses_nothing_and_doubles_nothing() throws Exception {
        try (MortalNodes nodes = new MortalNodes(2)) {
            String token = tokens(nodes).getFirst();
            String project = nodes.api(0)
                    .post(201, "/api/projects", "{\"name\":\"Nomadic\",\"status\":\"active\"}")
                    .json()
                    .path("key")
                    .asString();
            Set<String> made = new HashSet<>();
            int refused = 0;
            for (int i = 0; i < CALLS; i++) {
                if (i == CALLS / 3) {
                    nodes.kill(0, Duration.ofMillis(30));
                }
                String task = "{\"project\":\"%s\",\"tasks\":[{\"title\":\"Step %d\"}],\"idempotency_key\":\"k%d\"}"
                        .formatted(project, i, i);
                for (int node = i; ; node++) {
                    try {
                        JsonNode results = result(nodes.api(node).as(token), "create_tasks", task, "")
                                .at("/structuredContent/results");
                        made.add(results.path(0).path("key").asString());
                        break;
                    } catch (UncheckedIOException died) {
                        refused++;
                    }
                }
            }
            assertThat(refused).as("calls that were cut").isPositive();
            assertThat(made).hasSize(CALLS);
            nodes.awaitAll();
            for (int node = 0; node < nodes.count(); node++) {
                assertThat(titles(nodes.api(node).as(token), project))
                        .hasSize(CALLS)
                        .doesNotHaveDuplicates();
            }
        }
    }

    private static List<String> titles(Api node, String project) {
        List<String> titles = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = result(
                            node,
                            "find_tasks",
                            "{\"project\":\"%s\",\"limit\":50%s}"
                                    .formatted(project, cursor.isEmpty() ? "" : ",\"cursor\":\"" + cursor + "\""),
                            "")
                    .path("structuredContent");
            page.path("tasks").forEach(each -> titles.add(each.path("title").asString()));
            cursor = page.path("nextCursor").asString("");
        } while (!cursor.isEmpty());
        return titles;
    }

    /** A claim, and a question to the person, are of the client and not of the node. */
    @Test
    @Timeout(600)
    void what_one_node_began_the_other_one_goes_on_with() throws Exception {
        try (MortalNodes nodes = new MortalNodes(2)) {
            String token = tokens(nodes).getFirst();
            Api one = nodes.api(0).as(token);
            Api other = nodes.api(1).as(token);
            JsonNode project = nodes.api(0)
                    .post(201, "/api/projects", "{\"name\":\"Shared\",\"status\":\"active\"}")
                    .json();
            String key = project.path("key").asString();
            String task = result(
                            one,
                            "create_tasks",
                            "{\"project\":\"%s\",\"tasks\":[{\"title\":\"Mine\"}]}".formatted(key),
                            "")
                    .at("/structuredContent/results/0/key")
                    .asString();
            result(one, "claim_tasks", "{\"tasks\":[\"" + task + "\"]}", "");
            result(
                    other,
                    "update_tasks",
                    "{\"tasks\":[{\"key\":\"%s\",\"title\":\"Still mine\"}]}".formatted(task),
                    "");
            String delete = "{\"items\":[\"" + key + "\"]}";
            JsonNode asked = result(one, "delete_items", delete, "");
            assertThat(asked.path("resultType").asString()).isEqualTo("input_required");
            assertThat(asked.at("/inputRequests/confirm/params/message").asString())
                    .contains(key, task, "Still mine");
            String answer = "\"inputResponses\":{\"confirm\":{\"action\":\"accept\",\"content\":{\"confirm\":true}}},"
                    + "\"requestState\":" + asked.path("requestState") + ",";
            JsonNode done = result(other, "delete_items", delete, answer);
            assertThat(done.at("/structuredContent/results/0/deleted").asBoolean())
                    .isTrue();
            JsonNode again = result(one, "delete_items", delete, answer);
            assertThat(again.at("/structuredContent/replayed").asBoolean())
                    .as("an answer that is sent twice is carried out once")
                    .isTrue();
        }
    }
}
