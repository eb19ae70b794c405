package dev.devledger.adapters.mcp.direct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.mcp.direct.DirectTools.IdempotentDirectWrites;
import dev.devledger.adapters.mcp.tool.Tool.Caller;
import dev.devledger.adapters.mcp.tool.Tool.ProgressListener;
import dev.devledger.adapters.mcp.tool.Tool.ToolAnswer;
import dev.devledger.adapters.mcp.tool.Tool.Toolset;
import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.adapters.mcp.tool.ToolRegistry;
import dev.devledger.adapters.services.ticktick.TickTickCalls;
import dev.devledger.application.access.TokenCheck.AuthenticatedCaller;
import dev.devledger.application.direct.Operation.DirectReply;
import dev.devledger.application.direct.Operation.DirectRequest;
import dev.devledger.application.ledger.IdempotencyStore.IdempotentCalls;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TickTickToolsTest {
    private static final String TASK =
            "{\"id\":\"t1\",\"projectId\":\"p1\",\"title\":\"Buy\\n milk\",\"priority\":5,\"dueDate\":\"2026-03-31T09:00:00.000+0000\"}";

    private final RecordedCalls ticktick = new RecordedCalls(TickTickCalls.table());
    private final ToolRegistry registry = registry(Set.of(Toolset.TICKTICK), false);

    private ToolRegistry registry(Set<Toolset> offered, boolean readOnly) {
        DirectTools tools = new DirectTools(
                DirectWords.TICKTICK,
                ticktick,
                new IdempotentDirectWrites(new IdempotentCalls(new MemoryIdempotencyStore())));
        return new ToolRegistry(tools.all(), offered, readOnly, failure -> false);
    }

    private ToolRegistry.Outcome call(ToolRegistry of, String tool, String arguments) {
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

    private String failure(String tool, String arguments) {
        ToolRegistry.Outcome outcome = call(registry, tool, arguments);
        assertThat(outcome).isInstanceOf(ToolRegistry.Outcome.Failed.class);
        return ((ToolRegistry.Outcome.Failed) outcome).text();
    }

    @Test
    void lists_are_a_line_each() {
        ticktick.reply = new DirectReply.Json(
                "[{\"id\":\"p1\",\"name\":\"Home\"},{\"id\":\"p2\",\"name\":\"Old\",\"closed\":true,\"sortOrder\":7}]");
        ToolAnswer answer = answer("ticktick_list_projects", "{}");
        assertThat(answer.text()).isEqualTo("list p1 Home\nlist p2 closed Old");
        assertThat(answer.structured().toString())
                .isEqualTo(
                        "{\"projects\":[{\"id\":\"p1\",\"name\":\"Home\"},{\"id\":\"p2\",\"name\":\"Old\",\"closed\":true,\"sortOrder\":7}]}");
        ticktick.reply = new DirectReply.Json("[]");
        assertThat(answer("ticktick_list_projects", "{}").text()).isEqualTo("No lists.");
    }

    @Test
    void one_list_has_its_tasks_and_columns() {
        ticktick.reply = new DirectReply.Json("{\"project\":{\"id\":\"p1\",\"name\":\"Home\"},\"tasks\":[" + TASK
                + "],\"columns\":[{\"id\":\"c1\",\"name\":\"Doing\"}]}");
        ToolAnswer answer = answer("ticktick_get_project", "{\"project_id\":\"p1\"}");
        assertThat(ticktick.asked)
                .containsExactly(DirectRequest.of("ticktick_get_project").with("project_id", "p1"));
        assertThat(answer.text().lines())
                .containsExactly(
                        "list p1 Home",
                        "column c1 Doing",
                        "task t1 [list p1] priority 5 due 2026-03-31T09:00:00.000+0000 Buy milk");
        assertThat(answer.structured().at("/tasks/0/title").stringValue()).isEqualTo("Buy\n milk");
    }

    @Test
    void a_list_that_would_fill_a_context_is_cut_and_says_so() {
        String tasks = IntStream.range(0, 1_000)
                .mapToObj(i -> "{\"id\":\"t" + i + "\",\"title\":\"" + "x".repeat(200) + "\"}")
                .collect(Collectors.joining(","));
        ticktick.reply = new DirectReply.Json("{\"project\":{\"id\":\"p1\"},\"tasks\":[" + tasks + "]}");
        ToolAnswer answer = answer("ticktick_get_project", "{\"project_id\":\"p1\"}");
        int told = answer.structured().path("tasks").size();
        assertThat(told).isBetween(100, 999);
        assertThat(answer.structured().toString().length()).isLessThan(70_000);
        assertThat(answer.structured().path("hint").stringValue()).startsWith(1_000 - told + " more open tasks;");
        assertThat(answer.text()).endsWith(answer.structured().path("hint").stringValue());
    }

    @Test
    void the_inbox_is_a_list_though_ticktick_tells_nothing_of_it() {
        ticktick.reply = new DirectReply.Json("{\"tasks\":[" + TASK + "]}");
        ToolAnswer answer = answer("ticktick_get_project", "{\"project_id\":\"inbox\"}");
        assertThat(answer.structured().at("/project/name").stringValue()).isEqualTo("Inbox");
        assertThat(answer.text()).startsWith("list inbox Inbox\ntask t1 ");
    }

    @Test
    void a_long_text_is_cut_and_says_so() {
        ticktick.reply =
                new DirectReply.Json("{\"id\":\"t1\",\"title\":\"x\",\"content\":\"" + "ü".repeat(100_000) + "\"}");
        ToolAnswer answer = answer("ticktick_create_task", "{\"title\":\"x\"}");
        assertThat(answer.structured().at("/task/content").stringValue()).endsWith("ü… (98000 more characters)");
        assertThat(answer.structured().toString().length()).isLessThan(10_000);
    }

    @Test
    void fields_go_under_ticktick_s_names_and_only_those_that_were_named() {
        ticktick.reply = new DirectReply.Json(TASK);
        ToolAnswer answer = answer(
                "ticktick_create_task",
                "{\"title\":\"Buy milk\",\"project_id\":\"p1\",\"is_all_day\":true,\"repeat_flag\":\"RRULE:FREQ=DAILY\","
                        + "\"items\":[{\"title\":\"two bottles\"}],\"reason\":\"asked to\",\"idempotency_key\":\"k\"}");
        assertThat(ticktick.asked)
                .containsExactly(DirectRequest.of("ticktick_create_task")
                        .saying("{\"title\":\"Buy milk\",\"projectId\":\"p1\",\"isAllDay\":true,"
                                + "\"repeatFlag\":\"RRULE:FREQ=DAILY\",\"items\":[{\"title\":\"two bottles\"}]}"));
        assertThat(answer.structured().at("/task/id").stringValue()).isEqualTo("t1");

        ticktick.asked.clear();
        answer("ticktick_update_task", "{\"task_id\":\"t1\",\"project_id\":\"p1\",\"priority\":3}");
        answer("ticktick_update_project", "{\"project_id\":\"p1\",\"view_mode\":\"kanban\"}");
        assertThat(ticktick.asked)
                .containsExactly(
                        DirectRequest.of("ticktick_update_task")
                                .with("project_id", "p1")
                                .with("task_id", "t1")
                                .saying("{\"priority\":3}"),
                        DirectRequest.of("ticktick_update_project")
                                .with("project_id", "p1")
                                .saying("{\"viewMode\":\"kanban\"}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ticktick_delete_project | {\"project_id\":\"p1\",\"confirm\":true}                    | {project_id=p1}",
                "ticktick_delete_task    | {\"project_id\":\"p1\",\"task_id\":\"t1\",\"confirm\":true} | {project_id=p1, task_id=t1}",
                "ticktick_complete_task  | {\"project_id\":\"p1\",\"task_id\":\"t1\"}                  | {project_id=p1, task_id=t1}",
            })
    void what_has_no_answer_is_done(String tool, String arguments, String asked) {
        assertThat(answer(tool, arguments).structured().path("done").booleanValue())
                .isTrue();
        assertThat(ticktick.asked).singleElement().satisfies(request -> {
            assertThat(request.call()).isEqualTo(tool);
            assertThat(new TreeMap<>(request.ids())).hasToString(asked);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ticktick_delete_project | {\"project_id\":\"p1\",\"confirm\":false}                    | confirm_required: ",
                "ticktick_delete_task    | {\"project_id\":\"p1\",\"task_id\":\"t1\",\"confirm\":false} | confirm_required: ",
                "ticktick_delete_task    | {\"project_id\":\"p1\",\"task_id\":\"t1\"}                   | invalid: ",
                "ticktick_complete_task  | {\"project_id\":\" \",\"task_id\":\"t1\"}                    | invalid: project_id ",
                "ticktick_create_task    | {\"title\":\"x\",\"priority\":2}                             | invalid: priority ",
                "ticktick_create_task    | {\"title\":\"x\",\"nice\":true}                              | invalid: ",
                "ticktick_create_task    | {\"title\":\"x\",\"items\":[{\"title\":1.5}]}                | invalid: items[0].title ",
                "ticktick_create_task    | {\"title\":\"x\",\"idempotency_key\":\" \"}                | invalid: idempotency_key ",
            })
    void what_is_wrong_is_not_sent(String tool, String arguments, String begins) {
        assertThat(failure(tool, arguments)).startsWith(begins);
        assertThat(ticktick.asked).isEmpty();
    }

    @Test
    void says_why_not_in_words_for_a_model() {
        ticktick.reply = new DirectReply.NotFound("TickTick has no such list or task");
        assertThat(failure("ticktick_get_project", "{\"project_id\":\"p9\"}"))
                .startsWith("not_found: TickTick has no such list or task. Call ticktick_list_projects");
        ticktick.reply = new DirectReply.RateLimited(Duration.ofMillis(40_500));
        assertThat(failure("ticktick_list_projects", "{}"))
                .startsWith("rate_limited: ")
                .contains("in 41 s");
        ticktick.reply = new DirectReply.NotAuthorized("Connect an account first.");
        assertThat(failure("ticktick_list_projects", "{}")).isEqualTo("conflict_state: Connect an account first.");
        ticktick.reply = new DirectReply.Unreachable("TickTick does not answer");
        assertThat(failure("ticktick_create_task", "{\"title\":\"x\"}"))
                .startsWith("ticktick_unavailable: TickTick does not answer. Check ");
        ticktick.reply = new DirectReply.Refused("invalid_title", "TickTick says no");
        assertThat(failure("ticktick_create_task", "{\"title\":\"x\"}"))
                .startsWith("ticktick_refused: TickTick says no")
                .contains("\"invalid_title\"");
        ticktick.reply = new DirectReply.Invalid("repeatFlag", "is no rule");
        assertThat(failure("ticktick_create_task", "{\"title\":\"x\"}"))
                .isEqualTo("invalid: repeat_flag is no rule. Nothing was sent.");
    }

    @Test
    void a_repeat_with_its_key_is_sent_once() {
        ticktick.reply = new DirectReply.Json(TASK);
        String first = "{\"title\":\"x\",\"priority\":1,\"idempotency_key\":\"k1\"}";
        String sameInAnotherOrder = "{\"idempotency_key\":\"k1\",\"priority\":1,\"title\":\"x\"}";
        ToolAnswer made = answer("ticktick_create_task", first);
        ToolAnswer again = answer("ticktick_create_task", sameInAnotherOrder);
        assertThat(ticktick.asked).hasSize(1);
        assertThat(made.structured().has("replayed")).isFalse();
        assertThat(again.structured().path("replayed").booleanValue()).isTrue();
        assertThat(again.structured().path("task")).isEqualTo(made.structured().path("task"));
        assertThat(failure("ticktick_create_task", "{\"title\":\"other\",\"idempotency_key\":\"k1\"}"))
                .startsWith("idempotency_mismatch: ");
    }

    @Test
    void a_key_is_free_again_unless_a_create_may_have_been_done() {
        for (DirectReply unclear :
                List.of(new DirectReply.Unreachable("no answer"), new DirectReply.NotFound("an empty answer"))) {
            String create = "{\"title\":\"x\",\"idempotency_key\":\""
                    + unclear.getClass().getSimpleName() + "\"}";
            ticktick.reply = new DirectReply.RateLimited(Duration.ofSeconds(1));
            assertThat(failure("ticktick_create_task", create)).startsWith("rate_limited: ");
            ticktick.reply = unclear;
            assertThat(failure("ticktick_create_task", create)).doesNotStartWith("rate_limited: ");
            ticktick.reply = new DirectReply.Json(TASK);
            assertThat(failure("ticktick_create_task", create)).startsWith("conflict_state: ");
        }
        assertThat(ticktick.asked).hasSize(4);
    }

    @Test
    void what_is_not_offered_is_refused() {
        assertThat(call(registry(Set.of(Toolset.DEFAULT), false), "ticktick_list_projects", "{}"))
                .isEqualTo(new ToolRegistry.Outcome.Failed(
                        "toolset_off: ticktick_list_projects is in the toolset ticktick, which is off."
                                + " To switch it on, start Devledger with devledger.mcp.toolsets=default,ticktick."));
        ToolRegistry readOnly = registry(Set.of(Toolset.TICKTICK), true);
        assertThat(readOnly.offers("ticktick_list_projects")).isTrue();
        assertThat(readOnly.offers("ticktick_create_task")).isFalse();
        assertThat(call(readOnly, "ticktick_create_task", "{\"title\":\"x\"}"))
                .extracting(outcome -> ((ToolRegistry.Outcome.Failed) outcome).text())
                .asString()
                .startsWith("read_only: ");
        assertThat(ticktick.asked).isEmpty();
    }
}
