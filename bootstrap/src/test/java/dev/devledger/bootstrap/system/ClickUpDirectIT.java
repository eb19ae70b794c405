package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The calls that go straight to ClickUp, over REST and as tools, against the sandbox. */
class ClickUpDirectIT {
    private static RunningDevledger devledger;
    private static Mcp agent;
    private static String team;
    private static String space;
    private static String list;

    @BeforeAll
    static void start() {
        devledger = SharedTrackingTime.get();
        agent = Mcp.connect(devledger.api());
        team = agent.answer("clickup_list_teams", "{}").at("/teams/0/id").asString();
        space = agent.answer("clickup_list_spaces", "{}").at("/spaces/0/id").asString();
        list = agent.answer("clickup_create_list", "{\"space_id\":\"" + space + "\",\"name\":\"Straight\"}")
                .at("/list/id")
                .asString();
    }

    private static JsonNode get(String path) {
        return devledger.api().read("/api/clickup" + path);
    }

    private static List<String> texts(JsonNode all, String field) {
        return all.valueStream().map(each -> each.path(field).asString()).toList();
    }

    @Test
    void rest_reads_from_the_workspace_down_to_its_tasks() {
        assertThat(texts(get("/teams").path("teams"), "id")).containsExactly(team);
        assertThat(get("/teams/" + team).path("id").asString()).isEqualTo(team);
        assertThat(texts(get("/teams/" + team + "/spaces").path("spaces"), "id"))
                .contains(space);
        assertThat(get("/spaces/" + space + "/folders").path("folders").isArray())
                .isTrue();
        assertThat(texts(get("/spaces/" + space + "/lists").path("lists"), "name"))
                .contains("Straight");
        assertThat(devledger
                        .api()
                        .send("GET", "/api/clickup/teams", null, "x-team-id", "333")
                        .expect(403)
                        .json()
                        .path("detail")
                        .asString())
                .contains(team);
        assertThat(get("/connection").path("connected").asBoolean()).isTrue();
        JsonNode limit = get("/rate-limit");
        assertThat(limit.path("remaining").asInt())
                .isBetween(0, limit.path("limit").asInt());
        assertThat(limit.path("reset").asString()).endsWith("Z");
    }

    @Test
    void rest_writes_a_task_and_reads_it_back() {
        Api.Answer made = devledger
                .api()
                .post(
                        201,
                        "/api/clickup/tasks",
                        "{\"teamId\":\"" + team + "\",\"listId\":\"" + list
                                + "\",\"name\":\"By REST\",\"priority\":2,\"tags\":[\"one\"]}",
                        "Idempotency-Key",
                        "direct-1");
        String task = "/tasks/" + made.json().path("id").asString();
        assertThat(made.header("Location")).isEqualTo("/api/clickup" + task);
        JsonNode changed = devledger
                .api()
                .patch(200, "/api/clickup" + task, "{\"tags\":[\"two\"],\"priority\":null,\"description\":\"Why\"}")
                .json();
        assertThat(texts(changed.path("tags"), "name")).containsExactly("two");
        assertThat(changed.path("priority").isNull()).isTrue();
        JsonNode wrong = devledger
                .api()
                .put(422, "/api/clickup" + task + "/status", "{\"status\":\"nowhere\"}")
                .json();
        assertThat(wrong.path("remoteCode").asString()).isEqualTo("ITEM_114");
        assertThat(wrong.path("detail").asString()).contains("The list has: ");
        devledger.api().patch(422, "/api/clickup" + task, "{\"dueDate\":1}");
        devledger.api().post(201, "/api/clickup" + task + "/comments", "{\"comment_text\":\"Said by REST\"}");
        assertThat(texts(get(task + "/comments").path("comments"), "comment_text"))
                .containsExactly("Said by REST");
        devledger.api().delete(204, "/api/clickup" + task);
        assertThat(devledger
                        .api()
                        .get(404, "/api/clickup" + task)
                        .json()
                        .path("remoteCode")
                        .asString())
                .isEqualTo("ITEM_013");
    }

    private record Session(Set<String> called) {
        JsonNode call(String tool, String arguments) {
            called.add(tool);
            return agent.answer(tool, arguments.replace('\'', '"'));
        }
    }

