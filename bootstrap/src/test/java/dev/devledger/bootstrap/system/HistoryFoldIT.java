package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Eight writers do all that can be done, at random: who folds the history of it has, at each position, what is shown of
 * that position, and in the end what is shown now.
 */
@Tag("long")
class HistoryFoldIT {
    private static final long SEED = 5409;
    private static final int WRITERS = 8;
    private static final int CALLS = 90;
    private static final int MOMENTS = 12;
    private static final Map<String, String> LISTS = Map.of(
            "task",
            "tasks",
            "project",
            "projects",
            "person",
            "people",
            "customer",
            "customers",
            "service",
            "services",
            "time-entry",
            "time-entries");

    private static final Api API = SharedDevledger.get().api();

    private final String mark = Long.toString(System.nanoTime(), 36);
    private final Map<String, List<String>> made = Map.of(
            "task", new CopyOnWriteArrayList<>(),
            "project", new CopyOnWriteArrayList<>(),
            "person", new CopyOnWriteArrayList<>(),
            "customer", new CopyOnWriteArrayList<>(),
            "service", new CopyOnWriteArrayList<>(),
            "time-entry", new CopyOnWriteArrayList<>());
    private final List<String> changeSets = new CopyOnWriteArrayList<>();

    @Test
    void a_fold_of_the_history_is_what_the_resources_show_at_every_position() throws Exception {
        String before = API.get(200, "/api/history?after=&limit=1").text("nextCursor");
        for (JsonNode page = page(before); !page.path("items").isEmpty(); page = page(before)) {
            before = page.path("nextCursor").asString();
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                Random random = new Random(SEED + i);
                Calls calls = new Calls(random, i);
                writers.add(threads.submit(calls::make));
            }
            for (Future<?> each : writers) {
                each.get();
            }
        }
        List<JsonNode> entries = new ArrayList<>();
        for (JsonNode page = page(before); !page.path("items").isEmpty(); page = page(before)) {
            page.path("items").forEach(entries::add);
            before = page.path("nextCursor").asString();
        }
        assertThat(entries).hasSizeGreaterThan(WRITERS * CALLS / 3);

