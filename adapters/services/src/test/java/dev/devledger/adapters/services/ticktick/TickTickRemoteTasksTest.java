package dev.devledger.adapters.services.ticktick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.connector.AwayCallLog;
import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.Listing.Quarantined;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Done;
import dev.devledger.application.sync.connector.RemoteAnswer.NotSent;
import dev.devledger.application.sync.connector.RemoteAnswer.NotSentReason;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.application.sync.connector.RemoteAnswer.Refused;
import dev.devledger.application.sync.connector.RemoteAnswer.Unknown;
import dev.devledger.application.sync.connector.RemoteReads;
import dev.devledger.application.sync.connector.RemoteReads.LookupResult;
import dev.devledger.application.sync.connector.RemoteTasksContract;
import dev.devledger.application.sync.connector.RemoteWrites.BatchCreateResult;
import dev.devledger.application.sync.connector.RemoteWrites.Step;
import dev.devledger.application.sync.connector.WholeReads;
import dev.devledger.application.sync.cycle.PagedReads;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What TickTick and the network do, and what the sync is told of it (docs/ticktick.md, section 3). */
@ExtendWith(OutputCaptureExtension.class)
final class TickTickRemoteTasksTest {
    private static final String LIST = "70aa00000000000000000001";
    private static final RemoteRef REF = new RemoteRef(LIST, "70aa00000000000000000002");
    private static final String TASK =
            "{\"id\":\"" + REF.id() + "\",\"projectId\":\"" + LIST + "\",\"title\":\"After\",\"status\":0}";

    private TickTickStub ticktick = new TickTickStub();
    private TickTickRemoteTasks remote = ticktick.remoteTasks();
    private final AtomicInteger asked = new AtomicInteger();
    private final WholeReads reads = new WholeReads(stubbed(), new PagedReads.Requests() {
        @Override
        public <T> RemoteAnswer<T> send(Function<RemoteReads, RemoteAnswer<T>> request) {
            asked.incrementAndGet();
            return request.apply(remote);
        }
    });

    private InstantSource stubbed() {
        return () -> Instant.EPOCH.plusNanos(ticktick.nanos.get());
    }

    @AfterEach
    void close() {
        ticktick.close();
    }