    /** Each that the list has, of the ledger and of ClickUp, in one session; each goes well. */
    @Test
    void an_agent_calls_every_tool_of_the_list() {
        Session session = new Session(new HashSet<>());
        String person = Samples.key(devledger.api().made("/api/people", "{\"name\": \"Whoever calls\"}"));
        String project = Tools.keys(session.call("save_project", "{'name':'Called by an agent','status':'active'}"))
                .getFirst();
        List<String> tasks = Tools.keys(session.call(
                "create_tasks", "{'project':'" + project + "','tasks':[{'title':'First'},{'title':'Second'}]}"));
        String first = "'tasks':['" + tasks.getFirst() + "']";
        String second = "'tasks':['" + tasks.getLast() + "']";
        assertThat(session.call("find_tasks", "{'project':'" + project + "'}").path("tasks"))
                .hasSize(2);
        session.call("update_tasks", "{'tasks':[{'key':'" + tasks.getFirst() + "','priority':'high'}]}");
        assertThat(session.call("get_task", "{" + first + "}")
                        .at("/tasks/0/priority")
                        .asString())
                .isEqualTo("high");
        session.call("claim_tasks", "{" + first + ",'agent':'ada'}");
        session.call("complete_tasks", "{" + first + ",'agent':'ada'}");
        session.call("move_tasks", "{" + second + ",'parent':'" + tasks.getFirst() + "'}");
        session.call("start_timer", "{'task':'" + tasks.getLast() + "','person':'" + person + "'}");
        session.call("stop_timer", "{'person':'" + person + "'}");
        session.call(
                "save_time_entries",
                "{'entries':[{'task':'" + tasks.getLast() + "','person':'" + person
                        + "','start':'2026-03-30T12:00:00Z','seconds':600}]}");
        assertThat(session.call("get_time_report", "{'project':'" + project + "','group_by':['task']}")
                        .toString())
                .contains(tasks.getLast());
        String deleted = Tools.changeSet(session.call("delete_items", "{'items':['" + tasks.getLast() + "']}"));
        session.call("undo_changes", "{'change_sets':['" + deleted + "']}");
        assertThat(session.call("get_history", "{'entity':'" + tasks.getLast() + "'}")
                        .toString())
                .contains(deleted);
        session.call("get_overview", "{'project':'" + project + "'}");
        session.call("sync_now", "{'dry_run':true}");
        session.call("resolve_sync_conflicts", "{'limit':1}");
        session.call("delete_items", "{'items':['" + project + "'],'confirm':true}");

        session.call("clickup_connection", "{}");
        String user = session.call("clickup_list_teams", "{}")
                .at("/teams/0/members/0/user/id")
                .asString();
        String here = "'space_id':'" + space + "'";
        session.call("clickup_list_spaces", "{}");
        session.call("clickup_list_folders", "{" + here + "}");
        String made = session.call("clickup_create_list", "{" + here + ",'name':'Called'}")
                .at("/list/id")
                .asString();
        assertThat(texts(session.call("clickup_list_lists", "{" + here + "}").path("lists"), "id"))
                .contains(made);
        String it = "'task_id':'"
                + session.call("clickup_create_task", "{'list_id':'" + made + "','name':'Called'}")
                        .at("/task/id")
                        .asString()
                + "'";
        session.call("clickup_update_task", "{" + it + ",'name':'Called again'}");
        session.call("clickup_set_status", "{" + it + ",'status':'in review'}");
        session.call("clickup_assign", "{" + it + ",'add':[" + user + "]}");
        session.call("clickup_add_comment", "{" + it + ",'comment_text':'Well'}");
        assertThat(texts(session.call("clickup_list_comments", "{" + it + "}").path("comments"), "comment_text"))
                .containsExactly("Well");
        JsonNode task = session.call("clickup_get_task", "{" + it + "}").path("task");
        assertThat(task.at("/status/status").asString()).isEqualTo("in review");
        assertThat(task.path("name").asString()).isEqualTo("Called again");
        assertThat(session.call("clickup_list_tasks", "{'list_id':'" + made + "'}")
                        .path("tasks"))
                .hasSize(1);
        String board = session.call("clickup_create_board", "{" + here + ",'name':'Called'}")
                .at("/view/id")
                .asString();
        session.call("clickup_get_board", "{'board_id':'" + board + "'}");
        assertThat(texts(session.call("clickup_list_boards", "{" + here + "}").path("views"), "id"))
                .contains(board);
        session.call("clickup_delete_task", "{" + it + ",'confirm':true}");
        assertThat(session.called)
                .as("all but TrackingTime's")
                .containsExactlyInAnyOrderElementsOf(
                        texts(agent.result("tools/list", "{}").path("tools"), "name").stream()
                                .filter(tool -> !tool.startsWith("tt_"))
                                .toList());
    }
}
