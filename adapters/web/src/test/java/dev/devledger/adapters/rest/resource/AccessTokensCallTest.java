package dev.devledger.adapters.rest.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.rest.Http;
import dev.devledger.adapters.rest.MemoryTokens;
import dev.devledger.adapters.rest.RestTest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessResourceFailureException;
import tools.jackson.databind.JsonNode;

class AccessTokensCallTest extends RestTest {
    private static final String PATH = "/api/access-tokens";

    /** To anybody. */
    private static final Set<String> OPEN =
            Set.of("/login", "/logout", "/theme.css", "/devledger.css", "/actuator/health");

    @Autowired
    private MemoryTokens memory;

    @AfterEach
    void repairTokens() {
        memory.failure = null;
    }

    private static String unique() {
        return "t-" + UUID.randomUUID();
    }

    private Http.Got create(String scopes) {
        Http.Got made = http.post(PATH, "{\"name\": \"%s\", \"scopes\": %s}".formatted(unique(), scopes));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made;
    }

    private Http with(String token) {
        return new Http(port, Map.of("Authorization", "Bearer " + token));
    }

    @Test
    void a_new_one_is_shown_with_its_secret_and_later_without() {
        String name = unique();
        Instant end = Instant.now().plus(30, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MILLIS);
        String project = project();
        String key = http.get("/api/projects/" + project).field("/key");
        Http.Got made = http.post(
                PATH,
                "{\"name\": \"%s\", \"scopes\": [\"write\", \"read\"], \"project\": \"%s\", \"expiresAt\": \"%s\"}"
                        .formatted(name, project, end));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.json().propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "name",
                        "scopes",
                        "project",
                        "createdAt",
                        "expiresAt",
                        "lastUsedAt",
                        "lastUsedChannel",
                        "lastUsedClient",
                        "token");
        assertThat(made.field("/name")).isEqualTo(name);
        assertThat(made.json().path("scopes").valueStream().map(JsonNode::asString))
                .containsExactly("read", "write");
        assertThat(made.field("/project")).isEqualTo(key);
        assertThat(Instant.parse(made.field("/expiresAt"))).isEqualTo(end);
        assertThat(made.field("/lastUsedAt")).isNull();
        assertThat(made.field("/token")).matches("dla_[A-Za-z0-9_-]{43}");
        assertThat(made.header("Location")).isEqualTo(PATH + "/" + made.field("/id"));
        for (Http.Got later : List.of(
                http.get(made.header("Location")),
                http.get(PATH),
                http.send("DELETE", made.header("Location"), null))) {
            assertThat(later.status()).as(later.text()).isEqualTo(200);
            assertThat(later.text()).contains(name).doesNotContain(made.field("/token"), "dla_", "\"token\"");
        }
        assertThat(http.send("DELETE", made.header("Location"), null).status())
                .as("once more")
                .isEqualTo(200);
        http.get(made.header("Location")).isProblem(404, "not_found");
        assertThat(http.get(PATH).text()).doesNotContain(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\": \"owner\", \"scopes\": [\"read\"]} | name",
                "{\"name\": \"ticktick\", \"scopes\": [\"read\"]} | name",
                "{\"name\": \"a\\nb\", \"scopes\": [\"read\"]} | name",
                "{\"scopes\": [\"read\"]} | name",
                "{\"name\": \"a\", \"scopes\": [\"everything\"]} | scopes",
                "{\"name\": \"a\", \"scopes\": []} | scopes",
                "{\"name\": \"a\"} | scopes",
                "{\"name\": \"a\", \"scopes\": [\"read\"], \"project\": \"P-999999\"} | project",
                "{\"name\": \"a\", \"scopes\": [\"read\"], \"expiresAt\": \"2020-01-01T00:00:00Z\"} | expiresAt",
                "{\"name\": \"a\", \"scopes\": [\"read\"], \"expiresAt\": \"2030-01-01\"} | expiresAt",
                "{\"name\": \"a\", \"scopes\": [\"read\"], \"token\": \"dla_mine\"} | token",
                "{\"name\": \"a\", \"scopes\": [\"read\"], \"actor\": \"b\"} | actor"
            })
    void what_is_wrong_names_its_field(String body, String field) {
        http.post(PATH, body).isProblem(422, "invalid").names(field);
    }

    @Test
    void a_name_belongs_to_one() {
        String name = unique();
        String body = "{\"name\": \"%s\", \"scopes\": [\"read\"]}";
        assertThat(http.post(PATH, body.formatted(name)).status()).isEqualTo(201);
        http.post(PATH, body.formatted(name.toUpperCase(java.util.Locale.ROOT)))
                .isProblem(422, "invalid")
                .names("name");
    }

    @Test
    void a_repeat_is_told_which_one_was_made_and_not_its_secret() {
        String body = "{\"name\": \"%s\", \"scopes\": [\"read\"]}".formatted(unique());
        String key = UUID.randomUUID().toString();
        Http.Got first = http.post(PATH, body, "Idempotency-Key", key);
        Http.Got again = http.post(PATH, body, "Idempotency-Key", key);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.field("/id")).isEqualTo(first.field("/id"));
        assertThat(again.json().has("token")).isTrue();
        assertThat(again.field("/token")).isNull();
        assertThat(first.field("/token")).isNotNull();
    }

    @Test
    void what_was_done_with_one_has_its_name() {
        Http ci = with(create("[\"read\", \"write\"]").field("/token"));
        Http.Got made = ci.post("/api/projects", "{\"name\": \"By a token\"}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        Http.Got noted = ci.post(made.header("Location") + "/notes", "{\"text\": \"a\"}");
        assertThat(noted.field("/actor")).startsWith("t-");
        assertThat(noted.field("/channel")).isEqualTo("rest");
    }

    @Test
    void a_missing_scope_is_named() {
        Http reader = with(create("[\"read\"]").field("/token"));
        Http.Got refused = reader.post("/api/projects", "{\"name\": \"a\"}").isProblem(403, "forbidden");
        assertThat(refused.field("/detail")).isEqualTo("This token may read only. It needs the scope write.");
        assertThat(refused.field("/scope")).isEqualTo("write");
        assertThat(refused.header("WWW-Authenticate"))
                .isEqualTo("Bearer error=\"insufficient_scope\", scope=\"write\"");
        assertThat(reader.get("/api/projects").status()).isEqualTo(200);
        with(create("[\"write\"]").field("/token")).get("/api/projects").isProblem(403, "forbidden");
        with(create("[\"read\", \"write\"]").field("/token")).get(PATH).isProblem(403, "forbidden");
    }

    @Test
    void nobody_gets_at_the_answer_of_another_by_its_idempotency_key() {
        String key = UUID.randomUUID().toString();
        String name = unique();
        String body = "{\"name\": \"%s\"}".formatted(name);
        Http.Got first = http.post("/api/projects", body, "Idempotency-Key", key);
        Http other = with(create("[\"write\"]").field("/token"));
        Http.Got theirs = other.post("/api/projects", body, "Idempotency-Key", key);
        assertThat(theirs.status()).isEqualTo(201);
        assertThat(theirs.header("Idempotency-Replayed")).isNull();
        assertThat(theirs.field("/id")).isNotEqualTo(first.field("/id"));
    }

    @Test
    void the_next_one_of_the_name_is_somebody_else() {
        String key = UUID.randomUUID().toString();
        String name = unique();
        String wish = "{\"name\": \"%s\", \"scopes\": [\"write\"]}".formatted(name);
        Http.Got one = http.post(PATH, wish);
        Http.Got first = with(one.field("/token")).post("/api/projects", "{\"name\": \"a\"}", "Idempotency-Key", key);
        http.send("DELETE", one.header("Location"), null);
        with(one.field("/token")).post("/api/projects", "{\"name\": \"a\"}").isProblem(401, "unauthorized");
        Http.Got next = with(http.post(PATH, wish).field("/token"))
                .post("/api/projects", "{\"name\": \"a\"}", "Idempotency-Key", key);
        assertThat(next.header("Idempotency-Replayed")).isNull();
        assertThat(next.field("/id")).isNotEqualTo(first.field("/id"));
    }

    /** The path as it is written decides nothing that the one who looks for the resource would not decide too. */
    @ParameterizedTest
    @CsvSource({
        "GET, /api/access-tokens/, 403",
        "GET, /api//access-tokens, 400",
        "GET, //api/access-tokens, 400",
        "GET, /api/access-tokens;a=b, 400",
        "GET, /api/./access-tokens, 400",
        "GET, /api/projects/../access-tokens, 400",
        "GET, /api/projects/%2e%2e/access-tokens, 400",
        "GET, /api/projects%2f..%2faccess-tokens, 400",
        "GET, /api/%61ccess-tokens, 403",
        "GET, /%61pi/access-tokens, 403",
        "GET, /%61pi/projects, 403",
        "GET, /API/projects, 403",
        "GET, /api/Access-Tokens, 403",
        "HEAD, /api/access-tokens, 403",
        "HEAD, /api/projects, 200",
        "OPTIONS, /api/access-tokens, 403",
        "OPTIONS, /api/projects, 403",
        "POST, /api/projects/, 403",
        "PUT, /api/projects, 403",
        "BREW, /api/projects, 400",
        "GET, /api, 403",
        "GET, /api/nothing, 403",
        "GET, /api/strange, 403",
        "GET, /sandbox/ticktick, 403",
        "GET, /sandbox/clickup/faults, 403",
        "GET, /login, 403",
        "POST, /logout, 403",
        "GET, /actuator/heapdump, 403",
        "GET, /error, 403",
        "GET, /swagger-ui.html, 302",
        "GET, /swagger-ui/index.html, 200",
        "GET, /v3/api-docs, 200",
        "GET, /theme.css, 200",
        "GET, /devledger.css, 200",
        "GET, /oauth/ticktick/connect, 403",
        "GET, /actuator/health, 200",
        "GET, /, 200"
    })
    void tricks_with_the_path_open_nothing(String method, String path, int status) {
        Http reader = with(create("[\"read\"]").field("/token"));
        assertThat(reader.send(method, path, null).status())
                .as(method + " " + path)
                .isEqualTo(status);
        if (!OPEN.contains(path)) {
            assertThat(new Http(port, Map.of()).send(method, path, null).status())
                    .as("nobody: " + method + " " + path)
                    .isIn(400, 401, 404);
        }
    }

    @Test
    void no_page_and_no_session_comes_of_one() {
        Http reader = with(create("[\"read\"]").field("/token"));
        Http.Got page = reader.get("/", "Accept", "text/html");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Set-Cookie")).isNull();
        with(create("[\"write\"]").field("/token")).get("/").isProblem(403, "forbidden");
    }

    @Test
    void where_the_database_is_away_nobody_knows_a_token_but_the_owners() {
        String token = create("[\"read\"]").field("/token");
        memory.failure = new DataAccessResourceFailureException("away");
        with("dla_0000000000000000000000000000000000000000000")
                .get("/api/projects")
                .isProblem(503, "unavailable");
        assertThat(with(token).get("/actuator/health").status()).isEqualTo(200);
        assertThat(http.get("/api/projects").status()).isEqualTo(200);
    }
}
