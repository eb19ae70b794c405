package dev.devledger.adapters.services.clickup.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.services.clickup.client.ClickUpClient.ErrorRules;
import dev.devledger.adapters.services.clickup.client.ClickUpClient.RateLimit;
import dev.devledger.adapters.services.clickup.client.Outcome.Answered;
import dev.devledger.adapters.services.clickup.client.Outcome.Deleted;
import dev.devledger.adapters.services.clickup.client.Outcome.NoAccess;
import dev.devledger.adapters.services.clickup.client.Outcome.NoReadableAnswer;
import dev.devledger.adapters.services.clickup.client.Outcome.NotFound;
import dev.devledger.adapters.services.clickup.client.Outcome.NothingDone;
import dev.devledger.adapters.services.clickup.client.Outcome.Refused;
import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.application.sync.connector.RemoteAnswer.NotSentReason;
import dev.devledger.application.sync.connector.SharedCallBudget.CallPurpose;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;

class ClickUpClientTest {
    private static final Endpoint READ = Endpoint.get("task", "86abc12");
    private static final Endpoint WRITE = Endpoint.put("task", "86abc12");
    private static final Endpoint CREATE = Endpoint.post("list", "901", "task");
    private static final Endpoint DELETE = Endpoint.delete("task", "86abc12");

    private ClickUpStub clickup = new ClickUpStub("off");

    @AfterEach
    void close() {
        clickup.close();
    }

    private Outcome call(Endpoint endpoint) {
        return clickup.client.call(CallPurpose.READ, endpoint);
    }

    private static String error(String code, String text) {
        return "{\"err\":\"" + text + "\",\"ECODE\":\"" + code + "\"}";
    }

