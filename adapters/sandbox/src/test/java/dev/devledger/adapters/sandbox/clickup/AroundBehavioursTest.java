package dev.devledger.adapters.sandbox.clickup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.sandbox.clickup.ClickUpCalls.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Time, views, comments and what else stands around tasks: numbers 21 to 23 and 26 of the behaviours, and switches. */
class AroundBehavioursTest extends OnClickUp {
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final String ENTRIES = "/team/" + TEAM + "/time_entries";

    private Reply log(String body) {
        return clickup.post(ENTRIES, body);
    }

    private static String span(long start) {
        return "'start': " + start + ", 'stop': " + (start + HOUR);
    }

    private List<String> descriptions(ClickUpCalls by, String query) {
        return texts(by.get(ENTRIES + "?" + query).json().path("data"), "description");
    }

    @Test
    @Tag("b21")
    void b21_entries_are_those_of_thirty_days_and_of_oneself_and_never_paged() {
        long start = NOON_MILLIS - HOUR;
        for (int each = 0; each < 101; each++) log("{" + span(start) + ", 'description': 'now'}");
        log("{" + span(NOON_MILLIS - Duration.ofDays(31).toMillis()) + ", 'description': 'old'}");
        log("{" + span(start) + ", 'description': 'of Ben', 'assignee': 184}");
        assertThat(descriptions(clickup, "")).hasSize(101).containsOnly("now");
        assertThat(descriptions(clickup, "start_date=0&end_date=" + NOON_MILLIS))
                .hasSize(102);
        assertThat(descriptions(clickup, "assignee=184")).containsExactly("of Ben");
        ClickUpCalls ben = asUser(184);
        assertThat(descriptions(ben, "")).containsExactly("of Ben");
        assertThat(ben.get(ENTRIES + "?assignee=183").status()).isEqualTo(403);
        habit("foreignEntries", "empty");
        assertThat(descriptions(ben, "assignee=183,184")).isEmpty();
        assertThat(clickup.get(ENTRIES + "?list_id=1&space_id=2").status()).isEqualTo(400);
    }

    @Test
    @Tag("b22")
    void b22_an_entry_answers_without_its_id_and_a_running_one_has_a_negative_duration() {
        String task = task("T");
        Reply made = log("{" + span(NOON_MILLIS - HOUR) + ", 'tid': '" + task + "'}");
        assertThat(made.json().path("data").has("id")).isFalse();
        String id = clickup.get(ENTRIES + "?task_id=" + task).at("/data/0/id").asString();
        assertThat(read(task).path("time_spent").asLong()).isEqualTo(HOUR);
        assertThat(clickup.put(ENTRIES + "/" + id, "{'start': 5}").status()).isEqualTo(400);
        assertThat(clickup.put(ENTRIES + "/" + id, "{'start': 5, 'end': 15}").status())
                .isEqualTo(200);
        assertThat(clickup.get(ENTRIES + "/" + id).at("/data/duration").asString())
                .isEqualTo("10");
        assertThat(clickup.get(ENTRIES + "/current").at("/data").isNull()).isTrue();
        clickup.post(ENTRIES + "/start", "{'description': 'first'}");
        pass("PT1M");
        assertThat(clickup.get(ENTRIES + "/current").at("/data/duration").asLong())
                .isEqualTo(-60_000);
        clickup.post(ENTRIES + "/start", "{'description': 'second'}");
        assertThat(clickup.get(ENTRIES + "/current").at("/data/description").asString())
                .isEqualTo("second");
        habit("secondTimer", "refused");
        assertThat(clickup.post(ENTRIES + "/start", "{}").status()).isEqualTo(400);
        assertThat(clickup.post(ENTRIES + "/stop", "{}").status()).isEqualTo(200);
        assertThat(clickup.post(ENTRIES + "/stop", "{}").status()).isEqualTo(400);
        assertThat(clickup.delete(ENTRIES + "/" + id).all("data")).hasSize(1);
        assertThat(clickup.get(ENTRIES + "/" + id).status()).isEqualTo(404);
        habit("entryReply", "with-id");
        assertThat(log("{" + span(0) + "}").json().path("data").has("id")).isTrue();
    }

    @Test
    @Tag("a12")
    void an_entry_of_start_and_duration_needs_an_assignee_or_not() {
        String body = "{'start': " + NOON_MILLIS + ", 'duration': 5";
        assertThat(log(body + "}").code()).isEqualTo("TIMESPENT_002");
        assertThat(log(body + ", 'assignee': 183}").status()).isEqualTo(200);
        habit("entryAssignee", "optional");
        assertThat(log(body + "}").status()).isEqualTo(200);
    }

