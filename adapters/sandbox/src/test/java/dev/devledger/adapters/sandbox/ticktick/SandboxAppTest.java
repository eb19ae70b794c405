package dev.devledger.adapters.sandbox.ticktick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.sandbox.ticktick.TickTickCalls.Reply;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a person does in the app, told over HTTP and seen through the API. */
class SandboxAppTest extends OnSandbox {
    private JsonNode task(String id) throws IOException {
        return ticktick.read(list, id).json();
    }

    private Reply app(String path, String body) throws IOException {
        return control.post("/app" + path, body);
    }

    private Reply press(String id, String button) throws IOException {
        return app("/tasks/" + id + "/" + button, "");
    }

    private static void assertAllMarksDiffer(JsonNode before, JsonNode after) {
        for (String mark : List.of("etag", "etimestamp", "modifiedTime"))
            assertThat(after.path(mark)).as(mark).isNotEqualTo(before.path(mark));
    }

    @Test
    @Tag("b44")
    void b44_every_edit_in_the_app_changes_all_three_marks() throws IOException {
        String other = ticktick.project("other");
        String parent = ticktick.task(list, "parent");
        String id = ticktick.task(list, "t");
        for (String fields : List.of(
                "{'title':'new'}",
                "{'content':'words'}",
                "{'priority':5}",
                "{'tags':['b','a']}",
                "{'dueDate':'2026-11-03T08:30:00+0100','timeZone':'Europe/Berlin'}",
                "{'isAllDay':true}",
                "{'repeatFlag':'RRULE:FREQ=DAILY;INTERVAL=1'}",
                "{'kind':'CHECKLIST','content':'','desc':'words','items':[{'title':'one'}]}",
                "{'reminders':['TRIGGER:PT0S']}",
                "{'dueDate':null,'startDate':null}")) {
            JsonNode before = task(id);
            JsonNode edited = app("/tasks/" + id, fields).json();
            assertAllMarksDiffer(before, edited);
            assertThat(task(id)).as(fields).isEqualTo(edited);
        }
        for (String button : List.of("complete", "reopen", "abandon", "reopen")) {
            JsonNode before = task(id);
            press(id, button);
            assertAllMarksDiffer(before, task(id));
        }
        for (String below : List.of(parent, "")) {
            JsonNode before = task(id);
            app("/tasks/" + id + "/parent", "{'parentId':'" + below + "'}");
            assertAllMarksDiffer(before, task(id));
        }
        JsonNode before = task(id);
        app("/tasks/" + id + "/move", "{'projectId':'" + other + "'}");
        assertAllMarksDiffer(before, ticktick.read(other, id).json());
    }

    @Test
    @Tag("b44")
    void b44_an_edit_that_changes_nothing_leaves_the_marks() throws IOException {
        String id = app("/tasks", "{'title':'t','projectId':'" + list + "'}").text("id");
        JsonNode before = task(id);
        app("/tasks/" + id, "{'title':'t','priority':0}");
        assertThat(task(id)).isEqualTo(before);
    }

    @Test
    @Tag("b26")
    void b26_completing_a_recurring_task_in_the_app_moves_it_on_and_leaves_a_copy() throws IOException {
        String id = ticktick.create("'title':'again','projectId':'" + list + "','dueDate':'2026-10-26T09:00:00+0100'")
                .text("id");
        app("/tasks/" + id, "{'repeatFlag':'RRULE:FREQ=WEEKLY;INTERVAL=1;COUNT=2'}");
        press(id, "complete");
        JsonNode next = task(id);
        assertThat(next.path("status").intValue()).isZero();
        assertThat(next.path("dueDate").asString()).isEqualTo("2026-11-02T08:00:00.000+0000");
        assertThat(next.path("repeatFlag").asString()).isEqualTo("RRULE:FREQ=WEEKLY;INTERVAL=1;COUNT=1");
        JsonNode copies = ticktick.post("/task/completed", "{'projectIds':['" + list + "']}")
                .json();
        assertThat(copies).hasSize(1);
        assertThat(copies.path(0).path("id").asString()).isNotEqualTo(id);
        assertThat(copies.path(0).has("repeatFlag")).isFalse();
        press(id, "complete");
        assertThat(task(id).path("status").intValue()).isEqualTo(2);
    }

    @Test
    void what_is_restored_from_the_trash_has_its_old_id_and_place() throws IOException {
        String parent = ticktick.task(list, "parent");
        String id = ticktick.create("'title':'t','projectId':'" + list + "','parentId':'" + parent + "'")
                .text("id");
        press(id, "delete");
        assertThat(ticktick.open(list)).containsExactly(parent);
        assertThat(press(id, "complete").status()).as("in the trash").isEqualTo(404);
        JsonNode deleted = task(id);
        assertThat(press(id, "restore").text("parentId")).isEqualTo(parent);
        assertThat(ticktick.open(list)).containsExactlyInAnyOrder(parent, id);
        assertAllMarksDiffer(deleted, task(id));
        assertThat(press(id, "restore").status()).as("not in the trash").isEqualTo(404);
        assertThat(ticktick.update(list, id, "'title':'alive'").text("title")).isEqualTo("alive");
    }

