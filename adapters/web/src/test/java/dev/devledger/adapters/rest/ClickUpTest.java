package dev.devledger.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.direct.Operation.DirectReply;
import dev.devledger.application.direct.Operation.DirectReply.Difference;
import dev.devledger.application.direct.Operation.DirectRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ClickUpTest extends RestTest {
    private static final String TASK = "{\"id\":\"86abc12\",\"name\":\"Fix\"}";

    @Autowired
    RestServer.NextReply next;

    @Test
    void each_path_is_a_call_of_clickup() {
        next.reply = new DirectReply.Json("{}");
        asks("/api/clickup/teams", DirectRequest.of("clickup_list_teams"));
        asks("/api/clickup/teams/108", DirectRequest.of("clickup_read_team").with("team_id", "108"));
        asks(
                "/api/clickup/teams/108/spaces?archived=true",
                DirectRequest.of("clickup_list_spaces")
                        .with("team_id", "108")
                        .asking(Map.of("archived", List.of("true"))));
        asks(
                "/api/clickup/spaces/790/folders",
                DirectRequest.of("clickup_list_folders").with("space_id", "790"));
        asks(
                "/api/clickup/spaces/790/lists",
                DirectRequest.of("clickup_list_lists").with("space_id", "790"));
        asks(
                "/api/clickup/folders/457/lists",
                DirectRequest.of("clickup_list_lists").with("folder_id", "457"));
        asks(
                "/api/clickup/lists/901/tasks?statuses=to%20do&statuses=done&tags%5B%5D=bug&page=3",
                DirectRequest.of("clickup_list_tasks")
                        .with("list_id", "901")
                        .asking(Map.of(
                                "statuses", List.of("to do", "done"), "tags[]", List.of("bug"), "page", List.of("3"))));
        asks("/api/clickup/tasks/86abc12", DirectRequest.of("clickup_get_task").with("task_id", "86abc12"));
        asks(
                "/api/clickup/tasks/86abc12/comments?start=1&start_id=2",
                DirectRequest.of("clickup_list_comments")
                        .with("task_id", "86abc12")
                        .asking(Map.of("start", List.of("1"), "start_id", List.of("2"))));
        asks(
                "/api/clickup/spaces/790/boards",
                DirectRequest.of("clickup_list_boards").with("space_id", "790"));
        asks("/api/clickup/boards/3c-108", DirectRequest.of("clickup_get_board").with("board_id", "3c-108"));
        asks("/api/clickup/rate-limit", DirectRequest.of("clickup_rate_limit"));
        asks("/api/clickup/connection", DirectRequest.of("clickup_read_connection"));
        http.get("/api/clickup/spaces/790/boards?archived=true").isProblem(422, "invalid");
    }

    private void asks(String path, DirectRequest request) {
        assertThat(http.get(path).status()).as(path).isEqualTo(200);
        assertThat(next.asked).containsExactly(request);
    }

    @Test
    void a_header_narrows_to_a_workspace() {
        next.reply = new DirectReply.Forbidden("OAUTH_027", "No access.");
        assertThat(http.send("GET", "/api/clickup/teams", null, "x-team-id", "333")
                        .isProblem(403, "forbidden")
                        .field("/remoteCode"))
                .isEqualTo("OAUTH_027");
        assertThat(next.asked)
                .containsExactly(DirectRequest.of("clickup_list_teams").in("333"));
    }

    @Test
    void what_is_new_has_a_place() {
        next.reply = new DirectReply.Made("/tasks/86abc12", TASK);
        Http.Got made = http.post("/api/clickup/tasks", "{\"listId\": 901, \"teamId\": \"108\", \"name\": \"Fix\"}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo("/api/clickup/tasks/86abc12");
        assertThat(made.text()).isEqualTo(TASK);
        assertThat(next.asked)
                .containsExactly(DirectRequest.of("clickup_create_task")
                        .saying("{\"listId\":901,\"teamId\":\"108\",\"name\":\"Fix\"}"));
        assertThat(http.post("/api/clickup/lists/901/tasks", "{\"name\": \"Fix\"}")
                        .status())
                .isEqualTo(201);
        next.reply = new DirectReply.Made("/boards/86abc12", TASK);
        assertThat(http.post("/api/clickup/spaces/790/boards", "{\"name\": \"B\"}")
                        .header("Location"))
                .isEqualTo("/api/clickup/boards/86abc12");
        assertThat(http.post("/api/clickup/folders/457/lists", "{\"name\": \"L\"}")
                        .status())
                .isEqualTo(201);
        assertThat(http.post("/api/clickup/tasks/86abc12/comments", "{\"comment_text\": \"c\"}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void what_is_changed_is_answered_as_it_is_now() {
        next.reply = new DirectReply.Json(TASK);
        assertThat(http.send("PATCH", "/api/clickup/tasks/86abc12", "{\"due_date\": null}")
                        .text())
                .isEqualTo(TASK);
        assertThat(next.asked)
                .containsExactly(DirectRequest.of("clickup_update_task")
                        .with("task_id", "86abc12")
                        .saying("{\"due_date\":null}"));
        http.send("PUT", "/api/clickup/tasks/86abc12/status", "{\"status\": \"done\"}");
        assertThat(next.asked)
                .containsExactly(DirectRequest.of("clickup_set_status")
                        .with("task_id", "86abc12")
                        .saying("{\"status\":\"done\"}"));
        http.send("PUT", "/api/clickup/tasks/86abc12/assignees", "{\"add\": [183]}");
        assertThat(next.asked)
                .containsExactly(DirectRequest.of("clickup_assign")
                        .with("task_id", "86abc12")
                        .saying("{\"add\":[183]}"));
        next.reply = new DirectReply.Done();
        assertThat(http.send("DELETE", "/api/clickup/tasks/86abc12", null).status())
                .isEqualTo(204);
        assertThat(next.asked)
                .containsExactly(DirectRequest.of("clickup_delete_task").with("task_id", "86abc12"));
    }

    @Test
    void says_why_not() {
        next.reply = new DirectReply.NotFound("ITEM_013", "It was deleted.");
        assertThat(http.get("/api/clickup/tasks/x").isProblem(404, "not_found").field("/remoteCode"))
                .isEqualTo("ITEM_013");
        next.reply = new DirectReply.RateLimited(Duration.ofMillis(40_500));
        assertThat(http.get("/api/clickup/teams").isProblem(429, "rate_limited").header("Retry-After"))
                .isEqualTo("41");
        next.reply = new DirectReply.NotAuthorized("Connect an account first.");
        http.get("/api/clickup/teams").isProblem(409, "conflict_state");
        next.reply = new DirectReply.Unreachable("ClickUp does not answer.");
        assertThat(http.get("/api/clickup/teams")
                        .isProblem(503, "clickup_unavailable")
                        .header("Retry-After"))
                .isEqualTo("30");
        next.reply = new DirectReply.Refused("GBUSED_005", "Full.");
        assertThat(http.get("/api/clickup/teams")
                        .isProblem(502, "clickup_refused")
                        .field("/remoteCode"))
                .isEqualTo("GBUSED_005");
        next.reply = new DirectReply.WrongValue("ITEM_114", "Status does not exist.");
        assertThat(http.send("PUT", "/api/clickup/tasks/x/status", "{\"status\": \"nope\"}")
                        .isProblem(422, "invalid")
                        .field("/remoteCode"))
                .isEqualTo("ITEM_114");
        next.reply = new DirectReply.Invalid("listId", "is missing", "ClickUp's id of a list");
        assertThat(http.post("/api/clickup/tasks", "{\"name\": \"Fix\"}")
                        .isProblem(422, "invalid")
                        .names("listId")
                        .text())
                .contains("\"listId: is missing\"", "is missing; ClickUp's id of a list is expected");
        next.reply = new DirectReply.Invalid("dueDate", "is not a field");
        http.send("PATCH", "/api/clickup/tasks/x", "{}")
                .isProblem(422, "invalid")
                .names("dueDate");
    }

    @Test
    void what_was_ignored_is_named_and_not_sent_again_for_the_same_key() {
        next.reply = new DirectReply.NotApplied("86abc12", List.of(new Difference("points", "3", "nothing")));
        String[] key = {"Idempotency-Key", "click-" + System.nanoTime()};
        Http.Got ignored = http.post("/api/clickup/lists/901/tasks", "{\"name\": \"Fix\"}", key)
                .isProblem(502, "write_not_applied")
                .names("points");
        assertThat(ignored.field("/remoteId")).isEqualTo("86abc12");
        assertThat(ignored.field("/fields/0")).isEqualTo("points");
        next.reply = new DirectReply.Made("/tasks/86abc13", TASK);
        http.post("/api/clickup/lists/901/tasks", "{\"name\": \"Fix\"}", key).isProblem(409, "conflict_state");

        next.reply = new DirectReply.PartialWrite(
                List.of("name", "tags"), new DirectReply.RateLimited(Duration.ofSeconds(3)));
        Http.Got partly = http.send("PATCH", "/api/clickup/tasks/86abc12", "{\"name\": \"Fix\"}")
                .isProblem(429, "rate_limited");
        assertThat(partly.header("Retry-After")).isEqualTo("3");
        assertThat(partly.field("/written/1")).isEqualTo("tags");
    }
}
