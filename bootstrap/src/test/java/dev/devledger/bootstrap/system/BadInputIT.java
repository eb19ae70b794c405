package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.bootstrap.system.Api.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What is wrong is told clearly, and nothing of it is kept anywhere. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {
    private static final int MEBIBYTE = 1024 * 1024;

    private static final Pattern WHOLE = Pattern.compile("\\}\\s*(0\\s*)?$");

    private final Api api = SharedDevledger.get().api();
    private final Samples samples = new Samples(api);
    private final Tables tables = new Tables(SharedDevledger.get());

    private String project;
    private String task;
    private String deletedProject;
    private String deletedTask;

    /** Before and after all requests there is nothing for TickTick, so that only they could change a table. */
    @BeforeAll
    void make() {
        JsonNode home = samples.project("Home of bad input");
        project = "/api/projects/" + key(home);
        task = "/api/tasks/" + key(samples.task(home, "Well formed"));
        JsonNode gone = samples.project("Deleted home");
        deletedTask = "/api/tasks/" + key(samples.task(gone, "Deleted task"));
        deletedProject = "/api/projects/" + key(gone);
        api.delete(200, deletedProject);
        Wait.untilSynced(api);
    }

    record Bad(String what, int status, String code, String field, Request request) {
        @Override
        public String toString() {
            return what;
        }
    }

    interface Request {
        Answer send(Api api);
    }

    private final List<Bad> all = new ArrayList<>();

    private void bad(String what, int status, String code, Request request) {
        all.add(new Bad(what, status, code, "", request));
    }

    private void invalid(String what, String field, Request request) {
        all.add(new Bad(what, 422, "invalid", field, request));
    }

    private void invalidProject(String what, String field, String json) {
        invalid(what, field, api -> api.post("/api/projects", json));
    }

    Stream<Bad> everything() {
        all.clear();
        unreadable();
        values();
        versionsAndStates();
        queries();
        access();
        return all.stream();
    }

    private void unreadable() {
        bad("no JSON", 400, "unreadable", api -> api.post("/api/projects", "{\"name\": "));
        bad("no JSON at all", 400, "unreadable", api -> api.post("/api/projects", "name=x"));
        bad("an empty body", 400, "unreadable", api -> api.post("/api/projects", ""));
        bad("no body", 400, "unreadable", api -> api.post("/api/projects", null));
        bad("a list", 400, "unreadable", api -> api.post("/api/projects", "[{\"name\": \"x\"}]"));
        bad("a field twice", 400, "unreadable", api -> api.post("/api/projects", "{\"name\": \"x\", \"name\": \"y\"}"));
        bad("more behind the object", 400, "unreadable", api -> api.post("/api/projects", "{\"name\": \"x\"} {}"));
        bad(
                "deeper than anyone nests",
                400,
                "unreadable",
                api -> api.post("/api/projects", "{\"name\": " + "[".repeat(2000) + "]".repeat(2000) + "}"));
        bad(
                "a form",
                415,
                "unsupported_media_type",
                api -> api.post("/api/projects", "name=x", "Content-Type", "application/x-www-form-urlencoded"));
        for (String any : List.of("*/*", "application/*", "*/*; charset=utf-8", "application/*+json")) {
            bad(
                    "a body of the type " + any,
                    415,
                    "unsupported_media_type",
                    api -> api.post("/api/projects", "{\"name\": \"x\"}", "Content-Type", any));
        }
        bad("XML", 415, "unsupported_media_type", api -> api.patch(project, "<name/>", "Content-Type", "text/xml"));
        bad(
                "over a mebibyte",
                413,
                "too_large",
                api -> api.post(
                        "/api/projects", "{\"name\": \"x\", \"description\": \"" + "x".repeat(MEBIBYTE) + "\"}"));
        bad("a broken If-Match", 400, "unreadable", api -> api.patch(project, "{\"name\": \"x\"}", "If-Match", "1"));
        bad("a path that is none", 404, "not_found", api -> api.get("/api/nothing"));
        bad("a method that is none of the path", 405, "method_not_allowed", api -> api.put(project, "{}"));
    }

    private void values() {
        invalidProject("an unknown field", "colour", "{\"name\": \"x\", \"colour\": \"red\"}");
        invalidProject("a read-only field", "key", "{\"name\": \"x\", \"key\": \"P-1\"}");
        invalidProject("an unknown status", "status", "{\"name\": \"x\", \"status\": \"done\"}");
        invalidProject("a status in capitals", "status", "{\"name\": \"x\", \"status\": \"ACTIVE\"}");
        invalidProject("a number for a status", "status", "{\"name\": \"x\", \"status\": 1}");
        invalidProject("an unknown priority", "priority", "{\"name\": \"x\", \"priority\": \"urgent\"}");
        invalidProject("an unknown placement", "placement", "{\"name\": \"x\", \"placement\": \"board\"}");
        invalidProject("no name", "name", "{}");
        invalidProject("an empty name", "name", "{\"name\": \"\"}");
        invalidProject("a blank name", "name", "{\"name\": \" \\t\"}");
        invalidProject("an invisible name", "name", "{\"name\": \"\u200b\u202e\u00ad\ufe0f\"}");
        invalidProject("a name that is null", "name", "{\"name\": null}");
        invalidProject("a name that is a number", "name", "{\"name\": 7}");
        invalidProject("a name of 501 characters", "name", "{\"name\": \"" + "x".repeat(501) + "\"}");
        invalidProject("a name with a line break", "name", "{\"name\": \"a\\nb\"}");
        invalidProject("a name with a null", "name", "{\"name\": \"a\\u0000b\"}");
        invalidProject("a name with a C1 control", "name", "{\"name\": \"a\\u0085b\"}");
        invalidProject("half a surrogate pair", "name", "{\"name\": \"a\\ud800b\"}");
        invalidProject(
                "a description of 100,001",
                "description",
                "{\"name\": \"x\", \"description\": \"" + "x".repeat(100_001) + "\"}");
        invalidProject("a description with a null", "description", "{\"name\": \"x\", \"description\": \"\\u0000\"}");
        invalidProject("51 tags", "tags", "{\"name\": \"x\", \"tags\": [" + tags(51) + "]}");
        invalidProject("a tag of 65", "tags", "{\"name\": \"x\", \"tags\": [\"" + "x".repeat(65) + "\"]}");
        invalidProject("a tag twice", "tags", "{\"name\": \"x\", \"tags\": [\"a\", \"A\"]}");
        invalidProject("a reserved tag", "tags", "{\"name\": \"x\", \"tags\": [\"Paused\"]}");
        invalidProject("tags that are none", "tags", "{\"name\": \"x\", \"tags\": \"a b\"}");
        invalidProject("a day that there is not", "dueDate", "{\"name\": \"x\", \"dueDate\": \"2026-02-30\"}");
        invalidProject("a word for a day", "dueDate", "{\"name\": \"x\", \"dueDate\": \"tomorrow\"}");
        invalidProject(
                "an instant without an offset", "dueDate", "{\"name\": \"x\", \"dueDate\": \"2026-03-31T09:00\"}");
        invalidProject(
                "a day and an instant",
                "dueDate",
                "{\"name\": \"x\", \"startDate\": \"2026-03-31\", \"dueDate\": \"2026-04-01T00:00:00Z\"}");
        invalidProject(
                "an end before its start",
                "dueDate",
                "{\"name\": \"x\", \"startDate\": \"2026-03-31\", \"dueDate\": \"2026-03-30\"}");
        invalidProject("a zone that there is not", "timeZone", "{\"name\": \"x\", \"timeZone\": \"Europe/Atlantis\"}");
        invalidProject("a URL that is none", "repositoryUrl", "{\"name\": \"x\", \"repositoryUrl\": \"not a url\"}");
        invalidProject(
                "a URL of 2,001",
                "repositoryUrl",
                "{\"name\": \"x\", \"repositoryUrl\": \"https://example.org/" + "x".repeat(2_001) + "\"}");
        String tasks = project + "/tasks";
        invalid("a task without a title", "title", api -> api.post(tasks, "{}"));
        invalid("a title of 501", "title", api -> api.post(tasks, "{\"title\": \"" + "x".repeat(501) + "\"}"));
        invalid(
                "a parent that there is not",
                "parent",
                api -> api.post(tasks, "{\"title\": \"x\", \"parent\": \"T-999999999\"}"));
        invalid(
                "an item without a title",
                "checklist[0].title",
                api -> api.post(tasks, "{\"title\": \"x\", \"checklist\": [{}]}"));
        invalid(
                "201 items",
                "checklist",
                api -> api.post(
                        tasks,
                        "{\"title\": \"x\", \"checklist\": [" + "{\"title\": \"i\"},".repeat(200)
                                + "{\"title\": \"i\"}]}"));
        invalid("an unknown field of a task", "colour", api -> api.patch(task, "{\"colour\": 1}"));
        invalid("a status by patch", "status", api -> api.patch(task, "{\"status\": \"completed\"}"));
        invalid("a patched name of 501", "name", api -> api.patch(project, "{\"name\": \"" + "x".repeat(501) + "\"}"));
        invalid("a status that is none", "status", api -> api.put(project + "/status", "{\"status\": \"done\"}"));
        invalid("no status", "status", api -> api.put(project + "/status", "{\"reason\": \"x\"}"));
        invalid(
                "a reason of 501",
                "reason",
                api -> api.put(
                        project + "/status", "{\"status\": \"active\", \"reason\": \"" + "x".repeat(501) + "\"}"));
        invalid("an empty note", "text", api -> api.post(project + "/notes", "{\"text\": \" \"}"));
        invalid(
                "a note of 10,001",
                "text",
                api -> api.post(project + "/notes", "{\"text\": \"" + "x".repeat(10_001) + "\"}"));
        invalid("a move to nowhere", "parent", api -> api.post(task + "/move", "{}"));
        invalid(
                "a key of 65 characters",
                "Idempotency-Key",
                api -> api.post(project + "/notes", "{\"text\": \"x\"}", "Idempotency-Key", "k".repeat(65)));
    }

    private static String tags(int count) {
        List<String> tags = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tags.add("\"t" + i + "\"");
        }
        return String.join(",", tags);
    }

    private void versionsAndStates() {
        bad("a stale If-Match", 412, "stale", api -> api.patch(project, "{\"name\": \"x\"}", "If-Match", "\"7\""));
        bad(
                "a stale If-Match below a project",
                412,
                "stale",
                api -> api.post(project + "/tasks", "{\"title\": \"x\"}", "If-Match", "\"7\""));
        bad(
                "an If-Match where nothing is yet",
                412,
                "stale",
                api -> api.post("/api/projects", "{\"name\": \"x\"}", "If-Match", "\"1\""));
        bad(
                "a task in a deleted project",
                409,
                "conflict_state",
                api -> api.post(deletedProject + "/tasks", "{\"title\": \"x\"}"));
        bad(
                "a note in a deleted project",
                409,
                "conflict_state",
                api -> api.post(deletedProject + "/notes", "{\"text\": \"x\"}"));
        bad("an edit of a deleted task", 409, "conflict_state", api -> api.patch(deletedTask, "{\"title\": \"x\"}"));
        bad(
                "a move into a deleted project",
                409,
                "conflict_state",
                api -> api.post(
                        task + "/move",
                        "{\"project\": \"" + deletedProject.substring("/api/projects/".length()) + "\"}"));
        for (String unknown : List.of(UUID.randomUUID().toString(), "P-999999999", "T-1", "nothing", "P-0", "%20")) {
            bad("GET project " + unknown, 404, "not_found", api -> api.get("/api/projects/" + unknown));
            bad("PATCH project " + unknown, 404, "not_found", api -> api.patch("/api/projects/" + unknown, "{}"));
            bad(
                    "a task in project " + unknown,
                    404,
                    "not_found",
                    api -> api.post("/api/projects/" + unknown + "/tasks", "{\"title\": \"x\"}"));
        }
        bad(
                "an unknown task",
                404,
                "not_found",
                api -> api.post("/api/tasks/" + UUID.randomUUID() + "/complete", null));
        bad("an unknown projection", 404, "not_found", api -> api.post("/api/projections/nothing/replay", null));
        bad("a replay that does not run", 409, "conflict_state", api -> api.delete("/api/projections/all/replay"));
    }

    private void queries() {
        for (String list :
                List.of("/api/projects?", "/api/tasks?", "/api/history?", project + "/notes?", "/api/sync/cycles?")) {
            for (String cursor : List.of("made-up", "AAAAAAAAAAAAAAAAAAAAAAAA", "%00", "e30", "")) {
                invalid("the cursor '" + cursor + "' of " + list, "cursor", api -> api.get(list + "cursor=" + cursor));
            }
            invalid("a limit of 201 of " + list, "limit", api -> api.get(list + "limit=201"));
            invalid("a parameter that is none of " + list, "colour", api -> api.get(list + "colour=red"));
        }
        invalid("an order that is none", "sort", api -> api.get("/api/projects?sort=colour"));
        invalid("a task's order of projects", "sort", api -> api.get("/api/projects?sort=title"));
        invalid("a status that is none in a query", "status", api -> api.get("/api/projects?status=done"));
        invalid("a day that is none in a query", "updatedSince", api -> api.get("/api/projects?updatedSince=soon"));
        invalid("an entity that is none", "entity", api -> api.get("/api/history?entity=X-1"));
        invalid("a parameter of a write", "force", api -> api.post("/api/projects?force=true", "{\"name\": \"x\"}"));
        invalid("a parameter of one", "fields", api -> api.get(project + "?fields=name"));
    }

    private void access() {
        for (String path : List.of(project, "/api/projects", "/api/nothing", "/actuator/info", "/v3/api-docs")) {
            bad("no token for " + path, 401, "unauthorized", api -> api.as("").get(path));
            bad("a wrong token for " + path, 401, "unauthorized", api -> api.as("dlo_wrong")
                    .get(path));
        }
        bad("a write without a token", 401, "unauthorized", api -> api.as("")
                .post("/api/projects", "{\"name\": \"x\"}"));
        bad("a write with a wrong token", 401, "unauthorized", api -> api.as("x")
                .post("/api/projects", "{\"name\": \"x\"}"));
        bad("another scheme", 401, "unauthorized", api -> api.as("")
                .post("/api/projects", "{\"name\": \"x\"}", "Authorization", "Basic " + api.token()));
    }

    /** Nothing of a request is read of whoever it is not known who they are. */
    @Test
    void without_a_token_it_is_401_whatever_is_sent() {
        String large = "x".repeat(1024 * 1024 + 1);
        for (String token :
                List.of("X-None: 1", "Authorization: Bearer dlo_wrong", "Authorization: Basic b3duZXI6eA==")) {
            for (String path : List.of("/api/projects", "/api/nothing", "/api/import", "/api/projects?colour=red")) {
                for (String type : List.of("application/json", "text/plain", "application/x-www-form-urlencoded")) {
                    for (String body : List.of("", "{", "a=%", large)) {
                        unauthorized("POST", path, body, token, "Content-Type: " + type);
                    }
                }
                unauthorized("POST", path, "{", token, "Content-Length: 900000000");
                unauthorized("POST", path, "no chunk", token, "Transfer-Encoding: chunked");
            }
            for (String method : List.of("GET", "PUT", "PATCH", "DELETE")) {
                unauthorized(method, "/api/nothing", "{", token, "Content-Type: application/json");
            }
        }
    }

    private void unauthorized(String method, String path, String body, String... headers) {
        RawHttp answer = RawHttp.send(api.base(), method, path, body, headers);
        assertThat(answer.status())
                .as("%s %s %s: %s", method, path, List.of(headers), answer.body())
                .isEqualTo(401);
        assertThat(answer.json().path("type").asString()).isEqualTo("urn:devledger:problem:unauthorized");
    }

    @Test
    void all_of_it_together_stores_nothing() {
        SortedMap<String, String> before = tables.everything();
        long head = tables.head();
        assertThat(before).containsKeys("public.event", "public.dev_projects", "public.idempotency_key");
        everything().toList().forEach(bad -> bad.request().send(api));
        assertThat(tables.head()).isEqualTo(head);
        assertThat(tables.everything()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("everything")
    void is_told_clearly(Bad bad) {
        Answer answer = bad.request().send(api);
        assertThat(answer.status()).as(answer.body()).isEqualTo(bad.status());
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        JsonNode problem = answer.json();
        assertThat(problem.path("type").asString()).isEqualTo("urn:devledger:problem:" + bad.code());
        assertThat(problem.path("status").asInt()).isEqualTo(bad.status());
        assertThat(problem.path("title").asString()).isNotBlank();
        assertThat(problem.path("detail").asString()).isNotBlank();
        assertThat(problem.path("requestId").asString()).isNotBlank().isEqualTo(answer.header("X-Request-Id"));
        assertThat(answer.body())
                .doesNotContain("Exception", "dev.devledger", "org.", "java.", "jackson", "\\tat ", "SQL", "select ");
        if (!bad.field().isEmpty()) {
            assertThat(Samples.each(
                            problem.path("errors"), error -> error.path("field").asString()))
                    .contains(bad.field());
            assertThat(Samples.each(problem.path("errors"), error -> error.path("message")
                            .asString()))
                    .doesNotContain("");
        }
    }

    @Test
    void what_no_client_library_would_send_is_refused_in_the_same_form() throws IOException {
        String chunk = "Transfer-Encoding: chunked\r\n\r\n" + "4000\r\n" + "x".repeat(0x4000) + "\r\n";
        String endless = exchange("POST /api/projects", chunk + ("4000\r\n" + "x".repeat(0x4000) + "\r\n").repeat(70));
        assertThat(endless).contains(" 413 ", "urn:devledger:problem:too_large");
        assertThat(exchange("GET /api/projects?q=%ZZ", "\r\n")).contains(" 400 ", "urn:devledger:problem:unreadable");
        assertThat(exchange("GET /api/projects/%00", "\r\n")).contains(" 400 ", "urn:devledger:problem:unreadable");
        String noHttp = exchange("GET /api/projects\u0000", "\r\n");
        assertThat(noHttp).contains(" 400 ").doesNotContain("Tomcat", "Exception", "<html");
    }

    /** Over a socket of its own. */
    private String exchange(String request, String rest) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), api.base().getPort())) {
            socket.setSoTimeout(30_000);
            OutputStream out = socket.getOutputStream();
            try {
                out.write((request
                                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n"
                                + "Authorization: Bearer " + api.token() + "\r\n" + rest)
                        .getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
            } catch (IOException refusedBeforeTheEnd) {
                // The answer says why.
            }
            InputStream in = socket.getInputStream();
            StringBuilder answer = new StringBuilder();
            byte[] buffer = new byte[8192];
            try {
                while (!isWhole(answer)) {
                    int read = in.read(buffer);
                    if (read < 0) {
                        break;
                    }
                    answer.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
                }
            } catch (IOException closed) {
                // What came before is the answer.
            }
            return answer.toString();
        }
    }

    /** A problem, which may be followed by the end of its chunks: the server may have the connection open for longer. */
    private static boolean isWhole(CharSequence answer) {
        return WHOLE.matcher(answer).find();
    }
}
