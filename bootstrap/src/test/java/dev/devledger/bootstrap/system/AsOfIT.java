package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.key;
import static dev.devledger.bootstrap.system.Samples.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.entity.Labels.EntityNames;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What was is answered as it was answered then. */
@Tag("long")
class AsOfIT {
    private static final Api API = SharedDevledger.builtAnew().api();

    private static final Tables TABLES = new Tables(SharedDevledger.get());

    private record Seen(long position, String path) {}

    /** The law of the read model: it is what the events say, now and at any position, however it was built. */
    @Test
    void whatever_is_asked_for_each_state_is_found_again_also_in_a_model_built_anew() {
        Map<Seen, JsonNode> seen = new LinkedHashMap<>();
        for (long seed = 1; seed <= 3; seed++) {
            RandomCommands commands = new RandomCommands(API, seed);
            for (int step = 1; step <= 60; step++) {
                commands.next();
                if (step % 10 == 0) {
                    long position = newest();
                    commands.reads().forEach(path -> seen.put(new Seen(position, path), answer(path)));
                }
            }
            assertThat(commands.refused()).as("refused of 60").isBetween(1, 40);
        }
        foundAgain(seen);
        SortedMap<String, String> live = TABLES.readModel();
        SharedDevledger.builtAnew();
        assertThat(TABLES.readModel()).isEqualTo(live);
        foundAgain(seen);
    }

    private static void foundAgain(Map<Seen, JsonNode> seen) {
        seen.forEach((when, then) -> {
            String path = when.path() + (when.path().contains("?") ? "&" : "?") + "asOf=" + when.position();
            assertThat(answer(path)).as(path).isEqualTo(then);
        });
    }

    private static JsonNode answer(String path) {
        return withoutLinks(API.read(path));
    }

    /** By one statement, and without what did not exist yet. */
    @Test
    void what_is_called_otherwise_now_has_the_name_that_it_had() {
        JsonNode project = API.post("/api/projects", "{\"name\":\"Called so\",\"placement\":\"none\"}")
                .json();
        JsonNode task = API.post("/api/projects/" + key(project) + "/tasks", "{\"title\":\"As well\"}")
                .json();
        long before = newest();
        API.patch(200, "/api/projects/" + key(project), "{\"name\":\"Other\"}");
        API.patch(200, "/api/tasks/" + key(task), "{\"title\":\"Another\"}");
        UUID later = UUID.fromString(API.post("/api/projects/" + key(project) + "/tasks", "{\"title\":\"Later\"}")
                .json()
                .path("id")
                .asString());
        UUID first = UUID.fromString(project.path("id").asString());
        UUID second = UUID.fromString(task.path("id").asString());
        EntityNames names = SharedDevledger.get().stores().queries.entityNames;
        assertThat(names.of(List.of(first, second, later, UUID.randomUUID()), null))
                .isEqualTo(Map.of(first, "Other", second, "Another", later, "Later"));
        assertThat(names.of(List.of(first, second, later), before))
                .isEqualTo(Map.of(first, "Called so", second, "As well"));
        assertThat(names.of(List.of(), null)).isEmpty();
    }

    @Test
    void an_instant_is_the_last_event_before_it_and_a_diff_tells_what_came_since() {
        String project = made("/api/projects", "{\"name\":\"Dated\",\"placement\":\"none\"}");
        long before = newest();
        Instant then = Instant.parse(
                API.get("/api/projects/" + project).json().path("createdAt").asString());
        API.patch(200, "/api/projects/" + project, "{\"name\":\"Renamed since\"}");
        assertThat(API.get("/api/projects/" + project + "?asOf=" + then)
                        .json()
                        .path("name")
                        .asString())
                .isEqualTo("Dated");
        List<JsonNode> items = Samples.all(API, "/api/diff?from=" + before + "&project=" + project);
        assertThat(items).hasSize(1);
        assertThat(items.get(0).path("change").asString()).isEqualTo("changed");
        assertThat(items.get(0).path("changes").toString())
                .isEqualTo("[{\"field\":\"name\",\"from\":\"Dated\",\"to\":\"Renamed since\"}]");
        assertThat(API.get(404, "/api/projects/" + project + "?asOf=" + (before - 1))
                        .json()
                        .path("detail")
                        .asString())
                .contains("did not exist yet: it was created at " + then);
        API.get(404, "/api/projects/" + project + "?asOf=1970-01-01");
    }

