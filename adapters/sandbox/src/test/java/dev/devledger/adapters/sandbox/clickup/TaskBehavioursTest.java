package dev.devledger.adapters.sandbox.clickup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.sandbox.clickup.ClickUpCalls.Reply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** How tasks are answered, found and written: numbers 7 to 19 and 28 of the behaviours. */
class TaskBehavioursTest extends OnClickUp {
    private Reply put(String task, String body) {
        return clickup.put("/task/" + task, body);
    }

    private String ofTeam(String query) {
        return "/team/" + TEAM + "/task?" + query;
    }

    @Test
    @Tag("b07")
    void b07_the_same_thing_is_text_here_and_a_number_there() {
        String task = task("{'name': 'T', 'time_estimate': 3600000}", list);
        assertThat(read(task).path("time_estimate").isNumber()).isTrue();
        JsonNode listed = clickup.get("/list/" + list + "/task").at("/tasks/0");
        assertThat(listed.path("time_estimate").isString()).isTrue();
        assertThat(listed.path("date_updated").isString()).isTrue();
        Reply comment = clickup.post("/task/" + task + "/comment", "{'comment_text': 'c'}");
        assertThat(comment.json().path("id").isNumber()).isTrue();
        assertThat(comment.json().path("date").isNumber()).isTrue();
        JsonNode read = clickup.get("/task/" + task + "/comment").at("/comments/0");
        assertThat(read.path("id").isString()).isTrue();
        assertThat(read.path("date").isString()).isTrue();
        assertThat(read.path("id").asString()).isEqualTo(comment.text("id"));
        for (String path : List.of("/user", "/team", "/task/" + task, "/list/" + list))
            assertThat(clickup.get(path).json().has("sandbox_hint")).as(path).isTrue();
    }

    @Test
    @Tag("b08")
    void b08_ids_of_tasks_have_seven_nine_or_eleven_characters_and_those_of_entries_are_beyond_a_double() {
        Set<Integer> lengths = new HashSet<>();
        for (int each = 0; each < 3; each++) lengths.add(task("T" + each).length());
        assertThat(lengths).containsExactlyInAnyOrder(7, 9, 11);
        clickup.post("/team/" + TEAM + "/time_entries", "{'start': " + NOON_MILLIS + ", 'stop': " + NOON_MILLIS + "}");
        JsonNode id = clickup.get("/team/" + TEAM + "/time_entries").at("/data/0/id");
        assertThat(id.isString()).isTrue();
        assertThat(Long.parseLong(id.asString())).isGreaterThan(1L << 53);
    }

    @Test
    @Tag("b09")
    void b09_a_page_has_a_hundred_and_only_the_list_says_which_is_the_last() {
        IntStream.range(0, 101).forEach(each -> task("T" + each));
        Reply first = clickup.get("/list/" + list + "/task?page=0");
        assertThat(first.names()).hasSize(100);
        assertThat(first.json().path("last_page").asBoolean()).isFalse();
        Reply second = clickup.get("/list/" + list + "/task?page=1");
        assertThat(second.names()).hasSize(1);
        assertThat(second.json().path("last_page").asBoolean()).isTrue();
        Reply beyond = clickup.get("/list/" + list + "/task?page=2");
        assertThat(beyond.names()).isEmpty();
        assertThat(beyond.json().path("last_page").asBoolean()).isTrue();
        Reply team = clickup.get(ofTeam("page=0"));
        assertThat(team.names()).hasSize(100);
        assertThat(team.json().has("last_page")).isFalse();
        assertThat(clickup.get(ofTeam("page=1")).names()).hasSize(1);
        habit("teamLastPage", "present");
        assertThat(clickup.get(ofTeam("page=1")).json().path("last_page").asBoolean())
                .isTrue();
    }