    @Test
    @Tag("b23")
    void b23_a_view_wants_a_page_and_shows_what_its_filter_shows() {
        task("Open");
        task("{'name': 'In review', 'status': 'in review'}", list);
        task("{'name': 'Closed', 'status': 'done'}", list);
        String board = view("/list/" + list, "'filters': {'show_closed': false}");
        assertThat(clickup.get("/view/" + board + "/task").status()).isEqualTo(400);
        assertThat(clickup.get("/view/" + board + "/task?page=0").names())
                .containsExactlyInAnyOrder("Open", "In review");
        String closed = view("/space/" + space, "'filters': {'show_closed': true}");
        assertThat(clickup.get("/view/" + closed + "/task?page=0").names()).hasSize(3);
        String review = view(
                "/list/" + list, "'filters': {'fields': [{'field': 'status', 'op': 'EQ', 'values': ['in review']}]}");
        assertThat(clickup.get("/view/" + review + "/task?page=0").names()).containsExactly("In review");
        assertThat(clickup.get("/view/" + review + "/task?page=1").names()).isEmpty();
        assertThat(clickup.get("/list/" + list + "/view").all("views")).hasSize(2);
        assertThat(clickup.get("/view/" + board).at("/view/parent/type").asInt())
                .isEqualTo(6);
        clickup.delete("/view/" + board);
        assertThat(clickup.get("/view/" + board).status()).isEqualTo(404);
    }

    private String view(String place, String more) {
        return clickup.post(place + "/view", "{'name': 'B', 'type': 'board', " + more + "}")
                .at("/view/id")
                .asString();
    }

    @Test
    @Tag("b26")
    void b26_comments_are_the_newest_twenty_five_and_older_ones_want_both_marks() {
        String path = "/task/" + task("T") + "/comment";
        IntStream.range(0, 60).forEach(each -> clickup.post(path, "{'comment_text': 'c" + each + "'}"));
        List<String> seen = new ArrayList<>(texts(clickup.get(path).json().path("comments"), "comment_text"));
        assertThat(seen).hasSize(25).startsWith("c59", "c58");
        JsonNode last = clickup.get(path).at("/comments/24");
        String start = "?start=" + last.path("date").asString();
        assertThat(texts(clickup.get(path + start).json().path("comments"), "comment_text"))
                .startsWith("c59");
        String both = start + "&start_id=" + last.path("id").asString();
        assertThat(texts(clickup.get(path + both).json().path("comments"), "comment_text"))
                .hasSize(25)
                .startsWith("c34");
    }

    @Test
    @Tag("a4")
    void a_comment_is_changed_answered_and_deleted() {
        String path = "/task/" + task("T") + "/comment";
        String id = clickup.post(path, "{'comment': [{'text': 'a'}, {'text': 'b'}]}")
                .text("id");
        assertThat(clickup.get(path).at("/comments/0/comment_text").asString()).isEqualTo("ab");
        assertThat(clickup.put("/comment/" + id, "{'comment_text': 'x'}").status())
                .isEqualTo(400);
        assertThat(clickup.put("/comment/" + id, "{'comment_text': 'x', 'assignee': null, 'resolved': true}")
                        .status())
                .isEqualTo(200);
        assertThat(clickup.get(path).at("/comments/0/resolved").asBoolean()).isTrue();
        clickup.post("/comment/" + id + "/reply", "{'comment_text': 'yes'}");
        assertThat(texts(clickup.get("/comment/" + id + "/reply").json().path("comments"), "comment_text"))
                .containsExactly("yes");
        clickup.delete("/comment/" + id);
        assertThat(clickup.get(path).all("comments")).isEmpty();
    }

    @Test
    @Tag("a4")
    void a_checklist_is_made_ticked_and_deleted() {
        String task = task("T");
        String checklist = clickup.post("/task/" + task + "/checklist", "{'name': 'Checklist'}")
                .at("/checklist/id")
                .asString();
        String path = "/checklist/" + checklist;
        Reply added = clickup.post(path + "/checklist_item", "{'name': 'One'}");
        String item = added.at("/checklist/items/0/id").asString();
        assertThat(added.at("/checklist/unresolved").asInt()).isEqualTo(1);
        clickup.put(path + "/checklist_item/" + item, "{'name': 'Uno', 'resolved': true}");
        JsonNode shown = read(task).at("/checklists/0");
        assertThat(shown.at("/items/0/name").asString()).isEqualTo("Uno");
        assertThat(shown.path("resolved").asInt()).isEqualTo(1);
        clickup.delete(path + "/checklist_item/" + item);
        assertThat(read(task).at("/checklists/0/items").isEmpty()).isTrue();
        clickup.delete(path);
        assertThat(read(task).path("checklists").isEmpty()).isTrue();
    }

