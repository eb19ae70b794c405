package dev.devledger.adapters.sandbox.ticktick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.sandbox.ticktick.TickTickCalls.Reply;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Behaviours 41 and 42, and the other small paths: groups, columns, tags, comments, members, assignees. */
class SandboxAroundTasksTest extends OnSandbox {
    private static void assertRefused(Reply reply) {
        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.text("errorCode")).isEqualTo("unknown_exception");
    }

    private static void assertNothing(Reply reply) {
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEmpty();
    }

    @Test
    @Tag("b41")
    void b41_groups_are_made_renamed_listed_and_deleted() throws IOException {
        Reply made = ticktick.post("/project/group", "{'name':'Work'}");
        String id = made.text("id");
        assertThat(id).matches("[0-9a-f]{24}");
        assertThat(ticktick.get("/project/group").ids()).contains(id);
        assertThat(ticktick.post("/project/group/" + id, "{'name':'Play'}").text("name"))
                .isEqualTo("Play");
        assertThat(ticktick.post("/project/group/" + id, "{}").text("name"))
                .as("a merge")
                .isEqualTo("Play");
        for (int i = 0; i < 2; i++) assertNothing(ticktick.delete("/project/group/" + id));
        assertThat(ticktick.get("/project/group").ids()).doesNotContain(id);
    }

    @Test
    @Tag("b41")
    void b41_an_update_of_an_unknown_group_makes_one_with_exactly_that_id() throws IOException {
        String id = "70aa00000000000000000041";
        assertThat(ticktick.post("/project/group/" + id, "{'name':'made'}").text("id"))
                .isEqualTo(id);
        assertThat(ticktick.get("/project/group").ids()).contains(id);
        ticktick.delete("/project/group/" + id);
    }

    @Test
    @Tag("b41")
    void b41_a_groups_name_has_64_characters_at_most() throws IOException {
        Reply longest = ticktick.post("/project/group", "{'name':'" + "n".repeat(64) + "'}");
        assertThat(longest.text("name")).hasSize(64);
        String tooLong = "{'name':'" + "n".repeat(65) + "'}";
        assertRefused(ticktick.post("/project/group", tooLong));
        assertRefused(ticktick.post("/project/group/" + longest.text("id"), tooLong));
        assertRefused(ticktick.post("/project/group", "{}"));
        assertThat(ticktick.get("/project/group").ids()).containsExactly(longest.text("id"));
        ticktick.delete("/project/group/" + longest.text("id"));
    }

    @Test
    @Tag("b41")
    void b41_a_column_is_cut_at_64_and_has_no_delete() throws IOException {
        String columns = "/project/" + list + "/column";
        Reply made = ticktick.post(columns, "{'name':'" + "c".repeat(70) + "'}");
        String id = made.text("id");
        assertThat(made.text("name")).isEqualTo("c".repeat(64));
        assertThat(made.text("projectId")).isEqualTo(list);
        String second = ticktick.post(columns, "{'name':'Doing'}").text("id");
        assertThat(ticktick.get(columns).ids()).containsExactly(id, second);
        assertThat(ticktick.post(columns + "/" + id, "{'name':'" + "d".repeat(70) + "'}")
                        .text("name"))
                .isEqualTo("d".repeat(64));
        assertRefused(ticktick.delete(columns + "/" + id));
        assertRefused(ticktick.post(columns, "{}"));
        assertThat(ticktick.get("/project/" + list + "/data").json().path("columns"))
                .isEqualTo(ticktick.get(columns).json())
                .hasSize(2);
    }

    @Test
    @Tag("b41")
    void b41_an_update_of_an_unknown_column_is_an_empty_200() throws IOException {
        String id =
                ticktick.post("/project/" + list + "/column", "{'name':'c'}").text("id");
        assertNothing(ticktick.post("/project/" + list + "/column/" + UNKNOWN, "{'name':'x'}"));
        assertNothing(ticktick.post("/project/inbox/column/" + id, "{'name':'x'}"));
        assertThat(ticktick.get("/project/" + list + "/column")
                        .json()
                        .path(0)
                        .path("name")
                        .asString())
                .isEqualTo("c");
    }

    @Test
    void columns_of_an_unknown_list_are_404_and_go_with_their_list() throws IOException {
        assertThat(ticktick.get("/project/" + UNKNOWN + "/column").status()).isEqualTo(404);
        assertRefused(ticktick.post("/project/" + UNKNOWN + "/column", "{'name':'c'}"));
        assertThat(ticktick.get("/project/inbox/column").text()).isEqualTo("[]");
        String id =
                ticktick.post("/project/" + list + "/column", "{'name':'c'}").text("id");
        ticktick.delete("/project/" + list);
        assertNothing(ticktick.post("/project/" + list + "/column/" + id, "{'name':'x'}"));
    }

    @Test
    void a_task_shows_the_name_of_its_column() throws IOException {
        String column = ticktick.post("/project/" + list + "/column", "{'name':'Doing'}")
                .text("id");
        Reply task = ticktick.create("'title':'t','projectId':'" + list + "','columnId':'" + column + "'");
        assertThat(task.text("columnName")).isEqualTo("Doing");
        ticktick.post("/project/" + list + "/column/" + column, "{'name':'Done'}");
        assertThat(ticktick.read(list, task.text("id")).text("columnName")).isEqualTo("Done");
    }

    @Test
    @Tag("b42")
    void b42_a_tag_needs_a_name_and_a_matching_label() throws IOException {
        JsonNode tag = ticktick.post("/tag", "{'name':'deep work','label':'Deep Work'}")
                .json();
        assertThat(tag.path("name").asString()).isEqualTo("deep work");
        assertThat(tag.path("label").asString()).isEqualTo("Deep Work");
        assertThat(tag.path("type").intValue()).isEqualTo(1);
        for (String wrong : List.of(
                "{'name':'alone'}",
                "{'label':'alone'}",
                "{'name':'one','label':'two'}",
                "{'name':'Upper','label':'Upper'}",
                "{'name':'" + "t".repeat(65) + "','label':'" + "t".repeat(65) + "'}"))
            assertRefused(ticktick.post("/tag", wrong));
        ticktick.post("/tag", "{'name':'deep work','label':'DEEP WORK'}");
        assertThat(ticktick.get("/tag").json().valueStream())
                .filteredOn(each -> each.path("name").asString().equals("deep work"))
                .containsExactly(tag);
    }

    @Test
    @Tag("b42")
    void b42_tags_that_only_tasks_carry_are_not_listed_and_there_is_no_update_or_delete() throws IOException {
        ticktick.create("'title':'t','projectId':'" + list + "','tags':['carried']");
        assertThat(ticktick.get("/tag").text()).doesNotContain("carried");
        assertRefused(ticktick.delete("/tag"));
        assertThat(ticktick.delete("/tag/carried").status()).isEqualTo(404);
        assertThat(ticktick.post("/tag/carried", "{'name':'x','label':'x'}").status())
                .isEqualTo(404);
    }

    @Test
    @Tag("b42")
    void b42_comments_have_times_in_milliseconds_and_delete_twice() throws IOException {
        String task = ticktick.task(list, "t");
        String path = "/project/" + list + "/task/" + task;
        JsonNode first = ticktick.post(path + "/comment", "{'title':'one'}").json();
        JsonNode second = ticktick.post(path + "/comment", "{'title':'two'}").json();
        assertThat(first.path("createdTime").isIntegralNumber()).isTrue();
        // 2026-10-26T06:13:20Z, and some steps of the clock.
        assertThat(first.path("createdTime").longValue()).isBetween(1_792_995_200_000L, 1_792_995_201_000L);
        assertThat(first.path("modifiedTime")).isEqualTo(first.path("createdTime"));
        assertThat(first.path("userId").isIntegralNumber()).isTrue();
        assertThat(ticktick.get(path + "/comments").json().valueStream()).containsExactly(first, second);
        for (int i = 0; i < 2; i++)
            assertNothing(ticktick.delete(path + "/comment/" + first.path("id").asString()));
        assertThat(ticktick.get(path + "/comments").json().valueStream()).containsExactly(second);
        assertRefused(ticktick.post(path + "/comment", "{'title':' '}"));
    }

    @Test
    void comments_of_a_task_that_is_not_there_are_none_and_cannot_be_made() throws IOException {
        String task = ticktick.task(list, "t");
        ticktick.post("/project/" + list + "/task/" + task + "/comment", "{'title':'one'}");
        for (String path : List.of("/project/" + list + "/task/" + UNKNOWN, "/project/inbox/task/" + task)) {
            assertThat(ticktick.get(path + "/comments").text()).isEqualTo("[]");
            assertRefused(ticktick.post(path + "/comment", "{'title':'x'}"));
        }
    }

    @Test
    void the_one_member_can_be_assigned_and_nobody_else() throws IOException {
        JsonNode self = ticktick.get("/project/" + list + "/members").json().path(0);
        assertThat(self.propertyNames()).containsExactlyInAnyOrder("username", "displayName", "self");
        assertThat(self.path("self").booleanValue()).isTrue();
        assertThat(ticktick.get("/project/inbox/members").json()).hasSize(1);
        assertThat(ticktick.get("/project/" + UNKNOWN + "/members").status()).isEqualTo(404);

        String task = ticktick.task(list, "t");
        String name = self.path("username").asString();
        Reply assigned = assign(task, name);
        assertThat(assigned.text("assigneeUsername")).isEqualTo(name);
        assertNothing(assign(task, "nobody@example.com"));
        assertNothing(assign(UNKNOWN, name));
        Reply unassigned = ticktick.post("/task/unassign", "{'projectId':'" + list + "','taskId':'" + task + "'}");
        assertThat(unassigned.json().has("assigneeUsername")).isFalse();
        assertThat(unassigned.text("etag")).isNotEqualTo(assigned.text("etag"));
    }

    private Reply assign(String task, String name) throws IOException {
        return ticktick.post(
                "/task/assign",
                "{'projectId':'" + list + "','taskId':'" + task + "','assigneeUsername':'" + name + "'}");
    }

    @Test
    @Tag("b08")
    void b08_what_is_not_served_is_404_and_a_wrong_method_of_what_is_500() throws IOException {
        for (String path : List.of("/task/x/attachment", "/filter/x", "/project/closed/x"))
            assertThat(ticktick.get(path).status()).as(path).isEqualTo(404);
        for (String path : List.of("/project/group/x", "/project/x/task/y/comment")) assertRefused(ticktick.get(path));
    }

    @Test
    @Tag("b33")
    void b33_without_a_limit_two_hundred_lists_come_and_the_rest_on_the_next_page() throws IOException {
        for (int i = 0; i < 200; i++) ticktick.project("list " + i);
        assertThat(ticktick.get("/project").ids()).hasSize(200);
        assertThat(ticktick.get("/project?limit=500").ids()).hasSize(200);
        assertThat(ticktick.get("/project?offset=200").ids()).containsExactly(list);
    }

    @Test
    void of_focus_countdowns_and_habits_the_account_has_none_and_makes_none() throws IOException {
        String id = "70aa00000000000000000041";
        for (String path : List.of(
                "/focus?from=2026-11-01&to=2026-11-20&type=0",
                "/countdown",
                "/habit",
                "/habit/sections",
                "/habit/checkins?habitIds=" + id + "&from=20261101&to=20261120"))
            assertThat(ticktick.get(path).text()).as(path).isEqualTo("[]");
        assertThat(ticktick.get("/focus/" + id + "?type=0").status()).isEqualTo(404);
        assertThat(ticktick.get("/habit/" + id).status()).isEqualTo(404);
        assertNothing(ticktick.delete("/focus/" + id + "?type=0"));
        for (String path : List.of("/focus", "/habit", "/habit/" + id, "/habit/" + id + "/checkin"))
            assertRefused(ticktick.post(path, "{'name':'n'}"));
    }
}
