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
        return api.read(API + path);
    }

    String space() {
        return text(get("/team/" + team() + "/space").at("/spaces/0"), "id");
    }

    String team() {
        return text(get("/team").at("/teams/0"), "id");
    }

    /** That of the scope, which there is as soon as a project was sent. */
    String folder() {
        return text(get("/space/" + space() + "/folder").at("/folders/0"), "id");
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
        api.post(200, API + "/task/" + task + "/tag/" + tag, "{}");
    }

    void untag(String task, String tag) {
        api.delete(200, API + "/task/" + task + "/tag/" + tag);
    }

    /** To another list, which is its home then. */
    void move(String task, String list) {
        api.put(200, "/sandbox/clickup/api/v3/workspaces/" + team() + "/tasks/" + task + "/home_list/" + list, "{}");
    }

    String addList(String name) {
        return api.post(200, API + "/folder/" + folder() + "/list", "{\"name\":\"" + name + "\"}")
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
        return api.post(200, API + "/list/" + list + "/task", "{\"name\":\"" + name + "\"}")
                .text("id");
    }

    /** {@code fields} is an object of ClickUp's. */
    void edit(String task, String fields) {
        api.put(200, API + "/task/" + task, fields);
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
        api.post(200, FAULTS, "{\"fault\":\"%s\",\"times\":%d,\"path\":\"%s\"%s}".formatted(fault, times, path, more));
    }

    /** Limits, revocation and the like; {@link #calm} undoes them. */
    void account(String settings) {
        api.post(200, FAULTS + "/account", settings);
    }

    /** Its clock stands so far behind ours. */
    void minutesBehind(int minutes) {
        String at = Instant.now().minus(Duration.ofMinutes(minutes)).toString();
        api.post(200, FAULTS + "/clock", "{\"stopAt\":\"" + at + "\"}");
    }

    /** No fault is left, and requests are counted from nothing. */
    void calm() {
        api.delete(200, FAULTS);
    }

    /** Everything that was asked for since then, by tests as well, as {@code METHOD /path}. */
    List<String> calls() {
        return elements(api.read(FAULTS + "/requests").path("requests")).stream()
                .map(each -> text(each, "method") + " " + text(each, "path"))
                .toList();
    }

    List<String> writes() {
        return calls().stream().filter(call -> !call.startsWith("GET ")).toList();
    }
}
