package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.key;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Several tasks are changed as one. */
class TasksTogetherIT {
    private static final Api API = SharedDevledger.get().api();
    private static final Samples SAMPLES = new Samples(API);

    private JsonNode project;
    private String one;
    private String other;
    private String third;

    @BeforeEach
    void three() {
        project = SAMPLES.project("Together " + UUID.randomUUID());
        one = key(SAMPLES.task(project, "One"));
        other = key(SAMPLES.task(project, "Other"));
        third = key(SAMPLES.task(project, "Third"));
    }

    private static JsonNode task(String key) {
        return API.read("/api/tasks/" + key);
    }

    private static String field(String key, String field) {
        return task(key).path(field).asString();
    }

    private static List<String> tags(String key) {
        return Samples.each(task(key).path("tags"), JsonNode::asString);
    }

    private static Api.Answer change(List<String> keys, String more, String query) {
        String ids = keys.stream().map(each -> "\"" + each + "\"").collect(Collectors.joining(", "));
        return API.post("/api/tasks/changes" + query, "{\"ids\": [" + ids + "], " + more + "}");
    }

    private Api.Answer changeAll(String more) {
        return change(List.of(one, other, third), more, "");
    }

    private List<String> statuses() {
        return Stream.of(one, other, third).map(each -> field(each, "status")).toList();
    }

    private static void undo(Api.Answer done) {
        API.post(200, "/api/change-sets/" + done.header("X-Change-Set") + "/undo", "{}");
    }

    @Test
    void one_undo_takes_all_of_it_back() {
        Api.Answer done =
                changeAll("\"status\": \"completed\", \"reason\": \"shipped\"").expect(200);
        assertThat(done.json().path("items").valueStream().map(Samples::key)).containsExactly(one, other, third);
        assertThat(statuses()).containsOnly("completed");
        JsonNode entries = API.read("/api/history?changeSet=" + done.header("X-Change-Set"))
                .path("items");
        assertThat(entries).hasSize(3);
        assertThat(entries.valueStream().map(each -> each.path("reason").asString()))
                .containsOnly("shipped");
        undo(done);
        assertThat(statuses()).containsOnly("open");
    }

    @Test
    void a_stale_one_keeps_all_of_them_as_they_are_and_is_told_by_its_name() {
        API.patch(200, "/api/tasks/" + other, "{\"title\": \"Renamed\"}");
        String versions = "\"versions\": {\"%s\": %d, \"%s\": %d}";
        Api.Answer refused = changeAll("\"status\": \"completed\", " + versions.formatted(one, 1, other, 1));
        assertThat(refused.expect(412).json().path("stale").valueStream().map(JsonNode::asString))
                .containsExactly(other);
        assertThat(refused.json().path("changedSince")).hasSize(1);
        assertThat(statuses()).containsOnly("open");
        changeAll("\"status\": \"completed\", " + versions.formatted(one, 1, other, 2))
                .expect(200);
        assertThat(statuses()).containsOnly("completed");
    }

