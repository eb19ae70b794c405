package dev.devledger.adapters.sandbox.clickup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.sandbox.clickup.places.Places.PagePaths;
import dev.devledger.adapters.services.clickup.client.ClickUpClient;
import dev.devledger.adapters.services.clickup.direct.ClickUpCalls;
import dev.devledger.adapters.services.kernel.CallBudget;
import dev.devledger.adapters.services.kernel.MemoryCallBudget;
import dev.devledger.adapters.services.kernel.RemoteHttp.HttpLimits;
import dev.devledger.adapters.services.kernel.ServiceClient.ClientLimits;
import dev.devledger.adapters.services.kernel.ServiceClient.ServiceAccount;
import dev.devledger.application.direct.DirectCalls;
import dev.devledger.application.direct.Operation.DirectReply;
import dev.devledger.application.direct.Operation.DirectRequest;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The calls that go straight to ClickUp, against what ClickUp does. */
class DirectCallsOnSandboxTest extends OnClickUp {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENT = Duration.ofSeconds(30);
    private static final HttpLimits LIMITS = new HttpLimits(PATIENT, PATIENT, PATIENT, PATIENT.plusMillis(500));

    private final ClickUpClient client = new ClickUpClient(
            new ClientLimits(LIMITS, "off", "1.2"),
            ServiceAccount.of(
                    base -> Optional.of(URI.create(ClickUpServer.URL + PagePaths.V2)),
                    () -> Optional.of(ClickUpServer.OWNER)),
            new CallBudget("off", LIMITS.call(), new MemoryCallBudget(System::nanoTime), System::nanoTime),
            tries -> 0L);

    private final DirectCalls calls = ClickUpCalls.of(client, null);

    @AfterEach
    void close() {
        client.close();
    }

    private JsonNode json(DirectRequest call) {
        return switch (calls.send(call)) {
            case DirectReply.Json(var body) -> JSON.readTree(body);
            case DirectReply.Made(var place, var body) -> JSON.readTree(body);
            case DirectReply other -> throw new AssertionError(call + ": " + other);
        };
    }

    private <T extends DirectReply> T no(DirectRequest call, Class<T> kind) {
        DirectReply reply = calls.send(call);
        assertThat(reply).as(call.toString()).isInstanceOf(kind);
        return kind.cast(reply);
    }

    @Test
    void finds_the_way_from_the_workspace_to_its_lists() {
        assertThat(json(DirectRequest.of("clickup_list_teams"))
                        .at("/teams/0/id")
                        .asString())
                .isEqualTo(TEAM);
        assertThat(json(DirectRequest.of("clickup_read_team").with("team_id", TEAM))
                        .at("/members/0/user/username")
                        .asString())
                .isEqualTo("Ana");
        assertThat(json(DirectRequest.of("clickup_list_spaces"))
                        .at("/spaces/0/id")
                        .asString())
                .isEqualTo(space);
        JsonNode made = json(DirectRequest.of("clickup_create_list")
                .with("space_id", space)
                .saying("{\"name\":\"Backlog\",\"content\":\"What comes next\",\"priority\":2}"));
        assertThat(texts(
                        json(DirectRequest.of("clickup_list_lists").with("space_id", space))
                                .path("lists"),
                        "name"))
                .contains("A list", "Backlog");
        assertThat(calls.send(DirectRequest.of("clickup_create_task")
                        .with("list_id", made.path("id").asString())
                        .saying("{\"name\":\"x\"}")
                        .in(TEAM)))
                .isInstanceOf(DirectReply.Made.class);
        assertThat(calls.send(DirectRequest.of("clickup_list_tasks")
                        .with("list_id", list)
                        .in("333")))
                .isInstanceOf(DirectReply.Forbidden.class);
        assertThat(json(DirectRequest.of("clickup_read_connection"))
                        .at("/user/username")
                        .asString())
                .isEqualTo("Ana");
        assertThat(json(DirectRequest.of("clickup_rate_limit")).path("limit").asInt())
                .isEqualTo(100_000);
    }