    private static String made(String path, String body) {
        return API.made(path, body).path("id").asString();
    }

    private static long newest() {
        return API.get("/api/history?sync=true&limit=1")
                .json()
                .at("/items/0/position")
                .asLong();
    }

    /** They are of today alone. */
    private static JsonNode withoutLinks(JsonNode answer) {
        if (answer instanceof ObjectNode object) {
            object.remove("links");
            object.remove("nextCursor");
        }
        answer.forEach(AsOfIT::withoutLinks);
        return answer;
    }

    @Test
    void notes_of_a_task_are_as_they_were_and_among_what_is_different() {
        String project = key(new Samples(API).project("Noted"));
        String task = "/api/tasks/"
                + key(new Samples(API).task(API.get("/api/projects/" + project).json(), "Noted"));
        long before = newest(task);
        API.post(201, task + "/notes", "{\"text\": \"first\"}");
        long noted = newest(task);
        String second = API.post(201, task + "/notes", "{\"text\": \"second\"}").header("X-Change-Set");
        long both = newest(task);
        String undo =
                API.post(200, "/api/change-sets/" + second + "/undo", "{}").header("X-Change-Set");
        long retracted = newest(task);
        API.post(200, "/api/change-sets/" + undo + "/undo", "{}");
        long restored = newest(task);

        assertThat(texts(API.read(task + "/notes?asOf=" + before), "text")).isEmpty();
        assertThat(texts(API.get(task + "/notes?asOf=" + noted).json(), "text")).containsExactly("first");
        assertThat(texts(API.get(task + "/notes?asOf=" + both).json(), "text")).containsExactly("second", "first");
        assertThat(texts(API.get(task + "/notes?asOf=" + retracted).json(), "text"))
                .containsExactly("first");
        assertThat(texts(API.get(task + "/notes?asOf=" + restored).json(), "text"))
                .containsExactly("second", "first");
        assertThat(notesBetween(project, noted, both))
                .isEqualTo("{\"field\":\"notes\",\"from\":null,\"to\":[\"second\"]}");
        assertThat(notesBetween(project, both, retracted))
                .isEqualTo("{\"field\":\"notes\",\"from\":[\"second\"],\"to\":null}");
        assertThat(notesBetween(project, before, restored))
                .isEqualTo("{\"field\":\"notes\",\"from\":null,\"to\":[\"first\",\"second\"]}");
        assertThat(API.get("/api/diff?project=" + project + "&from=" + both + "&to=" + restored)
                        .json()
                        .path("items"))
                .isEmpty();
    }

    @Test
    void notes_of_a_project_are_as_they_were() {
        String project = "/api/projects/" + key(new Samples(API).project("Spoken of"));
        long made = newest(project);
        API.post(201, project + "/notes", "{\"text\": \"first\"}");
        long first = newest(project);
        String second =
                API.post(201, project + "/notes", "{\"text\": \"second\"}").header("X-Change-Set");
        long both = newest(project);
        String undo =
                API.post(200, "/api/change-sets/" + second + "/undo", "{}").header("X-Change-Set");
        long retracted = newest(project);
        String redo = API.post(200, "/api/change-sets/" + undo + "/undo", "{}").header("X-Change-Set");
        long restored = newest(project);
        API.post(200, "/api/change-sets/" + redo + "/undo", "{}");

        assertThat(notes(project, made)).isEmpty();
        assertThat(notes(project, first)).containsExactly("first");
        assertThat(notes(project, both)).containsExactly("second", "first");
        assertThat(notes(project, retracted)).containsExactly("first");
        assertThat(notes(project, restored)).containsExactly("second", "first");
        assertThat(notes(project, newest(project))).containsExactly("first");
        JsonNode then = API.get(project + "/notes?limit=1&asOf=" + both).json();
        assertThat(then.at("/items/0/retractedAt").isNull())
                .as("it was not retracted yet")
                .isTrue();
        assertThat(texts(
                        API.read(project + "/notes?limit=1&asOf=" + both + "&cursor="
                                + then.path("nextCursor").asString()),
                        "text"))
                .containsExactly("first");
    }

