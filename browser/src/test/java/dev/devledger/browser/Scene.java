package dev.devledger.browser;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import tools.jackson.databind.JsonNode;

/**
 * A ledger in which every page has something to show.
 *
 * @param position of a moment in which half of it was there
 */
record Scene(String project, String task, String changeSet, String conflict, long position) {
    private static final String FAULTS = "/sandbox/ticktick/faults/app/tasks";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** With names as people give them. */
    static Scene plant(Api api) {
        return plant(
                api,
                List.of(
                        "The parser",
                        "Left recursion",
                        "Detect it",
                        "Report it with a caret",
                        "ada",
                        "Error recovery"));
    }

    /** @param texts what the things of the ledger are called: as many different ones as there are */
    static Scene plant(Api api, List<String> texts) {
        return plant(api, texts, texts, texts);
    }

    /**
     * @param titles of further tasks, and of what is to be ticked
     * @param notes of the project, and together its description
     */
    static Scene plant(Api api, List<String> texts, List<String> titles, List<String> notes) {
        Samples samples = new Samples(api);
        IntFunction<String> text = number -> texts.get(number % texts.size());
        String project = samples.project(text.apply(0));
        api.patch(
                "/api/projects/" + project,
                Map.of("description", String.join("\n", notes), "priority", "high", "tags", List.of("rust", "cli")));
        String above = samples.task(project, text.apply(1), Map.of("priority", "medium", "dueDate", "2026-01-31"));
        long position = api.get("/api/history?limit=1").at("/items/0/position").asLong();
        String task = samples.task(
                project,
                text.apply(2),
                Map.of(
                        "parent",
                        above,
                        "description",
                        text.apply(3),
                        "checklist",
                        titles.stream().map(each -> Map.of("title", each)).toList()));
        for (String title : titles) {
            String waiting = samples.task(project, title);
            api.post("/api/tasks/" + waiting + "/dependencies", Map.of("type", "blocks", "task", task));
        }
        api.post("/api/tasks/" + task + "/claim", Map.of("agent", agentName(text.apply(4)), "minutes", 60));
        for (String each : notes) {
            api.post("/api/projects/" + project + "/notes", Map.of("text", each));
        }
        api.post("/api/tasks/" + task + "/notes", Map.of("text", text.apply(5)));
        samples.move(project, "active", text.apply(6));
        samples.move(project, "paused", text.apply(7));
        Agent.connect(api, text.apply(8)).call("save_project", Map.of("project", project, "note", text.apply(9)));
        api.patch("/api/tasks/" + above, Map.of("title", text.apply(10)));
        String changeSet = api.lastChangeSet(above);
        log(api, project, "09:00", "10:30", text.apply(3));
        log(api, project, "10:00", "11:00", text.apply(11));
        String conflict = disagree(api, text.apply(1), text.apply(2), text.apply(3));
        return new Scene(project, task, changeSet, conflict, position);
    }

    /** On the day that the pages of time show. */
    private static void log(Api api, String project, String start, String end, String note) {
        api.post(
                "/api/time-entries",
                Map.of(
                        "project",
                        project,
                        "start",
                        "2026-11-25T" + start + ":00+01:00",
                        "end",
                        "2026-11-25T" + end + ":00+01:00",
                        "note",
                        note,
                        "tags",
                        List.of("focus")));
    }

    /** A name that an agent may have; longer ones are refused. */
    private static String agentName(String text) {
        return text.length() > 60 ? text.substring(0, 60) : text;
    }

    /** A conflict: the title of a card is another one on each side. */
    static String disagree(Api api, String before, String here, String there) {
        String project =
                api.post("/api/projects", Map.of("name", before)).path("key").asString();
        await().atMost(PATIENCE)
                .until(() -> link(api, project).path("state").asString().equals("synced"));
        String card = link(api, project).path("remoteId").asString();
        api.post(FAULTS + "/" + card, Map.of("title", there));
        api.patch("/api/projects/" + project, Map.of("name", here));
        return await().atMost(PATIENCE)
                .until(
                        () -> api.items("/api/sync/conflicts").stream()
                                .filter(each ->
                                        each.at("/entity/key").asString().equals(project))
                                .map(each -> each.path("id").asString())
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static JsonNode link(Api api, String project) {
        return api.get("/api/projects/" + project).at("/links/0");
    }
}