    @Test
    void a_task_has_what_it_was_made_and_changed_with() {
        JsonNode people = json(DirectRequest.of("clickup_list_teams")).at("/teams/0/members");
        String ana = people.at("/0/user/id").asString();
        String ben = people.at("/1/user/id").asString();
        JsonNode made = json(DirectRequest.of("clickup_create_task")
                .with("list_id", list)
                .saying("{\"name\":\"Fix login\",\"markdown_content\":\"# Why\\n"
                        + "\\n"
                        + "- it **fails**\",\"priority\":1,\"tags\":[\"Bug\"],"
                        + "\"assignees\":[\"" + ana
                        + "\"],\"due_date\":\"2026-03-31T10:00:00Z\",\"time_estimate\":3600000,"
                        + "\"custom_fields\":[{\"id\":\"0a3f9c1e-5b7d-4c2a-9e61-7f2d8b4c6a10\",\"value\":3}]}"));
        String id = made.path("id").asString();
        assertThat(made.at("/priority/priority").asString()).isEqualTo("urgent");

        JsonNode now = json(DirectRequest.of("clickup_update_task")
                .with("task_id", id)
                .saying("{\"name\":\"Fix the login\",\"priority\":null,\"due_date\":null,\"assignees\":[" + ben
                        + "],\"tags\":[\"login\",\"new one\"],\"description\":\"\","
                        + "\"custom_fields\":[{\"id\":\"0a3f9c1e-5b7d-4c2a-9e61-7f2d8b4c6a10\",\"value\":null}]}"));
        assertThat(now.path("name").asString()).isEqualTo("Fix the login");
        assertThat(now.path("priority").isNull()).isTrue();
        assertThat(now.path("due_date").isNull()).isTrue();
        assertThat(texts(now.path("tags"), "name")).containsExactlyInAnyOrder("login", "new one");
        assertThat(texts(now.path("assignees"), "id")).containsExactly(ben);

        assertThat(texts(
                        json(DirectRequest.of("clickup_assign")
                                        .with("task_id", id)
                                        .saying("{\"add\":[" + ana + "],\"remove\":[" + ben + "]}"))
                                .path("assignees"),
                        "id"))
                .containsExactly(ana);
        assertThat(no(
                                DirectRequest.of("clickup_set_status")
                                        .with("task_id", id)
                                        .saying("{\"status\":\"nope\"}"),
                                DirectReply.WrongValue.class)
                        .detail())
                .contains("The list has: ");
        String closed = "";
        for (JsonNode status : clickup.get("/list/" + list).json().path("statuses")) {
            closed = status.path("status").asString();
        }
        assertThat(json(DirectRequest.of("clickup_set_status")
                                .with("task_id", id)
                                .saying("{\"status\":\"" + closed + "\"}"))
                        .at("/status/type")
                        .asString())
                .isEqualTo("closed");
        JsonNode child = json(DirectRequest.of("clickup_create_task")
                .with("list_id", list)
                .saying("{\"name\":\"Part\",\"parent\":\"" + id + "\"}"));
        assertThat(json(DirectRequest.of("clickup_update_task")
                                .with("task_id", child.path("id").asString())
                                .saying("{\"parent\":null}"))
                        .path("parent")
                        .isNull())
                .isTrue();
        assertThat(calls.send(DirectRequest.of("clickup_delete_task").with("task_id", id)))
                .isEqualTo(new DirectReply.Done());
        assertThat(no(DirectRequest.of("clickup_get_task").with("task_id", id), DirectReply.NotFound.class)
                        .code())
                .isEqualTo("ITEM_013");
    }

    @Test
    void a_field_that_the_list_does_not_have_is_no_success() {
        String id = task("Fix login");
        DirectReply reply = calls.send(DirectRequest.of("clickup_update_task")
                .with("task_id", id)
                .saying("{\"name\":\"Fix it\",\"custom_fields\":[{\"id\":\"no-such-field\",\"value\":3}]}"));
        assertThat(reply).isInstanceOf(DirectReply.Refusal.class);
        assertThat(read(id).path("name").asString()).isEqualTo("Fix it");
    }

    @Test
    void all_pages_are_read_and_nothing_is_hidden() {
        for (int i = 0; i < 130; i++) {
            task("Task " + i);
        }
        String first = task("First");
        task("{'name': 'Below', 'parent': '" + first + "'}", list);
        json(DirectRequest.of("clickup_set_status")
                .with("task_id", first)
                .saying("{\"status\":\""
                        + clickup.get("/list/" + list)
                                .json()
                                .path("statuses")
                                .valueStream()
                                .reduce((a, b) -> b)
                                .orElseThrow()
                                .path("status")
                                .asString()
                        + "\"}"));
        Set<String> names = new HashSet<>(texts(
                json(DirectRequest.of("clickup_list_tasks").with("list_id", list))
                        .path("tasks"),
                "name"));
        assertThat(names).hasSize(132).contains("Task 0", "Task 129", "First", "Below");
        assertThat(texts(
                        json(DirectRequest.of("clickup_list_tasks")
                                        .with("list_id", list)
                                        .asking(Map.of("subtasks", List.of("false"), "page", List.of("1"))))
                                .path("tasks"),
                        "name"))
                .hasSize(31);

        for (int i = 0; i < 30; i++) {
            clickup.post("/task/" + first + "/comment", "{'comment_text': 'Comment " + i + "', 'notify_all': false}");
        }
        assertThat(texts(
                        json(DirectRequest.of("clickup_list_comments").with("task_id", first))
                                .path("comments"),
                        "comment_text"))
                .hasSize(30)
                .doesNotHaveDuplicates();
        assertThat(json(DirectRequest.of("clickup_add_comment")
                                .with("task_id", first)
                                .saying("{\"comment_text\":\"The last\"}"))
                        .path("comment_text")
                        .asString())
                .isEqualTo("The last");
    }

    @Test
    void a_board_is_made_found_and_read() {
        String id = task("On the board");
        JsonNode board = json(
                DirectRequest.of("clickup_create_board").with("space_id", space).saying("{\"name\":\"Sprint\"}"));
        assertThat(texts(
                        json(DirectRequest.of("clickup_list_boards").with("space_id", space))
                                .path("views"),
                        "name"))
                .contains("Sprint");
        JsonNode read = json(DirectRequest.of("clickup_get_board")
                .with("board_id", board.path("id").asString()));
        assertThat(read.at("/view/name").asString()).isEqualTo("Sprint");
        assertThat(texts(read.path("tasks"), "id")).contains(id);
        assertThat(calls.send(DirectRequest.of("clickup_get_board")
                        .with("board_id", board.path("id").asString())
                        .in(TEAM)))
                .isInstanceOf(DirectReply.Json.class);
    }
}
