package dev.devledger.adapters.services.clickup.direct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.services.clickup.client.ClickUpStub;
import dev.devledger.application.direct.DirectCalls;
import dev.devledger.application.direct.Operation.DirectReply;
import dev.devledger.application.direct.Operation.DirectReply.Difference;
import dev.devledger.application.direct.Operation.DirectRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What ClickUp ignores with a yes, how it pages, what it says of other workspaces. */
class ClickUpDirectCallsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String TASK =
            "\"id\":\"86abc12\",\"name\":\"Fix login\",\"team_id\":\"108\",\"list\":{\"id\":\"901\"}";
    private static final String TEAMS =
            "{\"teams\":[{\"id\":\"108\",\"name\":\"Ours\"},{\"id\":\"109\",\"name\":\"Theirs\"}]}";

    private final ClickUpStub clickup = new ClickUpStub("off");
    private final DirectCalls calls = ClickUpCalls.of(clickup.client, null);

    @AfterEach
    void close() {
        clickup.close();
    }

    private JsonNode json(DirectRequest request) {
        return switch (calls.send(request)) {
            case DirectReply.Json(var body) -> JSON.readTree(body);
            case DirectReply.Made(var place, var body) -> JSON.readTree(body);
            case DirectReply other -> throw new AssertionError(other);
        };
    }

    /** All requests so far, as method, path and body. */
    private List<String> sent() {
        List<String> sent = new ArrayList<>();
        for (int i = clickup.requests(); i > 0; i--) {
            RecordedRequest request = clickup.request();
            String body =
                    request.getBody() == null ? "" : " " + request.getBody().utf8();
            sent.add(request.getMethod() + " " + request.getTarget().replace("/api/v2", "") + body.stripTrailing());
        }
        return sent;
    }

    private static String tasks(int from, int to, @Nullable Boolean last) {
        return "{\"tasks\":["
                + IntStream.range(from, to)
                        .mapToObj(i -> "{\"id\":\"t" + i + "\"}")
                        .collect(Collectors.joining(","))
                + "]" + (last == null ? "" : ",\"last_page\":" + last) + "}";
    }

    @Test
    void tasks_are_read_to_the_last_page_with_all_that_is_hidden_by_default() {
        clickup.answers(200, tasks(0, 100, false));
        clickup.answers(200, tasks(99, 199, false)); // one moved from the first page to the second
        clickup.answers(200, tasks(199, 203, true));
        JsonNode answer = json(DirectRequest.of("clickup_list_tasks")
                .with("list_id", "901")
                .asking(Map.of("statuses", List.of("to do", "done"))));
        assertThat(answer.path("tasks")).hasSize(203);
        assertThat(answer.has("hint")).isFalse();
        String flags = "&include_closed=true&subtasks=true&include_timl=true&page=";
        assertThat(sent())
                .containsExactly(
                        "GET /list/901/task?statuses%5B%5D=to%20do&statuses%5B%5D=done" + flags + "0",
                        "GET /list/901/task?statuses%5B%5D=to%20do&statuses%5B%5D=done" + flags + "1",
                        "GET /list/901/task?statuses%5B%5D=to%20do&statuses%5B%5D=done" + flags + "2");
    }

    @Test
    void a_list_that_is_too_long_is_cut_and_says_where_to_go_on() {
        for (int page = 0; page < DirectPages.TASK_PAGES; page++) {
            clickup.answers(200, tasks(page * 100, page * 100 + 100, false));
        }
        JsonNode answer = json(
                DirectRequest.of("clickup_list_tasks").with("list_id", "901").asking(Map.of("page", List.of("5"))));
        assertThat(answer.path("tasks")).hasSize(3_000);
        assertThat(answer.path("next_page").intValue()).isEqualTo(35);
        assertThat(answer.path("hint").stringValue()).contains("page=35");
    }

    @Test
    void a_board_says_nothing_of_its_last_page_so_a_short_one_is_the_last() {
        clickup.answers(200, "{\"view\":{\"id\":\"3c-108\",\"name\":\"B\",\"type\":\"board\"}}");
        clickup.answers(200, tasks(0, 100, null)).answers(200, tasks(100, 101, null));
        JsonNode answer = json(DirectRequest.of("clickup_get_board").with("board_id", "3c-108"));
        assertThat(answer.path("tasks")).hasSize(101);
        assertThat(answer.at("/view/name").stringValue()).isEqualTo("B");
        assertThat(sent())
                .containsExactly("GET /view/3c-108", "GET /view/3c-108/task?page=0", "GET /view/3c-108/task?page=1");
    }

    @Test
    void boards_are_the_views_of_that_type() {
        clickup.answers(200, "{\"views\":[{\"id\":\"1\",\"type\":\"list\"},{\"id\":\"2\",\"type\":\"board\"}]}");
        assertThat(json(DirectRequest.of("clickup_list_boards").with("space_id", "790"))
                        .toString())
                .isEqualTo("{\"views\":[{\"id\":\"2\",\"type\":\"board\"}]}");
        assertThat(calls.send(DirectRequest.of("clickup_create_board")
                        .with("space_id", "790")
                        .saying("{\"name\":\"B\",\"content\":\"x\"}")))
                .isInstanceOfSatisfying(
                        DirectReply.Invalid.class, no -> assertThat(no.field()).isEqualTo("content"));
    }

    @Test
    void the_next_comments_are_those_behind_the_last_one_by_time_and_id() {
        String first = IntStream.range(0, 25)
                .mapToObj(i -> "{\"id\":\"" + (900 - i) + "\",\"date\":\"" + (5_000 - i) + "\"}")
                .collect(Collectors.joining(","));
        clickup.answers(200, "{\"comments\":[" + first + "]}");
        clickup.answers(200, "{\"comments\":[{\"id\":\"7\",\"date\":\"1\"}]}");
        assertThat(json(DirectRequest.of("clickup_list_comments").with("task_id", "86abc12"))
                        .path("comments"))
                .hasSize(26);
        assertThat(sent())
                .containsExactly("GET /task/86abc12/comment", "GET /task/86abc12/comment?start=4976&start_id=876");
    }

    @Test
    void a_caller_is_kept_within_its_workspace() {
        clickup.answers(200, TEAMS);
        assertThat(json(DirectRequest.of("clickup_list_teams").in("109"))
                        .at("/teams/0/name")
                        .stringValue())
                .isEqualTo("Theirs");
        clickup.answers(200, TEAMS);
        assertThat(calls.send(DirectRequest.of("clickup_list_teams").in("333")))
                .isInstanceOf(DirectReply.Forbidden.class);
        assertThat(calls.send(DirectRequest.of("clickup_list_spaces")
                        .with("team_id", "108")
                        .in("109")))
                .isInstanceOf(DirectReply.Forbidden.class);
        clickup.answers(200, "{" + TASK + "}");
        assertThat(calls.send(DirectRequest.of("clickup_delete_task")
                        .with("task_id", "86abc12")
                        .in("109")))
                .isInstanceOf(DirectReply.Forbidden.class);
        clickup.answers(200, "{\"id\":\"901\",\"space\":{\"id\":\"790\"}}").answers(200, TEAMS);
        clickup.answers(200, "{\"spaces\":[{\"id\":\"791\"}]}").answers(200, "{\"spaces\":[]}");
        assertThat(calls.send(DirectRequest.of("clickup_create_task")
                        .with("list_id", "901")
                        .saying("{\"name\":\"x\"}")
                        .in("109")))
                .isInstanceOf(DirectReply.Forbidden.class);
        assertThat(sent()).noneMatch(request -> request.startsWith("POST") || request.startsWith("DELETE"));
    }

    @Test
    void who_is_let_into_several_workspaces_says_which_one() {
        clickup.answers(200, TEAMS);
        assertThat(calls.send(DirectRequest.of("clickup_list_spaces")))
                .isInstanceOfSatisfying(
                        DirectReply.Invalid.class, no -> assertThat(no.detail()).contains("108 (Ours), 109 (Theirs)"));
        clickup.answers(200, "{\"spaces\":[]}");
        json(DirectRequest.of("clickup_list_spaces")
                .asking(Map.of("archived", List.of("true")))
                .in("109"));
        clickup.answers(200, "{" + TASK + "}");
        json(DirectRequest.of("clickup_get_task").with("task_id", "DEV-12").in("108"));
        assertThat(sent())
                .containsExactly(
                        "GET /team",
                        "GET /team/109/space?archived=true",
                        "GET /task/DEV-12?include_subtasks=true&include_markdown_description=true"
                                + "&custom_task_ids=true&team_id=108");
    }

    @Test
    void a_change_takes_the_calls_that_really_work() {
        String before = "\"assignees\":[{\"id\":183},{\"id\":184}],\"tags\":[{\"name\":\"bug\"},{\"name\":\"old\"}]";
        String after = "\"parent\":null,\"description\":\" \",\"assignees\":[{\"id\":184},{\"id\":185}],"
                + "\"tags\":[{\"name\":\"bug\"},{\"name\":\"new/one\"}],"
                + "\"custom_fields\":[{\"id\":\"f1\",\"type\":\"number\",\"value\":\"3\"},{\"id\":\"f2\",\"type\":\"text\"}]";
        clickup.answers(200, "{" + TASK + "," + before + "}");
        clickup.answers(200, "{" + TASK + "," + after + "}");
        clickup.answers(200, "{}").answers(200, "{}").answers(200, "{}").answers(200, "{}");
        clickup.answers(200, "{" + TASK + "," + after + "}");
        JsonNode now = json(DirectRequest.of("clickup_update_task")
                .with("task_id", "86abc12")
                .saying(
                        "{\"parent\":null,\"description\":\"\",\"assignees\":[\"184\",185],\"tags\":[\"Bug\",\"new/one\"],"
                                + "\"custom_fields\":[{\"id\":\"f1\",\"value\":3},{\"id\":\"f2\",\"value\":null}]}"));
        assertThat(now.at("/assignees/1/id").intValue()).isEqualTo(185);
        String whole = "GET /task/86abc12?include_subtasks=true&include_markdown_description=true";
        assertThat(sent())
                .containsExactly(
                        whole,
                        "PUT /task/86abc12 {\"parent\":\"none\",\"description\":\" \","
                                + "\"assignees\":{\"add\":[185],\"rem\":[183]}}",
                        "POST /task/86abc12/tag/new%2Fone",
                        "DELETE /task/86abc12/tag/old",
                        "POST /task/86abc12/field/f1 {\"value\":3}",
                        "DELETE /task/86abc12/field/f2",
                        whole);
    }

    @Test
    void what_clickup_ignores_with_a_yes_is_named() {
        clickup.answers(200, "{" + TASK + ",\"points\":null}").answers(200, "{" + TASK + ",\"points\":null}");
        assertThat(calls.send(DirectRequest.of("clickup_update_task")
                        .with("task_id", "86abc12")
                        .saying("{\"name\":\"Fix login\",\"points\":3}")))
                .isEqualTo(new DirectReply.NotApplied("86abc12", List.of(new Difference("points", "3", "nothing"))));
        clickup.answers(200, "{" + TASK + "}").answers(200, "{" + TASK + ",\"assignees\":[]}");
        assertThat(calls.send(DirectRequest.of("clickup_assign")
                        .with("task_id", "86abc12")
                        .saying("{\"add\":[183]}")))
                .isInstanceOfSatisfying(DirectReply.NotApplied.class, no -> assertThat(no.differences())
                        .extracting(Difference::field)
                        .containsExactly("assignees"));
    }

    @Test
    void what_clickup_does_not_know_is_not_sent() {
        for (String wrong : List.of(
                "{\"dueDate\":1}",
                "{\"assignees\":[\"ana@example.org\"]}",
                "{\"assignees\":[9223372036854775808]}",
                "{\"assignees\":{\"add\":[1000000000000000000000000000000]}}",
                "{\"due_date\":\"+999999999-12-31T00:00:00Z\"}",
                "{\"priority\":5}",
                "{\"due_date\":\"soon\"}",
                "{\"custom_fields\":[{\"id\":\"f\"}]}",
                "{}",
                "[]")) {
            assertThat(calls.send(DirectRequest.of("clickup_update_task")
                            .with("task_id", "86abc12")
                            .saying(wrong)))
                    .as(wrong)
                    .isInstanceOf(DirectReply.Invalid.class);
        }
        assertThat(calls.send(DirectRequest.of("clickup_update_task")
                        .with("task_id", "86abc12")
                        .saying("{\"dueDate\":1}")))
                .isEqualTo(new DirectReply.Invalid(
                        "dueDate", "is not a field that ClickUp takes here; ClickUp calls it due_date"));
        assertThat(clickup.requests()).isZero();
    }

    @Test
    void an_instant_is_milliseconds_and_a_day_may_move_to_its_fourth_hour() {
        // 2026-03-31T22:30Z is 1 April, 00:30, in Berlin; the day's 4 a.m. there is 02:00Z
        clickup.answers(
                200, "{" + TASK + ",\"due_date\":\"1775008800000\",\"priority\":{\"id\":\"2\",\"priority\":\"high\"}}");
        clickup.answers(200, "{\"user\":{\"id\":183,\"timezone\":\"Europe/Berlin\"}}");
        json(DirectRequest.of("clickup_create_task")
                .with("list_id", "901")
                .saying("{\"name\":\"Fix login\",\"due_date\":\"2026-03-31T22:30:00Z\",\"priority\":\"high\"}"));
        assertThat(sent().getFirst())
                .isEqualTo("POST /list/901/task {\"name\":\"Fix login\",\"due_date\":1774996200000,\"priority\":2}");
    }

    @Test
    void an_unknown_status_is_answered_with_those_that_there_are() {
        clickup.answers(400, "{\"err\":\"Status does not exist\",\"ECODE\":\"ITEM_114\"}");
        clickup.answers(200, "{" + TASK + "}");
        clickup.answers(200, "{\"id\":\"901\",\"statuses\":[{\"status\":\"to do\"},{\"status\":\"closed\"}]}");
        assertThat(calls.send(DirectRequest.of("clickup_set_status")
                        .with("task_id", "86abc12")
                        .saying("{\"status\":\"nope\"}")))
                .isInstanceOfSatisfying(DirectReply.WrongValue.class, no -> {
                    assertThat(no.code()).isEqualTo("ITEM_114");
                    assertThat(no.detail()).endsWith("The list has: to do, closed.");
                });
    }

    @Test
    void a_change_that_stops_in_the_middle_says_what_was_written() {
        clickup.answers(200, "{" + TASK + ",\"tags\":[]}").answers(200, "{" + TASK + "}");
        clickup.answers(403, "{\"err\":\"No permission\",\"ECODE\":\"ACCESS_123\"}");
        assertThat(calls.send(DirectRequest.of("clickup_update_task")
                        .with("task_id", "86abc12")
                        .saying("{\"name\":\"Fix login\",\"tags\":[\"bug\"]}")))
                .isInstanceOfSatisfying(DirectReply.PartialWrite.class, partly -> {
                    assertThat(partly.written()).containsExactly("name");
                    assertThat(partly.no())
                            .isInstanceOfSatisfying(DirectReply.Forbidden.class, no -> assertThat(no.code())
                                    .isEqualTo("ACCESS_123"));
                });
    }

    @Test
    void deleted_is_what_clickup_says_is_gone() {
        clickup.answers(204, "").answers(404, "{\"err\":\"Task not found, deleted\",\"ECODE\":\"ITEM_013\"}");
        assertThat(calls.send(DirectRequest.of("clickup_delete_task").with("task_id", "86abc12")))
                .isEqualTo(new DirectReply.Done());
        clickup.answers(204, "").answers(200, "{" + TASK + "}");
        assertThat(calls.send(DirectRequest.of("clickup_delete_task").with("task_id", "86abc12")))
                .isInstanceOf(DirectReply.NotApplied.class);
        clickup.answers(404, "{\"err\":\"Task not found, deleted\",\"ECODE\":\"ITEM_013\"}");
        assertThat(calls.send(DirectRequest.of("clickup_delete_task").with("task_id", "86abc12")))
                .isInstanceOfSatisfying(
                        DirectReply.NotFound.class, no -> assertThat(no.code()).isEqualTo("ITEM_013"));
    }

    @Test
    void a_list_and_a_comment_are_read_back() {
        clickup.answers(200, "{\"id\":\"902\",\"name\":\"L\"}");
        assertThat(json(DirectRequest.of("clickup_create_list")
                                .with("folder_id", "457")
                                .saying("{\"name\":\"L\"}"))
                        .path("id")
                        .stringValue())
                .isEqualTo("902");
        clickup.answers(200, "{\"id\":458,\"date\":1568036964079}");
        clickup.answers(200, "{\"comments\":[{\"id\":\"458\",\"comment_text\":\"Done in 1.2\\n\"}]}");
        assertThat(calls.send(DirectRequest.of("clickup_add_comment")
                        .with("task_id", "86abc12")
                        .saying("{\"comment_text\":\"Done in 1.2\"}")))
                .isInstanceOfSatisfying(DirectReply.Made.class, made -> assertThat(made.place())
                        .isEqualTo("/tasks/86abc12/comments?start_id=458"));
        clickup.answers(200, "{\"id\":459}").answers(200, "{\"comments\":[]}");
        assertThat(calls.send(DirectRequest.of("clickup_add_comment")
                        .with("task_id", "86abc12")
                        .saying("{\"comment_text\":\"x\"}")))
                .isEqualTo(new DirectReply.NotApplied("459", List.of(new Difference("comment_text", "x", "nothing"))));
        assertThat(sent())
                .contains("POST /folder/457/list {\"name\":\"L\"}")
                .contains("POST /task/86abc12/comment {\"comment_text\":\"Done in 1.2\",\"notify_all\":false}");
    }

    @Test
    void the_limit_and_the_connection_are_told() {
        clickup.answers(new MockResponse.Builder()
                .code(200)
                .addHeader("X-RateLimit-Limit", "100")
                .addHeader("X-RateLimit-Remaining", "97")
                .addHeader("X-RateLimit-Reset", "1767412800")
                .body("{\"user\":{\"id\":183,\"username\":\"Ana\",\"timezone\":\"UTC\",\"initials\":\"A\"}}"));
        clickup.answers(200, TEAMS);
        assertThat(json(DirectRequest.of("clickup_read_connection")).toString())
                .isEqualTo("{\"connected\":true,\"state\":\"connected\","
                        + "\"user\":{\"id\":183,\"username\":\"Ana\",\"email\":null,\"timezone\":\"UTC\"},"
                        + "\"teams\":[{\"id\":\"108\",\"name\":\"Ours\"},{\"id\":\"109\",\"name\":\"Theirs\"}]}");
        assertThat(json(DirectRequest.of("clickup_rate_limit")).toString())
                .isEqualTo("{\"limit\":100,\"remaining\":97,\"reset\":\"2026-01-03T04:00:00Z\"}");
        assertThat(clickup.requests()).isEqualTo(2);

        clickup.token = Optional.empty();
        JsonNode none = json(DirectRequest.of("clickup_read_connection"));
        assertThat(none.path("state").stringValue()).isEqualTo("needs-authorization");
        assertThat(none.path("message").stringValue()).contains("devledger.clickup.access-token");
        assertThat(calls.send(DirectRequest.of("clickup_list_teams"))).isInstanceOf(DirectReply.NotAuthorized.class);
        assertThat(ClickUpCalls.off().send(DirectRequest.of("clickup_list_teams")))
                .isInstanceOfSatisfying(DirectReply.NotAuthorized.class, no -> assertThat(no.detail())
                        .contains("off", "devledger.clickup.mode=sandbox"));
    }

    @Test
    void says_of_a_workspace_that_is_not_granted_that_it_may_also_not_exist() {
        clickup.answers(401, "{\"err\":\"Team not authorized\",\"ECODE\":\"OAUTH_027\"}");
        assertThat(calls.send(DirectRequest.of("clickup_list_folders").with("space_id", "999")))
                .isInstanceOfSatisfying(DirectReply.Forbidden.class, no -> {
                    assertThat(no.code()).isEqualTo("OAUTH_027");
                    assertThat(Objects.requireNonNull(no.detail())).contains("no such thing");
                });
    }
}