    private static List<String> notes(String of, long position) {
        Api.Answer answer = API.get(200, of + "/notes?asOf=" + position);
        assertThat(answer.header("X-As-Of-Position")).isEqualTo(Long.toString(position));
        return texts(answer.json(), "text");
    }

    @Test
    void a_stay_that_was_open_then_ends_nowhere_then() {
        String project = "/api/projects/" + key(new Samples(API).project("Stayed"));
        long made = newest(project);
        API.put(200, project + "/status", "{\"status\": \"active\", \"reason\": \"begun\"}");
        long active = newest(project);
        API.delete(200, project);
        long deleted = newest(project);
        API.post(200, project + "/restore", "{}");

        JsonNode then = timeline(project, made);
        assertThat(then).hasSize(1);
        assertThat(then.at("/0/status").asString()).isEqualTo("planned");
        assertThat(then.at("/0/to").isNull()).isTrue();
        assertThat(then.at("/0/seconds").asLong()).as("until the moment itself").isZero();
        JsonNode begun = timeline(project, active);
        assertThat(begun).hasSize(2);
        assertThat(begun.at("/0/to")).isEqualTo(begun.at("/1/from"));
        assertThat(begun.at("/1/reason").asString()).isEqualTo("begun");
        assertThat(begun.at("/1/to").isNull()).isTrue();
        JsonNode gone = timeline(project, deleted);
        assertThat(gone).hasSize(2);
        assertThat(gone.at("/1/to").isNull()).as("a deletion ends it").isFalse();
        assertThat(API.get(project + "/status-timeline").json()).hasSize(3);
        assertThat(API.get(
                                200,
                                project + "/status-timeline?asOf="
                                        + begun.at("/0/to").asString())
                        .header("X-As-Of-Position"))
                .as("an instant is a position")
                .isEqualTo(Long.toString(active));
        assertThat(API.get(200, project + "/status-timeline?format=csv&asOf=" + made)
                        .body()
                        .lines())
                .as("the names of the columns, and one stay")
                .hasSize(2);
    }

    private static JsonNode timeline(String project, long position) {
        Api.Answer answer = API.get(200, project + "/status-timeline?asOf=" + position);
        assertThat(answer.header("X-As-Of-Position")).isEqualTo(Long.toString(position));
        return answer.json();
    }

    @Test
    void what_was_not_there_yet_has_neither_notes_nor_stays_and_a_moment_that_is_none_is_told() {
        JsonNode project = new Samples(API).project("New");
        long before = newest("/api/projects/" + key(project)) - 1;
        String task = "/api/tasks/" + key(new Samples(API).task(project, "New"));
        for (String path : List.of(
                "/api/projects/" + key(project) + "/notes",
                "/api/projects/" + key(project) + "/status-timeline",
                "/api/projects/" + key(project) + "/status-timeline?format=csv",
                task + "/notes")) {
            String asOf = path + (path.contains("?") ? "&" : "?") + "asOf=";
            assertThat(API.get(404, asOf + before).text("detail")).contains("did not exist yet");
            API.get(422, asOf + "yesterday");
            assertThat(API.get(422, asOf + "999999999").body()).contains("after the end of the history");
        }
    }

    private static long newest(String task) {
        return API.get(task + "/history?limit=1").json().at("/items/0/position").asLong();
    }

    private static String notesBetween(String project, long from, long to) {
        return API.read("/api/diff?project=" + project + "&from=" + from + "&to=" + to)
                .at("/items/0/changes/0")
                .toString();
    }
}
