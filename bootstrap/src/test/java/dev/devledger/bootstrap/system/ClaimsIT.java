package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.key;
import static dev.devledger.bootstrap.system.Samples.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.bootstrap.system.Api.Answer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Several agents on the tasks of one ledger. */
class ClaimsIT {
    private static final Api API = SharedDevledger.get().api();
    private static final Samples SAMPLES = new Samples(API);

    private static String task(String title) {
        return "/api/tasks/" + key(SAMPLES.task(SAMPLES.project("Home of " + title), title));
    }

    private static Answer claim(String task, String agent) {
        return API.post(task + "/claim", "{\"agent\": \"" + agent + "\"}");
    }

    private static JsonNode shown(String task) {
        return API.read(task).path("claim");
    }

    private static void assertClaimedBy(String agent, Answer refused) {
        refused.expect(409);
        assertThat(refused.text("type")).isEqualTo("urn:devledger:problem:claimed");
        assertThat(refused.text("holder")).isEqualTo(agent);
        assertThat(refused.text("until")).matches("2.*Z");
    }

    @Test
    void one_agent_has_it_and_its_version_stays() {
        String task = task("Claimed");

        JsonNode claimed = claim(task, "ada").expect(200).json();

        assertThat(claimed.path("version").asLong()).isEqualTo(1);
        assertThat(claimed.at("/claim/agent").asString()).isEqualTo("ada");
        assertThat(claimed.at("/claim/actor").asString()).isEqualTo("owner");
        assertThat(claimed.at("/claim/number").asLong()).isEqualTo(1);
        assertClaimedBy("ada", claim(task, "bob"));
        assertThat(claim(task, "ada").expect(200).json().at("/claim/number").asLong())
                .isEqualTo(1);
        assertThat(Samples.all(API, "/api/claims?limit=200"))
                .anyMatch(each -> each.path("key").equals(claimed.path("key")));
        assertThat(shown(task + "?asOf=" + position(task)).isNull()).isTrue();
    }

    private static long position(String task) {
        return API.get(task + "/history?limit=1").json().at("/items/0/position").asLong();
    }

    @Test
    void a_hand_over_is_shown_to_the_next_one_and_told_in_the_history() {
        String task = task("Handed over");
        claim(task, "ada").expect(200);

        assertClaimedBy("ada", API.post(task + "/release?agent=bob", null));
        API.post(200, task + "/release?agent=ada", "{\"note\": \"The parser is left.\"}");
        API.post(200, task + "/release?agent=ada", null);
        assertThat(shown(task).isNull()).isTrue();
        JsonNode next = claim(task, "bob").expect(200).json().path("claim");

        assertThat(next.path("number").asLong()).isEqualTo(2);
        assertThat(next.path("handOver").asString()).isEqualTo("The parser is left.");
        assertThat(texts(API.get(task + "/history").json(), "event"))
                .containsExactly("task.claimed", "task.released", "task.claimed", "task.created");
        assertThat(API.get(task + "/history").json().at("/items/1/summary").asString())
                .isEqualTo("Released by ada: \"The parser is left.\".");
    }

    @Test
    void who_has_a_task_is_told_once_what_others_did_to_it() {
        String task = task("Watched");
        assertThat(claim(task, "ada").expect(200).json().path("changedSince")).isEmpty();
        API.patch(200, task + "?force=true", "{\"title\": \"Watched, anew\"}");

        JsonNode written =
                API.patch(200, task + "?agent=ada", "{\"priority\": \"high\"}").json();
        JsonNode told = written.path("changedSince");
        assertThat(told).hasSize(1);
        assertThat(told.at("/0/actor").asString()).isEqualTo("owner");
        assertThat(told.at("/0/agent").isNull()).isTrue();
        assertThat(told.at("/0/channel").asString()).isEqualTo("rest");
        assertThat(told.at("/0/summary").asString()).contains("Watched, anew");
        assertThat(told.at("/0/at").asString()).matches("2.*Z");
        assertThat(API.patch(200, task + "?agent=ada", "{\"priority\": \"low\"}")
                        .json()
                        .path("changedSince"))
                .isEmpty();
        assertThat(claim(task, "ada").expect(200).json().path("changedSince")).isEmpty();

        API.post(201, task + "/notes", "{\"text\": \"Not so.\"}");
        assertThat(API.get(task).json().has("changedSince")).isFalse();
        assertThat(API.post(200, task + "/complete?agent=ada", null)
                        .json()
                        .at("/changedSince/0/summary")
                        .asString())
                .contains("Not so.");
    }

