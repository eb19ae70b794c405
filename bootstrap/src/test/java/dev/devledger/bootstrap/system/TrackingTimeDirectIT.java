package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Each tool of the toolset, and the same calls over REST, compared with what TrackingTime's sandbox then holds. */
class TrackingTimeDirectIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final long ANA = TrackingTimeThere.ANA;
    private static final Set<String> CALLED = new TreeSet<>();
    private static final StringBuilder TOLD = new StringBuilder();

    private static Api api;
    private static Mcp agent;
    private static TrackingTimeThere there;
    private static long customer;
    private static long project;
    private static long task;

    @BeforeAll
    static void start() {
        api = SharedTrackingTime.get().api();
        agent = Mcp.connect(api);
        there = new TrackingTimeThere(api, TrackingTimeThere.SANDBOX);
        customer = one("tt_create_customer", "{'name': 'Harbour'}", "customer")
                .path("id")
                .asLong();
        project = one(
                        "tt_create_project",
                        "{'name': 'Ferry timetable', 'customer_name': 'Harbour', 'service_name': 'Design'}",
                        "project")
                .path("id")
                .asLong();
        task = one(
                        "tt_create_task",
                        "{'name': 'Winter', 'project_id': " + project + ", 'estimated_time': 2.5, 'users': [{'id': "
                                + ANA + "}]}",
                        "task")
                .path("id")
                .asLong();
    }

    private static JsonNode tool(String name, String arguments) {
        CALLED.add(name);
        JsonNode answer = agent.answer(name, arguments.replace('\'', '"'));
        TOLD.append(answer);
        return answer;
    }

    private static JsonNode one(String name, String arguments, String field) {
        return tool(name, arguments).path(field);
    }

    private static String id(long id) {
        return "{'id': " + id + "}";
    }

    private static List<String> ids(JsonNode all) {
        return all.valueStream().map(each -> each.path("id").asString()).toList();
    }

    private static long entry(String day, String from, String to, long seconds) {
        return one(
                        "tt_add_time_entry",
                        "{'user_id': " + ANA + ", 'task_id': " + task + ", 'start': '" + day + "T" + from
                                + ":00Z', 'end': '" + day + "T" + to + ":00Z', 'duration': " + seconds + "}",
                        "entry")
                .path("id")
                .asLong();
    }

    @Test
    void customers_and_projects() {
        assertThat(there.data("/customers/" + customer).path("name").asString()).isEqualTo("Harbour");
        tool("tt_update_customer", "{'id': " + customer + ", 'name': 'Harbour Ltd', 'notes': 'pays late'}");
        assertThat(there.data("/customers/" + customer).path("notes").asString())
                .isEqualTo("pays late");
        assertThat(ids(one("tt_list_customers", "{}", "customers"))).contains(String.valueOf(customer));
        assertThat(there.data("/projects/" + project).at("/customer/id").asLong())
                .isEqualTo(customer);
        assertThat(ids(one("tt_list_projects", "{'filter': 'ACTIVE'}", "projects")))
                .contains(String.valueOf(project));
        assertThat(ids(one("tt_search_projects", "{'keyword': 'ferry'}", "found")))
                .contains(String.valueOf(project));
        tool("tt_update_project", "{'id': " + project + ", 'name': 'Ferry times'}");
        assertThat(there.data("/projects/" + project).path("name").asString()).isEqualTo("Ferry times");
        assertThat(one("tt_get_project", "{'id': " + project + ", 'include_tasks': true}", "project")
                        .path("tasks"))
                .isNotEmpty();
        tool("tt_archive_project", id(project));
        assertThat(there.data("/projects/" + project).path("is_archived").asBoolean())
                .isTrue();
        tool("tt_reopen_project", id(project));
        assertThat(there.data("/projects/" + project).path("is_archived").asBoolean())
                .isFalse();
        assertThat(ids(one("tt_get_project_times", "{'project_ids': [" + project + "]}", "times")))
                .containsExactly(String.valueOf(project));
    }

    @Test
    void people_and_their_projects() {
        assertThat(ids(one("tt_list_users", "{}", "users"))).contains(String.valueOf(ANA), "600184");
        assertThat(ids(one("tt_get_project_users", id(project), "users"))).containsExactly(String.valueOf(ANA));
        String given = "{'user_id': 600184, 'project_ids': [" + project + "]}";
        tool("tt_assign_user_projects", given);
        assertThat(ids(there.data("/users/600184/projects").path("projects"))).contains(String.valueOf(project));
        assertThat(ids(one("tt_get_user_trackables", "{'user_id': 600184}", "projects")))
                .contains(String.valueOf(project));
        tool("tt_remove_user_projects", given);
        assertThat(ids(there.data("/users/600184/projects").path("projects"))).doesNotContain(String.valueOf(project));
    }

    @Test
    void tasks() {
        assertThat(there.data("/tasks/" + task).path("estimated_time").asDouble())
                .isEqualTo(2.5);
        tool("tt_update_task", "{'id': " + task + ", 'due_date': '2026-12-01'}");
        assertThat(there.data("/tasks/" + task).path("due_date").asString()).startsWith("2026-12-01");
        assertThat(ids(one("tt_list_tasks", "{'project_id': " + project + "}", "tasks")))
                .contains(String.valueOf(task));
        assertThat(one("tt_get_task", id(task), "task").path("name").asString()).isEqualTo("Winter");
        tool("tt_close_task", id(task));
        assertThat(there.data("/tasks/" + task).path("is_archived").asBoolean()).isTrue();
        tool("tt_reopen_task", id(task));
        assertThat(there.data("/tasks/" + task).path("is_archived").asBoolean()).isFalse();
        String name = there.data("/projects/" + project).path("name").asString();
        assertThat(ids(one(
                        "tt_search_tasks",
                        "{'data': [{'project_name': '" + name + "', 'task_name': 'Winter'}]}",
                        "tasks")))
                .contains(String.valueOf(task));
        String made = "{'name': 'Once', 'project_id': " + project + ", 'idempotency_key': 'tt-once'}";
        long once = one("tt_create_task", made, "task").path("id").asLong();
        assertThat(tool("tt_create_task", made).path("replayed").asBoolean()).isTrue();
        assertThat(there.data("/tasks?filter=ALL&project_id=" + project)
                        .valueStream()
                        .filter(each -> each.path("name").asString().equals("Once")))
                .hasSize(1);
        tool("tt_delete_task", id(once));
        assertThat(there.status("/tasks/" + once)).isEqualTo(500);
    }

    @Test
    void timer_and_entries() {
        tool("tt_start_timer", "{'id': " + task + ", 'date': '2026-11-02T09:00:00Z', 'stop_running_task': true}");
        assertThat(there.data("/tasks/" + task).path("tracking").asBoolean()).isTrue();
        assertThat(error("tt_start_timer", "{'id': " + task + ", 'date': '2026-11-02T09:30:00Z'}")
                        .path("code")
                        .asString())
                .isEqualTo("conflict_state");
        JsonNode stopped = one("tt_stop_timer", "{'id': " + task + ", 'date': '2026-11-02T10:00:00Z'}", "entry");
        assertThat(there.data("/events/" + stopped.path("id").asString())
                        .path("duration")
                        .asInt())
                .isEqualTo(3_600);

        long entry = entry("2026-11-03", "09:00", "10:30", 5_400);
        assertThat(one("tt_get_time_entry", id(entry), "entry").path("duration").asInt())
                .isEqualTo(5_400);
        tool("tt_update_time_entry", "{'id': " + entry + ", 'end': '2026-11-03T11:00:00Z', 'notes': 'longer'}");
        assertThat(there.data("/events/" + entry).path("duration").asInt()).isEqualTo(7_200);
        tool("tt_mark_billed", "{'entry_ids': [" + entry + "]}");
        assertThat(there.data("/events/" + entry).path("is_billed").asBoolean()).isTrue();
        tool("tt_mark_not_billed", "{'entry_ids': [" + entry + "]}");
        assertThat(there.data("/events/" + entry).path("is_billed").asBoolean()).isFalse();
        String window = "'filter': 'TASK', 'id': " + task + ", 'from': '2026-11-03', 'to': '2026-11-03'";
        JsonNode listed = tool("tt_list_time_entries", "{" + window + "}");
        assertThat(ids(listed.path("entries"))).containsExactly(String.valueOf(entry));
        assertThat(listed.has("truncated")).isFalse();
        assertThat(one("tt_export_time_entries", "{'separator': ';', " + window + "}", "export")
                        .path("csv")
                        .asString())
                .contains("Winter", "longer");
        assertThat(one("tt_get_events_summary", "{'from': '2026-11-03', 'to': '2026-11-03'}", "users"))
                .isNotEmpty();
        tool("tt_delete_time_entry", id(entry));
        assertThat(there.status("/events/" + entry)).isEqualTo(500);
    }

    /** The answer to what was made got lost: whoever sends it again with the key of the first one makes no second one. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "tt_create_project | 'name': 'Lost once' | /projects/add | /projects?filter=ALL",
                "tt_create_customer | 'name': 'Lost once' | /customers/add | /customers?filter=ALL",
                "tt_create_task | 'name': 'Lost once', 'project_id': PROJECT | /tasks/share"
                        + " | /tasks?filter=ALL&project_id=PROJECT"
            })
    void what_was_made_without_an_answer_is_made_once(String tool, String fields, String path, String list) {
        String id = String.valueOf(project);
        String made = "{" + fields.replace("PROJECT", id) + ", 'idempotency_key': 'lost-once'}";
        there.fault("drop-answer", "POST /438100" + path);
        JsonNode lost = error(tool, made);
        assertThat(lost.path("code").asString()).isEqualTo("trackingtime_unavailable");
        assertThat(lost.path("message").asString()).contains("it may have been made", "Check with");
        assertThat(error(tool, made).path("message").asString()).contains("it is not known whether it was done");
        assertThat(there.data(list.replace("PROJECT", id))
                        .valueStream()
                        .filter(each -> each.path("name").asString().equals("Lost once")))
                .hasSize(1);
    }

    @Test
    void an_entry_whose_answer_was_lost_is_found_and_told_again() {
        String made = "{'user_id': " + ANA + ", 'task_id': " + task + ", 'start': '2026-11-04T09:00:00Z', 'end':"
                + " '2026-11-04T10:00:00Z', 'duration': 3600, 'notes': 'lost', 'idempotency_key': 'lost-entry'}";
        there.fault("drop-answer", "POST /438100/events/add");
        long id = one("tt_add_time_entry", made, "entry").path("id").asLong();
        JsonNode again = tool("tt_add_time_entry", made);
        assertThat(again.path("replayed").asBoolean()).isTrue();
        assertThat(again.at("/entry/id").asLong()).isEqualTo(id);
        assertThat(ids(there.data("/events?filter=TASK&id=" + task + "&from=2026-11-04&to=2026-11-04")))
                .containsExactly(String.valueOf(id));
    }

    @Test
    void rest_has_the_same_calls() {
        Api.Answer made =
                api.post(201, "/api/trackingtime/projects", "{\"name\":\"By REST\"}", "Idempotency-Key", "tt-direct-1");
        String path = "/projects/" + made.json().at("/project/id").asString();
        assertThat(made.header("Location")).isEqualTo("/api/trackingtime" + path);
        api.patch(200, "/api/trackingtime" + path, "{\"name\":\"Renamed\"}");
        assertThat(there.data(path).path("name").asString()).isEqualTo("Renamed");
        api.post(200, "/api/trackingtime" + path + "/archive", null);
        assertThat(there.data(path).path("is_archived").asBoolean()).isTrue();
        assertThat(ids(api.read(
                                "/api/trackingtime/time-entries?filter=COMPANY&from=2026-01-01&to=2100-01-01&page_size=1")
                        .path("entries")))
                .hasSize(1);
        JsonNode wrong = api.post(422, "/api/trackingtime/customers", "{\"name\":\"Harbour Ltd\",\"colour\":1}")
                .json();
        assertThat(wrong.path("detail").asString()).startsWith("colour: ");
        for (String never :
                List.of("-999999999-01-01T00:00:00Z", "+999999999-12-31T23:59:59Z", "+10000-01-01 00:00:00")) {
            api.post(422, "/api/trackingtime/timer/start", "{\"task_name\":\"Never\",\"date\":\"" + never + "\"}");
        }
        JsonNode refused = api.patch(422, "/api/trackingtime/projects/1", "{\"name\":\"X\"}")
                .json();
        assertThat(refused.path("remoteCode").asString()).isEqualTo("500");
        api.get(404, "/api/trackingtime/tasks/1");
        api.get(404, "/api/trackingtime/nowhere");
        api.put(405, "/api/trackingtime/projects", "{}");
        assertThat(api.read("/api/trackingtime/connection").path("connected").asBoolean())
                .isTrue();
        TOLD.append(api.get("/api/trackingtime/connection").body());
        TOLD.append(api.get("/api/trackingtime/users").body());
    }

    private static JsonNode error(String tool, String arguments) {
        return JSON.readTree(agent.failure(tool, arguments.replace('\'', '"'))).path("error");
    }

    /** Whatever order the tests run in, together they call all of them; and no answer held a secret. */
    @AfterAll
    static void all_were_called() {
        assertThat(CALLED).hasSize(35);
        assertThat(TOLD.toString()).doesNotContain("canary-", "73017", "41903");
    }
}
