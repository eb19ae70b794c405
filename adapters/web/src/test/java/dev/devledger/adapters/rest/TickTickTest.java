package dev.devledger.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.direct.Operation.DirectReply;
import dev.devledger.application.direct.Operation.DirectRequest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class TickTickTest extends RestTest {
    @Autowired
    RestServer.NextReply next;

    @Test
    void answers_what_ticktick_says() {
        next.reply = new DirectReply.Json("[ {\"id\": \"6f\"} ]");
        assertThat(http.get("/api/ticktick/projects").text()).isEqualTo("[ {\"id\": \"6f\"} ]");
        assertThat(http.post("/api/ticktick/projects", "{\"name\": \"n\", \"new\": 1}")
                        .status())
                .isEqualTo(200);
        assertThat(next.asked)
                .containsExactly(DirectRequest.of("ticktick_create_project").saying("{\"name\":\"n\",\"new\":1}"));
        http.post("/api/ticktick/projects/p/tasks/t", "{}");
        assertThat(next.asked)
                .containsExactly(DirectRequest.of("ticktick_update_task")
                        .with("project_id", "p")
                        .with("task_id", "t"));
        http.post("/api/ticktick/tasks", "[]").isProblem(400, "unreadable");
    }

    @Test
    void says_why_not() {
        next.reply = new DirectReply.Done();
        Http.Got done = http.post("/api/ticktick/projects/p/tasks/t/complete", null);
        assertThat(done.status()).isEqualTo(204);
        assertThat(done.text()).isEmpty();
        next.reply = new DirectReply.NotFound("There is no such list.");
        http.get("/api/ticktick/projects/p").isProblem(404, "not_found");
        next.reply = new DirectReply.RateLimited(Duration.ofMillis(40_500));
        assertThat(http.get("/api/ticktick/projects")
                        .isProblem(429, "rate_limited")
                        .header("Retry-After"))
                .isEqualTo("41");
        next.reply = new DirectReply.NotAuthorized("Connect an account first.");
        http.send("DELETE", "/api/ticktick/projects/p", null).isProblem(409, "conflict_state");
        next.reply = new DirectReply.Unreachable("TickTick does not answer.");
        assertThat(http.get("/api/ticktick/projects")
                        .isProblem(503, "ticktick_unavailable")
                        .header("Retry-After"))
                .isNotNull();
        next.reply = new DirectReply.Refused("invalid_title", "TickTick says no.");
        assertThat(http.post("/api/ticktick/tasks", "{}")
                        .isProblem(502, "ticktick_refused")
                        .field("/errorCode"))
                .isEqualTo("invalid_title");
        next.reply = new DirectReply.Invalid("title", "is missing");
        http.post("/api/ticktick/tasks", "{}").isProblem(422, "invalid").names("title");
    }

    @Test
    void a_key_is_free_again_unless_a_create_may_have_been_done() {
        next.reply = new DirectReply.RateLimited(Duration.ofSeconds(1));
        String[] key = {"Idempotency-Key", "tick-" + System.nanoTime()};
        http.post("/api/ticktick/tasks", "{}", key).isProblem(429, "rate_limited");
        next.reply = new DirectReply.Unreachable("TickTick does not answer.");
        http.post("/api/ticktick/tasks", "{}", key).isProblem(503, "ticktick_unavailable");
        next.reply = new DirectReply.Json("{}");
        http.post("/api/ticktick/tasks", "{}", key).isProblem(409, "conflict_state");
        next.reply = new DirectReply.Unreachable("TickTick does not answer.");
        http.send("DELETE", "/api/ticktick/projects/p", null, key).isProblem(503, "ticktick_unavailable");
        next.reply = new DirectReply.Done();
        assertThat(http.send("DELETE", "/api/ticktick/projects/p", null, key).status())
                .isEqualTo(204);
        assertThat(http.send("DELETE", "/api/ticktick/projects/p", null, key).header("Idempotency-Replayed"))
                .isEqualTo("true");
    }

    @Test
    void what_may_have_been_completed_is_not_completed_again_for_the_same_key() {
        next.reply = new DirectReply.Unreachable("TickTick does not answer.");
        String[] key = {"Idempotency-Key", "tick-" + System.nanoTime()};
        String complete = "/api/ticktick/projects/p/tasks/t/complete";
        http.post(complete, null, key).isProblem(503, "ticktick_unavailable");
        next.reply = new DirectReply.Done();
        http.post(complete, null, key).isProblem(409, "conflict_state");
    }
}
