package dev.devledger.adapters.sandbox.ticktick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.sandbox.fault.ArmedFaults.Fault;
import dev.devledger.adapters.sandbox.ticktick.TickTickCalls.Reply;
import dev.devledger.adapters.sandbox.ticktick.TickTickSandboxConfiguration.TickTickFaultFilter;
import dev.devledger.adapters.sandbox.ticktick.common.Call;
import dev.devledger.adapters.sandbox.ticktick.tasks.Tasks;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The behaviours of TickTick by their numbers (docs/ticktick.md, section 11), each over HTTP. */
class SandboxTest {
    private static final Map<String, Object> PROPERTIES =
            Map.of("sandbox-test.rate-limit", "false", "devledger.sandbox.faults", "true");
    private static final String DELETED_MARK = "deleted";

    private static final SteppingClock CLOCK = new SteppingClock("2026-10-26T06:13:20Z");
    private static SandboxServer server;
    private static TickTickCalls ticktick;

    private String list = "";

    @BeforeAll
    static void start() throws IOException {
        server = SandboxServer.start(CLOCK, PROPERTIES);
        ticktick = calls(SandboxServer.TOKEN);
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @BeforeEach
    void aListOfItsOwn() throws IOException {
        CLOCK.set("2026-10-26T06:13:20Z");
        server.faults().clear();
        list = ticktick.project("a list");
    }

    @AfterEach
    void nothingLeftForOthers() throws IOException {
        server.faults().clear();
        ticktick.delete("/project/" + list);
    }

    private static TickTickCalls calls(String token) {
        return new TickTickCalls(server.url() + Call.PATH, token);
    }

    @Test
    @Tag("b01")
    void b01_without_a_known_token_every_path_is_401() throws IOException {
        for (String path : List.of("/project", "/task/x", "/nowhere")) {
            Reply reply = calls("another").get(path);
            assertThat(reply.status()).isEqualTo(401);
            assertThat(reply.text("error")).isEqualTo("invalid_token");
        }
    }

    @Test
    @Tag("b07")
    void b07_an_error_has_an_id_a_code_and_a_message() throws IOException {
        JsonNode error = ticktick.post("/task", "{}").json();
        assertThat(error.propertyNames()).containsExactlyInAnyOrder("errorId", "errorCode", "errorMessage", "data");
        assertThat(error.path("data").isNull()).isTrue();
    }

    @Test
    @Tag("b08")
    void b08_a_wrong_method_is_an_unknown_exception_and_an_unknown_path_is_404() throws IOException {
        for (String path : List.of("/task", "/task/70aa00000000000000000001", "/preference")) {
            Reply reply = ticktick.get(path);
            assertThat(reply.status()).as(path).isEqualTo(500);
            assertThat(reply.text("errorCode")).isEqualTo("unknown_exception");
        }
        assertThat(ticktick.delete("/task/70aa00000000000000000001").status()).isEqualTo(500);
        for (String path : List.of("/trash", "/user", "/user/profile", "/filter", "/project/x/trash", ""))
            assertThat(ticktick.get(path).status()).as(path).isEqualTo(404);
        assertThat(ticktick.post("/preference").text("timeZone")).isEqualTo("Europe/Madrid");
    }

    @Test
    @Tag("b09")
    void b09_a_create_without_title_of_a_wrong_type_or_in_an_unknown_list_makes_nothing() throws IOException {
        for (String body : List.of(
                "{'projectId':'LIST'}",
                "{'projectId':'LIST','title':7}",
                "{'projectId':'LIST','title':'t','priority':'high'}",
                "{'projectId':'LIST','title':'t','tags':'dev'}",
                "{'projectId':'LIST','title':'t','isAllDay':'yes'}",
                "{'projectId':'70aa00000000000000000001','title':'t'}",
                "[]",
                "",
                "{'title'"))
            assertThat(ticktick.post("/task", body.replace("LIST", list)).status())
                    .as(body)
                    .isEqualTo(500);
        assertThat(ticktick.open(list)).isEmpty();
    }

    @Test
    @Tag("b10")
    void b10_a_create_without_a_list_lands_in_the_inbox() throws IOException {
        Reply none = ticktick.create("'title':'somewhere'");
        Reply alias = ticktick.create("'title':'inbox','projectId':'inbox'");
        assertThat(none.text("projectId")).matches("inbox\\d+").isEqualTo(alias.text("projectId"));
        assertThat(ticktick.open("inbox")).contains(none.text("id"), alias.text("id"));
    }

    @Test
    @Tag("b11")
    void b11_the_same_create_twice_makes_two_and_neither_id_nor_status_is_taken() throws IOException {
        String fields = "'id':'70aa00000000000000000001','status':2,'title':'twin','projectId':'" + list + "'";
        Reply first = ticktick.create(fields);
        Reply second = ticktick.create(fields);
        assertThat(ticktick.open(list)).containsExactlyInAnyOrder(first.text("id"), second.text("id"));
        assertThat(first.text("id")).matches("[0-9a-f]{24}").isNotEqualTo("70aa00000000000000000001");
        assertThat(Long.parseLong(first.text("id").substring(0, 8), 16)).isEqualTo(1792995200L);
        assertThat(first.json().path("status").intValue()).isZero();
    }

    @Test
    @Tag("b12")
    void b12_a_new_task_has_defaults_and_goes_on_top() throws IOException {
        JsonNode first =
                ticktick.create("'title':'first','projectId':'" + list + "'").json();
        JsonNode second =
                ticktick.create("'title':'second','projectId':'" + list + "'").json();
        assertThat(first.path("timeZone").asString()).isEqualTo("Europe/Madrid");
        assertThat(first.path("isAllDay").booleanValue()).isFalse();
        assertThat(first.path("isFloating").booleanValue()).isFalse();
        assertThat(first.path("priority").intValue()).isZero();
        assertThat(first.path("kind").asString()).isEqualTo("TEXT");
        assertThat(first.path("etag").asString()).hasSize(8);
        assertThat(first.path("createdTime")).isEqualTo(first.path("modifiedTime"));
        assertThat(first.path("sortOrder").longValue()).isEqualTo(-1099511627776L);
        assertThat(second.path("sortOrder").longValue()).isEqualTo(-2199023255552L);
        assertThat(ticktick.open(list).getFirst()).isEqualTo(second.path("id").asString());
    }

    @Test
    @Tag("b13")
    void b13_items_make_a_checklist_and_get_ids() throws IOException {
        JsonNode task = ticktick.create("'title':'t','projectId':'" + list
                        + "','items':[{'title':'a','status':0},{'title':'b','status':1}]")
                .json();
        assertThat(task.path("kind").asString()).isEqualTo("CHECKLIST");
        assertThat(task.path("items").path(0).path("id").asString()).matches("[0-9a-f]{24}");
        assertThat(task.path("items").path(1).path("status").intValue()).isEqualTo(1);
        assertThat(task.path("items").path(1).has("completedTime")).isTrue();
    }

    @Test
    @Tag("b14")
    void b14_dates_answer_in_utc_with_milliseconds() throws IOException {
        assertThat(due("2026-11-03T08:30:00+0100")).isEqualTo("2026-11-03T07:30:00.000+0000");
        assertThat(due("2026-11-03T08:30:00.250-05:00")).isEqualTo("2026-11-03T13:30:00.250+0000");
        assertThat(due("2026-11-03T08:30:00Z")).isEqualTo("2026-11-03T08:30:00.000+0000");
        assertThat(due("2026-11-03T08:30:00")).isEqualTo("2026-11-03T08:30:00.000+0000");
    }

    private String due(String date) throws IOException {
        return dated("'dueDate':'" + date + "'").text("dueDate");
    }

    private Reply dated(String dates) throws IOException {
        return ticktick.create("'title':'dated','projectId':'" + list + "'," + dates);
    }

    @Test
    @Tag("b15")
    void b15_a_malformed_date_is_dropped_an_empty_one_ignored_null_clears() throws IOException {
        for (String date : List.of("tomorrow", "2026-11-03", "2026-02-30T08:00:00+0000")) {
            Reply reply = dated("'dueDate':'" + date + "'");
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.json().has("dueDate")).as(date).isFalse();
        }
        String id = dated("'dueDate':'2026-11-03T08:30:00+0000'").text("id");
        assertThat(ticktick.update(list, id, "'dueDate':''").json().has("dueDate"))
                .isTrue();
        assertThat(ticktick.update(list, id, "'dueDate':'soon'").json().has("dueDate"))
                .isTrue();
        JsonNode cleared =
                ticktick.update(list, id, "'dueDate':null,'startDate':null").json();
        assertThat(cleared.has("dueDate") || cleared.has("startDate")).isFalse();
    }

