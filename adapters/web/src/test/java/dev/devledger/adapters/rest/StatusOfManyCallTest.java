package dev.devledger.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** One status for several projects. */
class StatusOfManyCallTest extends RestTest {
    private static final String PATH = "/api/projects/status";

    private String made() {
        return http.post("/api/projects", "{\"name\": \"a\"}").field("/key");
    }

    private String status(String key) {
        return http.get("/api/projects/" + key).field("/status");
    }

    @Test
    void all_of_them_in_one_change_set_with_one_reason() {
        String one = made();
        String other = made();
        Http.Got got = http.post(
                PATH,
                "{\"ids\": [\"%s\", \"%s\"], \"status\": \"paused\", \"reason\": \"review\", \"versions\": {\"%s\": 1}}"
                        .formatted(one, other, other));
        assertThat(got.status()).as(got.text()).isEqualTo(200);
        assertThat(got.header("X-Change-Set")).isNotBlank();
        assertThat(got.field("/items/0/key")).isEqualTo(one);
        assertThat(got.field("/items/1/key")).isEqualTo(other);
        assertThat(got.field("/items/1/status")).isEqualTo("paused");
        assertThat(got.json().at("/items/1/version").asLong()).isEqualTo(2);
        assertThat(status(one)).isEqualTo("paused");
        assertThat(ledger.writers.getLast().reason()).isEqualTo("review");
    }

    @Test
    void which_of_them_were_changed_since_is_told_of_all_at_once() {
        String one = made();
        String other = made();
        Http.Got got = http.post(
                PATH,
                "{\"ids\": [\"%1$s\", \"%2$s\"], \"status\": \"paused\", \"versions\": {\"%1$s\": 7, \"%2$s\": 8}}"
                        .formatted(one, other));
        got.isProblem(412, "stale");
        assertThat(got.field("/detail")).contains(one + ", " + other + " were changed since you read them");
        assertThat(got.field("/stale/0")).isEqualTo(one);
        assertThat(got.field("/stale/1")).isEqualTo(other);
        Http.Got alone = http.post(
                PATH, "{\"ids\": [\"%1$s\"], \"status\": \"paused\", \"versions\": {\"%1$s\": 7}}".formatted(one));
        assertThat(alone.isProblem(412, "stale").field("/detail")).startsWith(one + ": The current version is 1");
    }

    @Test
    void one_that_there_is_not_or_that_is_deleted_is_named() {
        String one = made();
        String gone = made();
        http.send("DELETE", "/api/projects/" + gone, null);
        Http.Got unknown = http.post(PATH, "{\"ids\": [\"" + one + "\", \"P-99999\"], \"status\": \"paused\"}");
        assertThat(unknown.isProblem(404, "not_found").field("/detail")).contains("There is no project P-99999");
        assertThat(status(one)).isEqualTo("planned");
        Http.Got deleted = http.post(PATH, "{\"ids\": [\"" + gone + "\"], \"status\": \"paused\"}");
        assertThat(deleted.status()).isEqualTo(409);
        assertThat(deleted.field("/detail")).isEqualTo(gone + ": This project is deleted. Restore it first.");
    }

    @Test
    void what_is_wrong_with_the_body_is_told() {
        String one = made();
        http.post(PATH, "{\"ids\": [], \"status\": \"gone\"}")
                .isProblem(422, "invalid")
                .names("ids")
                .names("status");
        http.post(PATH, "{\"status\": \"paused\"}").isProblem(422, "invalid").names("ids");
        Http.Got versions =
                http.post(PATH, "{\"ids\": [\"" + one + "\"], \"status\": \"paused\", \"versions\": {\"P-9\": 1}}");
        assertThat(versions.text()).contains("versions", "which ids does not");
        assertThat(http.post(
                                PATH,
                                "{\"ids\": [\"" + one + "\"], \"status\": \"paused\", \"versions\": {\"P-9\": \"1\"}}")
                        .text())
                .contains("has a string in it; whole numbers are expected");
        Http.Got twice = http.post(PATH, "{\"ids\": [\"%1$s\", \"%1$s\"], \"status\": \"paused\"}".formatted(one));
        assertThat(twice.isProblem(422, "invalid").text()).contains("names " + one + " twice");
        Http.Got version = http.post(PATH, "{\"ids\": [\"" + one + "\"], \"status\": \"paused\"}", "If-Match", "\"1\"");
        assertThat(version.status()).isEqualTo(412);
        assertThat(status(one)).isEqualTo("planned");
    }

    @Test
    void where_all_of_them_stand() {
        String one = made();
        http.send("PUT", "/api/projects/" + one + "/status", "{\"status\": \"blocked\"}");
        Http.Got got = http.get("/api/projects/statuses?asOf=12");
        assertThat(got.status()).as(got.text()).isEqualTo(200);
        assertThat(got.header("X-As-Of-Position")).isEqualTo("12");
        assertThat(got.json().path("items").valueStream()).anySatisfy(each -> {
            assertThat(each.path("key").asString()).isEqualTo(one);
            assertThat(each.path("name").asString()).isEqualTo("a");
            assertThat(each.path("status").asString()).isEqualTo("blocked");
        });
    }
}