    @Test
    void who_comes_next_is_told_what_was_changed_since_the_hand_over() {
        String task = task("Left");
        claim(task, "ada").expect(200);
        API.patch(200, task + "?agent=ada", "{\"title\": \"Hers\"}");
        API.post(200, task + "/release?agent=ada", "{\"note\": \"Half of it.\"}");
        API.patch(200, task, "{\"title\": \"Somebody's\"}");
        assertThat(API.patch(200, task, "{\"title\": \"Nobody's\"}").json().has("changedSince"))
                .isFalse();

        JsonNode next = claim(task, "bob").expect(200).json();

        assertThat(next.at("/claim/handOver").asString()).isEqualTo("Half of it.");
        assertThat(next.at("/claim/number").asLong()).isEqualTo(2);
        assertThat(next.path("changedSince")).hasSize(2);
        assertThat(next.at("/changedSince/0/summary").asString()).contains("Nobody's");
    }

    @Test
    void a_hand_over_of_who_does_not_have_the_task_is_refused() {
        String task = task("Handed over late");
        claim(task, "ada").expect(200);
        API.post(200, task + "/release?agent=ada", "{\"note\": \"half done\"}");
        API.post(200, task + "/release?agent=ada", "{\"note\": \"half done\"}");

        Answer late = API.post(409, task + "/release?agent=ada", "{\"note\": \"and this\"}");

        assertThat(late.text("type")).isEqualTo("urn:devledger:problem:claim_ended");
        assertThat(late.text("detail")).contains("ada does not have the task", "notes of the task");
        assertThat(claim(task, "bob").expect(200).json().at("/claim/handOver").asString())
                .isEqualTo("half done");
    }

    @Test
    void blanks_around_a_name_make_no_other_agent() {
        String task = task("Blanks");
        claim(task, " ada ").expect(200);
        assertThat(shown(task).path("agent").asString()).isEqualTo("ada");
        API.post(200, task + "/release?agent=%20ada", null);
        assertThat(shown(task).isNull()).isTrue();
    }

    @Test
    void what_another_has_is_written_with_force_only() {
        String task = task("Guarded");
        String parent = task("Parent");
        claim(task, "ada").expect(200);

        assertClaimedBy("ada", API.patch(task, "{\"title\": \"Mine\"}"));
        assertClaimedBy("ada", API.post(task + "/complete?agent=bob", null));
        assertClaimedBy("ada", API.post(task + "/abandon", null));
        assertClaimedBy(
                "ada",
                API.post(task + "/move", "{\"project\": \"" + API.get(parent).text("projectKey") + "\"}"));
        assertClaimedBy("ada", API.delete(task));
        assertThat(API.get(task).text("title")).isEqualTo("Guarded");
        assertThat(API.get(task).header("ETag")).isEqualTo("\"1\"");

        API.patch(200, task + "?force=true", "{\"title\": \"Forced\"}");
        assertThat(shown(task).path("agent").asString()).isEqualTo("ada");
        API.patch(200, task + "?agent=ada", "{\"title\": \"Hers\"}");
        API.patch(200, task + "?agent=ada&claimNumber=1", "{\"title\": \"By number\"}");
        assertClaimedBy("ada", API.patch(task + "?agent=bob&claimNumber=1", "{\"title\": \"As if\"}"));
        assertClaimedBy("ada", API.post(task + "/complete?claimNumber=1", null));
    }