    @Test
    @Tag("a4")
    void a_task_moves_home_with_those_below_it_and_its_status_is_mapped() {
        String other = newList("Other");
        control.post("/places/list/" + other + "/statuses", "{'statuses': ['new:open', 'doing:custom', 'end:closed']}");
        String parent = task("{'name': 'P', 'status': 'in review'}", list);
        String child = task("{'name': 'C', 'parent': '" + parent + "', 'status': 'done'}", list);
        ClickUpCalls third = new ClickUpCalls(ClickUpServer.URL + "/sandbox/clickup/api/v3", ClickUpServer.OWNER);
        Reply moved = third.put(
                "/workspaces/" + TEAM + "/tasks/" + parent + "/home_list/" + other,
                "{'status_mappings': [{'source_status': 'in review', 'destination_status': 'new'}]}");
        assertThat(moved.status()).isEqualTo(200);
        assertThat(read(parent).at("/list/id").asString()).isEqualTo(other);
        assertThat(read(parent).at("/status/status").asString()).isEqualTo("new");
        assertThat(read(child).at("/list/id").asString()).isEqualTo(other);
        assertThat(read(child).at("/status/status").asString()).isEqualTo("end");
        assertThat(read(child).path("parent").asString()).isEqualTo(parent);
        third.put("/workspaces/" + TEAM + "/tasks/" + child + "/home_list/" + list, "{}");
        assertThat(read(child).path("parent").isNull()).isTrue();
        assertThat(names("include_closed=true")).containsExactly("C");
    }

    @Test
    @Tag("a4")
    void tasks_wait_for_each_other_are_linked_and_merged() {
        String one = task("One");
        String two = task("{'name': 'Two', 'tags': ['x']}", list);
        clickup.post("/task/" + one + "/dependency", "{'depends_on': '" + two + "'}");
        assertThat(read(one).at("/dependencies/0/depends_on").asString()).isEqualTo(two);
        assertThat(read(two).at("/dependencies/0/task_id").asString()).isEqualTo(one);
        assertThat(clickup.post("/task/" + two + "/dependency", "{'depends_on': '" + one + "'}")
                        .status())
                .as("a circle")
                .isEqualTo(400);
        clickup.delete("/task/" + one + "/dependency?depends_on=" + two);
        assertThat(read(two).path("dependencies").isEmpty()).isTrue();
        clickup.post("/task/" + one + "/link/" + two, "");
        assertThat(read(two).at("/linked_tasks/0/link_id").asString()).isEqualTo(one);
        clickup.delete("/task/" + one + "/link/" + two);
        assertThat(read(one).path("linked_tasks").isEmpty()).isTrue();
        clickup.post("/task/" + one + "/merge", "{'source_task_ids': ['" + two + "']}");
        assertThat(clickup.get("/task/" + two).code()).isEqualTo("ITEM_013");
        assertThat(texts(read(one).path("tags"), "name")).containsExactly("x");
        assertThat(clickup.post("/task/" + one + "/dependency", "{'depends_on': '" + two + "'}")
                        .status())
                .as("on a deleted task")
                .isEqualTo(200);
    }

    @Test
    @Tag("a12")
    void reads_have_the_habits_that_others_have_met() {
        String first = task("First");
        pass("PT1S");
        task("{'name': 'Closed', 'status': 'done'}", list);
        assertThat(names("order_by=updated&include_closed=true")).containsExactly("Closed", "First");
        assertThat(names("order_by=updated&include_closed=true&reverse=true")).containsExactly("First", "Closed");
        habit("reverse", "newest-first");
        assertThat(names("order_by=updated&include_closed=true&reverse=true")).containsExactly("Closed", "First");
        assertThat(names("statuses%5B%5D=done")).containsExactly("Closed");
        assertThat(names("status=done")).containsExactly("Closed");
        habit("closedByName", "hidden");
        assertThat(names("statuses%5B%5D=done")).isEmpty();
        assertThat(names("limit=1&query=nothing&include_closed=true")).hasSize(2);
        Reply closed = clickup.get("/list/" + list + "/task?order_by=closed");
        assertThat(closed.status()).isEqualTo(500);
        assertThat(closed.code()).isEqualTo("ITEMV2_003");
        assertThat(clickup.get("/task/" + first + "/time_in_status").status()).isEqualTo(200);
        assertThat(clickup.get("/task/bulk_time_in_status/task_ids?task_ids=" + first)
                        .at("/" + first + "/current_status/status")
                        .asString())
                .isEqualTo("to do");
        habit("timeInStatus", "off");
        assertThat(clickup.get("/task/" + first + "/time_in_status").code()).isEqualTo("TIS_027");
        habit("tagCase", "as-sent");
        clickup.post("/task/" + first + "/tag/Big", "");
        assertThat(texts(read(first).path("tags"), "name")).containsExactly("Big");
    }

    @Test
    @Tag("a4")
    void a_custom_id_is_only_taken_where_it_is_said_to_be_one() {
        clickup.put("/space/" + space, "{'features': {'custom_task_ids': {'enabled': true}}}");
        String task = task("T");
        String custom = read(task).path("custom_id").asString();
        assertThat(custom).startsWith("DEV-");
        assertThat(clickup.get("/task/" + custom).status()).isEqualTo(400);
        assertThat(clickup.get("/task/" + custom + "?custom_task_ids=true&team_id=" + TEAM)
                        .text("id"))
                .isEqualTo(task);
    }
}