    @Test
    @Tag("b16")
    void b16_a_due_date_alone_sets_the_start_and_two_values_are_a_span() throws IOException {
        Reply alone = dated("'dueDate':'2026-11-03T08:30:00+0000'");
        assertThat(alone.text("startDate")).isEqualTo(alone.text("dueDate"));
        Reply moved = ticktick.update(list, alone.text("id"), "'dueDate':'2026-11-05T08:30:00+0000'");
        assertThat(moved.text("startDate")).isEqualTo("2026-11-05T08:30:00.000+0000");
        Reply span = dated("'startDate':'2026-11-01T08:30:00+0000','dueDate':'2026-11-03T08:30:00+0000'");
        assertThat(span.text("startDate")).isEqualTo("2026-11-01T08:30:00.000+0000");
        assertThat(span.text("dueDate")).isEqualTo("2026-11-03T08:30:00.000+0000");
    }

    @Test
    @Tag("b17")
    void b17_a_rule_needs_a_date() throws IOException {
        String daily = "'repeatFlag':'RRULE:FREQ=DAILY;INTERVAL=1'";
        assertThat(dated(daily).json().has("repeatFlag")).isFalse();
        String dueDate = "'dueDate':'2026-11-03T08:30:00+0000'";
        Reply undated = ticktick.update(list, dated(dueDate + "," + daily).text("id"), "'dueDate':null");
        assertThat(undated.text("repeatFlag")).isEmpty();
        Reply ruleless = ticktick.update(list, dated(dueDate + "," + daily).text("id"), "'repeatFlag':''");
        assertThat(ruleless.text("repeatFlag")).isEmpty();
        assertThat(ruleless.json().has("dueDate")).isTrue();
    }

