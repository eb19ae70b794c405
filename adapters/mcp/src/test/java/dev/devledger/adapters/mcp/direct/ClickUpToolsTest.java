package dev.devledger.adapters.mcp.direct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.mcp.direct.DirectTools.IdempotentDirectWrites;
import dev.devledger.adapters.mcp.tool.Tool.Caller;
import dev.devledger.adapters.mcp.tool.Tool.ProgressListener;
import dev.devledger.adapters.mcp.tool.Tool.ToolAnswer;
import dev.devledger.adapters.mcp.tool.Tool.Toolset;
import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.adapters.mcp.tool.ToolRegistry;
import dev.devledger.adapters.services.clickup.direct.ClickUpCalls;
import dev.devledger.application.access.TokenCheck.AuthenticatedCaller;
import dev.devledger.application.direct.Operation.DirectReply;
import dev.devledger.application.direct.Operation.DirectReply.Difference;
import dev.devledger.application.direct.Operation.DirectRequest;
import dev.devledger.application.ledger.IdempotencyStore.IdempotentCalls;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ClickUpToolsTest {
    private static final String TASK =
            "{\"id\":\"86abc12\",\"custom_id\":null,\"name\":\"Fix\\n login\",\"status\":{\"id\":\"p1\",\"status\":\"in progress\",\"color\":\"#d3d3d3\",\"type\":\"custom\"},"
                    + "\"priority\":{\"id\":\"2\",\"priority\":\"high\",\"color\":\"#fc0\"},\"due_date\":\"1767412800000\",\"assignees\":[{\"id\":183,\"username\":\"Ana\",\"color\":\"#000\"}],"
                    + "\"tags\":[{\"name\":\"bug\",\"tag_fg\":\"#000\"}],\"watchers\":[],\"list\":{\"id\":\"901\",\"name\":\"Backlog\",\"access\":true}}";

    private final RecordedCalls clickup = new RecordedCalls(ClickUpCalls.off().table());
    private final ToolRegistry registry = registry(Set.of(Toolset.CLICKUP));

    private ToolRegistry registry(Set<Toolset> offered) {
        DirectTools tools = new DirectTools(
                DirectWords.CLICKUP,
                clickup,
                new IdempotentDirectWrites(new IdempotentCalls(new MemoryIdempotencyStore())));
        return new ToolRegistry(tools.all(), offered, false, failure -> false);
    }

    private static ToolRegistry.Outcome call(ToolRegistry of, String tool, String arguments) {
        return of.call(
                tool,
                new Caller(AuthenticatedCaller.owner(), "test/1", "r1"),
                ToolJson.read(arguments),
                ProgressListener.NOBODY);
    }

    private ToolAnswer answer(String tool, String arguments) {
        ToolRegistry.Outcome outcome = call(registry, tool, arguments);
        assertThat(outcome).isInstanceOf(ToolRegistry.Outcome.Answered.class);
        return ((ToolRegistry.Outcome.Answered) outcome).answer();
    }

    private JsonNode failure(String tool, String arguments) {
        return error(call(registry, tool, arguments));
    }

    private static JsonNode error(ToolRegistry.Outcome outcome) {
        assertThat(outcome).isInstanceOf(ToolRegistry.Outcome.Failed.class);
        return ToolJson.tree(((ToolRegistry.Outcome.Failed) outcome).text()).path("error");
    }

    @Test
    void there_are_eighteen_of_the_agreed_names() {
        assertThat(registry.offered())
                .containsExactlyInAnyOrder(
                        "clickup_list_teams",
                        "clickup_list_spaces",
                        "clickup_list_folders",
                        "clickup_list_lists",
                        "clickup_create_list",
                        "clickup_list_tasks",
                        "clickup_get_task",
                        "clickup_create_task",
                        "clickup_update_task",
                        "clickup_set_status",
                        "clickup_assign",
                        "clickup_delete_task",
                        "clickup_list_comments",
                        "clickup_add_comment",
                        "clickup_list_boards",
                        "clickup_get_board",
                        "clickup_create_board",
                        "clickup_connection");
    }

    @Test
    void tasks_are_a_line_each_and_without_what_a_model_does_not_need() {
        clickup.reply = new DirectReply.Json("{\"tasks\":[" + TASK + "]}");
        ToolAnswer answer = answer(
                "clickup_list_tasks",
                "{\"list_id\":\"901\",\"statuses\":[\"to do\"],\"assignees\":[183],\"team_id\":\"108\"}");
        assertThat(clickup.asked)
                .containsExactly(DirectRequest.of("clickup_list_tasks")
                        .with("list_id", "901")
                        .saying("{\"statuses\":[\"to do\"],\"assignees\":[183]}")
                        .in("108"));
        assertThat(answer.text())
                .isEqualTo(
                        "task 86abc12 [list 901] in progress priority high due 2026-01-03T04:00:00Z for Ana Fix login");
        assertThat(answer.structured().at("/tasks/0").toString())
                .isEqualTo(
                        "{\"id\":\"86abc12\",\"name\":\"Fix\\n login\",\"status\":{\"status\":\"in progress\",\"type\":\"custom\"},"
                                + "\"priority\":{\"id\":\"2\",\"priority\":\"high\"},\"due_date\":\"1767412800000\","
                                + "\"assignees\":[{\"id\":183,\"username\":\"Ana\"}],\"tags\":[{\"name\":\"bug\"}],"
                                + "\"list\":{\"id\":\"901\",\"name\":\"Backlog\"}}");
    }

    @Test
    void what_does_not_fit_is_told_as_is_what_was_not_read() {
        String tasks = IntStream.range(0, 3_000)
                .mapToObj(i -> TASK.replace("86abc12", "t" + i))
                .collect(Collectors.joining(","));
        clickup.reply =
                new DirectReply.Json("{\"tasks\":[" + tasks + "],\"next_page\":30,\"hint\":\"Go on with page=30.\"}");
        ToolAnswer answer = answer("clickup_list_tasks", "{\"list_id\":\"901\"}");
        int told = answer.structured().path("tasks").size();
        assertThat(told).isBetween(100, 2_999);
        assertThat(answer.structured().toString().length()).isLessThan(60_000);
        assertThat(answer.structured().path("hint").stringValue())
                .startsWith(3_000 - told + " more do not fit")
                .endsWith("Go on with page=30.");
        assertThat(answer.text()).endsWith("Go on with page=30.");
    }

    @Test
    void fields_go_as_they_were_named_and_what_is_cleared_is_null() {
        clickup.reply = new DirectReply.Made("86abc12", TASK);
        answer(
                "clickup_create_task",
                "{\"list_id\":901,\"name\":\"x\",\"assignees\":[183],\"due_date\":1767412800000,"
                        + "\"custom_fields\":[{\"id\":\"f\",\"value\":3}],\"reason\":\"asked to\"}");
        assertThat(clickup.asked)
                .containsExactly(DirectRequest.of("clickup_create_task")
                        .with("list_id", "901")
                        .saying("{\"name\":\"x\",\"assignees\":[183],\"due_date\":\"1767412800000\","
                                + "\"custom_fields\":[{\"id\":\"f\",\"value\":3}]}"));
        clickup.asked.clear();
        clickup.reply = new DirectReply.Json(TASK);
        ToolAnswer changed = answer(
                "clickup_update_task",
                "{\"task_id\":\"86abc12\",\"name\":\"y\",\"clear\":[\"due_date\",\"priority\"]}");
        assertThat(clickup.asked)
                .containsExactly(DirectRequest.of("clickup_update_task")
                        .with("task_id", "86abc12")
                        .saying("{\"name\":\"y\",\"due_date\":null,\"priority\":null}"));
        assertThat(changed.structured().at("/task/status/color").stringValue()).isEqualTo("#d3d3d3");
        assertThat(changed.structured().path("task").has("custom_id")).isFalse();
        answer("clickup_assign", "{\"task_id\":\"86abc12\",\"add\":[183],\"remove\":[184]}");
        answer("clickup_list_lists", "{\"folder_id\":\"457\",\"archived\":true}");
        assertThat(clickup.asked.subList(1, 3))
                .containsExactly(
                        DirectRequest.of("clickup_assign")
                                .with("task_id", "86abc12")
                                .saying("{\"add\":[183],\"remove\":[184]}"),
                        DirectRequest.of("clickup_list_lists")
                                .with("folder_id", "457")
                                .saying("{\"archived\":true}"));
    }

    @Test
    void the_connection_has_the_limit_with_it() {
        clickup.reply = new DirectReply.Json(
                "{\"connected\":true,\"state\":\"connected\",\"user\":{\"id\":183,\"username\":\"Ana\",\"email\":null},"
                        + "\"teams\":[{\"id\":\"108\",\"name\":\"W\"}],\"rate_limit\":{\"limit\":100,\"remaining\":99,\"reset\":\"2026-01-03T04:00:00Z\"}}");
        ToolAnswer answer = answer("clickup_connection", "{}");
        assertThat(clickup.asked).containsExactly(DirectRequest.of("clickup_connection"));
        assertThat(answer.structured().at("/rate_limit/remaining").intValue()).isEqualTo(99);
        assertThat(answer.text())
                .isEqualTo(
                        "ClickUp: connected as Ana\nworkspace 108 W\ncalls left: 99 of 100 until 2026-01-03T04:00:00Z");
    }

    @Test
    void a_failure_is_json() {
        clickup.reply = new DirectReply.NotFound("ITEM_013", "It was deleted");
        JsonNode gone = failure("clickup_get_task", "{\"task_id\":\"x\"}");
        assertThat(gone.path("code").stringValue()).isEqualTo("not_found");
        assertThat(gone.path("message").stringValue()).startsWith("It was deleted. Call clickup_list_spaces");
        assertThat(gone.at("/details/remoteCode").stringValue()).isEqualTo("ITEM_013");

        clickup.reply = new DirectReply.RateLimited(Duration.ofMillis(40_500));
        assertThat(failure("clickup_list_teams", "{}").toString())
                .contains("\"code\":\"rate_limited\"", "\"retryAfterSeconds\":41");
        clickup.reply = new DirectReply.NotApplied("86abc12", List.of(new Difference("points", "3", "nothing")));
        assertThat(failure("clickup_update_task", "{\"task_id\":\"x\",\"points\":3}")
                        .toString())
                .contains(
                        "\"code\":\"write_not_applied\"", "points (sent 3, it has nothing)", "\"fields\":[\"points\"]");
        clickup.reply =
                new DirectReply.PartialWrite(List.of("name"), new DirectReply.Forbidden("OAUTH_027", "No access"));
        assertThat(failure("clickup_update_task", "{\"task_id\":\"x\",\"name\":\"y\"}")
                        .toString())
                .contains("\"code\":\"forbidden\"", "Already written: name.", "\"written\":[\"name\"]", "OAUTH_027");
        clickup.reply = new DirectReply.Invalid("due_date", "is no instant");
        assertThat(failure("clickup_update_task", "{\"task_id\":\"x\",\"due_date\":\"soon\"}")
                        .toString())
                .contains("\"code\":\"invalid\"", "due_date is no instant. Nothing was sent.");
    }

    @Test
    void what_is_wrong_is_not_sent() {
        assertThat(failure("clickup_delete_task", "{\"task_id\":\"x\",\"confirm\":false}")
                        .path("code")
                        .stringValue())
                .isEqualTo("confirm_required");
        assertThat(failure("clickup_list_lists", "{}").path("code").stringValue())
                .isEqualTo("invalid");
        assertThat(failure("clickup_get_task", "{\"task_id\":\" \"}")
                        .path("code")
                        .stringValue())
                .isEqualTo("invalid");
        assertThat(failure("clickup_create_task", "{\"list_id\":\"1\",\"name\":\"x\",\"nice\":true}")
                        .path("message")
                        .stringValue())
                .contains("nice is not an argument", "Nothing was written.");
        assertThat(error(call(registry(Set.of(Toolset.DEFAULT)), "clickup_list_teams", "{}"))
                        .toString())
                .contains("\"code\":\"toolset_off\"", "devledger.mcp.toolsets=default,clickup");
        assertThat(clickup.asked).isEmpty();
    }

    @Test
    void a_repeat_with_its_key_is_sent_once_and_so_is_what_may_have_been_done() {
        clickup.reply = new DirectReply.Made("86abc12", TASK);
        String create = "{\"list_id\":\"901\",\"name\":\"x\",\"idempotency_key\":\"k1\"}";
        answer("clickup_create_task", create);
        assertThat(answer("clickup_create_task", create)
                        .structured()
                        .path("replayed")
                        .booleanValue())
                .isTrue();
        assertThat(clickup.asked).hasSize(1);
        clickup.reply = new DirectReply.Unreachable("no answer");
        String comment = "{\"task_id\":\"x\",\"comment_text\":\"c\",\"idempotency_key\":\"k2\"}";
        assertThat(failure("clickup_add_comment", comment).path("code").stringValue())
                .isEqualTo("clickup_unavailable");
        assertThat(failure("clickup_add_comment", comment).path("code").stringValue())
                .isEqualTo("conflict_state");
    }
}
