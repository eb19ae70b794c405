package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Sandbox.elements;
import static dev.devledger.bootstrap.system.Sandbox.text;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The sandbox of ClickUp as a person there sees it, and as whoever makes it misbehave. */
final class ClickUpThere {
    static final String API = "/sandbox/clickup/api/v2";
    private static final String FAULTS = "/sandbox/clickup/faults";
    private static final String ALL = "?include_closed=true&subtasks=true&include_markdown_description=true";

    private final Api api;

    ClickUpThere(Api api) {
        this.api = api;
    }

    JsonNode get(String path) {
        return api.get(API + path).expect(200).json();
    }

    String space() {
        return text(get("/team/" + team() + "/space").path("spaces").path(0), "id");
    }

    String team() {
        return text(get("/team").path("teams").path(0), "id");
    }

    /** That of the scope, which there is as soon as a project was sent. */
    String folder() {
        return text(get("/space/" + space() + "/folder").path("folders").path(0), "id");
    }

    List<JsonNode> lists() {
        return elements(get("/folder/" + folder() + "/list").path("lists"));
    }

    List<JsonNode> listsOf(String folder) {
        return elements(get("/space/" + space() + "/folder").path("folders")).stream()
                .filter(each -> text(each, "name").equals(folder))
                .flatMap(each ->
                        elements(get("/folder/" + text(each, "id") + "/list").path("lists")).stream())
                .toList();
    }

    void tag(String task, String tag) {
        api.post(API + "/task/" + task + "/tag/" + tag, "{}").expect(200);
    }

    void untag(String task, String tag) {
        api.delete(API + "/task/" + task + "/tag/" + tag).expect(200);
    }

    /** To another list, which is its home then. */
    void move(String task, String list) {
        api.put("/sandbox/clickup/api/v3/workspaces/" + team() + "/tasks/" + task + "/home_list/" + list, "{}")
                .expect(200);
    }

    String addList(String name) {
        return api.post(API + "/folder/" + folder() + "/list", "{\"name\":\"" + name + "\"}")
                .expect(200)
                .text("id");
    }

    List<JsonNode> tasks(String list) {
        return elements(get("/list/" + list + "/task" + ALL).path("tasks"));
    }

    List<String> titles(String list) {
        return tasks(list).stream().map(task -> text(task, "name")).sorted().toList();
    }

    JsonNode task(String id) {
        return get("/task/" + id + "?include_markdown_description=true");
    }

    String add(String list, String name) {
        return api.post(API + "/list/" + list + "/task", "{\"name\":\"" + name + "\"}")
                .expect(200)
                .text("id");
    }

    /** {@code fields} is an object of ClickUp's. */
    void edit(String task, String fields) {
        api.put(API + "/task/" + task, fields).expect(200);
    }

    /** Of a task nothing is answered, of anything else an empty object. */
    void delete(String path) {
        api.delete(API + path).expect(path.startsWith("/task/") ? 204 : 200);
    }

    /** For the next {@code times} requests that match. */
    void fault(String fault, int times, String path) {
        fault(fault, times, path, 0);
    }

    void fault(String fault, int times, String path, long millis) {
        arm(fault, times, path, ",\"millis\":" + millis);
    }

    /** As above, but the first {@code after} matching requests are let by. */
    void faultAfter(int after, String fault, int times, String path) {
        arm(fault, times, path, ",\"after\":" + after);
    }

    private void arm(String fault, int times, String path, String more) {
        api.post(FAULTS, "{\"fault\":\"%s\",\"times\":%d,\"path\":\"%s\"%s}".formatted(fault, times, path, more))
                .expect(200);
    }

    /** Limits, revocation and the like; {@link #calm} undoes them. */
    void account(String settings) {
        api.post(FAULTS + "/account", settings).expect(200);
    }

    /** Its clock stands so far behind ours. */
    void minutesBehind(int minutes) {
        String at = Instant.now().minus(Duration.ofMinutes(minutes)).toString();
        api.post(FAULTS + "/clock", "{\"stopAt\":\"" + at + "\"}").expect(200);
    }

    /** No fault is left, and requests are counted from nothing. */
    void calm() {
        api.delete(FAULTS).expect(200);
    }

    /** Everything that was asked for since then, by tests as well, as {@code METHOD /path}. */
    List<String> calls() {
        return elements(api.get(FAULTS + "/requests").expect(200).json().path("requests")).stream()
                .map(each -> text(each, "method") + " " + text(each, "path"))
                .toList();
    }

    List<String> writes() {
        return calls().stream().filter(call -> !call.startsWith("GET ")).toList();
    }
}