    @Test
    @Tag("b18")
    void b18_an_update_merges_and_needs_id_and_project() throws IOException {
        String id = ticktick.create("'title':'old','content':'note','projectId':'" + list
                        + "','priority':5,'reminders':['TRIGGER:PT0S'],'columnId':'c1'")
                .text("id");
        JsonNode task = ticktick.update(list, id, "'title':'new'").json();
        assertThat(task.path("title").asString()).isEqualTo("new");
        assertThat(task.path("content").asString()).isEqualTo("note");
        assertThat(task.path("priority").intValue()).isEqualTo(5);
        assertThat(task.path("reminders").path(0).asString()).isEqualTo("TRIGGER:PT0S");
        assertThat(task.path("columnId").asString()).isEqualTo("c1");
        assertThat(ticktick.post("/task/" + id, "{'id':'" + id + "','title':'x'}")
                        .status())
                .isEqualTo(500);
        assertThat(ticktick.post("/task/" + id, "{'projectId':'" + list + "','title':'x'}")
                        .status())
                .isEqualTo(500);
        assertThat(ticktick.read(list, id).text("title")).isEqualTo("new");
        assertThat(ticktick.update(list, id, "'content':''").json().has("content"))
                .isFalse();
    }

    @Test
    @Tag("b19")
    void b19_an_update_in_a_wrong_list_or_of_an_unknown_task_is_an_empty_200() throws IOException {
        String id = ticktick.task(list, "stays");
        for (Reply reply : List.of(
                ticktick.update(ticktick.project("other"), id, "'title':'x'"),
                ticktick.update(list, "70aa00000000000000000001", "'title':'x'"))) {
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.text()).isEmpty();
        }
        assertThat(ticktick.read(list, id).text("title")).isEqualTo("stays");
    }

    @Test
    @Tag("b20")
    void b20_an_update_changes_etag_and_etimestamp_but_not_the_modified_time() throws IOException {
        JsonNode before = ticktick.create("'title':'t','projectId':'" + list + "','items':[{'title':'a'}]")
                .json();
        String id = before.path("id").asString();
        JsonNode after = ticktick.update(list, id, "'title':'u'").json();
        assertThat(after.path("etag")).isNotEqualTo(before.path("etag"));
        assertThat(after.path("etimestamp").longValue())
                .isGreaterThan(before.path("etimestamp").longValue());
        assertThat(after.path("modifiedTime")).isEqualTo(before.path("modifiedTime"));
        assertThat(ticktick.update(list, id, "'title':'u','items':" + after.path("items"))
                        .json())
                .isEqualTo(after);
    }

    @Test
    @Tag("b21")
    void b21_items_are_replaced_as_a_whole() throws IOException {
        JsonNode task = ticktick.create("'title':'t','projectId':'" + list + "','items':[{'title':'a'},{'title':'b'}]")
                .json();
        String id = task.path("id").asString();
        String kept = task.path("items").path(1).path("id").asString();
        JsonNode items = ticktick.update(
                        list, id, "'items':[{'title':'c'},{'id':'" + kept + "','title':'B','status':1}]")
                .json()
                .path("items");
        assertThat(items.valueStream().map(item -> item.path("title").asString()))
                .containsExactly("c", "B");
        assertThat(items.path(1).path("id").asString()).isEqualTo(kept);
        JsonNode cleared = ticktick.update(list, id, "'items':[],'kind':'TEXT','content':'text again'")
                .json();
        assertThat(cleared.has("items")).isFalse();
        assertThat(cleared.path("kind").asString()).isEqualTo("TEXT");
    }

    @Test
    @Tag("b22")
    void b22_tags_are_a_set() throws IOException {
        Reply task = ticktick.create("'title':'t','projectId':'" + list + "','tags':['b','A','b']");
        assertThat(task.json().path("tags").toString()).isEqualTo("[\"a\",\"b\"]");
        assertThat(ticktick.update(list, task.text("id"), "'tags':[]").json().has("tags"))
                .isFalse();
    }

    @Test
    @Tag("b23")
    void b23_a_parent_is_taken_five_levels_deep_with_all_that_is_below_the_task() throws IOException {
        String top = ticktick.task(list, "1");
        String above = top;
        for (int level = 2; level <= 5; level++) {
            Reply below =
                    ticktick.create("'title':'" + level + "','projectId':'" + list + "','parentId':'" + above + "'");
            assertThat(below.text("parentId")).isEqualTo(above);
            above = below.text("id");
        }
        Reply deeper = ticktick.create("'title':'6','projectId':'" + list + "','parentId':'" + above + "'");
        assertThat(deeper.json().has("parentId")).isFalse();
        String other = ticktick.task(list, "other");
        assertThat(ticktick.update(list, top, "'parentId':'" + other + "'")
                        .json()
                        .has("parentId"))
                .as("its lowest would be the sixth")
                .isFalse();
        assertThat(ticktick.update(list, above, "'parentId':'" + other + "'").text("parentId"))
                .isEqualTo(other);
        assertThat(ticktick.update(list, top, "'parentId':'" + other + "'").text("parentId"))
                .isEqualTo(other);
    }

    @Test
    @Tag("b23")
    void b23_a_parent_is_taken_in_the_same_list_only() throws IOException {
        String parent = ticktick.task(list, "parent");
        String child = ticktick.create("'title':'child','projectId':'" + list + "','parentId':'" + parent + "'")
                .text("id");
        String foreign = ticktick.task(ticktick.project("other"), "foreign");
        assertThat(ticktick.read(list, child).text("parentId")).isEqualTo(parent);
        assertThat(ticktick.update(list, child, "'parentId':'" + foreign + "'").text("parentId"))
                .isEqualTo(parent);
        assertThat(ticktick.update(list, child, "'parentId':null").text("parentId"))
                .isEqualTo(parent);
        assertThat(ticktick.update(list, parent, "'parentId':'" + child + "'")
                        .json()
                        .has("parentId"))
                .isFalse();
        ticktick.complete(list, child);
        assertThat(ticktick.read(list, parent).json().path("childIds").toString())
                .isEqualTo("[\"" + child + "\"]");
        assertThat(ticktick.update(list, child, "'parentId':''")
                        .json()
                        .path("parentId")
                        .stringValue())
                .isEmpty();
    }

    @Test
    @Tag("b24")
    void b24_reopening_keeps_the_completed_time_and_abandoning_stamps_none() throws IOException {
        String id = ticktick.task(list, "t");
        ticktick.complete(list, id);
        String completed = ticktick.read(list, id).text("completedTime");
        JsonNode reopened = ticktick.update(list, id, "'status':0").json();
        assertThat(reopened.path("status").intValue()).isZero();
        assertThat(reopened.path("completedTime").asString()).isEqualTo(completed);
        String other = ticktick.task(list, "other");
        JsonNode abandoned = ticktick.update(list, other, "'status':-1").json();
        assertThat(abandoned.path("status").intValue()).isEqualTo(-1);
        assertThat(abandoned.has("completedTime")).isFalse();
        assertThat(ticktick.open(list)).containsExactly(id);
    }

    @Test
    @Tag("b25")
    void b25_completing_answers_nothing_and_again_moves_the_time() throws IOException {
        String id = ticktick.task(list, "t");
        String modified = ticktick.read(list, id).text("modifiedTime");
        Reply reply = ticktick.complete(list, id);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEmpty();
        Reply first = ticktick.read(list, id);
        assertThat(first.json().path("status").intValue()).isEqualTo(2);
        assertThat(first.text("modifiedTime")).isNotEqualTo(modified);
        ticktick.complete(list, id);
        assertThat(ticktick.read(list, id).text("completedTime")).isGreaterThan(first.text("completedTime"));
    }

    @Test
    @Tag("b26")
    void b26_a_recurring_task_keeps_its_id_and_leaves_a_completed_copy() throws IOException {
        String id = repeating("2026-10-26T09:00:00+0100", "FREQ=WEEKLY;INTERVAL=2;COUNT=2");
        ticktick.complete(list, id);
        Reply next = ticktick.read(list, id);
        assertThat(next.json().path("status").intValue()).isZero();
        assertThat(next.text("dueDate")).isEqualTo("2026-11-09T08:00:00.000+0000");
        assertThat(next.text("repeatFlag")).isEqualTo("RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=1");
        assertThat(next.text("repeatFrom")).isEqualTo("2");
        JsonNode copy = completedHere().json().path(0);
        assertThat(copy.path("id").asString()).isNotEqualTo(id);
        assertThat(copy.path("title").asString()).isEqualTo("again");
        assertThat(copy.path("dueDate").asString()).isEqualTo("2026-10-26T08:00:00.000+0000");
        assertThat(copy.has("repeatFlag")).isFalse();
        ticktick.complete(list, id);
        assertThat(ticktick.open(list)).isEmpty();
        assertThat(completedHere().ids()).contains(id);
    }

    @Test
    @Tag("b26")
    void b26_every_frequency_finds_its_next_day() throws IOException {
        assertThat(afterOne("2026-10-26T09:00:00+0100", "FREQ=DAILY;INTERVAL=3"))
                .startsWith("2026-10-29T08:00");
        assertThat(afterOne("2026-10-26T09:00:00+0100", "FREQ=WEEKLY;BYDAY=MO,WE"))
                .startsWith("2026-10-28T08:00");
        assertThat(afterOne("2026-10-31T09:00:00+0100", "FREQ=MONTHLY;INTERVAL=1"))
                .startsWith("2026-12-31T08:00");
        assertThat(afterOne("2026-10-26T09:00:00+0100", "FREQ=MONTHLY;BYMONTHDAY=-1"))
                .startsWith("2026-10-31T08:00");
        assertThat(afterOne("2026-10-26T09:00:00+0100", "FREQ=MONTHLY;BYDAY=2MO"))
                .startsWith("2026-11-09T08:00");
        assertThat(afterOne("2028-02-29T09:00:00+0100", "FREQ=YEARLY;INTERVAL=1"))
                .startsWith("2032-02-29T08:00");
        // Across the end of summer time the hour of the day stays.
        assertThat(afterOne("2027-10-30T09:00:00+0200", "FREQ=DAILY")).startsWith("2027-10-31T08:00");
        // By the calendar, what is over is skipped: now is 26 October, 7:13 in Madrid.
        assertThat(afterOne("2026-10-01T09:00:00+0200", "FREQ=DAILY")).startsWith("2026-10-26T08:00");
        assertThat(afterOne("2026-10-01T06:00:00+0200", "FREQ=DAILY")).startsWith("2026-10-27T05:00");
        // From the due date nothing is skipped; from the completion, the days are counted from now.
        assertThat(afterOne("2026-10-01T09:00:00+0200", "FREQ=DAILY','repeatFrom':'0"))
                .startsWith("2026-10-02T07:00");
        assertThat(afterOne("2026-10-01T09:00:00+0200", "FREQ=DAILY;INTERVAL=3','repeatFrom':'1"))
                .startsWith("2026-10-29T08:00");
        assertThat(afterOne("2026-10-26T09:00:00+0100", "FREQ=YEARLY;INTERVAL=20"))
                .startsWith("2046-10-26T");
        String last = repeating("2026-10-26T09:00:00+0100", "FREQ=DAILY;UNTIL=20261026T235959Z");
        ticktick.complete(list, last);
        assertThat(ticktick.read(list, last).json().path("status").intValue()).isEqualTo(2);
    }

    private String afterOne(String due, String rule) throws IOException {
        CLOCK.set("2026-10-26T06:13:20Z");
        String id = repeating(due, rule);
        ticktick.complete(list, id);
        return ticktick.read(list, id).text("dueDate");
    }

    private String repeating(String due, String rule) throws IOException {
        return ticktick.create("'title':'again','projectId':'" + list + "','dueDate':'" + due + "','repeatFlag':'RRULE:"
                        + rule + "'")
                .text("id");
    }

    private Reply completedHere() throws IOException {
        return ticktick.post("/task/completed", "{'projectIds':['" + list + "']}");
    }

    @Test
    @Tag("b27")
    void b27_complete_tasks_takes_the_first_fifty_of_one_list() throws IOException {
        String foreign = ticktick.task("inbox", "in the inbox");
        List<String> ids = many(list, 52);
        String wanted = foreign + "','70aa00000000000000000001','" + String.join("','", ids);
        Reply reply = ticktick.post("/task/completeTasks", "{'projectId':'" + list + "','taskIds':['" + wanted + "']}");
        assertThat(reply.json().valueStream().map(JsonNode::asString)).containsExactlyElementsOf(ids.subList(0, 48));
        assertThat(ticktick.open(list)).hasSize(4);
        Reply inbox = ticktick.post("/task/completeTasks", "{'taskIds':['" + foreign + "']}");
        assertThat(inbox.text()).isEqualTo("[\"" + foreign + "\"]");
    }

    /** As many tasks, made fifty at a time. */
    private static List<String> many(String list, int count) throws IOException {
        for (int made = 0; made < count; made += Tasks.BATCH) {
            String adds = IntStream.range(made, Math.min(count, made + Tasks.BATCH))
                    .mapToObj(number -> "{'title':'task " + number + "','projectId':'" + list
                            + "','startDate':'2026-11-01T00:00:00+0000'}")
                    .collect(Collectors.joining(","));
            ticktick.post("/task/batch", "{'add':[" + adds + "]}");
        }
        return ticktick.open(list);
    }

    @Test
    @Tag("b28")
    void b28_a_deleted_task_leaves_the_lists_and_stays_readable() throws IOException {
        String id = ticktick.task(list, "t");
        for (int i = 0; i < 2; i++) {
            Reply reply = ticktick.delete("/project/" + list + "/task/" + id);
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.text()).isEmpty();
        }
        assertThat(ticktick.delete("/project/" + list + "/task/70aa00000000000000000001")
                        .status())
                .isEqualTo(200);
        assertThat(ticktick.open(list)).isEmpty();
        assertThat(ticktick.post("/task/filter", "{'projectIds':['" + list + "']}")
                        .text())
                .isEqualTo("[]");
        Reply read = ticktick.read(list, id);
        assertThat(read.text("title")).isEqualTo("t");
        assertThat(read.json().has(DELETED_MARK)).isFalse();
    }

    @Test
    @Tag("b29")
    void b29_nothing_brings_a_deleted_task_back() throws IOException {
        String id = ticktick.task(list, "t");
        String other = ticktick.project("other");
        ticktick.delete("/project/" + list + "/task/" + id);
        Reply edited = ticktick.update(list, id, "'title':'edited','status':0");
        assertThat(edited.status()).isEqualTo(200);
        assertThat(edited.text("title")).isEqualTo("t");
        assertThat(ticktick.complete(list, id).status()).isEqualTo(200);
        assertThat(move(list, other, id).status()).isEqualTo(200);
        assertThat(ticktick.open(list)).isEmpty();
        assertThat(ticktick.open(other)).isEmpty();
        assertThat(completedHere().text()).isEqualTo("[]");
    }

    @Test
    @Tag("b30")
    void b30_reading_one_task_tells_unknown_elsewhere_and_deleted_list_apart() throws IOException {
        String id = ticktick.task(list, "t");
        Reply unknown = ticktick.read(list, "70aa00000000000000000001");
        assertThat(unknown.status()).isEqualTo(200);
        assertThat(unknown.text()).isEmpty();
        assertThat(ticktick.read("inbox", id).status()).isEqualTo(404);
        ticktick.delete("/project/" + list);
        Reply gone = ticktick.read(list, id);
        assertThat(gone.status()).isEqualTo(500);
        assertThat(gone.text("errorCode")).isEqualTo("unknown_exception");
    }

    @Test
    @Tag("b31")
    void b31_an_unknown_list_and_the_inbox_answer_each_in_its_way() throws IOException {
        String unknown = "70aa00000000000000000001";
        String inbox = ticktick.create("'title':'t'").text("projectId");
        assertThat(ticktick.get("/project/" + unknown).status()).isEqualTo(404);
        Reply data = ticktick.get("/project/" + unknown + "/data");
        assertThat(data.status()).isEqualTo(200);
        assertThat(data.text()).isEqualTo("{}");
        assertThat(ticktick.get("/project/" + inbox).status()).isEqualTo(404);
        assertThat(ticktick.get("/project/" + inbox + "/data").json().propertyNames())
                .containsExactlyInAnyOrder("tasks", "columns");
        assertThat(ticktick.get("/project/" + list + "/data").json().propertyNames())
                .containsExactlyInAnyOrder("project", "tasks", "columns");
    }

    @Test
    @Tag("b32")
    void b32_the_inbox_is_in_no_list_of_lists_and_works_as_a_word() throws IOException {
        Reply task = ticktick.create("'title':'in the inbox'");
        assertThat(ticktick.get("/project").ids()).doesNotContain(task.text("projectId"));
        assertThat(ticktick.read("inbox", task.text("id")).text("title")).isEqualTo("in the inbox");
        assertThat(ticktick.post("/task/filter", "{'projectIds':['inbox'],'status':[0]}")
                        .ids())
                .contains(task.text("id"));
    }

    @Test
    @Tag("b33")
    void b33_lists_come_as_a_bare_array_in_pages() throws IOException {
        String second = ticktick.project("second");
        Reply all = ticktick.get("/project");
        assertThat(all.json().isArray()).isTrue();
        assertThat(all.ids()).contains(list, second);
        assertThat(ticktick.get("/project?offset=1&limit=1").ids())
                .isEqualTo(all.ids().subList(1, 2));
        assertThat(ticktick.get("/project?offset=100000").text()).isEqualTo("[]");
    }

    @Test
    @Tag("b34")
    @Tag("b35")
    @Tag("b37")
    void b34_data_has_all_open_tasks_and_no_others() throws IOException {
        List<String> ids = many(list, 1000);
        assertThat(ids).hasSize(1000);
        ticktick.complete(list, ids.getFirst());
        assertThat(ticktick.open(list)).hasSize(999).doesNotContain(ids.getFirst());
        b35_filter_stops_at_two_hundred();
        b37_undone_stops_at_two_hundred();
    }

    private void b35_filter_stops_at_two_hundred() throws IOException {
        assertThat(ticktick.post("/task/filter", "{'projectIds':['" + list + "'],'status':[0]}")
                        .ids())
                .hasSize(200);
    }

    private void b37_undone_stops_at_two_hundred() throws IOException {
        String range = "'startDate':'2026-11-01T00:00:00+0000','endDate':'2026-11-02T00:00:00+0000'";
        assertThat(ticktick.post("/task/undone", "{" + range + ",'projectIds':['" + list + "']}")
                        .ids())
                .hasSize(200);
    }

    @Test
    @Tag("b35")
    void b35_filter_narrows_by_everything_it_is_given() throws IOException {
        String open = ticktick.create("'title':'open','projectId':'" + list
                        + "','tags':['x','y'],'priority':5,'startDate':'2026-11-03T00:00:00+0000'")
                .text("id");
        String done = ticktick.task(list, "done");
        String abandoned = ticktick.task(list, "abandoned");
        ticktick.complete(list, done);
        ticktick.update(list, abandoned, "'status':-1");
        assertThat(filtered("'status':[0]")).containsExactly(open);
        assertThat(filtered("'status':[0,-1]")).containsExactly(open);
        assertThat(filtered("'status':[-1]")).isEmpty();
        assertThat(filtered("'status':[2]")).containsExactly(done);
        assertThat(filtered("'kind':['TEXT']")).containsExactlyInAnyOrder(open, done, abandoned);
        assertThat(filtered("'tag':['y','x']")).containsExactly(open);
        assertThat(filtered("'tag':['x','z']")).isEmpty();
        assertThat(filtered("'priority':[5,3]")).containsExactly(open);
        assertThat(filtered("'startDate':'2026-11-03T00:00:00+0000','endDate':'2026-11-03T00:00:00+0000'"))
                .containsExactly(open);
        assertThat(filtered("'startDate':'2026-11-04T00:00:00+0000'")).isEmpty();
        String inInbox = ticktick.task("inbox", "also there");
        assertThat(ticktick.post("/task/filter", "{'status':[0]}").ids()).contains(inInbox);
        Reply scalar = ticktick.post("/task/filter", "{'status':0}");
        assertThat(scalar.status()).isEqualTo(500);
    }

    private List<String> filtered(String conditions) throws IOException {
        return ticktick.post("/task/filter", "{'projectIds':['" + list + "']," + conditions + "}")
                .ids();
    }

    @Test
    @Tag("b36")
    void b36_completed_is_newest_first_in_an_inclusive_window() throws IOException {
        String first = ticktick.task(list, "first");
        String second = ticktick.task(list, "second");
        String reopened = ticktick.task(list, "reopened");
        for (String id : List.of(first, second, reopened)) ticktick.complete(list, id);
        ticktick.update(list, reopened, "'status':0");
        assertThat(completedHere().ids()).containsExactly(second, first);
        String at = ticktick.read(list, first).text("completedTime");
        Reply exactly = ticktick.post(
                "/task/completed", "{'projectIds':['" + list + "'],'startDate':'" + at + "','endDate':'" + at + "'}");
        assertThat(exactly.ids()).containsExactly(first);
    }

    @Test
    @Tag("b36")
    void b36_completed_stops_at_two_hundred() throws IOException {
        List<String> ids = many(list, 250);
        for (int from = 0; from < 250; from += 50)
            ticktick.post(
                    "/task/completeTasks",
                    "{'projectId':'" + list + "','taskIds':['" + String.join("','", ids.subList(from, from + 50))
                            + "']}");
        assertThat(completedHere().ids()).hasSize(200);
    }

    @Test
    @Tag("b37")
    void b37_undone_needs_a_good_range_of_fourteen_days() throws IOException {
        String id = dated("'dueDate':'2026-11-03T08:30:00+0000'").text("id");
        assertThat(undone("2026-11-01", "2026-11-15")).contains(id);
        assertThat(undone("2026-11-01", "2026-11-16")).isEmpty();
        assertThat(undone("2026-11-15", "2026-11-01")).isEmpty();
        assertThat(ticktick.post("/task/undone", "{'startDate':'2026-11-01T00:00:00+0000'}")
                        .text())
                .isEqualTo("[]");
    }

    private List<String> undone(String from, String to) throws IOException {
        return ticktick.post(
                        "/task/undone",
                        "{'projectIds':['" + list + "'],'startDate':'" + from + "T00:00:00+0000','endDate':'" + to
                                + "T00:00:00+0000'}")
                .ids();
    }

    @Test
    @Tag("b37")
    void b37_search_looks_in_title_and_content_in_any_case() throws IOException {
        String title = ticktick.task(list, "Fix the PARSER");
        String note = ticktick.create("'title':'t','content':'about the parser','projectId':'" + list + "'")
                .text("id");
        ticktick.task(list, "unrelated");
        String within = ",'projectIds':['" + list + "']}";
        assertThat(ticktick.post("/task/search", "{'keywords':'Parser'" + within)
                        .ids())
                .containsExactlyInAnyOrder(title, note);
        assertThat(ticktick.post("/task/search", "{'keywords':'  '" + within).text())
                .isEqualTo("[]");
        assertThat(ticktick.post("/task/search", "{'keywords':'parser','status':[2]" + within)
                        .text())
                .isEqualTo("[]");
    }

    @Test
    @Tag("b38")
    void b38_a_move_keeps_the_id_and_names_every_task() throws IOException {
        String id = ticktick.create("'title':'t','columnId':'c','projectId':'" + list + "'")
                .text("id");
        String other = ticktick.project("other");
        String modified = ticktick.read(list, id).text("modifiedTime");
        Reply moved = move(list, other, id);
        assertThat(moved.json().path(0).propertyNames())
                .containsExactlyInAnyOrder("id", "isAllDay", "isFloating", "etag", "etimestamp", "modifiedTime");
        assertThat(ticktick.open(list)).isEmpty();
        assertThat(ticktick.read(other, id).json().has("columnId")).isFalse();
        assertThat(ticktick.read(other, id).text("modifiedTime")).isGreaterThan(modified);
        assertThat(move(other, "70aa00000000000000000001", id).text()).isEqualTo("[]");
        assertThat(move(list, other, "70aa00000000000000000002").ids()).containsExactly("70aa00000000000000000002");
        assertThat(ticktick.open(other)).containsExactly(id);
        assertThat(ticktick.post("/task/move", "{}").status()).isEqualTo(500);
        assertThat(move(other, "inbox", id).ids()).containsExactly(id);
        assertThat(ticktick.open("inbox")).contains(id);
    }

    private static Reply move(String from, String to, String id) throws IOException {
        return ticktick.post(
                "/task/move", "[{'fromProjectId':'" + from + "','toProjectId':'" + to + "','taskId':'" + id + "'}]");
    }

    @Test
    @Tag("b39")
    void b39_a_batch_succeeds_in_part() throws IOException {
        String id = ticktick.task(list, "t");
        String deleted = ticktick.task(list, "deleted");
        ticktick.delete("/project/" + list + "/task/" + deleted);
        String other = ticktick.project("other");
        Reply reply = ticktick.post(
                "/task/batch",
                "{'add':[{'title':'new','projectId':'LIST'}],'update':[".replace("LIST", list)
                        + "{'id':'" + id + "','projectId':'" + list + "','status':2},"
                        + "{'id':'" + deleted + "','projectId':'" + list + "','title':'x'},"
                        + "{'id':'70aa00000000000000000001','projectId':'" + list + "','title':'x'}]}");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("id2etag").size()).isEqualTo(2);
        assertThat(reply.json().path("id2error").path(deleted).asString()).isEqualTo("DELETED");
        assertThat(reply.json()
                        .path("id2error")
                        .path("70aa00000000000000000001")
                        .asString())
                .isEqualTo("NOT_EXISTED");
        assertThat(completedHere().ids()).containsExactly(id);
        assertThat(ticktick.open(list)).hasSize(1);
        Reply elsewhere = ticktick.post(
                "/task/batch", "{'update':[{'id':'" + id + "','projectId':'" + other + "','title':'x'}]}");
        assertThat(elsewhere.json().path("id2error").path(id).asString()).isEqualTo("PROJECT_MOVE_ERROR");
    }

    @Test
    @Tag("b40")
    void b40_a_list_merges_is_cut_at_64_and_takes_its_tasks_along() throws IOException {
        Reply made = ticktick.post("/project", "{'name':'" + "n".repeat(70) + "','color':'#F18181','groupId':'g'}");
        String id = made.text("id");
        assertThat(made.text("name")).isEqualTo("n".repeat(64));
        assertThat(made.json().has("groupId")).isFalse();
        assertThat(made.text("viewMode")).isEqualTo("list");
        Reply updated = ticktick.post("/project/" + id, "{'name':'renamed','closed':true}");
        assertThat(updated.text("color")).isEqualTo("#F18181");
        assertThat(updated.json().has("closed")).isFalse();
        assertThat(ticktick.get("/project/" + id).text("name")).isEqualTo("renamed");
        assertThat(ticktick.post("/project", "{}").status()).isEqualTo(500);
        assertThat(ticktick.post("/project/70aa00000000000000000001", "{'name':'x'}")
                        .status())
                .isEqualTo(404);
        String task = ticktick.task(id, "goes along");
        for (int i = 0; i < 2; i++)
            assertThat(ticktick.delete("/project/" + id).status()).isEqualTo(200);
        assertThat(ticktick.get("/project/" + id).status()).isEqualTo(404);
        assertThat(ticktick.post("/task/filter", "{}").ids()).doesNotContain(task);
    }

    @Test
    @Tag("b43")
    void b43_a_dropped_answer_leaves_the_change() throws IOException {
        server.arm(Fault.DROP_ANSWER, 1, "POST /task$", 0);
        assertThatThrownBy(() -> ticktick.task(list, "made all the same")).isInstanceOf(IOException.class);
        assertThat(ticktick.open(list)).hasSize(1);
        assertThat(server.faults().journal().counts().path("POST /task").intValue())
                .isEqualTo(1);
    }

    @Test
    @Tag("b43")
    void b43_what_is_made_can_be_answered_with_201() throws IOException {
        control("{'fault':'created','times':2}");
        Reply made = create();
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("title")).isEqualTo("t");
        assertThat(ticktick.open(list)).containsExactly(made.text("id"));
        control("{'fault':'created'}");
        assertThat(ticktick.post("/task", "{}").status())
                .as("a refusal stays one")
                .isEqualTo(500);
    }

    @Test
    @Tag("b43")
    void b43_what_is_made_can_be_answered_with_nothing() throws IOException {
        control("{'fault':'empty-answer'}");
        Reply nothing = create();
        assertThat(nothing.status()).isEqualTo(200);
        assertThat(nothing.text()).isEmpty();
        assertThat(ticktick.open(list)).hasSize(1);
    }

    private static void control(String fault) throws IOException {
        assertThat(new TickTickCalls(server.url(), "none")
                        .post(TickTickFaultFilter.CONTROL, fault)
                        .status())
                .isEqualTo(200);
    }

    @Test
    @Tag("b43")
    void b43_a_truncated_answer_leaves_the_change() throws IOException {
        server.arm(Fault.TRUNCATE, 1);
        assertThatThrownBy(() -> ticktick.task(list, "made all the same")).isInstanceOf(IOException.class);
        assertThat(ticktick.open(list)).hasSize(1);
    }

    @Test
    @Tag("b43")
    void b43_a_page_in_place_of_the_answer_leaves_the_change() throws IOException {
        server.arm(Fault.DONE_504, 1);
        server.arm(Fault.DONE_HTML, 1);
        for (int status : List.of(504, 200)) {
            Reply page = create();
            assertThat(page.status()).isEqualTo(status);
            assertThat(page.text()).startsWith("<html>");
        }
        assertThat(ticktick.open(list)).hasSize(2);
    }

    @Test
    @Tag("b43")
    void b43_errors_limits_nonsense_and_a_lost_token_change_nothing() throws IOException {
        for (Fault fault : List.of(Fault.ERROR_500, Fault.LIMIT, Fault.NONSENSE, Fault.UNAUTHORIZED, Fault.FORBIDDEN))
            server.arm(fault, 1);
        assertThat(create().text("errorCode")).isEqualTo("unknown_exception");
        assertThat(create().text("errorCode")).isEqualTo("exceed_query_limit");
        assertThat(create().text()).startsWith("<html>");
        assertThat(create().status()).isEqualTo(401);
        assertThat(create().status()).isEqualTo(403);
        assertThat(ticktick.open(list)).isEmpty();
    }

    private Reply create() throws IOException {
        return ticktick.create("'title':'t','projectId':'" + list + "'");
    }

    @Test
    @Tag("b43")
    void b43_an_answer_can_be_late() throws IOException {
        server.arm(Fault.DELAY, 1, "", 200);
        long before = System.nanoTime();
        assertThat(create().status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(200));
    }

    @Test
    @Tag("b43")
    void b43_a_first_read_can_be_stale() throws IOException {
        String id = ticktick.task(list, "old");
        server.arm(Fault.STALE_READ, 1);
        ticktick.update(list, id, "'title':'new'");
        assertThat(ticktick.read(list, id).text("title")).isEqualTo("old");
        assertThat(ticktick.read(list, id).text("title")).isEqualTo("new");
    }

    @Test
    @Tag("b43")
    void b43_faults_are_set_and_requests_counted_over_http() throws IOException {
        var control = new TickTickCalls(server.url(), "none");
        control.post(TickTickFaultFilter.CONTROL, "{'fault':'error-500','times':2,'path':'/task$'}");
        assertThat(ticktick.get("/project").status()).isEqualTo(200);
        assertThat(create().status()).isEqualTo(500);
        JsonNode state = control.get(TickTickFaultFilter.CONTROL).json();
        assertThat(state.path("requests").path("GET /project").intValue()).isEqualTo(1);
        assertThat(state.path("faults").path(0).path("times").intValue()).isEqualTo(1);
        control.delete(TickTickFaultFilter.CONTROL);
        assertThat(create().status()).isEqualTo(200);
        assertThat(control.post(TickTickFaultFilter.CONTROL, "{'fault':'earthquake'}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void changes_at_the_same_time_lose_nothing() throws Exception {
        try (var pool = Executors.newFixedThreadPool(8)) {
            var made = IntStream.range(0, 40)
                    .mapToObj(number -> pool.submit(() -> ticktick.task(list, "task " + number)))
                    .toList();
            for (var task : made) task.get();
        }
        List<Long> orders = ticktick.get("/project/" + list + "/data")
                .json()
                .path("tasks")
                .valueStream()
                .map(task -> task.path("sortOrder").longValue())
                .toList();
        assertThat(orders).hasSize(40).doesNotHaveDuplicates();
    }
}
