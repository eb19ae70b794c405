package dev.devledger.adapters.services.ticktick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.direct.DirectCalls;
import dev.devledger.application.direct.Operation.DirectReply;
import dev.devledger.application.direct.Operation.DirectRequest;
import dev.devledger.application.sync.connector.SharedCallBudget.CallDecision;
import dev.devledger.application.sync.connector.SharedCallBudget.CallPurpose;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The nine calls, each unchanged in both directions (docs/contract.md, section 4). */
final class TickTickCallsTest {
    private static final String OBJECT = "{ \"id\" : \"t1\",\"sortOrder\":-1099511627776 , \"new\":1.10}";

    private TickTickStub ticktick = new TickTickStub();
    private DirectCalls calls = ticktick.calls();

    @AfterEach
    void close() {
        ticktick.close();
    }

    private DirectReply send(String call, String body) {
        return calls.send(DirectRequest.of("ticktick_" + call).saying(body));
    }

    private DirectReply ofList(String call, String body) {
        return calls.send(
                DirectRequest.of("ticktick_" + call).with("project_id", "p1").saying(body));
    }

    private DirectReply ofTask(String call, String body) {
        return calls.send(DirectRequest.of("ticktick_" + call)
                .with("project_id", "p1")
                .with("task_id", "t1")
                .saying(body));
    }

    @Test
    void nine_calls_are_nine_requests() {
        calls("[]", () -> send("list_projects", "{}"), "GET /open/v1/project", "");
        calls(OBJECT, () -> ofList("get_project", "{}"), "GET /open/v1/project/p1/data", "");
        calls(OBJECT, () -> send("create_project", "{\"name\":\"A\"}"), "POST /open/v1/project", "{\"name\":\"A\"}");
        calls(OBJECT, () -> ofList("update_project", "{ }"), "POST /open/v1/project/p1", "{ }");
        calls("", () -> ofList("delete_project", "{}"), "DELETE /open/v1/project/p1", "");
        calls(OBJECT, () -> send("create_task", "{\"title\": \"A\"}"), "POST /open/v1/task", "{\"title\": \"A\"}");
        calls(
                OBJECT,
                () -> ofTask("update_task", "{\"title\":\"A\",\"n\":1.10}"),
                "POST /open/v1/task/t1",
                "{\"title\":\"A\",\"n\":1.10,\"id\":\"t1\",\"projectId\":\"p1\"}");
        calls("", () -> ofTask("delete_task", "{}"), "DELETE /open/v1/project/p1/task/t1", "");
        calls("", () -> ofTask("complete_task", "{}"), "POST /open/v1/project/p1/task/t1/complete", "");
    }

    private void calls(String answer, Supplier<DirectReply> call, String request, String body) {
        ticktick.answers(200, answer);
        assertThat(call.get()).isEqualTo(answer.isEmpty() ? new DirectReply.Done() : new DirectReply.Json(answer));
        var sent = ticktick.request();
        assertThat(sent.getMethod() + " " + sent.getTarget()).isEqualTo(request);
        assertThat(sent.getBody() == null ? "" : sent.getBody().utf8()).isEqualTo(body);
    }

    @Test
    void nothing_where_something_belongs_is_not_found() {
        ticktick.answers(200, "{}").answers(404, "").answers(200, "").answers(200, "");
        assertThat(ofList("get_project", "{}")).isInstanceOf(DirectReply.NotFound.class);
        assertThat(ofList("update_project", "{}")).isInstanceOf(DirectReply.NotFound.class);
        assertThat(ofTask("update_task", "{}")).isInstanceOf(DirectReply.NotFound.class);
        assertThat(send("create_task", "{}")).isInstanceOf(DirectReply.NotFound.class);
        for (String id : List.of("..", ".", "", "a/b", "a?b", "a%2Fb", "x".repeat(65))) {
            assertThat(calls.send(DirectRequest.of("ticktick_get_project").with("project_id", id)))
                    .isInstanceOf(DirectReply.NotFound.class);
        }
        assertThat(ticktick.requests()).isEqualTo(4);
    }

