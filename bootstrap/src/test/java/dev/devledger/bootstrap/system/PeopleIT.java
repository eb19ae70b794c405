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
        return API.made("/api/people", "{\"name\": \"Ada\", \"email\": \"" + email + "\"}");
    }

    private static String summaries(String path) {
        return String.join(" ", texts(API.read(path + "/history"), "summary"));
    }

    @Test
    void what_happens_to_a_person_is_in_the_history() {
        String email = fresh();
        JsonNode ada = person(email);
        String path = "/api/people/" + key(ada);
        String made = API.get(path + "/history").json().at("/items/0/position").asString();
        Answer edit = API.patch(200, path, "{\"name\": \"Ada L.\", \"archived\": true}");
        API.delete(200, path);
        API.post(200, path + "/restore", null);

        JsonNode entries = API.read("/api/history?entity=" + key(ada));
        assertThat(texts(entries, "event"))
                .containsExactly("person.restored", "person.deleted", "person.edited", "person.created");
        assertThat(entries.at("/items/0/entity/key").asString()).isEqualTo(key(ada));
        assertThat(entries.at("/items/0/entity/type").asString()).isEqualTo("person");
        assertThat(summaries(path))
                .isEqualTo("Restored the person. Deleted the person. Changed the name and archived state."
                        + " Added the person \"Ada\".");
        assertThat(API.get(200, path + "?asOf=" + made).text("name")).isEqualTo("Ada");
        assertThat(API.read(path).path("version").asInt()).isEqualTo(4);

        undo(edit).expect(200);
        assertThat(API.get(200, path).text("name")).isEqualTo("Ada");
        assertThat(API.get(path).json().path("archived").asBoolean()).isFalse();
    }

    private static Answer undo(Answer write) {
        return API.post("/api/change-sets/" + write.header("X-Change-Set") + "/undo", null);
    }

    @Test
    void what_was_done_with_a_person_is_taken_back() {
        String email = fresh();
        Answer made = API.post(201, "/api/people", "{\"name\": \"Ada\", \"email\": \"" + email + "\"}");
        String path = "/api/people/" + key(made.json());
        Answer gone = API.delete(200, path);

        undo(gone).expect(200);
        assertThat(API.get(path).json().path("deletedAt").isNull()).isTrue();
        API.delete(200, path);
        String other = key(person(email));
        assertThat(undo(gone).expect(409).body()).contains(other, "e-mail address");
        API.patch(200, "/api/people/" + other, "{\"email\": null}");
        API.post(200, path + "/restore", null);

        Answer renamed = API.patch(200, path, "{\"name\": \"Ada L.\"}");
        API.patch(200, path, "{\"name\": \"Countess\"}");
        assertThat(undo(renamed).expect(409).body()).contains("later_edits", "Countess");
        assertThat(undo(made).expect(409).body()).contains("later_edits");
        Answer fresh = API.post(201, "/api/people", "{\"name\": \"Bob\"}");
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
        JsonNode made = API.made(
                "/api/projects/" + key(project) + "/tasks",
                "{\"title\": \"Paint\", \"assignees\": [\"" + email.toUpperCase(Locale.ROOT) + "\"]}");
        String task = "/api/tasks/" + key(made);
        assertThat(made.path("assignees").toString()).isEqualTo("[{\"key\":\"" + ada + "\",\"name\":\"Ada\"}]");
        String then = API.get(task + "/history").json().at("/items/0/position").asString();

        API.patch(200, "/api/people/" + ada, "{\"archived\": true}");
        Answer changed = API.patch(200, task, "{\"assignees\": [\"" + ada + "\", \"" + bob + "\"]}");
        assertThat(keys(changed.json())).containsExactlyInAnyOrder(ada, bob);
        assertThat(keys(API.read(task + "?asOf=" + then))).containsExactly(ada);
        JsonNode entry = API.get(task + "/history").json().at("/items/0");
        assertThat(entry.path("summary").asString())
                .startsWith("Changed the assignees from " + ada + " to ")
                .contains(bob);
        assertThat(texts(entry.at("/changes/0/to"))).containsExactlyInAnyOrder(ada, bob);
        JsonNode difference =
                API.read("/api/diff?project=" + key(project) + "&from=" + then).at("/items/0/changes/0");
        assertThat(difference.path("field").asString()).isEqualTo("assignees");
        assertThat(texts(difference.path("from"))).containsExactly(ada);

        assertThat(texts(API.get("/api/tasks?assignee=" + bob).json(), "title")).containsExactly("Paint");
        assertThat(texts(API.get("/api/tasks?assignee=" + bob + "&asOf=" + then).json(), "title"))
                .isEmpty();
        API.post(200, "/api/change-sets/" + changed.header("X-Change-Set") + "/undo", null);
        assertThat(keys(API.get(task).json())).containsExactly(ada);
        assertThat(API.patch(200, task, "{\"assignees\": [\"" + bob + "\"]}").status())
                .isEqualTo(200);
        assertThat(API.patch(422, task, "{\"assignees\": [\"" + ada + "\"]}").body())
                .contains("assignees", ada, "archived");
        API.patch(200, task, "{\"assignees\": [\"me\"]}");
        assertThat(texts(API.get("/api/tasks?assignee=me").json(), "title")).contains("Paint");
        assertThat(API.patch(200, task, "{\"assignees\": null}").json().path("assignees"))
                .isEmpty();
    }

    @Test
    void a_person_is_meant_by_key_id_address_or_name() {
        String email = fresh();
        String name = "Ada " + UUID.randomUUID();
        JsonNode ada = API.made("/api/people", "{\"name\": \"" + name + "\", \"email\": \"" + email + "\"}");
        String task = "/api/tasks/" + key(SAMPLES.task(SAMPLES.project("Meant"), "Paint"));
        for (String each :
                List.of(key(ada), key(ada).toLowerCase(Locale.ROOT), Samples.id(ada), name, email, " " + name + " ")) {
            Answer assigned = API.patch(200, task, "{\"assignees\": [\"" + each + "\"]}");
            assertThat(keys(assigned.json())).as(each).containsExactly(key(ada));
            API.patch(200, task, "{\"assignees\": null}");
        }
        JsonNode once = API.patch(200, task, "{\"assignees\": [\"%s\", \"%s\", \"me\"]}".formatted(name, email))
                .json();
        assertThat(keys(once)).hasSize(2).contains(key(ada));
        assertThat(once.at("/assignees/0").propertyNames()).containsExactly("key", "name");

        API.delete(200, "/api/people/" + key(ada));
        assertThat(keys(API.patch(200, task, "{\"assignees\": [\"" + key(ada) + "\"]}")
                        .json()))
                .containsExactly(key(ada));
        API.patch(200, task, "{\"assignees\": null}");
        API.patch(422, task, "{\"assignees\": [\"" + key(ada) + "\"]}");
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
                    .mapToObj(each -> threads.submit(() -> fresh.api().read("/api/people")))
                    .toList();
            for (Future<JsonNode> look : looks) {
                JsonNode items = look.get().path("items");
                assertThat(items.size()).isEqualTo(1);
                assertThat(items.at("/0/me").asBoolean()).isTrue();
                assertThat(key(items.path(0))).isEqualTo("U-1");
            }
            assertThat(texts(fresh.api().get("/api/history").json(), "event")).containsExactly("person.created");
            fresh.api().delete(409, "/api/people/U-1");
        }
    }
}
