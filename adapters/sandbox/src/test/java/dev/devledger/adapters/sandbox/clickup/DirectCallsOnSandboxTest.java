package dev.devledger.adapters.sandbox.clickup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.clickup.client.ClickUpAccount;
import dev.devledger.adapters.clickup.client.ClickUpClient;
import dev.devledger.adapters.clickup.client.ClickUpSettings;
import dev.devledger.adapters.clickup.client.Endpoint;
import dev.devledger.adapters.clickup.direct.ClickUpDirectCalls;
import dev.devledger.adapters.remote.CallBudget;
import dev.devledger.adapters.remote.HttpLimits;
import dev.devledger.adapters.remote.MemoryCallLog;
import dev.devledger.adapters.sandbox.clickup.common.PagePaths;
import dev.devledger.application.direct.DirectCall;
import dev.devledger.application.direct.DirectCall.Home;
import dev.devledger.application.direct.DirectReply;
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
            new ClickUpSettings(LIMITS, "off", "1.2"),
            new Ana(),
            new CallBudget("off", LIMITS.call(), new MemoryCallLog(System::nanoTime), System::nanoTime),
            tries -> 0L);

    private final ClickUpDirectCalls calls = new ClickUpDirectCalls(client, null);

    private record Ana() implements ClickUpAccount {
        @Override
        public Optional<URI> apiUrl(Endpoint.Version version) {
            return Optional.of(URI.create(ClickUpServer.URL + PagePaths.V2));
        }

        @Override
        public Optional<String> token() {
            return Optional.of(ClickUpServer.OWNER);
        }
    }

    @AfterEach
    void close() {
        client.close();
    }

    private JsonNode json(DirectCall call) {
        return switch (calls.send(call, null)) {
            case DirectReply.Json(var body) -> JSON.readTree(body);
            case DirectReply.Made(var id, var body) -> JSON.readTree(body);
            case DirectReply other -> throw new AssertionError(call + ": " + other);
        };
    }

    private <T extends DirectReply> T no(DirectCall call, Class<T> kind) {
        DirectReply reply = calls.send(call, null);
        assertThat(reply).as(call.toString()).isInstanceOf(kind);
        return kind.cast(reply);
    }

    @Test
    void finds_the_way_from_the_workspace_to_its_lists() {
        assertThat(json(new DirectCall.Teams()).at("/teams/0/id").asString()).isEqualTo(TEAM);
        assertThat(json(new DirectCall.Team(TEAM))
                        .at("/members/0/user/username")
                        .asString())
                .isEqualTo("Ana");
        assertThat(json(new DirectCall.Spaces(null, false)).at("/spaces/0/id").asString())
                .isEqualTo(space);
        JsonNode made = json(new DirectCall.CreateList(
                Home.SPACE, space, "{\"name\":\"Backlog\",\"content\":\"What comes next\",\"priority\":2}"));
        assertThat(texts(json(new DirectCall.Lists(Home.SPACE, space, false)).path("lists"), "name"))
                .contains("A list", "Backlog");
        assertThat(calls.send(new DirectCall.CreateTask(made.path("id").asString(), "{\"name\":\"x\"}"), TEAM))
                .isInstanceOf(DirectReply.Made.class);
        assertThat(calls.send(new DirectCall.Tasks(list, Map.of()), "333")).isInstanceOf(DirectReply.Forbidden.class);
        assertThat(json(new DirectCall.Connection()).at("/user/username").asString())
                .isEqualTo("Ana");
        assertThat(json(new DirectCall.RateLimit()).path("limit").asInt()).isEqualTo(100_000);
    }

    @Test
    void a_task_has_what_it_was_made_and_changed_with() {
        JsonNode people = json(new DirectCall.Teams()).at("/teams/0/members");
        String ana = people.at("/0/user/id").asString();
        String ben = people.at("/1/user/id").asString();
        JsonNode made = json(new DirectCall.CreateTask(
                list,
                "{\"name\":\"Fix login\",\"markdown_content\":\"# Why\\n"
                        + "\\n"
                        + "- it **fails**\",\"priority\":1,\"tags\":[\"Bug\"],\"assignees\":[\"" + ana
                        + "\"],\"due_date\":\"2026-03-31T10:00:00Z\",\"time_estimate\":3600000,"
                        + "\"custom_fields\":[{\"id\":\"0a3f9c1e-5b7d-4c2a-9e61-7f2d8b4c6a10\",\"value\":3}]}"));
        String id = made.path("id").asString();
        assertThat(made.at("/priority/priority").asString()).isEqualTo("urgent");

        JsonNode now = json(new DirectCall.UpdateTask(
                id,
                "{\"name\":\"Fix the login\",\"priority\":null,\"due_date\":null,\"assignees\":[" + ben
                        + "],\"tags\":[\"login\",\"new one\"],\"description\":\"\","
                        + "\"custom_fields\":[{\"id\":\"0a3f9c1e-5b7d-4c2a-9e61-7f2d8b4c6a10\",\"value\":null}]}"));
        assertThat(now.path("name").asString()).isEqualTo("Fix the login");
        assertThat(now.path("priority").isNull()).isTrue();
        assertThat(now.path("due_date").isNull()).isTrue();
        assertThat(texts(now.path("tags"), "name")).containsExactlyInAnyOrder("login", "new one");
        assertThat(texts(now.path("assignees"), "id")).containsExactly(ben);

        assertThat(texts(
                        json(new DirectCall.Assign(id, "{\"add\":[" + ana + "],\"remove\":[" + ben + "]}"))
                                .path("assignees"),
                        "id"))
                .containsExactly(ana);
        assertThat(no(new DirectCall.SetStatus(id, "{\"status\":\"nope\"}"), DirectReply.WrongValue.class)
                        .detail())
                .contains("The list has: ");
        String closed = "";
        for (JsonNode status : clickup.get("/list/" + list).json().path("statuses")) {
            closed = status.path("status").asString();
        }
        assertThat(json(new DirectCall.SetStatus(id, "{\"status\":\"" + closed + "\"}"))
                        .at("/status/type")
                        .asString())
                .isEqualTo("closed");
        JsonNode child = json(new DirectCall.CreateTask(list, "{\"name\":\"Part\",\"parent\":\"" + id + "\"}"));
        assertThat(json(new DirectCall.UpdateTask(child.path("id").asString(), "{\"parent\":null}"))
                        .path("parent")
                        .isNull())
                .isTrue();
        assertThat(calls.send(new DirectCall.DeleteTask(id), null)).isEqualTo(new DirectReply.Done());
        assertThat(no(new DirectCall.Task(id), DirectReply.NotFound.class).code())
                .isEqualTo("ITEM_013");
    }

    @Test
    void a_field_that_the_list_does_not_have_is_no_success() {
        String id = task("Fix login");
        DirectReply reply = calls.send(
                new DirectCall.UpdateTask(
                        id, "{\"name\":\"Fix it\",\"custom_fields\":[{\"id\":\"no-such-field\",\"value\":3}]}"),
                null);
        assertThat(reply).isInstanceOf(DirectReply.No.class);
        assertThat(read(id).path("name").asString()).isEqualTo("Fix it");
    }

    @Test
    void all_pages_are_read_and_nothing_is_hidden() {
        for (int i = 0; i < 130; i++) {
            task("Task " + i);
        }
        String first = task("First");
        task("{'name': 'Below', 'parent': '" + first + "'}", list);
        json(new DirectCall.SetStatus(
                first,
                "{\"status\":\""
                        + clickup.get("/list/" + list)
                                .json()
                                .path("statuses")
                                .valueStream()
                                .reduce((a, b) -> b)
                                .orElseThrow()
                                .path("status")
                                .asString()
                        + "\"}"));
        Set<String> names =
                new HashSet<>(texts(json(new DirectCall.Tasks(list, Map.of())).path("tasks"), "name"));
        assertThat(names).hasSize(132).contains("Task 0", "Task 129", "First", "Below");
        assertThat(texts(
                        json(new DirectCall.Tasks(list, Map.of("subtasks", List.of("false"), "page", List.of("1"))))
                                .path("tasks"),
                        "name"))
                .hasSize(31);

        for (int i = 0; i < 30; i++) {
            clickup.post("/task/" + first + "/comment", "{'comment_text': 'Comment " + i + "', 'notify_all': false}");
        }
        assertThat(texts(json(new DirectCall.Comments(first, Map.of())).path("comments"), "comment_text"))
                .hasSize(30)
                .doesNotHaveDuplicates();
        assertThat(json(new DirectCall.AddComment(first, "{\"comment_text\":\"The last\"}"))
                        .path("comment_text")
                        .asString())
                .isEqualTo("The last");
    }

    @Test
    void a_board_is_made_found_and_read() {
        String id = task("On the board");
        JsonNode board = json(new DirectCall.CreateBoard(space, "{\"name\":\"Sprint\"}"));
        assertThat(texts(json(new DirectCall.Boards(space)).path("views"), "name"))
                .contains("Sprint");
        JsonNode read = json(new DirectCall.Board(board.path("id").asString(), Map.of()));
        assertThat(read.at("/view/name").asString()).isEqualTo("Sprint");
        assertThat(texts(read.path("tasks"), "id")).contains(id);
        assertThat(calls.send(new DirectCall.Board(board.path("id").asString(), Map.of()), TEAM))
                .isInstanceOf(DirectReply.Json.class);
    }
}