    @Test
    void a_request_says_who_asks_and_what() {
        ticktick.answers(200, TASK);
        assertThat(create()).isInstanceOf(Ok.class);
        RecordedRequest request = ticktick.request();
        assertThat(request.getRequestLine()).isEqualTo("POST /open/v1/task HTTP/1.1");
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer " + TickTickStub.TOKEN);
        assertThat(request.getHeaders().get("User-Agent")).isEqualTo("devledger/1.2");
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json");
        assertThat(request.getBody().utf8()).isEqualTo("{\"title\":\"After\",\"projectId\":\"" + LIST + "\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"500|{\"errorCode\":\"exceed_query_limit\",\"data\":null}", "429|", "429|<html>"})
    void over_the_limit_nothing_was_sent_and_nobody_calls_for_a_minute(int status, String body) {
        ticktick.answers(status, body == null ? "" : body);
        assertThat(create()).isEqualTo(notSent(NotSentReason.RATE_LIMITED, "TickTick's request limit is exceeded", 60));
        ticktick.nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        assertThat(remote.find(REF))
                .isEqualTo(notSent(NotSentReason.RATE_LIMITED, "the request budget for TickTick is used up", 50));
        assertThat(ticktick.requests()).isEqualTo(1);
        ticktick.nanos.addAndGet(Duration.ofSeconds(50).toNanos());
        ticktick.answers(200, TASK);
        assertThat(remote.find(REF)).isInstanceOf(Ok.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"401|", "401|{\"error\":\"invalid_token\"}"})
    void without_the_right_to_it_nothing_was_sent(int status, String body) {
        for (int i = 0; i < 2; i++) {
            ticktick.answers(status, body == null ? "" : body);
        }
        assertHeld(create(), NotSentReason.NEEDS_AUTHORIZATION);
        assertHeld(remote.find(REF), NotSentReason.NEEDS_AUTHORIZATION);
        assertThat(ticktick.requests()).isEqualTo(2);
    }

    /** The account's lists tell whether it is the token or the list; the first answer is that of the write. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403|{}|200|[]|FORBIDDEN",
                "403|{}|200|[{\"id\":\"70aa00000000000000000001\",\"name\":\"L\"}]|FORBIDDEN",
                "403|{}|401|{}|NEEDS_AUTHORIZATION",
                "403|{}|403|{}|NEEDS_AUTHORIZATION",
                "500|{\"errorCode\":\"access_forbidden\"}|200|[]|FORBIDDEN",
                "500|{\"errorCode\":\"access_forbidden\"}"
                        + "|200|[{\"id\":\"70aa00000000000000000001\",\"name\":\"L\",\"permission\":\"read\"}]|FORBIDDEN",
                "500|{\"errorCode\":\"access_forbidden\"}"
                        + "|200|[{\"id\":\"70aa00000000000000000001\",\"name\":\"L\"}]|NEEDS_AUTHORIZATION",
                "500|{\"errorCode\":\"no_project_permission\"}|200|[]|FORBIDDEN"
            })
    void what_is_not_allowed_in_one_list_says_nothing_of_the_others(
            int status, String body, int listsStatus, String lists, NotSentReason hold) {
        ticktick.answers(status, body).answers(listsStatus, lists);
        RemoteAnswer<?> answer = create();
        assertThat(answer).isInstanceOf(NotSent.class);
        assertThat(((NotSent<?>) answer).hold()).isEqualTo(hold);
    }

    @Test
    void a_list_that_may_not_be_seen_is_not_read_and_not_gone() {
        for (int i = 0; i < 2; i++) {
            ticktick.answers(403, "");
        }
        assertThat(reads.openTasks(LIST)).isInstanceOf(Refused.class);
        assertThat(value(remote.find(REF))).isInstanceOf(LookupResult.NoAccess.class);
        assertThat(ticktick.requests()).isEqualTo(2);
    }

    @Test
    void an_account_that_may_not_be_seen_has_no_token_for_it() {
        ticktick.answers(403, "");
        assertHeld(reads.lists(), NotSentReason.NEEDS_AUTHORIZATION);
        ticktick.answers(500, "{\"errorCode\":\"access_forbidden\"}");
        assertHeld(remote.createList("L"), NotSentReason.NEEDS_AUTHORIZATION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "two\nlines"})
    void without_a_token_nothing_is_sent(String token) {
        ticktick.token = token.isEmpty() ? Optional.empty() : Optional.of(token);
        assertHeld(create(), NotSentReason.NEEDS_AUTHORIZATION);
        assertThat(ticktick.requests()).isZero();
    }

    @Test
    void what_ticktick_says_no_to_is_refused_for_its_reason() {
        ticktick.answers(
                500, "{\"errorId\":\"k@a\",\"errorCode\":\"task_title_empty\",\"errorMessage\":\"No\\ntitle\"}");
        assertThat(create()).isEqualTo(new Refused<>("TickTick refused it: task_title_empty (No title)"));
        ticktick.answers(500, "{\"errorCode\":\"exceed_quota\"}");
        assertThat(create()).isInstanceOfSatisfying(NotSent.class, full -> {
            assertThat(full.hold()).as("what else would be added there").isEqualTo(NotSentReason.FULL);
            assertThat(full.reason()).contains("the account's plan allows no more");
        });
        ticktick.answers(400, "");
        assertThat(update("After")).isEqualTo(new Refused<>("TickTick refused it: status 400"));
        ticktick.answers(404, "");
        assertThat(remote.delete(REF)).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "500|{\"errorCode\":\"unknown_exception\"}",
                "500|",
                "500|<html>oops",
                "502|",
                "503|",
                "504|",
                "302|",
                "200|",
                "200|null",
                "200|{\"id\":\"70aa",
                "200|<html>please log in",
                "200|[]",
                "200|{}",
                "200|{\"id\":7,\"title\":{}}",
                "201|"
            })
    void a_write_that_was_not_answered_properly_is_unknown_and_sent_once(int status, String body) {
        MockResponse.Builder answer = new MockResponse.Builder()
                .code(status)
                .body(body == null ? "" : body)
                .addHeader("Retry-After", "0")
                .addHeader("Location", "/open/v1/elsewhere");
        ticktick.answers(answer).answers(answer);
        assertThat(create()).isInstanceOf(Unknown.class);
        assertThat(update("After")).isInstanceOf(Unknown.class);
        assertThat(ticktick.requests()).isEqualTo(2);
    }

    @Test
    void an_answer_about_another_task_is_unknown() {
        ticktick.answers(200, TASK.replace(REF.id(), "70aa00000000000000000003"));
        assertThat(update("After")).isEqualTo(new Unknown<>("TickTick returned a different task"));
    }

    @Test
    void a_connection_that_breaks_after_a_write_leaves_it_unknown() {
        ticktick.answers(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()));
        assertThat(create()).isInstanceOf(Unknown.class);
        ticktick.answers(new MockResponse.Builder().body(TASK).onResponseBody(new SocketEffect.CloseSocket()));
        assertThat(create()).isInstanceOf(Unknown.class);
        assertThat(ticktick.requests()).isEqualTo(2);
    }

    @Test
    void a_write_that_takes_too_long_is_unknown() {
        restart(TickTickStub.hasty());
        ticktick.answers(new MockResponse.Builder().body(TASK).headersDelay(5, TimeUnit.SECONDS));
        assertThat(create()).isInstanceOf(Unknown.class);
        ticktick.answers(new MockResponse.Builder().body(TASK).throttleBody(1, 300, TimeUnit.MILLISECONDS));
        long begun = System.nanoTime();
        assertThat(create()).isInstanceOf(Unknown.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .as("a drop at a time")
                .isLessThan(Duration.ofSeconds(20)); // all of it takes longer
    }

    @Test
    void without_a_connection_nothing_was_sent() throws IOException {
        restart(TickTickStub.hasty());
        try (ServerSocket socket = new ServerSocket(0)) {
            ticktick.apiUrl = Optional.of(URI.create("http://127.0.0.1:" + socket.getLocalPort()));
        }
        assertHeld(create(), NotSentReason.UNREACHABLE);
        assertHeld(remote.find(REF), NotSentReason.UNREACHABLE);
        ticktick.apiUrl = Optional.of(URI.create("http://does-not-exist.invalid/"));
        assertHeld(create(), NotSentReason.UNREACHABLE);
        ticktick.apiUrl = Optional.empty();
        assertHeld(create(), NotSentReason.UNREACHABLE);
        assertThat(ticktick.requests()).isZero();
        ticktick.apiUrl = Optional.of(URI.create("https://127.0.0.1:" + ticktick.server.getPort()));
        assertHeld(create(), NotSentReason.UNREACHABLE); // the other side speaks no TLS
    }

    @Test
    void a_read_is_tried_three_times() {
        ticktick.answers(503, "").answers(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()));
        ticktick.answers(200, TASK);
        assertThat(remote.find(REF)).isInstanceOf(Ok.class);
        assertThat(ticktick.requests()).isEqualTo(3);
        assertThat(ticktick.budget.sent()).isEqualTo(3);
    }

    @Test
    void a_delete_and_a_move_are_sent_again_when_the_answer_is_lost() {
        restart(TickTickStub.hasty());
        ticktick.answers(503, "").answers(200, "");
        assertThat(remote.delete(REF)).isEqualTo(new Ok<>(Done.DONE));
        assertThat(ticktick.requests()).isEqualTo(2);
        ticktick.answers(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()));
        ticktick.answers(new MockResponse.Builder().headersDelay(4, TimeUnit.SECONDS));
        ticktick.answers(200, "[{\"id\":\"" + REF.id() + "\"}]");
        assertThat(remote.move(REF, "p2")).isEqualTo(new Ok<>(Done.DONE));
        assertThat(ticktick.requests()).isEqualTo(5);
        assertThat(ticktick.budget.sent()).as("each within the budget").isEqualTo(5);
        ticktick.answers(504, "").answers(401, "");
        assertThat(remote.deleteList("p1")).as("the first may have done it").isInstanceOf(Unknown.class);
    }

    @Test
    void no_other_write_is_sent_again() {
        RemoteTask current = current(false);
        CanonicalChanges rename = CanonicalChanges.between(current.content(), content("After", RemoteStatus.OPEN));
        List<Supplier<RemoteAnswer<?>>> writes = List.of(
                this::create,
                () -> update("After"),
                () -> write(current(true), content("Before", RemoteStatus.COMPLETED)),
                () -> write(current(false), content("After", RemoteStatus.COMPLETED)),
                () -> remote.createAll(LIST, List.of(content("A", RemoteStatus.OPEN))),
                () -> remote.updateAll(remote.script(current, rename)),
                () -> remote.createList("Dev"),
                () -> remote.updateList("p1", named("Dev")));
        for (Supplier<RemoteAnswer<?>> write : writes) {
            int before = ticktick.requests();
            ticktick.answers(503, "");
            assertThat(write.get()).isInstanceOf(Unknown.class);
            assertThat(ticktick.requests() - before).isEqualTo(1);
        }
    }

    @Test
    void a_read_that_is_never_answered_means_that_ticktick_is_away() {
        ticktick.answers(502, "").answers(503, "").answers(504, "").answers(200, TASK);
        assertHeld(remote.find(REF), NotSentReason.UNREACHABLE);
        assertThat(ticktick.requests()).isEqualTo(3);
    }

    @Test
    void a_read_that_takes_too_long_is_not_tried_for_ever() {
        restart(TickTickStub.hasty());
        for (int i = 0; i < 3; i++) {
            ticktick.answers(new MockResponse.Builder().body(TASK).throttleBody(1, 300, TimeUnit.MILLISECONDS));
        }
        assertHeld(remote.find(REF), NotSentReason.UNREACHABLE);
        assertThat(ticktick.requests()).as("one call's time is all there is").isEqualTo(1);
    }

    @Test
    void without_the_log_of_all_calls_nothing_is_sent() {
        restart(new TickTickStub("95/60s", new AwayCallLog()));
        assertHeld(create(), NotSentReason.UNREACHABLE);
        assertHeld(remote.find(REF), NotSentReason.UNREACHABLE);
        assertThat(ticktick.requests()).isZero();
    }

    @Test
    void the_budget_ends_the_tries_of_a_read() {
        restart("2/60s");
        ticktick.answers(503, "").answers(503, "");
        assertHeld(remote.find(REF), NotSentReason.RATE_LIMITED);
        assertThat(ticktick.requests()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "{\"id\":\"70aa", "[1]", "{\"id\":\"70aa00000000000000000009\"}", "{}"})
    void a_read_answered_with_nonsense_is_unknown(String body) {
        ticktick.answers(200, body);
        assertThat(remote.find(REF)).isInstanceOf(Unknown.class);
        assertThat(ticktick.requests()).isEqualTo(1);
    }

    @Test
    void an_answer_without_end_is_not_read_to_its_end() {
        String tag = "x".repeat(1 << 20);
        ticktick.answers(
                200, IntStream.range(0, 33).mapToObj(i -> tag).collect(Collectors.joining("", "{\"id\":\"", "\"}")));
        assertThat(remote.find(REF)).isEqualTo(new Unknown<>("TickTick's answer is too long"));
    }

    @Test
    void a_task_that_is_not_there() {
        ticktick.answers(200, "").answers(404, "");
        assertThat(remote.find(REF)).isEqualTo(new Ok<>(new LookupResult.NotFound()));
        assertThat(remote.find(REF)).isEqualTo(new Ok<>(new LookupResult.NotFound()));
        assertThat(remote.find(new RemoteRef(LIST, "../task"))).isEqualTo(new Ok<>(new LookupResult.NotFound()));
        assertThat(ticktick.requests()).isEqualTo(2);
    }

    @Test
    void a_task_that_ticktick_fails_to_show_is_refused_only_where_its_list_is_gone() {
        String failure = "{\"errorCode\":\"unknown_exception\"}";
        ticktick.answers(500, failure).answers(200, "{}");
        assertThat(remote.find(REF)).isEqualTo(new Refused<>("the task's list was deleted in TickTick"));
        ticktick.answers(500, failure).answers(200, "{\"tasks\":[]}");
        assertThat(remote.find(REF)).isInstanceOf(Unknown.class);
        ticktick.answers(500, failure).answers(500, failure);
        assertThat(remote.find(REF)).isInstanceOf(Unknown.class);
        ticktick.answers(400, "");
        assertThat(remote.find(REF)).isInstanceOf(Unknown.class);
        ticktick.answers(500, failure).answers(401, "");
        assertHeld(remote.find(REF), NotSentReason.NEEDS_AUTHORIZATION);
    }

    @Test
    void open_tasks_are_those_of_the_data() {
        ticktick.answers(200, "{\"project\":{\"id\":\"" + LIST + "\"},\"tasks\":[" + TASK + "],\"columns\":[]}");
        assertThat(tasks()).extracting(RemoteTask::ref).containsExactly(REF);
        ticktick.answers(200, "{\"project\":{\"id\":\"" + LIST + "\",\"name\":\"A\"},\"tasks\":[]}");
        assertThat(tasks()).isEmpty();
        ticktick.answers(200, "{\"tasks\":[]}");
        assertThat(tasks()).as("the inbox has no project").isEmpty();
        ticktick.answers(200, "{}").answers(200, "").answers(404, "");
        for (int i = 0; i < 3; i++) {
            assertThat(reads.openTasks(LIST)).isEqualTo(new Ok<>(Optional.empty()));
        }
        ticktick.answers(200, "{\"error\":\"sorry\"}").answers(200, "{\"tasks\":[{\"title\":\"A\"}]}");
        assertThat(reads.openTasks(LIST)).as("something else").isInstanceOf(Unknown.class);
        assertThat(reads.openTasks(LIST)).as("one without an id").isInstanceOf(Unknown.class);
        ticktick.answers(200, "{\"project\":{\"id\":\"p2\"},\"tasks\":[]}");
        assertThat(reads.openTasks(LIST)).as("another list").isInstanceOf(Unknown.class);
    }

    @Test
    void a_task_that_cannot_be_read_is_told_apart_and_leaves_the_others() {
        String later = "{\"id\":\"1\",\"title\":\"Later\",\"status\":7,"
                + "\"createdTime\":\"2026-11-03T07:30:00.000+0000\",\"etimestamp\":1793691001000}";
        String shapeless = "{\"id\":\"2\",\"projectId\":\"p2\",\"title\":[],\"etimestamp\":\"now\",\"items\":\"none\"}";
        ticktick.answers(200, "{\"tasks\":[" + later + "," + TASK + "," + shapeless + "]}");
        Listing listing = value(reads.openTasks(LIST)).orElseThrow();
        assertThat(listing.tasks()).extracting(RemoteTask::ref).containsExactly(REF);
        assertThat(listing.quarantined())
                .containsExactly(
                        new Quarantined(
                                new RemoteRef(LIST, "1"),
                                "a task of TickTick has the unknown status 7",
                                "Later",
                                Instant.parse("2026-11-03T07:30:00Z"),
                                Instant.parse("2026-11-03T07:30:01Z")),
                        new Quarantined(
                                new RemoteRef("p2", "2"),
                                "one of its fields does not have the form that TickTick documents"));
        ticktick.answers(200, "[" + later.replace("7,", "8,") + "]");
        assertThat(value(reads.finishedTasks(List.of(LIST), Instant.EPOCH)).quarantined())
                .extracting(each -> each.ref().id())
                .containsExactly("1");
    }

    @Test
    void where_more_than_a_few_and_more_than_one_in_twenty_cannot_be_read_nothing_is() {
        ticktick.answers(200, rows(3, 0)).answers(200, rows(4, 76)).answers(200, rows(4, 75));
        assertThat(value(reads.openTasks(LIST)).orElseThrow().quarantined())
                .as("a few")
                .hasSize(3);
        assertThat(value(reads.openTasks(LIST)).orElseThrow().tasks()).as("5%").hasSize(76);
        assertThat(reads.openTasks(LIST))
                .isEqualTo(new Unknown<>(
                        "4 of 79 tasks cannot be read; the first:" + " a task of TickTick has the unknown status 9"));
    }

    private static String rows(int unreadable, int readable) {
        return IntStream.range(0, unreadable + readable)
                .mapToObj(i -> "{\"id\":\"t" + i + "\",\"status\":" + (i < unreadable ? 9 : 0) + "}")
                .collect(Collectors.joining(",", "{\"tasks\":[", "]}"));
    }

    @Test
    void one_that_cannot_be_read_is_an_answer_where_it_is_asked_for() {
        String odd = TASK.replace("\"status\":0", "\"status\":7");
        Quarantined quarantined =
                new Quarantined(REF, "a task of TickTick has the unknown status 7", "After", null, null);
        ticktick.answers(200, odd).answers(200, "[" + odd + "]");
        assertThat(remote.find(REF)).isEqualTo(new Ok<>(new LookupResult.Unreadable(quarantined)));
        assertThat(value(reads.openAnywhere()).find(REF.id())).isEqualTo(new LookupResult.Unreadable(quarantined));
        ticktick.answers(200, odd.replace(REF.id(), "other"));
        assertThat(remote.find(REF)).as("another one").isInstanceOf(Unknown.class);
    }

    @Test
    void lists_are_read_page_by_page() {
        ticktick.answers(200, projects(0, 200)).answers(200, projects(200, 7));
        List<RemoteList> lists = value(reads.lists());
        assertThat(lists).hasSize(207).contains(new RemoteList("p206", "List 206"));
        assertThat(ticktick.request().getTarget()).isEqualTo("/open/v1/project?offset=0&limit=200");
        assertThat(ticktick.request().getTarget()).isEqualTo("/open/v1/project?offset=200&limit=200");
        ticktick.answers(200, projects(0, 200)).answers(200, projects(0, 200));
        assertThat(reads.lists()).as("an offset that is not understood").isInstanceOf(Unknown.class);
        ticktick.answers(200, projects(0, 200)).answers(200, "{}");
        assertThat(reads.lists()).as("half of the lists are no answer").isInstanceOf(Unknown.class);
        ticktick.answers(200, "[{\"name\":\"no id\"}]").answers(200, "[null]").answers(200, "");
        for (int i = 0; i < 3; i++) {
            assertThat(reads.lists()).isInstanceOf(Unknown.class);
        }
    }

    @Test
    void completed_tasks_are_read_back_from_the_newest() {
        Instant since = Instant.parse("2026-11-19T08:00:00Z");
        ticktick.answers(503, "").answers(200, completed(0, 200)).answers(200, completed(199, 3));
        assertThat(value(reads.finishedTasks(List.of(LIST), since)).tasks()).hasSize(202);
        String window = "{\"projectIds\":[\"" + LIST + "\"],\"startDate\":\"2026-11-19T08:00:00+0000\"";
        assertThat(ticktick.sent()).isEqualTo(window + "}");
        assertThat(ticktick.sent()).as("a read, so tried again").isEqualTo(window + "}");
        assertThat(ticktick.sent()).isEqualTo(window + ",\"endDate\":\"2026-11-20T07:56:41+0000\"}");
        ticktick.answers(200, completed(0, 200)).answers(200, completed(0, 200));
        assertThat(reads.finishedTasks(List.of(LIST), since))
                .as("200 of one moment")
                .isInstanceOf(Unknown.class);
    }

    @Test
    void each_page_is_asked_for_on_its_own() {
        Instant since = Instant.parse("2026-11-19T08:00:00Z");
        ticktick.answers(200, completed(0, 200))
                .answers(200, completed(199, 200))
                .answers(200, completed(398, 2));
        assertThat(reads.finishedTasks(List.of(LIST), since)).isInstanceOf(RemoteAnswer.Ok.class);
        assertThat(asked).hasValue(3);

        asked.set(0);
        String lists = IntStream.range(0, 200)
                .mapToObj(i -> "{\"id\":\"p%d\",\"name\":\"List %d\"}".formatted(i, i))
                .collect(Collectors.joining(",", "[", "]"));
        ticktick.answers(200, lists).answers(200, "[]");
        assertThat(value(reads.lists())).hasSize(200);
        assertThat(asked).hasValue(2);
    }

    @Test
    void pages_that_the_budget_ended_go_on_with_the_next_one() {
        restart("2/60s");
        Instant since = Instant.parse("2026-11-19T08:00:00Z");
        ticktick.answers(200, completed(1, 200))
                .answers(200, completed(200, 200))
                .answers(200, completed(399, 3));
        assertThat(reads.finishedTasks(List.of(LIST), since)).isInstanceOf(NotSent.class);
        assertThat(ticktick.requests()).isEqualTo(2);

        ticktick.nanos.addAndGet(Duration.ofMinutes(2).toNanos());
        ticktick.answers(200, completed(0, 2)); // and what was completed in between
        Listing all = value(reads.finishedTasks(List.of(LIST), since.plusSeconds(60)));
        assertThat(all.tasks()).hasSize(402);
        assertThat(ticktick.requests()).isEqualTo(4);

        ticktick.nanos.addAndGet(Duration.ofMinutes(2).toNanos());
        ticktick.answers(200, completed(0, 1));
        assertThat(value(reads.finishedTasks(List.of(LIST), since)).tasks())
                .as("what is whole is read anew")
                .hasSize(1);
    }

    @Test
    void a_list_is_made_by_name() {
        ticktick.answers(200, "{\"id\":\"p1\",\"name\":\"Dev\"}");
        assertThat(remote.createList("Dev")).isEqualTo(new Ok<>(new RemoteList("p1", "Dev")));
        assertThat(ticktick.sent()).isEqualTo("{\"name\":\"Dev\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"id\":\"\"}", "[]", "null", "<html>", "{\"id\":\"p1\""})
    void what_is_no_list_is_not_taken_for_one_that_was_made(String answer) {
        ticktick.answers(200, answer);
        assertThat(remote.createList("Dev")).isInstanceOf(Unknown.class);
    }

    @Test
    void a_create_is_answered_under_the_list_where_it_really_is() {
        ticktick.answers(200, TASK.replace(LIST, "inbox77"));
        assertThat(value(create()).ref().list()).isEqualTo("inbox77");
    }

    @Test
    void an_update_answers_what_is_there_now() {
        ticktick.answers(200, TASK.replace("After", "Before"));
        assertThat(update("After")).as("a deleted task").isEqualTo(new Ok<>(content("Before", RemoteStatus.OPEN)));
        assertThat(ticktick.request().getRequestLine()).isEqualTo("POST /open/v1/task/" + REF.id() + " HTTP/1.1");
    }

    @Test
    void completing_alone_is_its_own_call() {
        ticktick.answers(200, "");
        assertThat(write(current(true), content("Before", RemoteStatus.COMPLETED)))
                .isEqualTo(new Ok<>(content("Before", RemoteStatus.COMPLETED)));
        RecordedRequest request = ticktick.request();
        assertThat(request.getTarget()).isEqualTo("/open/v1/project/" + LIST + "/task/" + REF.id() + "/complete");
        assertThat(request.getBodySize()).isZero();
        ticktick.answers(503, "").answers(200, "");
        assertThat(write(current(true), content("Before", RemoteStatus.COMPLETED)))
                .isInstanceOf(Unknown.class);
        assertThat(ticktick.requests()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"id2etag\":{\"70aa00000000000000000002\":\"9xk2m0pa\"},\"id2error\":{}}|Ok",
                "{\"id2etag\":{\"70aa00000000000000000002\":\"9xk2m0pa\"}}|Ok",
                "{\"id2etag\":{},\"id2error\":{\"70aa00000000000000000002\":\"NOT_EXISTED\"}}|Refused",
                "{\"id2etag\":{},\"id2error\":{\"70aa00000000000000000002\":\"EXCEED_QUOTA\"}}|Refused",
                "{\"id2error\":{\"70aa00000000000000000002\":\"UNKNOWN\"}}|Unknown",
                "{\"id2etag\":{\"70aa00000000000000000003\":\"9xk2m0pa\"},\"id2error\":{}}|Unknown",
                "{}|Unknown",
                "[]|Unknown",
                "null|Unknown"
            })
    void an_edit_that_also_completes_is_one_batch_and_a_look(String answer, String what) {
        ticktick.answers(200, answer);
        if (what.equals("Ok")) {
            ticktick.answers(200, shown("After", 2));
        }
        assertThat(write(current(false), content("After", RemoteStatus.COMPLETED))
                        .getClass()
                        .getSimpleName())
                .isEqualTo(what);
        assertThat(ticktick.sent())
                .isEqualTo("{\"update\":[{\"id\":\"" + REF.id() + "\",\"projectId\":\"" + LIST
                        + "\",\"title\":\"After\",\"status\":2}]}");
        assertThat(ticktick.requests()).isEqualTo(what.equals("Ok") ? 2 : 1);
    }

    private static String shown(String title, int status) {
        return "{\"id\":\"" + REF.id() + "\",\"projectId\":\"" + LIST + "\",\"title\":\"" + title
                + "\",\"priority\":0,\"status\":" + status + "}";
    }

    /** The first look after a write may show what was before it. */
    @ParameterizedTest
    @CsvSource({"2, 2, COMPLETED", "0, 2, COMPLETED", "0, 0, OPEN", "-1, -1, ABANDONED"})
    void that_it_is_completed_a_look_has_to_show(int first, int second, RemoteStatus there) {
        for (String title : List.of("Before", "After")) {
            ticktick.answers(200, title.equals("Before") ? "" : "{\"id2etag\":{\"" + REF.id() + "\":\"9xk2m0pa\"}}")
                    .answers(200, shown(title, first));
            if (first != 2) {
                ticktick.answers(200, shown(title, second));
            }
            assertThat(write(current(false), content(title, RemoteStatus.COMPLETED)))
                    .isEqualTo(new Ok<>(content(title, there)));
        }
    }

    @Test
    void that_no_look_can_be_had_after_it_does_not_say_that_nothing_was_done() {
        ticktick.answers(200, "").answers(429, "");
        assertThat(write(current(false), content("Before", RemoteStatus.COMPLETED)))
                .isInstanceOf(Unknown.class);
    }

    @Test
    void an_answer_without_the_tasks_of_a_list_is_no_empty_list() {
        String data = "{\"project\":{\"id\":\"" + LIST + "\",\"name\":\"Dev\"},\"columns\":[]}";
        ticktick.answers(200, data).answers(200, "[" + TASK + "]");
        assertThat(tasks()).hasSize(1);
        ticktick.answers(200, data).answers(200, "[]");
        assertThat(tasks()).isEmpty();
        ticktick.answers(200, data).answers(200, "{}");
        assertThat(reads.openTasks(LIST)).isInstanceOf(Unknown.class);
    }

    @Test
    void an_edit_that_also_completes_a_recurring_task_is_two_calls() {
        ticktick.answers(200, TASK).answers(200, "");
        assertThat(write(current(true), content("After", RemoteStatus.COMPLETED)))
                .isEqualTo(new Ok<>(content("After", RemoteStatus.COMPLETED)));
        assertThat(ticktick.request().getTarget()).endsWith("/task/" + REF.id());
        assertThat(ticktick.request().getTarget()).endsWith("/complete");
        ticktick.answers(401, "");
        assertHeld(write(current(true), content("After", RemoteStatus.COMPLETED)), NotSentReason.NEEDS_AUTHORIZATION);
        assertThat(ticktick.requests()).isEqualTo(3);
    }

    @Test
    void each_of_the_two_says_what_became_of_it() {
        RemoteTask current = current(true);
        List<Step> script = remote.script(
                current, CanonicalChanges.between(current.content(), content("After", RemoteStatus.COMPLETED)));
        assertThat(script).extracting(Step::absolute).containsExactly(true, false);
        ticktick.answers(200, TASK).answers(404, "").answers(503, "").answers(401, "");
        assertThat(remote.send(script.getFirst())).isEqualTo(new Ok<>(content("After", RemoteStatus.OPEN)));
        assertThat(remote.send(script.getLast())).isInstanceOf(Refused.class);
        assertThat(remote.send(script.getLast())).isInstanceOf(Unknown.class);
        assertHeld(remote.send(script.getLast()), NotSentReason.NEEDS_AUTHORIZATION);
        assertThat(ticktick.requests()).isEqualTo(4);
    }

    @Test
    void deleting_is_done_when_ticktick_says_so() {
        ticktick.answers(200, "");
        assertThat(remote.delete(REF)).isEqualTo(new Ok<>(Done.DONE));
        assertThat(ticktick.request().getRequestLine())
                .isEqualTo("DELETE /open/v1/project/" + LIST + "/task/" + REF.id() + " HTTP/1.1");
        ticktick.answers(500, "{\"errorCode\":\"unknown_exception\"}");
        assertThat(remote.delete(REF)).isInstanceOf(Unknown.class);
        assertThat(remote.delete(new RemoteRef(LIST, "../task"))).isInstanceOf(Refused.class);
        assertThat(ticktick.requests()).as("an id that none has is not sent").isEqualTo(2);
    }

    @Test
    void the_token_is_nowhere_but_in_the_header(CapturedOutput output) {
        String echo = "{\"errorCode\":\"" + TickTickStub.TOKEN + "\",\"errorMessage\":\"" + TickTickStub.TOKEN + "\"}";
        ticktick.answers(400, echo).answers(500, echo).answers(401, echo);
        for (int i = 0; i < 3; i++) {
            assertThat(create().toString()).doesNotContain(TickTickStub.TOKEN);
        }
        assertThat(output).contains("POST /task").doesNotContain(TickTickStub.TOKEN);
    }

    @Test
    void completed_tasks_of_several_lists_are_one_request() {
        Instant since = Instant.parse("2026-11-19T08:00:00Z");
        String own = "{\"id\":\"t1\",\"projectId\":\"p2\",\"status\":2}";
        ticktick.answers(200, "[" + own + "]");
        assertThat(value(reads.finishedTasks(List.of(LIST, "p2"), since)).tasks())
                .extracting(RemoteTask::ref)
                .containsExactly(new RemoteRef("p2", "t1"));
        assertThat(ticktick.sent())
                .isEqualTo("{\"projectIds\":[\"" + LIST + "\",\"p2\"],\"startDate\":\"2026-11-19T08:00:00+0000\"}");
        assertThat(value(reads.finishedTasks(List.of(), since)).tasks()).isEmpty();
        assertThat(ticktick.requests()).isEqualTo(1);
        ticktick.answers(200, "[{\"id\":\"t1\",\"status\":2}]");
        assertThat(reads.finishedTasks(List.of(LIST, "p2"), since))
                .as("of which list it does not say")
                .isInstanceOf(Unknown.class);
    }

    @Test
    void open_tasks_are_sorted_as_the_list_shows_them() {
        ticktick.answers(
                200,
                "{\"tasks\":[" + ordered("d", "0") + "," + ordered("c", "-1099511627776") + "," + ordered("e", "null")
                        + "," + ordered("b", "-2199023255552") + "," + ordered("a", "0") + "]}");
        assertThat(tasks()).extracting(task -> task.ref().id()).containsExactly("b", "c", "a", "d", "e");
    }

    private static String ordered(String id, String sortOrder) {
        return "{\"id\":\"" + id + "\",\"sortOrder\":" + sortOrder + "}";
    }

    @Test
    void a_list_that_is_closed_or_only_shown_is_not_writable() {
        ticktick.answers(
                200,
                "[{\"id\":\"1\",\"name\":\"a\"},{\"id\":\"2\",\"name\":\"b\",\"closed\":true},"
                        + "{\"id\":\"3\",\"name\":\"c\",\"permission\":\"read\"},"
                        + "{\"id\":\"4\",\"name\":\"d\",\"permission\":\"comment\"},"
                        + "{\"id\":\"5\",\"name\":\"e\",\"permission\":\"write\",\"closed\":false}]");
        assertThat(value(reads.lists()))
                .containsExactly(
                        new RemoteList("1", "a", true),
                        new RemoteList("2", "b", false),
                        new RemoteList("3", "c", false),
                        new RemoteList("4", "d", false),
                        new RemoteList("5", "e", true));
    }

    @Test
    void an_open_task_is_looked_for_in_all_lists_at_once() {
        ticktick.answers(
                200, "[{\"id\":\"other\",\"projectId\":\"p1\",\"status\":9}," + TASK.replace(LIST, "inbox77") + "]");
        assertThat(anywhere().orElseThrow().ref()).isEqualTo(new RemoteRef("inbox77", REF.id()));
        RecordedRequest request = ticktick.request();
        assertThat(request.getTarget()).isEqualTo("/open/v1/task/filter");
        assertThat(request.getBody().utf8()).isEqualTo("{\"status\":[0]}");
        ticktick.answers(200, "[]");
        assertThat(anywhere()).isEmpty();
        ticktick.answers(200, "{}").answers(200, "");
        assertThat(reads.openAnywhere()).isInstanceOf(Unknown.class);
        assertThat(reads.openAnywhere()).isInstanceOf(Unknown.class);
    }

    @Test
    void where_the_answer_may_be_cut_an_open_task_is_looked_for_list_by_list() {
        String lists = "[{\"id\":\"p1\"},{\"id\":\"" + LIST + "\"},{\"id\":\"p3\"}]";
        ticktick.answers(200, open(200)).answers(200, lists).answers(200, "{\"tasks\":[]}");
        ticktick.answers(200, "{}")
                .answers(200, "{\"tasks\":[" + TASK + "]}")
                .answers(200, "{\"tasks\":[{\"id\":\"t9\",\"status\":7}]}");
        Listing all = value(reads.openAnywhere());
        assertThat(task(all.find(REF.id())).orElseThrow().ref()).isEqualTo(REF);
        assertThat(all.find("t9")).isInstanceOf(LookupResult.Unreadable.class);
        assertThat(asked).as("at once, the lists, and each of the four").hasValue(6);
        for (String path : List.of(
                "task/filter",
                "project?offset=0&limit=200",
                "project/inbox/data",
                "project/p1/data",
                "project/" + LIST + "/data",
                "project/p3/data")) {
            assertThat(ticktick.request().getTarget()).isEqualTo("/open/v1/" + path);
        }
        ticktick.answers(200, open(200)).answers(200, "[]").answers(200, "{\"tasks\":[]}");
        assertThat(anywhere()).isEmpty();
        ticktick.answers(200, open(200)).answers(200, "[]").answers(401, "");
        assertHeld(reads.openAnywhere(), NotSentReason.NEEDS_AUTHORIZATION);
        ticktick.nanos.addAndGet(Duration.ofMinutes(3).toNanos());
        ticktick.answers(200, open(199));
        assertThat(anywhere()).as("all of them").isEmpty();
    }

    @Test
    void a_look_at_all_lists_that_the_budget_ended_goes_on_with_those_that_are_left() {
        restart("4/60s");
        String lists = "[{\"id\":\"p1\"},{\"id\":\"" + LIST + "\"},{\"id\":\"p3\"}]";
        ticktick.answers(200, open(200)).answers(200, lists).answers(200, "{\"tasks\":[]}");
        ticktick.answers(200, "{\"tasks\":[" + TASK + "]}");
        assertHeld(reads.openAnywhere(), NotSentReason.RATE_LIMITED);
        assertThat(ticktick.requests()).isEqualTo(4);

        ticktick.nanos.addAndGet(Duration.ofMinutes(2).toNanos());
        ticktick.answers(200, "{\"tasks\":[]}").answers(200, "{\"tasks\":[]}");
        Listing all = value(reads.openAnywhere());
        assertThat(all.find(REF.id())).isInstanceOf(LookupResult.Found.class);
        List<String> targets = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            targets.add(ticktick.request().getTarget());
        }
        assertThat(targets)
                .filteredOn(target -> target.endsWith("/data"))
                .doesNotHaveDuplicates()
                .hasSize(4);

        ticktick.nanos.addAndGet(Duration.ofMinutes(2).toNanos());
        ticktick.answers(200, open(200)).answers(200, "[]").answers(200, "{\"tasks\":[]}");
        assertThat(anywhere()).as("what is whole is read anew").isEmpty();
    }