    @Test
    void what_is_no_object_or_means_another_task_is_not_sent() {
        for (String body : List.of("", "[]", "null", "7", "{", "{} {}", "{\"a\":1,\"a\":2}", "nonsense")) {
            assertInvalid("body", send("create_task", body));
            assertInvalid("body", send("create_project", body));
            assertInvalid("body", ofTask("update_task", body));
            assertInvalid("body", ofList("update_project", body));
        }
        assertInvalid("id", ofTask("update_task", "{\"id\":\"t2\"}"));
        assertInvalid("id", ofTask("update_task", "{\"id\":null}"));
        assertInvalid("projectId", ofTask("update_task", "{\"id\":\"t1\",\"projectId\":\"p2\"}"));
        assertInvalid("id", ofList("update_project", "{\"id\":\"p2\"}"));
        assertThat(ticktick.requests()).isZero();
    }

    private static void assertInvalid(String field, DirectReply reply) {
        assertThat(reply).isInstanceOfSatisfying(DirectReply.Invalid.class, invalid -> assertThat(invalid.field())
                .isEqualTo(field));
    }

    @Test
    void a_no_of_ticktick_keeps_its_code() {
        ticktick.answers(500, "{\"errorCode\":\"name_too_long\",\"errorMessage\":\"Too long\"}");
        assertThat(send("create_project", "{}"))
                .isEqualTo(new DirectReply.Refused("name_too_long", "TickTick refused it: name_too_long (Too long)"));
        ticktick.answers(500, "{\"errorCode\":\"unknown_exception\"}");
        assertThat(send("create_task", "{}"))
                .isInstanceOfSatisfying(DirectReply.Refused.class, refused -> assertThat(refused.code())
                        .isEqualTo("unknown_exception"));
    }

    @Test
    void what_holds_every_call() {
        ticktick.answers(401, "");
        assertThat(send("list_projects", "{}")).isInstanceOf(DirectReply.NotAuthorized.class);
        ticktick.token = Optional.empty();
        assertThat(send("list_projects", "{}")).isInstanceOf(DirectReply.NotAuthorized.class);
        ticktick.token = Optional.of(TickTickStub.TOKEN);
        ticktick.answers(500, "{\"errorCode\":\"exceed_query_limit\"}");
        assertThat(send("list_projects", "{}")).isEqualTo(new DirectReply.RateLimited(Duration.ofSeconds(60)));
        assertThat(send("list_projects", "{}")).isEqualTo(new DirectReply.RateLimited(Duration.ofSeconds(60)));
    }

    @Test
    void ticktick_away_or_talking_nonsense() {
        ticktick.answers(200, "<html>").answers(200, "{\"half").answers(200, "{}");
        assertThat(send("list_projects", "{}")).isInstanceOf(DirectReply.Unreachable.class);
        assertThat(send("create_task", "{}")).isInstanceOf(DirectReply.Unreachable.class);
        assertThat(send("list_projects", "{}")).as("an object is no array").isInstanceOf(DirectReply.Unreachable.class);
        ticktick.answers(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()));
        assertThat(send("create_task", "{}")).isInstanceOf(DirectReply.Unreachable.class);
        ticktick.answers(503, "").answers(503, "").answers(503, "");
        assertThat(ofTask("delete_task", "{}")).isInstanceOf(DirectReply.Unreachable.class);
        ticktick.apiUrl = Optional.empty();
        assertThat(send("list_projects", "{}")).isInstanceOf(DirectReply.Unreachable.class);
    }

    @Test
    void those_who_wait_go_before_the_sync() {
        ticktick.close();
        ticktick = new TickTickStub("12/60s");
        calls = ticktick.calls();
        while (ticktick.budget.start(CallPurpose.READ) instanceof CallDecision.Allowed slot) {
            ticktick.budget.ended(slot);
        }
        ticktick.answers(200, "[]");
        assertThat(send("list_projects", "{}")).isEqualTo(new DirectReply.Json("[]"));
        assertThat(send("list_projects", "{}")).isEqualTo(new DirectReply.RateLimited(Duration.ofSeconds(60)));
    }
}