    @Test
    void who_completes_what_it_has_releases_it_in_the_same_change_set() {
        for (String end : new String[] {
            "/complete?agent=ada", "/abandon?agent=ada&claimNumber=1", "/complete?agent=ada&force=true"
        }) {
            String task = task("Done by " + end);
            claim(task, "ada").expect(200);

            Answer done = API.post(200, task + end, null, "Idempotency-Key", "done-" + position(task));

            assertThat(done.json().get("claim").isNull()).isTrue();
            assertThat(texts(
                            API.get("/api/history?changeSet=" + done.header("X-Change-Set"))
                                    .json(),
                            "event"))
                    .containsExactlyInAnyOrder("task.released", "task.status-changed");
        }
        String deleted = task("Deleted");
        claim(deleted, "ada").expect(200);
        assertThat(API.delete(200, deleted + "?agent=ada").json().get("claim").isNull())
                .isTrue();
    }

    @Test
    void who_works_under_a_claim_that_is_over_is_told() {
        String task = task("Slept");
        claim(task, "ada").expect(200);
        API.post(200, task + "/release?agent=ada", null);
        claim(task, "ada").expect(200);

        Answer late = API.patch(409, task + "?claimNumber=1&force=true", "{\"title\": \"Late\"}");

        assertThat(late.text("type")).isEqualTo("urn:devledger:problem:claim_ended");
        assertThat(late.text("holder")).isEqualTo("ada");
    }

    @Test
    void only_what_is_open_is_claimed() {
        String task = task("Closed");
        API.post(200, task + "/complete", null);
        assertThat(claim(task, "ada").expect(409).text("type")).isEqualTo("urn:devledger:problem:conflict_state");
        API.delete(200, task);
        claim(task, "ada").expect(409);
        claim("/api/tasks/T-99999999", "ada").expect(404);
    }

    @Test
    void what_is_no_claim_is_refused() {
        String task = task("Bad input");
        API.post(422, task + "/claim", "{\"minutes\": 0}");
        API.post(422, task + "/claim", "{\"minutes\": 1441}");
        API.post(422, task + "/claim", "{\"agent\": \" \"}");
        API.post(412, task + "/claim", "{}", "If-Match", "\"7\"");
        API.post(422, task + "/claim?agent=ada", "{}");
        API.post(422, task + "/release?minutes=1", "{}");
        API.patch(422, task + "?claimNumber=one", "{\"title\": \"x\"}");
        assertThat(shown(task).isNull()).isTrue();
    }

    @Test
    void the_history_shows_which_agent_it_was() {
        String task = task("Told apart");
        String ada = "ada of " + task;
        API.post(200, task + "/claim", "{\"agent\": \"" + ada + "\"}");
        API.patch(200, task + "?agent=" + ada.replace(" ", "+"), "{\"title\": \"Hers\"}");
        API.patch(200, task + "?force=true", "{\"title\": \"Somebody's\"}");

        JsonNode told = API.read("/api/history?agent=" + ada.replace(" ", "+"));

        assertThat(texts(told, "event")).containsExactly("task.edited", "task.claimed");
        assertThat(texts(told, "agent")).containsOnly(ada);
        assertThat(texts(told, "actor")).containsOnly("owner");
        assertThat(API.get(task + "/history").json().at("/items/0/agent").isNull())
                .isTrue();
    }

    @Test
    void a_change_set_of_claims_is_not_undone() {
        String task = task("Undone");
        Answer claimed = claim(task, "ada").expect(200);
        API.post(409, "/api/change-sets/" + claimed.header("X-Change-Set") + "/undo", "{}");
    }

    /** A task of ada's below another task, which is the first one. */
    private static String[] oneOfAdasBelow(String title) {
        String parent = task(title);
        String below = "{\"title\": \"Below %s\", \"parent\": \"%s\"}"
                .formatted(title, API.get(parent).text("key"));
        String child = "/api/tasks/"
                + API.post(201, "/api/projects/" + home(parent) + "/tasks", below)
                        .text("key");
        claim(child, "ada").expect(200);
        return new String[] {parent, child};
    }

    private static String home(String task) {
        return API.get(task).text("projectKey");
    }