    @Test
    void a_search_of_a_list_that_may_be_cut_does_not_say_that_it_has_shown_all() {
        ticktick.answers(200, "[" + TASK + "]").answers(200, open(200)).answers(200, open(200));
        assertThat(value(remote.searchOpen(LIST)).orElseThrow().find(REF.id())).isInstanceOf(LookupResult.Found.class);
        assertThat(ticktick.request().getBody().utf8()).isEqualTo("{\"status\":[0],\"projectIds\":[\"" + LIST + "\"]}");
        assertThat(value(remote.searchOpen(LIST))).isEmpty();
        ticktick.request();
        assertThat(value(remote.searchAll(LIST))).isEmpty();
        assertThat(ticktick.request().getBody().utf8())
                .isEqualTo("{\"kind\":[\"TEXT\",\"CHECKLIST\",\"NOTE\"],\"projectIds\":[\"" + LIST + "\"]}");
        ticktick.answers(200, "{}").answers(200, "{}");
        assertThat(remote.searchOpen(LIST)).isInstanceOf(Unknown.class);
        assertThat(remote.searchAll(LIST)).isInstanceOf(Unknown.class);
    }

    private static String open(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"id\":\"t" + i + "\",\"projectId\":\"p1\",\"status\":0}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{\"id\":\"70aa00000000000000000002\",\"isAllDay\":false,\"etag\":\"9xk2m0pa\"}]|Ok",
                "[]|Refused",
                "[{\"id\":\"70aa00000000000000000003\"}]|Unknown",
                "[null]|Unknown",
                "{}|Unknown",
                "''|Unknown"
            })
    void what_a_move_answers_is_looked_at(String answer, String what) {
        ticktick.answers(200, answer);
        assertThat(remote.move(REF, "p2").getClass().getSimpleName()).isEqualTo(what);
        RecordedRequest request = ticktick.request();
        assertThat(request.getTarget()).isEqualTo("/open/v1/task/move");
        assertThat(request.getBody().utf8())
                .isEqualTo("[{\"fromProjectId\":\"" + LIST + "\",\"toProjectId\":\"p2\",\"taskId\":\"" + REF.id()
                        + "\"}]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"id2etag\":{\"a\":\"1\",\"b\":\"2\"},\"id2error\":{}}|Ok",
                "{\"id2etag\":{\"a\":\"1\"},\"id2error\":{\"x\":\"EXCEED_QUOTA\"}}|Ok",
                "{\"id2etag\":{\"a\":\"1\"}}|Unknown",
                "{\"id2etag\":{\"a\":\"1\",\"b\":\"2\",\"c\":\"3\"}}|Unknown",
                "{}|Unknown",
                "''|Unknown"
            })
    void what_came_of_every_new_task_has_to_be_said(String answer, String what) {
        ticktick.answers(200, answer);
        RemoteAnswer<BatchCreateResult> made =
                remote.createAll(LIST, List.of(content("A", RemoteStatus.OPEN), content("B", RemoteStatus.OPEN)));
        assertThat(made.getClass().getSimpleName()).isEqualTo(what);
        assertThat(ticktick.sent())
                .isEqualTo("{\"add\":[{\"title\":\"A\",\"projectId\":\"" + LIST
                        + "\"},{\"title\":\"B\",\"projectId\":\"" + LIST + "\"}]}");
        if (answer.contains("EXCEED_QUOTA")) {
            assertThat(value(made).ids()).containsExactly("a");
            assertThat(value(made).refusals())
                    .containsExactly(
                            "TickTick refused it: EXCEED_QUOTA, the account's plan allows no more tasks or lists");
        }
        assertThat(value(remote.createAll(LIST, List.of())).ids()).isEmpty();
        assertThat(ticktick.requests()).as("once, and none for none").isEqualTo(1);
    }

    @Test
    void a_batch_without_an_answer_is_not_sent_again() {
        ticktick.answers(503, "").answers(503, "");
        assertThat(remote.createAll(LIST, List.of(content("A", RemoteStatus.OPEN))))
                .isInstanceOf(Unknown.class);
        assertThat(ticktick.requests()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"id2etag\":{\"70aa00000000000000000002\":\"9xk2m0pa\"}}|Ok[value={}]",
                "{\"id2error\":{\"70aa00000000000000000002\":\"UNKNOWN\"}}"
                        + "|Ok[value={70aa00000000000000000002=TickTick refused it: UNKNOWN}]",
                "{\"id2etag\":{\"70aa00000000000000000003\":\"9xk2m0pa\"}}"
                        + "|Unknown[reason=TickTick's answer does not give the result of every task]"
            })
    void what_came_of_every_change_has_to_be_said(String answer, String expected) {
        ticktick.answers(200, answer);
        RemoteTask current = current(false);
        CanonicalChanges changes =
                CanonicalChanges.between(current.content(), content("After", RemoteStatus.COMPLETED));
        assertThat(remote.updateAll(remote.script(current, changes))).hasToString(expected);
        assertThat(ticktick.sent())
                .isEqualTo("{\"update\":[{\"id\":\"" + REF.id() + "\",\"projectId\":\"" + LIST
                        + "\",\"title\":\"After\",\"status\":2}]}");
    }

    private static CanonicalChanges named(String name) {
        return CanonicalChanges.to(CanonicalContent.list(name)).only(EnumSet.of(CanonicalChanges.Field.TITLE));
    }

    @Test
    void a_list_is_renamed_and_deleted_by_its_id() {
        ticktick.answers(200, "{\"id\":\"p1\",\"name\":\"Dev\"}");
        assertThat(remote.updateList("p1", named("Development"))).isEqualTo(new Ok<>(new RemoteList("p1", "Dev")));
        RecordedRequest request = ticktick.request();
        assertThat(request.getRequestLine()).isEqualTo("POST /open/v1/project/p1 HTTP/1.1");
        assertThat(request.getBody().utf8()).isEqualTo("{\"name\":\"Development\"}");
        ticktick.answers(200, "")
                .answers(200, "{\"id\":\"p2\",\"name\":\"Dev\"}")
                .answers(404, "");
        assertThat(remote.updateList("p1", named("Dev"))).isInstanceOf(Unknown.class);
        assertThat(remote.updateList("p1", named("Dev"))).isInstanceOf(Unknown.class);
        assertThat(remote.updateList("p1", named("Dev"))).isInstanceOf(Refused.class);
        ticktick.answers(200, "");
        assertThat(remote.deleteList("p1")).isEqualTo(new Ok<>(Done.DONE));
        for (int i = 0; i < 3; i++) {
            ticktick.request();
        }
        assertThat(ticktick.request().getRequestLine()).isEqualTo("DELETE /open/v1/project/p1 HTTP/1.1");
    }

    private void restart(String budget) {
        restart(new TickTickStub(budget));
    }

    private void restart(TickTickStub another) {
        ticktick.close();
        ticktick = another;
        remote = ticktick.remoteTasks();
    }

    private RemoteAnswer<RemoteTask> create() {
        return remote.create(LIST, content("After", RemoteStatus.OPEN));
    }

    private RemoteAnswer<CanonicalContent> update(String title) {
        return write(current(false), content(title, RemoteStatus.OPEN));
    }

    private RemoteAnswer<CanonicalContent> write(RemoteTask current, CanonicalContent wanted) {
        return RemoteTasksContract.update(remote, current, CanonicalChanges.between(current.content(), wanted));
    }

    private List<RemoteTask> tasks() {
        return value(reads.openTasks(LIST)).map(Listing::tasks).orElseThrow();
    }

    private Optional<RemoteTask> anywhere() {
        return task(value(reads.openAnywhere()).find(REF.id()));
    }

    private static Optional<RemoteTask> task(LookupResult found) {
        assertThat(found).as("it can be read").isNotInstanceOf(LookupResult.Unreadable.class);
        return found instanceof LookupResult.Found(var task) ? Optional.of(task) : Optional.empty();
    }

    private static <T> T value(RemoteAnswer<T> answer) {
        assertThat(answer).isInstanceOf(Ok.class);
        return ((Ok<T>) answer).value();
    }

    private static RemoteTask current(boolean recurring) {
        return new RemoteTask(REF, content("Before", RemoteStatus.OPEN), List.of(), false, recurring, null);
    }

    private static CanonicalContent content(String title, RemoteStatus status) {
        return new CanonicalContent(
                title, "", Priority.NONE, new TreeSet<>(), null, null, null, List.of(), status, null);
    }

    private static String completed(int from, int count) {
        Instant newest = Instant.parse("2026-11-20T08:00:00Z");
        return IntStream.range(from, from + count)
                .mapToObj(i ->
                        "{\"id\":\"t" + i + "\",\"status\":2,\"completedTime\":\"" + newest.minusSeconds(i) + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String projects(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> "{\"id\":\"p" + i + "\",\"name\":\"List " + i + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static void assertHeld(RemoteAnswer<?> answer, NotSentReason hold) {
        assertThat(answer).isInstanceOf(NotSent.class);
        assertThat(((NotSent<?>) answer).hold()).isEqualTo(hold);
        assertThat(((NotSent<?>) answer).after()).isPositive();
    }

    private static NotSent<?> notSent(NotSentReason hold, String reason, int seconds) {
        return new NotSent<>(hold, reason, Duration.ofSeconds(seconds));
    }
}