    @Test
    void a_request_is_what_clickup_takes() {
        clickup.answers(200, "{\"tasks\":[]}").answers(200, "{}").answers(200, "{}");
        Endpoint filtered = Endpoint.get("team", "108", "task")
                .with("statuses[]", List.of("to do", "in review"))
                .with("date_updated_gt", Instant.ofEpochMilli(1767225600123L))
                .with("subtasks", true);
        assertThat(call(filtered)).isInstanceOf(Answered.class);
        RecordedRequest read = clickup.request();
        assertThat(read.getUrl().encodedPath()).isEqualTo("/api/v2/team/108/task");
        assertThat(read.getUrl().queryParameterValues("statuses[]")).containsExactly("to do", "in review");
        assertThat(read.getUrl().queryParameter("date_updated_gt")).isEqualTo("1767225600123");
        assertThat(read.getUrl().queryParameter("subtasks")).isEqualTo("true");
        assertThat(read.getHeaders().get("Authorization"))
                .as("a personal token is raw")
                .isEqualTo(ClickUpStub.TOKEN);
        assertThat(read.getHeaders().get("User-Agent")).isEqualTo("devledger/1.2");

        clickup.token = Optional.of("1_OAUTH");
        clickup.client.call(
                CallPurpose.WRITE,
                Endpoint.post("task", "86abc12", "tag", "c++/ü ?#..").with("x", "a&b=c"),
                JsonNodeFactory.instance.objectNode().put("name", "ä"));
        RecordedRequest write = clickup.request();
        assertThat(write.getUrl().pathSegments()).endsWith("tag", "c++/ü ?#..");
        assertThat(write.getUrl().queryParameter("x")).isEqualTo("a&b=c");
        assertThat(write.getHeaders().get("Authorization")).isEqualTo("Bearer 1_OAUTH");
        assertThat(write.getHeaders().get("Content-Type")).isEqualTo("application/json");
        assertThat(write.getBody().utf8()).isEqualTo("{\"name\":\"ä\"}");

        call(Endpoint.put("workspaces", "108", "tasks", "86abc12", "home_list", "902")
                .below(ClickUpClient.V3));
        assertThat(clickup.request().getUrl().encodedPath())
                .isEqualTo("/api/v3/workspaces/108/tasks/86abc12/home_list/902");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", ".."})
    void an_id_that_leads_elsewhere_is_nowhere(String id) {
        assertThat(call(Endpoint.delete("list", id))).isInstanceOf(NotFound.class);
        assertThat(clickup.requests()).isZero();
    }

    @Test
    void an_empty_answer_is_one() {
        clickup.answers(204, "").answers(200, "");
        assertThat(call(DELETE)).isEqualTo(new Answered(JsonNodeFactory.instance.objectNode()));
        assertThat(call(WRITE)).isEqualTo(new Answered(JsonNodeFactory.instance.objectNode()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"OAUTH_017", "OAUTH_018", "OAUTH_019", "OAUTH_021", "OAUTH_025", "OAUTH_077"})
    void these_codes_say_that_the_token_is_dead(String code) {
        clickup.answers(401, error(code, "Token invalid"));
        assertThat(call(READ)).isInstanceOfSatisfying(NothingDone.class, held -> {
            assertThat(held.hold()).isEqualTo(NotSentReason.NEEDS_AUTHORIZATION);
            assertThat(held.reason()).contains(code, "connect the account again");
        });
        assertThat(clickup.requests()).isEqualTo(1);
    }

    /** An id that never existed is answered by 401 OAUTH_027, too. */
    @ParameterizedTest
    @ValueSource(strings = {"OAUTH_023", "OAUTH_026", "OAUTH_027", "OAUTH_029", "OAUTH_045", "OAUTH_999"})
    void any_other_code_of_a_401_is_of_this_one_thing(String code) {
        clickup.answers(401, error(code, "Team not authorized"));
        assertThat(call(READ))
                .isEqualTo(new NoAccess(code, "ClickUp gives no access: " + code + " (Team not authorized)"));
    }

    @Test
    void what_is_deleted_is_told_from_what_is_not_there_and_from_what_is_not_shown() {
        clickup.answers(404, error("ITEM_013", "Task not found, deleted"))
                .answers(404, error("ITEM_015", "Task not found"))
                .answers(403, error("ACCESS_999", "No"))
                .answers(200, error("ITEM_013", "Task not found, deleted"));
        assertThat(call(READ)).isEqualTo(new Deleted());
        assertThat(call(READ)).isInstanceOfSatisfying(NotFound.class, no -> assertThat(no.code())
                .isEqualTo("ITEM_015"));
        assertThat(call(READ)).isInstanceOf(NoAccess.class);
        assertThat(call(WRITE)).as("under 200").isEqualTo(new Deleted());
    }

    @ParameterizedTest
    @CsvSource({"400, ITEM_114, Status does not exist", "200, FIELD_011, Value is not an option", "418, X_1, no"})
    void any_other_no_is_a_refusal_under_200_too(int status, String code, String text) {
        clickup.answers(status, error(code, text));
        assertThat(call(WRITE)).isEqualTo(new Refused(status, code, "ClickUp refused it: " + code + " (" + text + ")"));
        assertThat(clickup.requests()).isEqualTo(1);
    }

    @Test
    void a_redirect_is_not_followed_with_the_token() {
        clickup.answers(new MockResponse.Builder()
                .code(302)
                .setHeader("Location", clickup.server.url("/elsewhere").toString()));
        assertThat(call(READ)).isInstanceOf(Refused.class);
        assertThat(clickup.requests()).isEqualTo(1);
    }

    @Test
    void a_dead_token_is_replaced_by_one_that_came_meanwhile() {
        clickup.other = Optional.of("1_NEW");
        clickup.answers(401, error("OAUTH_025", "Token invalid")).answers(200, "{\"id\":\"86abc12\"}");
        assertThat(call(CREATE)).isInstanceOf(Answered.class);
        clickup.request();
        assertThat(clickup.request().getHeaders().get("Authorization")).isEqualTo("Bearer 1_NEW");
        assertThat(clickup.budget.sent()).isEqualTo(2);
    }

    @Test
    void nothing_is_sent_without_a_token_or_an_address() {
        clickup.token = Optional.of("two\nlines");
        assertThat(call(READ)).isInstanceOfSatisfying(NothingDone.class, held -> assertThat(held.hold())
                .isEqualTo(NotSentReason.NEEDS_AUTHORIZATION));
        clickup.token = Optional.of(ClickUpStub.TOKEN);
        clickup.away = true;
        assertThat(call(READ)).isInstanceOfSatisfying(NothingDone.class, held -> assertThat(held.hold())
                .isEqualTo(NotSentReason.UNREACHABLE));
        assertThat(clickup.requests()).isZero();
    }

    @Test
    void no_token_is_in_a_text() {
        clickup.answers(400, error("X_1", "the token " + ClickUpStub.TOKEN + " is wrong"));
        assertThat(call(WRITE).toString()).contains("the token … is wrong").doesNotContain(ClickUpStub.TOKEN);
    }

    @Test
    void a_read_and_an_absolute_write_are_repeated_and_a_post_never() {
        for (Endpoint endpoint : List.of(READ, WRITE, DELETE)) {
            clickup.answers(500, "{}").answers(502, "<html>Bad gateway</html>").answers(200, "{}");
            assertThat(call(endpoint)).isInstanceOf(Answered.class);
        }
        int before = clickup.requests();
        clickup.answers(500, error("ITEMV2_003", "Internal"));
        assertThat(call(CREATE))
                .isEqualTo(new NoReadableAnswer("ITEMV2_003", "ClickUp answered ITEMV2_003 (Internal)", true));
        assertThat(clickup.requests()).isEqualTo(before + 1);
    }

    @Test
    void three_times_is_the_end_and_a_read_left_nothing_open() {
        for (int i = 0; i < 6; i++) {
            clickup.answers(500, "");
        }
        assertThat(call(READ)).isInstanceOfSatisfying(NoReadableAnswer.class, broken -> assertThat(broken.maybeDone())
                .isFalse());
        assertThat(call(WRITE)).isInstanceOfSatisfying(NoReadableAnswer.class, broken -> assertThat(broken.maybeDone())
                .isTrue());
        assertThat(clickup.requests()).isEqualTo(6);
    }

    @Test
    void a_deletion_whose_answer_was_lost_is_closed_by_hearing_that_it_is_deleted() {
        clickup.answers(500, "").answers(404, error("ITEM_013", "Task not found, deleted"));
        assertThat(call(DELETE)).isEqualTo(new Deleted());
        clickup.answers(500, "").answers(400, error("X_1", "no"));
        assertThat(call(WRITE)).as("the first may have been done").isInstanceOf(NoReadableAnswer.class);
    }

    @Test
    void half_an_answer_and_a_page_are_no_answer() {
        clickup.answers(200, "<html>Maintenance</html>")
                .answers(200, "{\"id\":\"86a")
                .answers(200, "\"text\"");
        for (int i = 0; i < 3; i++) {
            assertThat(call(CREATE))
                    .isInstanceOfSatisfying(NoReadableAnswer.class, broken -> assertThat(broken.maybeDone())
                            .isTrue());
        }
        clickup.answers(404, "<html>Not found</html>");
        assertThat(call(CREATE)).isInstanceOfSatisfying(NoReadableAnswer.class, broken -> assertThat(broken.maybeDone())
                .as("no gateway says so of what was done")
                .isFalse());
    }

    @Test
    void an_answer_that_does_not_come_leaves_a_post_open() {
        try (ClickUpStub hasty = ClickUpStub.hasty()) {
            hasty.answers(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE));
            assertThat(hasty.client.call(CallPurpose.WRITE, CREATE))
                    .isInstanceOfSatisfying(NoReadableAnswer.class, broken -> assertThat(broken.maybeDone())
                            .isTrue());
            assertThat(hasty.requests()).isEqualTo(1);
        }
    }

    @Test
    void where_nobody_listens_nothing_was_done() {
        clickup.server.close();
        assertThat(call(CREATE)).isInstanceOfSatisfying(NothingDone.class, held -> assertThat(held.hold())
                .isEqualTo(NotSentReason.UNREACHABLE));
    }

    @Test
    void a_429_waits_for_the_reset_of_which_only_a_header_tells() {
        clickup.answers(limited(429, 0, "Mon, 23 Nov 2026 10:00:06 GMT", "2026-11-23T10:00:30Z")
                .body(error("APP_002", "Rate limit reached")));
        NothingDone held = new NothingDone(NotSentReason.RATE_LIMITED, ErrorRules.LIMITED, Duration.ofSeconds(25));
        assertThat(call(CREATE)).isEqualTo(held);
        assertThat(call(READ)).isEqualTo(held);
        assertThat(clickup.requests()).as("nobody calls before").isEqualTo(1);
        clickup.nanos.addAndGet(Duration.ofSeconds(25).toNanos());
        clickup.answers(200, "{}");
        assertThat(call(READ)).isInstanceOf(Answered.class);
    }

    @Test
    void a_429_without_any_header_waits_a_minute() {
        clickup.answers(429, error("APP_002", "Rate limit reached"));
        assertThat(call(READ)).isInstanceOfSatisfying(NothingDone.class, held -> assertThat(held.after())
                .isEqualTo(Duration.ofMinutes(1)));
    }

    @Test
    void every_answer_tells_the_limit() {
        assertThat(clickup.client.lastLimit()).isEmpty();
        clickup.answers(limited(200, 9, "Mon, 23 Nov 2026 10:00:06 GMT", "2026-11-23T10:00:30Z")
                .body("{}"));
        clickup.answers(200, "{}");
        assertThat(call(READ)).isInstanceOf(Answered.class);
        assertThat(clickup.client.lastLimit()).contains(new RateLimit(100, 9, Instant.parse("2026-11-23T10:00:30Z")));
        assertThat(call(READ)).isInstanceOf(Answered.class);
        assertThat(call(READ)).as("the last eight are for whoever waits").isInstanceOf(NothingDone.class);
        clickup.answers(200, "{}");
        assertThat(clickup.client.call(CallPurpose.INTERACTIVE, READ)).isInstanceOf(Answered.class);
    }

    @ParameterizedTest
    @CsvSource({"x, 5, 10", "100, -1, 10", "100, 5, 99999999999999999999", "0, 0, 0", "'', '', ''"})
    void nonsense_in_a_header_says_nothing(String limit, String remaining, String reset) {
        clickup.answers(new MockResponse.Builder()
                .setHeader("X-RateLimit-Limit", limit)
                .setHeader("X-RateLimit-Remaining", remaining)
                .setHeader("X-RateLimit-Reset", reset)
                .body("{}"));
        assertThat(call(READ)).isInstanceOf(Answered.class);
        assertThat(clickup.client.lastLimit()).isEmpty();
    }

    private static MockResponse.Builder limited(int status, int remaining, String date, String reset) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("Date", date)
                .setHeader("X-RateLimit-Limit", "100")
                .setHeader("X-RateLimit-Remaining", String.valueOf(remaining))
                .setHeader(
                        "X-RateLimit-Reset", String.valueOf(Instant.parse(reset).getEpochSecond()));
    }
}
