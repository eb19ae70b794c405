package dev.devledger.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of customers and services, and of projects that have them. */
class BillingCallTest extends RestTest {
    private static int made;

    private static String fresh() {
        return "Acme " + ++made;
    }

    private Http.Got item(String path, String name) {
        return http.post(path, "{\"name\": \"" + name + "\"}");
    }

    private Http.Got project(String fields) {
        return http.post("/api/projects", "{\"name\": \"Shop\"" + fields + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/customers", "/api/services"})
    void it_is_made_read_changed_deleted_and_restored(String all) {
        Http.Got answer = http.post(all, "{\"name\": \"" + fresh() + "\", \"notes\": \"Pays late.\"}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().propertyNames())
                .containsExactly(
                        "id",
                        "key",
                        "name",
                        "notes",
                        "archived",
                        "createdAt",
                        "updatedAt",
                        "deletedAt",
                        "version",
                        "links");
        String path = answer.header("Location");
        assertThat(path).isEqualTo(all + "/" + answer.field("/id"));
        assertThat(answer.header("ETag")).isEqualTo("\"1\"");
        assertThat(answer.field("/key")).startsWith(all.contains("customers") ? "C-" : "S-");
        assertThat(http.get(all + "/" + answer.field("/key").toLowerCase(Locale.ROOT))
                        .json())
                .isEqualTo(answer.json());

        Http.Got edited = http.patch(path, "{\"notes\": null, \"archived\": true}", "If-Match", "\"1\"");
        assertThat(edited.status()).isEqualTo(200);
        assertThat(edited.field("/notes")).isNull();
        assertThat(edited.json().path("archived").asBoolean()).isTrue();
        http.patch(path, "{\"notes\": \"Else\"}", "If-Match", "\"1\"").isProblem(412, "stale");

        assertThat(http.send("DELETE", path, null).field("/deletedAt")).isNotNull();
        http.patch(path, "{\"notes\": \"Else\"}").isProblem(409, "conflict_state");
        assertThat(http.post(path + "/restore", "{\"reason\": \"came back\"}").field("/deletedAt"))
                .isNull();
        assertThat(ledger.writers.getLast().reason()).isEqualTo("came back");
        assertThat(http.get(path + "/history").status()).isEqualTo(200);
    }

    @Test
    void a_name_is_one_s_own_within_its_kind_as_long_as_one_is_not_deleted() {
        String name = fresh();
        String first = item("/api/customers", name).header("Location");

        assertThat(item("/api/services", name).status()).isEqualTo(201);
        assertThat(item("/api/customers", "  " + name.toUpperCase(Locale.ROOT))
                        .isProblem(409, "conflict_state")
                        .text())
                .contains(http.get(first).field("/key"));
        assertThat(http.patch(first, "{\"name\": \"" + name.toLowerCase(Locale.ROOT) + "\"}")
                        .status())
                .isEqualTo(200);
        assertThat(http.send("DELETE", first, null).status()).isEqualTo(200);
        String second = item("/api/customers", name).header("Location");
        http.post(first + "/restore", null).isProblem(409, "conflict_state");
        assertThat(http.patch(second, "{\"name\": \"" + fresh() + "\"}").status())
                .isEqualTo(200);
        assertThat(http.post(first + "/restore", null).status()).isEqualTo(200);
        http.patch(second, "{\"name\": \"" + name + "\"}").isProblem(409, "conflict_state");
    }

    @Test
    void a_repeat_gets_the_first_answer() {
        String body = "{\"name\": \"" + fresh() + "\"}";
        Http.Got first = http.post("/api/customers", body, "Idempotency-Key", "once-a-customer");
        Http.Got second = http.post("/api/customers", body, "Idempotency-Key", "once-a-customer");

        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(second.json()).isEqualTo(first.json());
    }

    @Test
    void what_is_wrong_is_named() {
        http.post("/api/customers", "{}").isProblem(422, "invalid").names("name");
        http.post("/api/customers", "{\"name\": \" \", \"archived\": \"yes\"}")
                .isProblem(422, "invalid")
                .names("archived")
                .names("name");
        http.post("/api/services", "{\"name\": \"Design\", \"key\": \"S-1\"}")
                .isProblem(422, "invalid")
                .names("key");
        String path = item("/api/services", fresh()).header("Location");
        http.patch(path, "{\"name\": null}").isProblem(422, "invalid").names("name");
        http.get("/api/services?sort=name").isProblem(422, "invalid").names("sort");
        http.get("/api/services/C-1").isProblem(404, "not_found");
        http.get("/api/customers/C-999/history").isProblem(404, "not_found");
        http.send("DELETE", "/api/customers/C-999", null).isProblem(404, "not_found");
    }

    @Test
    void a_project_has_them_by_key_or_name() {
        String name = fresh();
        String customer = item("/api/customers", name).field("/key");
        String service = item("/api/services", name).field("/key");
        Http.Got plain = project("");
        assertThat(plain.json().path("customer").isNull()).isTrue();
        assertThat(plain.json().path("service").isNull()).isTrue();
        assertThat(plain.json().path("billable").asBoolean()).isFalse();

        Http.Got billed = project(", \"customer\": \" " + name.toUpperCase(Locale.ROOT) + "\", \"service\": \""
                + service.toLowerCase(Locale.ROOT) + "\", \"billable\": true");
        assertThat(billed.json().path("customer").toString())
                .isEqualTo("{\"key\":\"" + customer + "\",\"name\":\"" + name + "\"}");
        assertThat(billed.json().path("service").path("key").asString()).isEqualTo(service);
        assertThat(billed.json().path("billable").asBoolean()).isTrue();
        Http.Got cleared =
                http.patch(billed.header("Location"), "{\"customer\": null, \"service\": null, \"billable\": null}");
        assertThat(cleared.json().path("customer").isNull()).isTrue();
        assertThat(cleared.json().path("billable").asBoolean()).isFalse();

        assertThat(project(", \"customer\": \"nobody\", \"service\": 7, \"billable\": \"yes\"")
                        .isProblem(422, "invalid")
                        .names("customer")
                        .names("service")
                        .names("billable")
                        .text())
                .contains("is no customer");
    }

    @Test
    void what_is_archived_or_deleted_stays_and_is_not_newly_set() {
        Http.Got customer = item("/api/customers", fresh());
        String path = customer.header("Location");
        String called = "{\"customer\": \"" + customer.field("/key") + "\"}";
        String project = project("").header("Location");
        assertThat(http.patch(project, called).status()).isEqualTo(200);
        http.patch(path, "{\"archived\": true}");

        assertThat(http.patch(project, called).status()).isEqualTo(200);
        assertThat(http.patch(project("").header("Location"), called)
                        .isProblem(422, "invalid")
                        .names("customer")
                        .text())
                .contains("archived");
        http.send("DELETE", path, null);
        assertThat(http.patch(project, called).field("/customer/key")).isEqualTo(customer.field("/key"));
        assertThat(http.patch(project("").header("Location"), called)
                        .isProblem(422, "invalid")
                        .text())
                .contains("deleted");
    }
}
