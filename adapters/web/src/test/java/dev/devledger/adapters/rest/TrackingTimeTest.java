package dev.devledger.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.direct.Operation.DirectReply;
import dev.devledger.application.direct.Operation.DirectRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** From a path to a call of the table, and from what it came to to an answer. */
class TrackingTimeTest extends RestTest {
    @Autowired
    private RestServer.NextReply next;

    @Test
    void a_path_and_a_query_are_arguments_of_a_call() {
        next.reply = new DirectReply.Json("{\"done\":true}");
        assertThat(http.send("DELETE", "/api/trackingtime/tasks/12?delete_all=true", null)
                        .status())
                .isEqualTo(200);
        assertThat(next.asked)
                .containsExactly(DirectRequest.of("tt_delete_task")
                        .with("id", "12")
                        .asking(Map.of("delete_all", List.of("true"))));
    }

    @Test
    void a_rule_is_409_and_a_wrong_value_422_each_with_the_status_that_was_inside() {
        next.reply = new DirectReply.AgainstRule("502", "A timer runs.");
        assertThat(http.send("DELETE", "/api/trackingtime/tasks/12", null)
                        .isProblem(409, "conflict_state")
                        .field("/remoteCode"))
                .isEqualTo("502");
        next.reply = new DirectReply.WrongValue("500", "No.");
        assertThat(http.send("DELETE", "/api/trackingtime/tasks/12", null)
                        .isProblem(422, "invalid")
                        .field("/remoteCode"))
                .isEqualTo("500");
        next.reply = new DirectReply.Refused("418", "No.");
        http.send("DELETE", "/api/trackingtime/tasks/12", null).isProblem(502, "trackingtime_refused");
        next.reply = new DirectReply.Unreachable("Nobody there.");
        http.send("DELETE", "/api/trackingtime/tasks/12", null).isProblem(503, "trackingtime_unavailable");
    }

    @Test
    void another_path_is_404_and_another_method_405() {
        http.get("/api/trackingtime/tasks/abc").isProblem(404, "not_found");
        http.get("/api/trackingtime/timer/start").isProblem(405, "method_not_allowed");
    }
}
