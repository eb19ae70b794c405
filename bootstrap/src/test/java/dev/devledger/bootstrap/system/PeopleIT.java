package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.bootstrap.system.Api.Answer;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** People, through the whole application. */
class PeopleIT {
    private static final Api API = SharedDevledger.get().api();
    private static final Samples SAMPLES = new Samples(API);

    private static String fresh() {
        return UUID.randomUUID() + "@Example.org";
    }

    private static JsonNode person(String email) {
        return API.post("/api/people", "{\"name\": \"Ada\", \"email\": \"" + email + "\"}")
                .expect(201)
                .json();
    }

    private static String summaries(String path) {
        return String.join(" ", texts(API.get(path + "/history").expect(200).json(), "summary"));
    }

    @Test
    void what_happens_to_a_person_is_in_the_history() {
        String email = fresh();
        JsonNode ada = person(email);
        String path = "/api/people/" + key(ada);
        String made = API.get(path + "/history")
                .json()
                .path("items")
                .path(0)
                .path("position")
                .asString();
        Answer edit =
                API.patch(path, "{\"name\": \"Ada L.\", \"archived\": true}").expect(200);
        API.delete(path).expect(200);
        API.post(path + "/restore", null).expect(200);

        JsonNode entries =
                API.get("/api/history?entity=" + key(ada)).expect(200).json();
        assertThat(texts(entries, "event"))
                .containsExactly("person.restored", "person.deleted", "person.edited", "person.created");
        assertThat(entries.path("items").path(0).path("entity").path("key").asString())
                .isEqualTo(key(ada));
        assertThat(entries.path("items").path(0).path("entity").path("type").asString())
                .isEqualTo("person");
        assertThat(summaries(path))
                .isEqualTo("Restored the person. Deleted the person. Changed the name and archived state."
                        + " Added the person \"Ada\".");
        assertThat(API.get(path + "?asOf=" + made).expect(200).text("name")).isEqualTo("Ada");
        assertThat(API.get(path).expect(200).json().path("version").asInt()).isEqualTo(4);

        undo(edit).expect(200);
        assertThat(API.get(path).expect(200).text("name")).isEqualTo("Ada");
        assertThat(API.get(path).json().path("archived").asBoolean()).isFalse();
    }

    private static Answer undo(Answer write) {
        return API.post("/api/change-sets/" + write.header("X-Change-Set") + "/undo", null);
    }

    @Test
    void what_was_done_with_a_person_is_taken_back() {
        String email = fresh();
        Answer made = API.post("/api/people", "{\"name\": \"Ada\", \"email\": \"" + email + "\"}")
                .expect(201);
        String path = "/api/people/" + key(made.json());
        Answer gone = API.delete(path).expect(200);

        undo(gone).expect(200);
        assertThat(API.get(path).json().path("deletedAt").isNull()).isTrue();
        API.delete(path).expect(200);
        String other = key(person(email));
        assertThat(undo(gone).expect(409).body()).contains(other, "e-mail address");
        API.patch("/api/people/" + other, "{\"email\": null}").expect(200);
        API.post(path + "/restore", null).expect(200);

        Answer renamed = API.patch(path, "{\"name\": \"Ada L.\"}").expect(200);
        API.patch(path, "{\"name\": \"Countess\"}").expect(200);
        assertThat(undo(renamed).expect(409).body()).contains("later_edits", "Countess");
        assertThat(undo(made).expect(409).body()).contains("later_edits");
        Answer fresh = API.post("/api/people", "{\"name\": \"Bob\"}").expect(201);
        undo(fresh).expect(200);
        assertThat(API.get("/api/people/" + key(fresh.json()))
                        .json()
                        .path("deletedAt")
                        .isNull())
                .isFalse();
    }