        Random random = new Random(SEED);
        List<Integer> moments =
                random.ints(MOMENTS, 0, entries.size()).sorted().boxed().toList();
        FoldedHistory folded = new FoldedHistory();
        List<String> different = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            folded.take(entries.get(i));
            boolean ends = i + 1 == entries.size()
                    || !entries.get(i + 1)
                            .path("changeSet")
                            .equals(entries.get(i).path("changeSet"));
            if (moments.contains(i) && ends) {
                different.addAll(compare(folded, "?asOf=" + entries.get(i).path("position")));
            }
        }
        assertThat(folded.broken()).isEmpty();
        different.addAll(compare(folded, ""));
        assertThat(different).isEmpty();
    }

    private static JsonNode page(String after) {
        return API.read("/api/history?limit=200&after=" + after);
    }

    private List<String> compare(FoldedHistory folded, String moment) {
        List<String> different = new ArrayList<>();
        LISTS.forEach((kind, list) -> {
            for (String id : folded.ids(kind)) {
                JsonNode shown = API.read("/api/" + list + "/" + id + moment);
                folded.differences(id, shown).forEach(each -> different.add(moment + " " + each));
            }
        });
        return different;
    }

    /** What one writer asks for. That much of it is refused is part of it. */
    private final class Calls {
        private final Random random;
        private final int writer;

        Calls(Random random, int writer) {
            this.random = random;
            this.writer = writer;
        }

        void make() {
            for (int i = 0; i < 2; i++) {
                project();
                task();
            }
            for (int i = 0; i < CALLS; i++) {
                next();
            }
        }

        private void next() {
            switch (random.nextInt(26)) {
                case 0 -> project();
                case 1, 2, 3 -> task();
                case 4 -> create("person", "{\"name\": %s, \"email\": %s}", text(), anyEmail());
                case 5 ->
                    create(
                            random.nextBoolean() ? "customer" : "service",
                            "{\"name\": %s, \"notes\": %s}",
                            unique(),
                            text());
                case 6, 7, 8 -> patchTask();
                case 9, 10 -> patchProject();
                case 11 ->
                    ask(
                            "PUT",
                            "projects",
                            "project",
                            "/status",
                            "{\"status\": \"%s\", \"reason\": %s}"
                                    .formatted(
                                            one("planned", "active", "paused", "blocked", "completed"),
                                            optional(text())));
                case 12 -> ask("POST", "tasks", "task", "/" + one("complete", "reopen", "abandon"), "{}");
                case 13 ->
                    ask(
                            "POST",
                            "tasks",
                            "task",
                            "/move",
                            "{\"project\": \"%s\", \"parent\": null}".formatted(any("project")));
                case 14 -> ask("POST", "tasks", "task", "/move", "{\"parent\": \"%s\"}".formatted(any("task")));
                case 15 -> remove();
                case 16 -> restore();
                case 17 -> undo();
                case 18 ->
                    ask(
                            "POST",
                            "tasks",
                            "task",
                            "/claim",
                            "{\"agent\": \"agent %d\", \"minutes\": 1440}".formatted(writer));
                case 19 -> ask("POST", "tasks", "task", "/release", "{\"agent\": \"agent %d\"}".formatted(writer));
                case 20 -> ask("POST", "tasks", "task", "/notes", "{\"text\": %s}".formatted(text()));
                case 21, 22 -> entry();
                case 23 -> patchEntry();
                case 24 ->
                    ask(
                            "PATCH",
                            "people",
                            "person",
                            "",
                            "{\"%s\": %s, \"archived\": %s}"
                                    .formatted(one("name", "email"), anyEmail(), random.nextBoolean()));
                default -> {
                    String kind = one("customer", "service");
                    ask(
                            "PATCH",
                            LISTS.get(kind),
                            kind,
                            "",
                            "{\"notes\": %s, \"archived\": %s}".formatted(optional(text()), random.nextBoolean()));
                }
            }
        }

        private void project() {
            create(
                    "project",
                    "{\"name\": %s, \"description\": %s, \"placement\": \"none\", \"status\": \"active\","
                            + " \"timeZone\": %s}",
                    text(),
                    optional(text()),
                    zone());
        }

        private void task() {
            String project = any("project");
            if (project.isEmpty()) {
                return;
            }
            Api.Answer answer = send(
                    "POST",
                    "/api/projects/" + project + "/tasks",
                    "{\"title\": %s, \"description\": %s, \"startDate\": %s, \"timeZone\": %s, \"priority\": \"%s\", \"blockedBy\": %s, \"related\": %s}"
                            .formatted(
                                    text(),
                                    optional(text()),
                                    day(),
                                    zone(),
                                    one("none", "high"),
                                    some("task"),
                                    some("task")));
            if (answer.status() == 201) {
                made.get("task").add(answer.text("id"));
            }
        }

        private void patchTask() {
            List<String> fields = List.of(
                    "\"title\": " + text(),
                    "\"description\": " + optional(text()),
                    "\"priority\": " + one("null", "\"low\"", "\"none\"", "\"high\""),
                    "\"tags\": " + one("[]", "null", "[\"a\"]", "[\"b\", \"a\"]"),
                    "\"startDate\": " + day(),
                    "\"dueDate\": " + day(),
                    "\"timeZone\": " + zone(),
                    "\"checklist\": "
                            + one("[]", "null", "[{\"title\": \"one\"}, {\"title\": \"two\", \"done\": true}]"),
                    "\"stage\": " + one("null", "\"\"", "\"in review\""),
                    "\"estimateMinutes\": " + one("null", "0", "90"),
                    "\"assignees\": " + some("person"),
                    "\"blockedBy\": " + some("task"),
                    "\"related\": " + some("task"),
                    "\"discoveredFrom\": " + (random.nextBoolean() ? "null" : "\"" + any("task") + "\""));
            ask("PATCH", "tasks", "task", "", "{" + fields.get(random.nextInt(fields.size())) + "}");
            int first = random.nextInt(fields.size() - 1);
            ask("PATCH", "tasks", "task", "", "{" + fields.get(first) + ", " + fields.get(first + 1) + "}");
        }

        private void patchProject() {
            List<String> fields = List.of(
                    "\"name\": " + text(),
                    "\"description\": " + optional(text()),
                    "\"priority\": " + one("null", "\"low\"", "\"none\""),
                    "\"tags\": " + one("[]", "null", "[\"a\"]"),
                    "\"repositoryUrl\": " + one("null", "\"\"", "\"https://example.org/a\""),
                    "\"dueDate\": " + day(),
                    "\"timeZone\": " + zone(),
                    "\"customer\": " + (random.nextBoolean() ? "null" : "\"" + any("customer") + "\""),
                    "\"service\": " + (random.nextBoolean() ? "null" : "\"" + any("service") + "\""),
                    "\"billable\": " + random.nextBoolean());
            ask("PATCH", "projects", "project", "", "{" + fields.get(random.nextInt(fields.size())) + "}");
        }

        private void entry() {
            String start = "2026-0%d-1%dT0%d:%02d:00Z"
                    .formatted(1 + random.nextInt(3), random.nextInt(10), random.nextInt(10), random.nextInt(60));
            String on = one("\"task\": \"" + any("task") + "\", ", "\"project\": \"" + any("project") + "\", ", "");
            create(
                    "time-entry",
                    "{" + on + "\"start\": \"" + start + "\", \"seconds\": 60, \"note\": %s, \"timeZone\": %s}",
                    optional(text()),
                    zone());
        }

        private void patchEntry() {
            String field = one(
                    "\"note\": " + optional(text()),
                    "\"task\": " + one("null", "\"" + any("task") + "\""),
                    "\"project\": " + one("null", "\"" + any("project") + "\""),
                    "\"tags\": " + one("[]", "[\"t\"]"),
                    "\"billable\": " + random.nextBoolean(),
                    "\"seconds\": " + (60 + random.nextInt(600)));
            ask("PATCH", "time-entries", "time-entry", "", "{" + field + "}");
            if (random.nextInt(4) == 0) {
                send(
                        "POST",
                        "/api/time-entries/billed",
                        "{\"ids\": [\"%s\"], \"billed\": %s}".formatted(any("time-entry"), random.nextBoolean()));
            }
        }

        private void remove() {
            String kind = one("task", "task", "task", "time-entry", "person", "customer", "service", "project");
            send("DELETE", "/api/" + LISTS.get(kind) + "/" + any(kind), null);
        }

        private void restore() {
            String kind = one("task", "task", "time-entry", "person", "customer", "service", "project");
            send("POST", "/api/" + LISTS.get(kind) + "/" + any(kind) + "/restore", "{}");
        }

        private void undo() {
            if (!changeSets.isEmpty()) {
                send(
                        "POST",
                        "/api/change-sets/" + changeSets.get(random.nextInt(changeSets.size())) + "/undo",
                        "{\"force\": %s}".formatted(random.nextBoolean()));
            }
        }

        @SuppressWarnings("AnnotateFormatMethod") // the annotation is in no library of the tests
        private void create(String kind, String body, Object... values) {
            Api.Answer answer = send("POST", "/api/" + LISTS.get(kind), body.formatted(values));
            if (answer.status() == 201) {
                made.get(kind).add(answer.text("id"));
            }
        }

        private void ask(String method, String list, String kind, String action, String body) {
            send(method, "/api/" + list + "/" + any(kind) + action, body);
        }

        private Api.Answer send(String method, String path, String body) {
            Api.Answer answer = API.send(method, path, body);
            if (answer.status() >= 500 && answer.status() != 503) { // busy, so that nothing was done
                throw new AssertionError(method + " " + path + " " + body + ": " + answer.body());
            }
            String changeSet = answer.header("X-Change-Set");
            if (!changeSet.isEmpty()) {
                changeSets.add(changeSet);
            }
            return answer;
        }

        private String any(String kind) {
            List<String> all = made.get(kind);
            return all.isEmpty() ? "" : all.get(random.nextInt(all.size()));
        }

        private String some(String kind) {
            return one("[]", "[]", "[\"" + any(kind) + "\"]", "[\"" + any(kind) + "\", \"" + any(kind) + "\"]");
        }

        private String one(String... of) {
            return of[random.nextInt(of.length)];
        }

        private String text() {
            return "\"" + mark + " " + random.nextInt(1_000) + "\"";
        }

        private String unique() {
            return "\"" + mark + " " + writer + " " + random.nextLong() + "\"";
        }

        private String optional(String text) {
            return one(text, text, "null", "\"\"");
        }

        private String anyEmail() {
            return one("null", "\"\"", "\"%s-%d-%d@example.org\"".formatted(mark, writer, random.nextInt(1_000_000)));
        }

        private String day() {
            return one("null", "\"2026-05-0" + (1 + random.nextInt(9)) + "\"", "null");
        }

        private String zone() {
            return one("\"Asia/Tokyo\"", "\"Europe/Madrid\"", "\"America/New_York\"");
        }
    }
}