    @Test
    void what_is_restored_without_its_list_or_parent_lands_in_the_inbox_alone() throws IOException {
        String parent = ticktick.task(list, "parent");
        String id = ticktick.create("'title':'t','projectId':'" + list + "','parentId':'" + parent + "'")
                .text("id");
        assertThat(app("/lists/" + list + "/delete", "").text("id")).isEqualTo(list);
        Reply restored = press(id, "restore");
        assertThat(restored.text("projectId")).startsWith("inbox");
        assertThat(restored.json().has("parentId")).isFalse();
        assertThat(ticktick.open("inbox")).contains(id).doesNotContain(parent);
        press(id, "delete");
    }

    @Test
    void a_card_is_moved_with_all_below_it_and_a_subtask_alone_is_none_any_more() throws IOException {
        String other = ticktick.project("other");
        String card = ticktick.task(list, "card");
        String below = subtask(card);
        String deeper = subtask(below);
        assertThat(app("/tasks/" + card + "/move", "{'projectId':'" + other + "'}")
                        .text("projectId"))
                .isEqualTo(other);
        assertThat(ticktick.open(other)).containsExactlyInAnyOrder(card, below, deeper);
        assertThat(ticktick.read(other, deeper).text("parentId")).isEqualTo(below);
        app("/tasks/" + below + "/move", "{'projectId':'inbox'}");
        assertThat(ticktick.read("inbox", below).json().has("parentId")).isFalse();
        assertThat(ticktick.read("inbox", deeper).text("parentId")).isEqualTo(below);
        assertThat(app("/tasks/" + card + "/move", "{'projectId':'" + UNKNOWN + "'}")
                        .status())
                .isEqualTo(400);
        press(below, "delete");
        press(deeper, "delete");
    }

    private String subtask(String parent) throws IOException {
        return ticktick.create("'title':'below','projectId':'" + list + "','parentId':'" + parent + "'")
                .text("id");
    }

    @Test
    void a_subtask_that_is_detached_in_the_app_shows_no_parent() throws IOException {
        String parent = ticktick.task(list, "parent");
        String id = ticktick.task(list, "t");
        assertThat(app("/tasks/" + id + "/parent", "{'parentId':'" + parent + "'}")
                        .text("parentId"))
                .isEqualTo(parent);
        app("/tasks/" + id + "/parent", "{'parentId':''}");
        assertThat(task(id).has("parentId")).isFalse();
        assertThat(task(parent).has("childIds")).isFalse();
    }

    @Test
    @Tag("b41")
    void b41_deleting_a_group_ungroups_its_lists() throws IOException {
        String group = ticktick.post("/project/group", "{'name':'Work'}").text("id");
        assertThat(app("/lists/" + list, "{'groupId':'" + group + "'}").text("groupId"))
                .isEqualTo(group);
        assertThat(ticktick.get("/project/" + list).text("groupId")).isEqualTo(group);
        ticktick.delete("/project/group/" + group);
        JsonNode ungrouped = ticktick.get("/project/" + list).json();
        assertThat(ungrouped.has("groupId")).isFalse();
        assertThat(ungrouped.path("name").asString()).isEqualTo("a list");
    }

    @Test
    void lists_are_made_renamed_closed_and_deleted_in_the_app() throws IOException {
        String id = app("/lists", "{'name':'Errands'}").text("id");
        app("/lists/" + id, "{'name':'Chores','closed':true}");
        JsonNode renamed = ticktick.get("/project/" + id).json();
        assertThat(renamed.path("name").asString()).isEqualTo("Chores");
        assertThat(renamed.path("closed").booleanValue()).isTrue();
        app("/lists/" + id, "{'closed':false}");
        assertThat(ticktick.get("/project/" + id).json().has("closed")).isFalse();
        app("/lists/" + id + "/delete", "");
        assertThat(ticktick.get("/project/" + id).status()).isEqualTo(404);
    }

    @Test
    void what_the_app_would_not_do_is_refused() throws IOException {
        assertThat(app("/tasks", "{'projectId':'" + list + "'}").status()).isEqualTo(400);
        assertThat(app("/lists", "{'name':' '}").status()).isEqualTo(400);
        assertThat(app("/tasks/" + UNKNOWN, "{'title':'x'}").status()).isEqualTo(404);
        assertThat(app("/lists/" + UNKNOWN + "/delete", "").status()).isEqualTo(404);
        assertThat(press(UNKNOWN, "restore").status()).isEqualTo(404);
    }
}
