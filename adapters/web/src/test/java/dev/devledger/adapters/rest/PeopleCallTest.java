package dev.devledger.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is asked of people. */
class PeopleCallTest extends RestTest {
    private static int made;

    private Http.Got person(String email) {
        return http.post("/api/people", "{\"name\": \"Ada\", \"email\": \"" + email + "\"}");
    }

    private static String fresh() {
        return "Ada" + ++made + "@example.org";
    }

    @Test
    void a_person_is_made_read_changed_deleted_and_restored() {
        String email = fresh();
        Http.Got answer = person(email);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().propertyNames())
                .containsExactly(
                        "id",
                        "key",
                        "name",
                        "email",
                        "me",
                        "archived",
                        "createdAt",
                        "updatedAt",
                        "deletedAt",
                        "version",
                        "links");
        String path = answer.header("Location");
        assertThat(path).isEqualTo("/api/people/" + answer.field("/id"));
        assertThat(answer.header("ETag")).isEqualTo("\"1\"");
        assertThat(answer.field("/email")).isEqualTo(email);
        assertThat(http.get("/api/people/" + answer.field("/key").toLowerCase(java.util.Locale.ROOT))
                        .json())
                .isEqualTo(answer.json());

        Http.Got edited = http.patch(path, "{\"email\": null, \"archived\": true}", "If-Match", "\"1\"");
        assertThat(edited.status()).isEqualTo(200);
        assertThat(edited.field("/email")).isNull();
        assertThat(edited.json().path("archived").asBoolean()).isTrue();
        http.patch(path, "{\"name\": \"Eva\"}", "If-Match", "\"1\"").isProblem(412, "stale");

        assertThat(http.send("DELETE", path, null).field("/deletedAt")).isNotNull();
        http.patch(path, "{\"name\": \"Eva\"}").isProblem(409, "conflict_state");
        assertThat(http.post(path + "/restore", "{\"reason\": \"came back\"}").field("/deletedAt"))
                .isNull();
        assertThat(ledger.writers.getLast().reason()).isEqualTo("came back");
        assertThat(http.get(path + "/history").status()).isEqualTo(200);
    }

    @Test
    void an_address_is_one_s_own_as_long_as_one_is_not_deleted() {
        String email = fresh();
        String first = person(email).header("Location");

        assertThat(person(email.toUpperCase(java.util.Locale.ROOT))
                        .isProblem(409, "conflict_state")
                        .text())
                .contains(http.get(first).field("/key"));
        http.patch(first, "{\"email\": \"" + email.toLowerCase(java.util.Locale.ROOT) + "\"}");
        assertThat(http.send("DELETE", first, null).status()).isEqualTo(200);
        String second = person(email).header("Location");
        http.post(first + "/restore", null).isProblem(409, "conflict_state");
        assertThat(http.patch(second, "{\"email\": null}").status()).isEqualTo(200);
        assertThat(http.post(first + "/restore", null).status()).isEqualTo(200);
        http.patch(second, "{\"email\": \"" + email + "\"}").isProblem(409, "conflict_state");
    }

    @Test
    void the_owner_is_there_for_whoever_looks_and_cannot_go() {
        List<JsonNode> owners = http.get("/api/people")
                .json()
                .path("items")
                .valueStream()
                .filter(each -> each.path("me").asBoolean())
                .toList();

        assertThat(owners).hasSize(1);
        assertThat(owners.getFirst().path("name").asString()).isEqualTo("Owner");
        String path = "/api/people/" + owners.getFirst().path("key").asString();
        http.send("DELETE", path, null).isProblem(409, "conflict_state");
    }

    @Test
    void a_repeat_gets_the_first_answer() {
        String body = "{\"name\": \"Once\"}";
        Http.Got first = http.post("/api/people", body, "Idempotency-Key", "once-a-person");
        Http.Got second = http.post("/api/people", body, "Idempotency-Key", "once-a-person");

        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(second.json()).isEqualTo(first.json());
    }

    @Test
    void what_is_wrong_is_named() {
        http.post("/api/people", "{}").isProblem(422, "invalid").names("name");
        http.post("/api/people", "{\"name\": \" \"}").isProblem(422, "invalid").names("name");
        http.post("/api/people", "{\"name\": \"Ada\", \"email\": \"nowhere\"}")
                .isProblem(422, "invalid")
                .names("email");
        http.post("/api/people", "{\"name\": \"Ada\", \"archived\": \"yes\"}")
                .isProblem(422, "invalid")
                .names("archived");
        http.post("/api/people", "{\"name\": \"Ada\", \"me\": true}")
                .isProblem(422, "invalid")
                .names("me");
        String path = person(fresh()).header("Location");
        http.patch(path, "{\"name\": null}").isProblem(422, "invalid").names("name");
        http.patch(path, "{\"nam\": \"Eva\"}").isProblem(422, "invalid").names("nam");
        http.get("/api/people?sort=name").isProblem(422, "invalid").names("sort");
        http.get("/api/people?archived=no").isProblem(422, "invalid").names("archived");
        http.get("/api/people/U-999").isProblem(404, "not_found");
        http.get("/api/people/U-999/history").isProblem(404, "not_found");
        http.send("DELETE", "/api/people/U-999", null).isProblem(404, "not_found");
    }
}