    @Test
    @Tag("b10")
    void b10_most_of_a_workspace_is_hidden_unless_it_is_asked_for() {
        String open = task("Open");
        String closed = task("{'name': 'Closed', 'status': 'done'}", list);
        task("{'name': 'Cancelled', 'status': 'cancelled'}", list);
        task("{'name': 'Below', 'parent': '" + open + "'}", list);
        put(task("Archived"), "{'archived': true}");
        String elsewhere = task("{'name': 'Borrowed'}", newList("Another"));
        assertThat(clickup.post("/list/" + list + "/task/" + elsewhere, "").status())
                .isEqualTo(200);
        assertThat(names("")).containsExactlyInAnyOrder("Open", "Cancelled");
        assertThat(names("include_closed=true")).containsExactlyInAnyOrder("Open", "Cancelled", "Closed");
        assertThat(names("subtasks=true")).containsExactlyInAnyOrder("Open", "Cancelled", "Below");
        assertThat(names("archived=true")).containsExactly("Archived");
        assertThat(names("include_timl=true")).containsExactlyInAnyOrder("Open", "Cancelled", "Borrowed");
        assertThat(read(elsewhere).at("/locations/0/id").asString()).isEqualTo(list);
        clickup.delete("/list/" + list + "/task/" + elsewhere);
        assertThat(names("include_timl=true")).containsExactlyInAnyOrder("Open", "Cancelled");
        assertThat(read(closed).path("date_closed").isNull()).isFalse();
    }

    @Test
    @Tag("b10")
    void tasks_of_an_archived_list_come_only_from_that_list() {
        String task = task("In it");
        assertThat(clickup.get(ofTeam("")).names()).containsExactly("In it");
        clickup.put("/list/" + list, "{'archived': true}");
        assertThat(clickup.get(ofTeam("")).names()).isEmpty();
        assertThat(clickup.get(ofTeam("archived=true")).names()).isEmpty();
        assertThat(names("")).containsExactly("In it");
        assertThat(read(task).path("name").asString()).isEqualTo("In it");
        assertThat(clickup.get("/space/" + space + "/list").all("lists")).isEmpty();
        assertThat(texts(
                        clickup.get("/space/" + space + "/list?archived=true")
                                .json()
                                .path("lists"),
                        "id"))
                .containsExactly(list);
    }

    @Test
    @Tag("b11")
    void b11_a_delta_is_strict_and_many_tasks_can_share_its_moment() {
        IntStream.range(0, 150).forEach(each -> task("T" + each));
        String delta = "order_by=updated&reverse=true&date_updated_gt=";
        assertThat(clickup.get(ofTeam(delta + NOON_MILLIS)).names()).isEmpty();
        Set<String> both = new HashSet<>(
                clickup.get(ofTeam(delta + (NOON_MILLIS - 1) + "&page=0")).names());
        both.addAll(clickup.get(ofTeam(delta + (NOON_MILLIS - 1) + "&page=1")).names());
        assertThat(both).hasSize(150);
        habit("delta", "one-older");
        assertThat(clickup.get(ofTeam(delta + NOON_MILLIS)).names()).isNotEmpty();
    }

    @Test
    @Tag("b11")
    void a_tag_a_field_and_a_comment_move_the_task_or_leave_it() {
        String task = task("T");
        String field =
                clickup.get("/list/" + list + "/field").at("/fields/0/id").asString();
        List<Runnable> deeds = List.of(
                () -> clickup.post("/task/" + task + "/tag/a", ""),
                () -> clickup.post("/task/" + task + "/field/" + field, "{'value': 3}"),
                () -> clickup.post("/task/" + task + "/comment", "{'comment_text': 'c'}"));
        long updated = NOON_MILLIS;
        for (Runnable deed : deeds) {
            pass("PT1S");
            updated += 1000;
            deed.run();
            assertThat(read(task).path("date_updated").asString()).isEqualTo(String.valueOf(updated));
        }
        habit("surroundings", "leave-updated");
        pass("PT1S");
        deeds.forEach(Runnable::run);
        assertThat(read(task).path("date_updated").asString()).isEqualTo(String.valueOf(updated));
    }