    private static void assertNothingOf(String task, Answer refused) {
        assertClaimedBy("ada", refused);
        assertThat(refused.text("task")).isEqualTo(API.get(task).text("key"));
        assertThat(refused.text("detail")).contains(API.get(task).text("key"), "claimed by ada");
        assertThat(API.get(task).json().get("deletedAt").isNull()).isTrue();
    }

    @Test
    void who_takes_along_what_another_has_needs_force() {
        String[] tasks = oneOfAdasBelow("Takes along");
        String home = "/api/projects/" + home(tasks[0]);
        String elsewhere = home(task("Elsewhere"));
        String toElsewhere = "{\"project\": \"" + elsewhere + "\"}";

        assertNothingOf(tasks[1], API.delete(tasks[0] + "?agent=bob"));
        assertNothingOf(tasks[1], API.post(tasks[0] + "/move?agent=bob", toElsewhere));
        assertNothingOf(tasks[1], API.delete(home + "?agent=bob"));
        assertNothingOf(tasks[1], API.delete(home));

        API.post(200, tasks[0] + "/move?agent=ada", toElsewhere);
        assertThat(shown(tasks[1]).path("agent").asString()).isEqualTo("ada");
        API.delete(200, "/api/projects/" + elsewhere + "?force=true");
        assertThat(shown(tasks[1]).path("agent").asString()).isEqualTo("ada");
        API.delete(422, home + "?claimNumber=1");
    }

    @Test
    void a_claim_ends_with_what_its_holder_takes_along() {
        for (String force : new String[] {"", "&force=true"}) {
            String[] below = oneOfAdasBelow("Goes along" + force);
            API.delete(200, below[0] + "?agent=ada" + force);
            assertThat(shown(below[1]).isNull()).isTrue();

            String[] within = oneOfAdasBelow("Goes with its project" + force);
            Answer deleted = API.delete(200, "/api/projects/" + home(within[0]) + "?agent=ada" + force);
            assertThat(shown(within[1]).isNull()).isTrue();
            assertThat(texts(
                            API.get("/api/history?changeSet=" + deleted.header("X-Change-Set"))
                                    .json(),
                            "event"))
                    .containsExactlyInAnyOrder("project.deleted", "task.deleted", "task.deleted", "task.released");
        }
    }

    @Test
    void who_undoes_what_another_works_on_needs_force() {
        String task = task("Taken back");
        String made = API.get(task + "/history").json().at("/items/0/changeSet").asString();
        String edited = API.patch(200, task, "{\"title\": \"Anew\"}").header("X-Change-Set");
        claim(task, "ada").expect(200);

        assertNothingOf(task, API.post("/api/change-sets/" + edited + "/undo?agent=bob", "{}"));
        API.post(200, "/api/change-sets/" + edited + "/undo?agent=ada", "{}");
        assertThat(API.get(task).text("title")).isEqualTo("Taken back");
        assertNothingOf(task, API.post("/api/change-sets/" + made + "/undo", "{}"));
        API.post(200, "/api/change-sets/" + made + "/undo", "{\"force\": true}");
        assertThat(API.get(task).json().get("deletedAt").isNull()).isFalse();
    }

    @Test
    void who_writes_on_an_old_version_is_told_who_was_faster() {
        String task = task("Stale");
        API.patch(200, task + "?agent=ada", "{\"title\": \"Hers\"}");
        claim(task, "bob").expect(200);

        Answer stale = API.patch(412, task + "?agent=bob", "{\"title\": \"His\"}", "If-Match", "\"1\"");

        assertThat(stale.text("type")).isEqualTo("urn:devledger:problem:stale");
        assertThat(stale.text("detail")).contains("owner (ada)");
        assertThat(stale.json().path("changedSince")).hasSize(1);
        assertThat(stale.json().at("/changedSince/0/agent").asString()).isEqualTo("ada");
        assertThat(stale.json().at("/changedSince/0/summary").asString()).contains("Hers");
        assertThat(API.patch(412, task + "?agent=bob", "{\"title\": \"His\"}", "If-Match", "\"7\"")
                        .json()
                        .has("changedSince"))
                .isFalse();
    }
}