    @Test
    void what_others_have_claimed_is_refused_with_who_has_it_and_done_with_force() {
        API.post(200, "/api/tasks/" + one + "/claim", "{\"agent\": \"ada\"}");
        API.post(200, "/api/tasks/" + third + "/claim", "{\"agent\": \"bob\"}");
        Api.Answer refused = changeAll("\"priority\": \"high\"").expect(409);
        assertThat(refused.text("type")).isEqualTo("urn:devledger:problem:claimed");
        assertThat(refused.json().path("claims").valueStream().map(JsonNode::asString))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith(one + " is claimed by ada until "),
                        second -> assertThat(second).startsWith(third + " is claimed by bob until "));
        assertThat(Stream.of(one, other, third).map(each -> field(each, "priority")))
                .containsOnly("none");
        change(List.of(one, other, third), "\"priority\": \"high\"", "?force=true")
                .expect(200);
        assertThat(Stream.of(one, other, third).map(each -> field(each, "priority")))
                .containsOnly("high");
        assertThat(task(one).at("/claim/agent").asString()).isEqualTo("ada");
    }

    @Test
    void a_subtask_that_another_has_claimed_keeps_the_deletion_of_its_parent_from_being_stored() {
        String below = key(SAMPLES.subtask(task(one), "Below"));
        API.post(200, "/api/tasks/" + below + "/claim", "{\"agent\": \"ada\"}");
        Api.Answer refused = changeAll("\"delete\": true").expect(409);
        assertThat(refused.text("task")).isEqualTo(below);
        assertThat(refused.text("holder")).isEqualTo("ada");
        assertThat(task(other).path("deletedAt").isNull()).isTrue();
    }

    @Test
    void two_hundred_are_one_change_set_and_one_more_is_refused() {
        List<String> keys = new ArrayList<>(List.of(one, other, third));
        IntStream.range(0, 198).forEach(i -> keys.add(key(SAMPLES.task(project, "More " + i))));
        Api.Answer refused = change(keys, "\"priority\": \"low\"", "").expect(422);
        assertThat(refused.json().at("/errors/0/message").asString()).isEqualTo("must have 1 to 200 tasks");
        List<String> most = keys.subList(0, 200);
        Api.Answer done = change(most, "\"priority\": \"low\", \"status\": \"completed\"", "")
                .expect(200);
        String tasks = "/api/tasks?limit=200&project=" + key(project);
        assertThat(Samples.all(API, tasks + "&priority=low&status=completed")).hasSize(200);
        undo(done);
        assertThat(Samples.all(API, tasks + "&priority=none&status=open")).hasSize(201);
    }

    @Test
    void tags_come_and_go_beside_those_that_stay() {
        API.patch(200, "/api/tasks/" + one, "{\"tags\": [\"Rust\", \"old\"]}");
        API.patch(200, "/api/tasks/" + other, "{\"tags\": [\"cli\"]}");
        changeAll("\"addTags\": [\"rust\", \"next\"], \"removeTags\": [\"OLD\"]")
                .expect(200);
        assertThat(tags(one)).containsExactly("Rust", "next");
        assertThat(tags(other)).containsExactly("cli", "next", "rust");
        assertThat(tags(third)).containsExactly("next", "rust");
        Api.Answer refused =
                changeAll("\"addTags\": [\"a\"], \"removeTags\": [\"A\"]").expect(422);
        assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo("addTags");
    }

    @Test
    void a_date_that_one_of_them_cannot_have_is_told_with_its_name_and_changes_none() {
        API.patch(200, "/api/tasks/" + other, "{\"startDate\": \"2026-05-01\"}");
        Api.Answer refused = changeAll("\"dueDate\": \"2026-04-01\"").expect(422);
        assertThat(refused.json().at("/errors/0/message").asString()).endsWith("(" + other + ")");
        assertThat(task(one).path("dueDate").isNull()).isTrue();
        changeAll("\"dueDate\": \"2026-06-01\", \"assignees\": [\"me\"]").expect(200);
        assertThat(field(other, "dueDate")).isEqualTo("2026-06-01");
        assertThat(task(third).path("assignees")).hasSize(1);
        changeAll("\"dueDate\": null, \"assignees\": []").expect(200);
        assertThat(task(other).path("dueDate").isNull()).isTrue();
        assertThat(task(third).path("assignees")).isEmpty();
    }

    @Test
    void they_move_with_their_subtasks_and_who_is_there_already_stays_where_it_is() {
        JsonNode goal = SAMPLES.project("Goal " + UUID.randomUUID());
        JsonNode there = SAMPLES.task(goal, "There");
        String below = key(SAMPLES.subtask(there, "Below it"));
        String along = key(SAMPLES.subtask(task(one), "Along"));
        Api.Answer moved = change(List.of(along, below, one), "\"project\": \"" + key(goal) + "\"", "")
                .expect(200);
        assertThat(moved.json().path("along").asInt()).isZero();
        assertThat(field(one, "projectKey")).isEqualTo(key(goal));
        assertThat(task(along).path("parentId")).isEqualTo(task(one).path("id"));
        assertThat(task(below).path("parentId")).isEqualTo(there.path("id"));
        undo(moved);
        assertThat(field(along, "projectKey")).isEqualTo(key(project));
    }

    /** The move of a parent makes new versions of its subtasks. */
    @Test
    void they_get_tags_and_move_in_one_change() {
        String goal = key(SAMPLES.project("Goal " + UUID.randomUUID()));
        String along = key(SAMPLES.subtask(task(one), "Along"));
        change(List.of(one, along), "\"addTags\": [\"moved\"], \"project\": \"" + goal + "\"", "")
                .expect(200);
        assertThat(List.of(tags(one), tags(along))).containsOnly(List.of("moved"));
        assertThat(field(along, "projectKey")).isEqualTo(goal);
    }

    @Test
    void a_deletion_says_how_many_go_along_before_it_is_done() {
        key(SAMPLES.subtask(task(one), "First below"));
        String along = key(SAMPLES.subtask(task(one), "Second below"));
        List<String> going = List.of(one, other);
        Api.Answer would = change(going, "\"delete\": true", "?dryRun=true").expect(200);
        assertThat(would.json().path("along").asInt()).isEqualTo(2);
        assertThat(would.json().path("wouldChange")).hasSize(4);
        assertThat(task(one).path("deletedAt").isNull()).isTrue();
        Api.Answer done = change(going, "\"delete\": true", "").expect(200);
        assertThat(done.json().path("along").asInt()).isEqualTo(2);
        assertThat(task(along).path("deletedAt").isNull()).isFalse();
        assertThat(task(third).path("deletedAt").isNull()).isTrue();
        undo(done);
        assertThat(Stream.of(one, other, along)
                        .map(each -> task(each).path("deletedAt").isNull()))
                .containsOnly(true);
    }
}