    @Test
    @Tag("b12")
    void b12_an_update_during_paging_shifts_the_pages() {
        List<String> ids = new ArrayList<>();
        for (int each = 0; each < 101; each++) {
            pass("PT0.001S");
            ids.add(task("T" + each));
        }
        String pages = "order_by=updated&reverse=true&page=";
        List<String> seen = new ArrayList<>(clickup.get(ofTeam(pages + "0")).names());
        pass("PT1S");
        put(ids.getFirst(), "{'name': 'T0'}");
        seen.addAll(clickup.get(ofTeam(pages + "1")).names());
        assertThat(seen).doesNotContain("T100").hasSize(101);
        assertThat(seen.stream().filter("T0"::equals)).hasSize(2);
    }

    @Test
    @Tag("b13")
    void b13_assignees_are_added_and_removed_by_number_and_a_list_of_them_does_nothing() {
        String task = task("T");
        pass("PT1S");
        Reply list = put(task, "{'assignees': [183]}");
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.all("assignees")).isEmpty();
        assertThat(list.text("date_updated")).isEqualTo(String.valueOf(NOON_MILLIS + 1000));
        assertThat(put(task, "{'assignees': {'add': ['183', 'ben@example.com']}}")
                        .all("assignees"))
                .isEmpty();
        assertThat(texts(
                        put(task, "{'assignees': {'add': [183, 184, 999]}}")
                                .json()
                                .path("assignees"),
                        "id"))
                .containsExactly("183", "184");
        assertThat(texts(put(task, "{'assignees': {'rem': [183]}}").json().path("assignees"), "id"))
                .containsExactly("184");
        String made = task("{'name': 'U', 'assignees': [184, '183']}", this.list);
        assertThat(texts(read(made).path("assignees"), "id")).containsExactly("184");
    }

    @Test
    @Tag("b14")
    void b14_tags_fields_and_unknown_names_in_an_update_are_passed_over() {
        String task = task("{'name': 'T', 'tags': ['One']}", list);
        String field =
                clickup.get("/list/" + list + "/field").at("/fields/0/id").asString();
        Reply answer =
                put(task, "{'tags': ['two'], 'dueDate': 5, 'custom_fields': [{'id': '" + field + "', 'value': 8}]}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(texts(answer.json().path("tags"), "name")).containsExactly("one");
        assertThat(answer.at("/due_date").isNull()).isTrue();
        assertThat(answer.at("/custom_fields/0").has("value")).isFalse();
        clickup.post("/task/" + task + "/tag/Two%20Words", "");
        clickup.delete("/task/" + task + "/tag/one");
        assertThat(texts(read(task).path("tags"), "name")).containsExactly("two words");
        assertThat(texts(clickup.get("/space/" + space + "/tag").json().path("tags"), "name"))
                .containsExactlyInAnyOrder("one", "two words");
    }

    @Test
    @Tag("b15")
    void b15_a_status_is_one_of_the_list_in_any_case() {
        String task = task("T");
        assertThat(put(task, "{'status': 'nonsense'}").code()).isEqualTo("ITEM_114");
        assertThat(put(task, "{'status': 'nonsense'}").status()).isEqualTo(400);
        assertThat(clickup.post("/list/" + list + "/task", "{'name': 'U', 'status': 'nonsense'}")
                        .code())
                .isEqualTo("CRTSK_001");
        assertThat(put(task, "{'status': 'In REVIEW'}").at("/status/status").asString())
                .isEqualTo("in review");
        habit("statusCase", "exact");
        assertThat(put(task, "{'status': 'In REVIEW'}").code()).isEqualTo("ITEM_114");
        control.post("/places/list/" + list + "/statuses", "{'statuses': ['new:open', 'shipped:closed']}");
        assertThat(put(task, "{'status': 'in review'}").code()).isEqualTo("ITEM_114");
        assertThat(put(task, "{'status': 'shipped'}").at("/status/type").asString())
                .isEqualTo("closed");
        assertThat(texts(clickup.get("/list/" + list).json().path("statuses"), "status"))
                .containsExactly("new", "shipped");
    }

    @Test
    void a_number_that_cannot_be_kept_is_refused_and_a_fraction_is_cut() {
        String task = task("Measured");
        for (String much : List.of("1e300", "-1e300", "1e999", "9223372036854775808"))
            assertThat(put(task, "{'time_estimate': " + much + "}").code()).isEqualTo("INPUT_006");
        assertThat(put(task, "{'points': 1.5}").text("points")).isEqualTo("1");
        assertThat(put(task, "{'assignees': {'add': [9223372036854775808]}}").status())
                .isEqualTo(200);
    }

    @Test
    @Tag("b16")
    void b16_a_parent_is_detached_by_a_word_and_a_description_cleared_by_a_blank() {
        String parent = task("Parent");
        String child = task("{'name': 'Child', 'parent': '" + parent + "', 'description': 'text'}", list);
        assertThat(put(child, "{'parent': null}").text("parent")).isEqualTo(parent);
        assertThat(put(child, "{'parent': 'none'}").at("/parent").isNull()).isTrue();
        assertThat(put(child, "{'parent': '" + parent + "'}").text("parent")).isEqualTo(parent);
        assertThat(put(parent, "{'parent': '" + child + "'}").status()).isEqualTo(400);
        assertThat(texts(
                        clickup.get("/task/" + parent + "?include_subtasks=true")
                                .json()
                                .path("subtasks"),
                        "id"))
                .containsExactly(child);
        assertThat(clickup.get("/task/" + parent + "?subtasks=true").all("subtasks"))
                .isEmpty();
        assertThat(put(child, "{'description': ''}").text("description")).isEqualTo("text");
        assertThat(put(child, "{'description': ' '}").text("description")).isEmpty();
        String other = task("{'name': 'Other'}", newList("Another"));
        assertThat(put(child, "{'parent': '" + other + "'}").status()).isEqualTo(400);
    }

    @Test
    @Tag("b17")
    void b17_a_priority_is_a_number_in_and_an_object_out() {
        List<String> words = List.of("urgent", "high", "normal", "low");
        String task = task("T");
        for (int number = 1; number <= 4; number++) {
            Reply answer = put(task, "{'priority': " + number + "}");
            assertThat(answer.at("/priority/id").asString()).isEqualTo(String.valueOf(number));
            assertThat(answer.at("/priority/priority").asString()).isEqualTo(words.get(number - 1));
        }
        assertThat(put(task, "{'priority': 5}").status()).isEqualTo(400);
        assertThat(put(task, "{'priority': null}").at("/priority").isNull()).isTrue();
    }

    /** Madrid is two hours east of Greenwich in July: four in the morning there is two o'clock. */
    @Test
    @Tag("b18")
    void b18_a_day_is_four_in_the_morning_of_the_one_who_set_it() {
        long midnight = Instant.parse("2026-07-04T00:00:00Z").toEpochMilli();
        long fourInMadrid = Instant.parse("2026-07-04T02:00:00Z").toEpochMilli();
        String task = task("{'name': 'T', 'due_date': '" + midnight + "', 'due_date_time': false}", list);
        assertThat(read(task).path("due_date").asString()).isEqualTo(String.valueOf(fourInMadrid));
        assertThat(read(task).path("due_date_time").asBoolean()).isFalse();
        control.post("/users/183", "{'timezone': 'America/New_York'}");
        assertThat(clickup.get("/user").at("/user/timezone").asString()).isEqualTo("America/New_York");
        assertThat(read(task).path("due_date").asString()).isEqualTo(String.valueOf(fourInMadrid));
        long fourInNewYorkTheDayBefore = Instant.parse("2026-07-03T08:00:00Z").toEpochMilli();
        assertThat(put(task, "{'due_date': " + midnight + "}").text("due_date"))
                .isEqualTo(String.valueOf(fourInNewYorkTheDayBefore));
        Reply timed = put(task, "{'due_date': " + midnight + ", 'due_date_time': true}");
        assertThat(timed.text("due_date")).isEqualTo(String.valueOf(midnight));
        assertThat(timed.json().path("due_date_time").asBoolean()).isTrue();
        assertThat(put(task, "{'due_date': 'tomorrow'}").code()).isEqualTo("INPUT_006");
        habit("timeFlags", "left-out");
        assertThat(read(task).has("due_date_time")).isFalse();
        habit("nullDate", "keeps");
        assertThat(put(task, "{'due_date': null}").text("due_date")).isEqualTo(String.valueOf(midnight));
        habit("nullDate", "clears");
        assertThat(put(task, "{'due_date': null}").at("/due_date").isNull()).isTrue();
    }

    @Test
    @Tag("b19")
    void b19_a_deleted_task_is_gone_and_a_deleted_list_takes_its_own_along() {
        String parent = task("Parent");
        String child = task("{'name': 'Child', 'parent': '" + parent + "'}", list);
        Reply deleted = clickup.delete("/task/" + parent);
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(deleted.body()).isEmpty();
        for (String task : List.of(parent, child)) {
            assertThat(clickup.get("/task/" + task).status()).isEqualTo(404);
            assertThat(clickup.get("/task/" + task).code()).isEqualTo("ITEM_013");
            assertThat(put(task, "{'name': 'x'}").code()).isEqualTo("ITEM_013");
        }
        String inList = task("In it");
        assertThat(clickup.delete("/list/" + list).status()).isEqualTo(200);
        assertThat(clickup.get("/task/" + inList).code()).isEqualTo("ITEM_013");
        assertThat(clickup.get("/list/" + list).status()).isEqualTo(404);
        assertThat(clickup.get(ofTeam("include_closed=true")).names()).isEmpty();
    }

    @Test
    @Tag("b28")
    void b28_labels_are_replaced_people_added_and_a_drop_down_is_set_by_option() {
        String labels = field("labels", "{'options': [{'id': 'l1', 'label': 'One'}, {'id': 'l2', 'label': 'Two'}]}");
        String users = field("users", "{}");
        String choice = field("drop_down", "{'options': [{'id': 'o1', 'name': 'Small'}, {'id': 'o2', 'name': 'Big'}]}");
        String task = task("T");
        setField(task, labels, "['l1']");
        setField(task, labels, "['l2']");
        assertThat(value(task, labels)).isEqualTo("[\"l2\"]");
        setField(task, users, "{'add': [183, 184]}");
        setField(task, users, "{'rem': [183]}");
        assertThat(value(task, users)).isEqualTo("[184]");
        assertThat(setField(task, choice, "'Big'").code()).isEqualTo("FIELD_011");
        assertThat(setField(task, choice, "'o2'").body()).isEqualTo("{}");
        assertThat(value(task, choice)).isEqualTo("1");
        setField(task, choice, "0");
        assertThat(value(task, choice)).isEqualTo("0");
        clickup.delete("/task/" + task + "/field/" + choice);
        assertThat(value(task, choice)).isEmpty();
        String search = "custom_fields=%5B%7B%22field_id%22:%22" + users
                + "%22,%22operator%22:%22ANY%22,%22value%22:%5B184%5D%7D%5D";
        assertThat(names(search)).containsExactly("T");
        assertThat(clickup.get("/list/" + list + "/task?custom_fields=x").code())
                .isEqualTo("ITEM_155");
    }

    private String field(String type, String config) {
        return control.post(
                        "/places/list/" + list + "/fields",
                        "{'name': '" + type + "', 'type': '" + type + "', 'type_config': " + config + "}")
                .text("id");
    }

    private Reply setField(String task, String field, String value) {
        return clickup.post("/task/" + task + "/field/" + field, "{'value': " + value + "}");
    }

    private String value(String task, String field) {
        JsonNode value = read(task)
                .path("custom_fields")
                .valueStream()
                .filter(each -> each.path("id").asString().equals(field))
                .findFirst()
                .orElseThrow()
                .path("value");
        return value.isMissingNode() ? "" : value.toString();
    }
}
