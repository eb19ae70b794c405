package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.mcp.tool.Schema;
import dev.devledger.adapters.mcp.tool.Tool.Declaration;
import dev.devledger.adapters.mcp.tool.Tool.Toolset;
import dev.devledger.adapters.mcp.tool.ToolRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The list of tools as clients get it, and the toolset that goes past the ledger, against the sandbox. */
@Tag("long")
class McpToolsIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static RunningDevledger devledger;
    private static Ledger ledger;
    private static Mcp agent;

    @BeforeAll
    static void start() {
        devledger = RunningDevledger.start(
                SharedDevledger.newFolder(),
                "devledger.mcp.toolsets=default,ticktick,clickup",
                "devledger.ticktick.poll-interval=1h");
        ledger = new Ledger(devledger.api());
        agent = Mcp.connect(devledger.api());
    }

    @AfterAll
    static void stop() {
        devledger.close();
    }

    /** The file is what was agreed on, not what the program said once. */
    @Test
    void the_tools_are_those_that_were_agreed_on() throws IOException {
        JsonNode listed = agent.result("tools/list", "{}").path("tools");
        List<JsonNode> agreed = new ArrayList<>();
        agreed.addAll(agreed("tools.json"));
        agreed.addAll(agreed("clickup-tools.json"));
        assertThat(names(listed))
                .isEqualTo(agreed.stream()
                        .map(tool -> tool.path("name").asString())
                        .toList());
        for (int i = 0; i < agreed.size(); i++) {
            assertThat(listed.get(i)).as(agreed.get(i).path("name").asString()).isEqualTo(agreed.get(i));
        }
    }

    /** There are models' interfaces that refuse the whole list for one of these; also tools that are off now have none. */
    @Test
    void no_argument_has_two_types_and_no_tool_a_choice_of_schemas() {
        List<Declaration> all = devledger.bean(ToolRegistry.class).all();
        assertThat(all).extracting(Declaration::name).contains("complete_tasks", "tt_list_projects");
        for (Declaration tool : all) {
            for (Schema schema : List.of(tool.input(), tool.output())) {
                JsonNode json = JSON.valueToTree(schema.json());
                assertThat(json.propertyNames()).as(tool.name()).doesNotContain("oneOf", "anyOf", "allOf");
                assertThat(json.findValues("type")).as(tool.name()).isNotEmpty().noneMatch(JsonNode::isArray);
            }
        }
    }

    /** Lists and numbers as texts, one for a list of one, and null for what is left out: people cannot change their clients. */
    @Test
    void arguments_are_taken_as_clients_send_them() {
        String project = "Sent as texts";
        ledger.status(ledger.project(project, ""), "active");
        String made = agent.answer(
                        "create_tasks",
                        "{\"project\":\"" + project
                                + "\",\"expected_version\":null,\"reason\":null,\"dry_run\":\"false\",\"tasks\":"
                                + "\"[{\\\"title\\\":\\\"x\\\",\\\"priority\\\":\\\"high\\\",\\\"due_date\\\":null,\\\"estimate_minutes\\\":\\\"30\\\",\\\"tags\\\":\\\"a\\\"}]\"}")
                .at("/results/0/key")
                .asString();
        String another = agent.answer(
                        "create_tasks", "{\"project\":\"" + project + "\",\"tasks\":{\"title\":\"y\",\"tags\":[]}}")
                .at("/results/0/key")
                .asString();
        JsonNode task = agent.answer("get_task", "{\"tasks\":\"" + made + "\"}").at("/tasks/0");
        assertThat(task.path("estimateMinutes").asInt()).isEqualTo(30);
        assertThat(task.path("tags").toString()).isEqualTo("[\"a\"]");
        for (String filter : List.of(
                "\"limit\":\"1\"",
                "\"ready\":\"true\",\"limit\":\"1\"",
                "\"tags\":\"[\\\"a\\\"]\"",
                "\"status\":\"open\",\"tags\":\"a\",\"query\":null,\"limit\":null")) {
            assertThat(agent.answer("find_tasks", "{\"project\":\"" + project + "\"," + filter + "}")
                            .path("tasks"))
                    .as(filter)
                    .hasSize(1);
        }
        assertThat(agent.answer("claim_tasks", "{\"project\":\"" + project + "\",\"next\":\"1\",\"agent\":\"ada\"}")
                        .path("results"))
                .hasSize(1);
        JsonNode done = agent.answer(
                "complete_tasks", "{\"tasks\":\"" + made + "\",\"claim_next\":\"true\",\"agent\":\"ada\"}");
        assertThat(done.at("/claimed/0/key").asString()).isEqualTo(another);
    }

    /** As strict function calling sends what a model does not fill in. */
    @Test
    void all_that_can_be_left_out_can_be_null() {
        for (Declaration tool : devledger.bean(ToolRegistry.class).all()) {
            JsonNode input = JSON.valueToTree(tool.input().json());
            ObjectNode nulls = JSON.createObjectNode();
            input.path("properties").propertyNames().forEach(nulls::putNull);
            if (tool.toolset() == Toolset.DEFAULT && tool.hints().readOnly() && !input.has("required")) {
                agent.answer(tool.name(), nulls.toString());
            } else if (tool.toolset() == Toolset.DEFAULT) {
                assertThat(agent.call(tool.name(), nulls.toString()).toString())
                        .as(tool.name())
                        .doesNotContain("not null");
            }
        }
    }

    private static List<JsonNode> agreed(String name) throws IOException {
        try (InputStream file = McpToolsIT.class.getResourceAsStream("/mcp/" + name)) {
            return JSON.readTree(Objects.requireNonNull(file)).valueStream().toList();
        }
    }

    /** TrackingTime is off where nobody says otherwise. */
    @Test
    void the_calls_of_trackingtime_say_how_to_connect_it() {
        Api api = devledger.api();
        JsonNode connection = api.read("/api/trackingtime/connection");
        assertThat(connection.path("connected").asBoolean(true)).isFalse();
        assertThat(connection.path("state").asString()).isEqualTo("off");
        assertThat(api.get(409, "/api/trackingtime/projects")
                        .json()
                        .path("detail")
                        .asString())
                .contains("devledger.trackingtime.app-password", "devledger.trackingtime.mode=sandbox");
        assertThat(agent.failure("tt_list_projects", "{}"))
                .contains("toolset_off", "devledger.mcp.toolsets=default,ticktick,clickup,trackingtime");
    }

    /** ClickUp is off where nobody says otherwise. */
    @Test
    void the_tools_of_clickup_say_in_json_how_to_connect_it() {
        JsonNode connection = agent.answer("clickup_connection", "{}");
        assertThat(connection.path("connected").asBoolean()).isFalse();
        assertThat(connection.path("state").asString()).isEqualTo("off");
        JsonNode error =
                JSON.readTree(agent.failure("clickup_list_teams", "{}")).path("error");
        assertThat(error.path("code").asString()).isEqualTo("conflict_state");
        assertThat(error.path("message").asString()).contains("devledger.clickup.mode=sandbox");
        assertThat(devledger
                        .api()
                        .get(409, "/api/clickup/teams")
                        .json()
                        .path("detail")
                        .asString())
                .contains("devledger.clickup.access-token");
    }

    @Test
    void the_default_tools_cost_a_model_little() {
        String listed =
                JSON.writeValueAsString(Mcp.connect(SharedDevledger.get().api()).result("tools/list", "{}"));
        assertThat(JSON.readTree(listed).path("tools").size()).isBetween(1, 18);
        assertThat(listed.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(21_000);
    }

    @Test
    void a_list_and_a_task_go_straight_to_ticktick_and_into_the_ledger_with_the_next_sync() {
        ledger.card(ledger.project("Past the ledger", ""));
        JsonNode lists = agent.answer("ticktick_list_projects", "{}").path("projects");
        String cards = lists.valueStream()
                .filter(list -> list.path("name").asString().equals("Dev Projects"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
        String made = "{\"title\":\"Made past the ledger\",\"project_id\":\"" + cards
                + "\",\"priority\":5,\"due_date\":\"2026-03-31T09:00:00+0000\",\"idempotency_key\":\"past-1\"}";
        JsonNode task = agent.answer("ticktick_create_task", made).path("task");
        assertThat(agent.answer("ticktick_create_task", made).path("replayed").asBoolean())
                .isTrue();
        String ids = "\"project_id\":\"" + cards + "\",\"task_id\":\""
                + task.path("id").asString() + "\"";
        assertThat(agent.answer("ticktick_update_task", "{" + ids + ",\"title\":\"Renamed past the ledger\"}")
                        .at("/task/priority")
                        .asInt())
                .isEqualTo(5);
        JsonNode open = agent.answer("ticktick_get_project", "{\"project_id\":\"" + cards + "\"}")
                .path("tasks");
        assertThat(open.valueStream().map(each -> each.path("title").asString()))
                .contains("Renamed past the ledger")
                .doesNotContain("Made past the ledger");
        ledger.sync();
        assertThat(devledger
                        .api()
                        .read("/api/projects?q=%22Renamed+past%22")
                        .at("/items/0/priority")
                        .asString())
                .isEqualTo("high");

        assertThat(agent.answer("ticktick_complete_task", "{" + ids + "}")
                        .path("done")
                        .asBoolean())
                .isTrue();
        assertThat(agent.failure("ticktick_delete_task", "{" + ids + ",\"confirm\":false}"))
                .startsWith("confirm_required: ");
        assertThat(agent.answer("ticktick_delete_task", "{" + ids + ",\"confirm\":true}")
                        .path("done")
                        .asBoolean())
                .isTrue();
    }

    private static List<String> names(JsonNode tools) {
        return tools.valueStream().map(tool -> tool.path("name").asString()).toList();
    }
}