    @Test
    void who_works_on_a_task_is_known_for_every_moment_and_taken_back() {
        String email = fresh();
        String ada = key(person(email));
        String bob = key(person(fresh()));
        JsonNode project = SAMPLES.project("Shared work");
        JsonNode made = API.post(
                        "/api/projects/" + key(project) + "/tasks",
                        "{\"title\": \"Paint\", \"assignees\": [\"" + email.toUpperCase(Locale.ROOT) + "\"]}")
                .expect(201)
                .json();
        String task = "/api/tasks/" + key(made);
        assertThat(made.path("assignees").toString()).isEqualTo("[{\"key\":\"" + ada + "\",\"name\":\"Ada\"}]");
        String then = API.get(task + "/history")
                .json()
                .path("items")
                .path(0)
                .path("position")
                .asString();

        API.patch("/api/people/" + ada, "{\"archived\": true}").expect(200);
        Answer changed = API.patch(task, "{\"assignees\": [\"" + ada + "\", \"" + bob + "\"]}")
                .expect(200);
        assertThat(keys(changed.json())).containsExactlyInAnyOrder(ada, bob);
        assertThat(keys(API.get(task + "?asOf=" + then).expect(200).json())).containsExactly(ada);
        JsonNode entry = API.get(task + "/history").json().path("items").path(0);
        assertThat(entry.path("summary").asString())
                .startsWith("Changed the assignees from " + ada + " to ")
                .contains(bob);
        assertThat(texts(entry.path("changes").path(0).path("to"))).containsExactlyInAnyOrder(ada, bob);
        JsonNode difference = API.get("/api/diff?project=" + key(project) + "&from=" + then)
                .expect(200)
                .json()
                .path("items")
                .path(0)
                .path("changes")
                .path(0);
        assertThat(difference.path("field").asString()).isEqualTo("assignees");
        assertThat(texts(difference.path("from"))).containsExactly(ada);

        assertThat(texts(API.get("/api/tasks?assignee=" + bob).json(), "title")).containsExactly("Paint");
        assertThat(texts(API.get("/api/tasks?assignee=" + bob + "&asOf=" + then).json(), "title"))
                .isEmpty();
        API.post("/api/change-sets/" + changed.header("X-Change-Set") + "/undo", null)
                .expect(200);
        assertThat(keys(API.get(task).json())).containsExactly(ada);
        assertThat(API.patch(task, "{\"assignees\": [\"" + bob + "\"]}")
                        .expect(200)
                        .status())
                .isEqualTo(200);
        assertThat(API.patch(task, "{\"assignees\": [\"" + ada + "\"]}")
                        .expect(422)
                        .body())
                .contains("assignees", ada, "archived");
        API.patch(task, "{\"assignees\": [\"me\"]}").expect(200);
        assertThat(texts(API.get("/api/tasks?assignee=me").json(), "title")).contains("Paint");
        assertThat(API.patch(task, "{\"assignees\": null}").expect(200).json().path("assignees"))
                .isEmpty();
    }

    private static List<String> keys(JsonNode task) {
        return Samples.each(task.path("assignees"), Samples::key);
    }

    private static List<String> texts(JsonNode page, String field) {
        return Samples.texts(page, field);
    }

    private static List<String> texts(JsonNode array) {
        return Samples.each(array, JsonNode::asString);
    }

    @Test
    void of_many_who_want_one_address_at_once_one_gets_it() throws Exception {
        String body = "{\"name\": \"Ada\", \"email\": \"" + fresh() + "\"}";
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers = IntStream.range(0, 8)
                    .mapToObj(each ->
                            threads.submit(() -> API.post("/api/people", body).status()))
                    .toList();
            List<Integer> statuses = new java.util.ArrayList<>();
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get());
            }
            assertThat(statuses).containsOnlyOnce(201).contains(409).containsOnly(201, 409);
        }
    }

    @Test
    @Tag("long")
    void the_owner_is_made_once_however_many_look_first() throws Exception {
        RunningDevledger fresh = SharedDevledger.start(SharedDevledger.newFolder(), "devledger.ticktick.mode=off");
        try (fresh;
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(new Tables(fresh).head()).as("a start writes nothing").isZero();
            List<Future<JsonNode>> looks = IntStream.range(0, 8)
                    .mapToObj(each -> threads.submit(
                            () -> fresh.api().get("/api/people").expect(200).json()))
                    .toList();
            for (Future<JsonNode> look : looks) {
                JsonNode items = look.get().path("items");
                assertThat(items.size()).isEqualTo(1);
                assertThat(items.path(0).path("me").asBoolean()).isTrue();
                assertThat(key(items.path(0))).isEqualTo("U-1");
            }
            assertThat(texts(fresh.api().get("/api/history").json(), "event")).containsExactly("person.created");
            fresh.api().delete("/api/people/U-1").expect(409);
        }
    }
}
