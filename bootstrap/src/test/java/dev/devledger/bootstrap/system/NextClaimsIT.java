package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.key;
import static dev.devledger.bootstrap.system.Samples.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Agents that ask what to do next, of one ledger. */
class NextClaimsIT {
    private static final Api API = SharedDevledger.get().api();
    private static final Samples SAMPLES = new Samples(API);

    private static JsonNode active(String name) {
        JsonNode project = SAMPLES.project(name);
        API.put(200, "/api/projects/" + key(project) + "/status", "{\"status\": \"active\"}");
        return project;
    }

    private static JsonNode next(JsonNode project, String agent, int count) {
        return API.post(
                        200,
                        "/api/claims/next",
                        "{\"agent\": \"%s\", \"count\": %d, \"project\": \"%s\"}".formatted(agent, count, key(project)))
                .json();
    }

    private static List<String> ready(JsonNode project) {
        return texts(API.read("/api/tasks?ready=true&project=" + key(project)), "key");
    }

    @Test
    void eight_agents_take_all_tasks_and_none_twice() throws Exception {
        JsonNode project = active("A hundred tasks");
        List<String> made = IntStream.range(0, 100)
                .mapToObj(number -> key(SAMPLES.task(project, "Task " + number)))
                .toList();

        List<String> claimed = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<List<String>>> agents = IntStream.range(0, 8)
                    .mapToObj(agent -> threads.submit(() -> takeAll(project, "agent-" + agent)))
                    .toList();
            for (Future<List<String>> agent : agents) {
                claimed.addAll(agent.get());
            }
        }

        assertThat(claimed).containsExactlyInAnyOrderElementsOf(made);
        assertThat(ready(project)).isEmpty();
    }

    private static List<String> takeAll(JsonNode project, String agent) {
        List<String> taken = new ArrayList<>();
        while (true) {
            JsonNode answer = next(project, agent, 5);
            if (answer.path("items").isEmpty()) {
                return taken;
            }
            answer.path("items")
                    .forEach(task ->
                            assertThat(task.at("/claim/agent").asString()).isEqualTo(agent));
            taken.addAll(texts(answer, "key"));
        }
    }

    @Test
    void what_waits_comes_when_it_can_be_begun_and_the_hand_over_with_it() {
        JsonNode project = active("In order");
        String first = key(SAMPLES.task(project, "First"));
        String second = key(SAMPLES.task(project, "Second"));
        API.patch(200, "/api/tasks/" + second, "{\"blockedBy\": [\"" + first + "\"], \"priority\": \"high\"}");
        assertThat(ready(project)).containsExactly(first);
        assertThat(API.get("/api/tasks/" + second).json().path("ready").asBoolean())
                .isFalse();

        assertThat(texts(next(project, "ada", 2), "key")).containsExactly(first);
        API.post(200, "/api/tasks/" + first + "/release?agent=ada", "{\"note\": \"half done\"}");
        JsonNode again = next(project, "bob", 1).at("/items/0");
        assertThat(again.at("/claim/handOver").asString()).isEqualTo("half done");
        assertThat(again.at("/claim/number").asLong()).isEqualTo(2);
        assertThat(again.path("changedSince").isArray()).isTrue();
        assertThat(again.path("ready").asBoolean()).isFalse();
        API.post(200, "/api/tasks/" + first + "/complete?agent=bob", null);

        assertThat(ready(project)).containsExactly(second);
        assertThat(API.get("/api/tasks/" + second).json().path("ready").asBoolean())
                .isTrue();
    }

    /** The instant is so near to the start that nothing else will have happened between them. */
    @Test
    void what_the_time_alone_lets_begin_is_ready_as_of_an_instant_for_ever() throws InterruptedException {
        JsonNode project = active("Begins by itself");
        List<String> tasks = List.of(key(SAMPLES.task(project, "One")), key(SAMPLES.task(project, "Two")));
        Instant start = Instant.now().plusSeconds(5).truncatedTo(ChronoUnit.MILLIS);
        tasks.forEach(task -> API.patch(200, "/api/tasks/" + task, "{\"startDate\": \"" + start + "\"}"));
        Instant before = Instant.now();
        assertThat(before).as("in time").isBefore(start);
        while (ready(project).size() < 2) {
            assertThat(Instant.now()).as("the start has come").isBefore(start.plusSeconds(30));
            Thread.sleep(50);
        }

        String then = start.plusMillis(1).toString();
        String ofAll = "/api/tasks?ready=true&project=" + key(project);
        String ofProject = "/api/projects/" + key(project) + "/tasks?ready=true";
        String position = API.get(ofAll + "&asOf=" + then).header("X-As-Of-Position");
        for (String list : List.of(ofAll, ofProject)) {
            assertThat(keys(list + "&asOf=" + then)).as(list).isEqualTo(tasks);
            assertThat(keys(list + "&asOf=" + before)).as(list).isEmpty();
            assertThat(keys(list + "&asOf=" + position)).as(list).isEmpty();
        }
        assertReady(tasks.getFirst(), then, true);
        assertReady(tasks.getFirst(), before.toString(), false);
        assertReady(tasks.getFirst(), position, false);

        String rest = "&cursor=" + API.get(ofAll + "&limit=1&asOf=" + then).text("nextCursor");
        assertThat(keys(ofAll + "&asOf=" + then + rest)).containsExactly(tasks.getLast());
        API.get(422, ofAll + "&asOf=" + position + rest);
    }

    private static List<String> keys(String list) {
        return texts(API.read(list), "key");
    }

    private static void assertReady(String task, String moment, boolean ready) {
        JsonNode told = API.read("/api/tasks/" + task + "?asOf=" + moment);
        assertThat(told.path("ready").asBoolean()).as(moment).isEqualTo(ready);
        String page = API.send("GET", "/tasks/" + task + "?asOf=" + moment, null, "Accept", "text/html")
                .expect(200)
                .body();
        assertThat(page.contains("ready: nothing blocks it"))
                .as("the page of " + moment)
                .isEqualTo(ready);
    }

    @Test
    void who_finds_nothing_is_told_of_the_projects_that_are_not_active() {
        JsonNode project = SAMPLES.project("Not begun");
        SAMPLES.task(project, "Later");

        String why = key(project) + " Not begun (planned)";
        assertThat(API.get("/api/tasks?ready=true&project=" + key(project)).text("hint"))
                .contains(why);
        assertThat(next(project, "ada", 1).path("hint").asString()).contains(why);
    }

    @Test
    void of_the_tags_that_are_asked_for_each_is_on_what_is_claimed() {
        JsonNode project = active("Tagged");
        SAMPLES.task(project, "Untagged");
        String tagged = key(SAMPLES.task(project, "Tagged"));
        API.patch(200, "/api/tasks/" + tagged, "{\"tags\": [\"java\"]}");
        JsonNode claimed =
                API.post(200, "/api/claims/next", """
                        {"agent": "ada", "count": 50, "project": "%s", "tags": ["java"]}""".formatted(key(project))).json();
        assertThat(texts(claimed, "key")).containsExactly(tagged);
        assertThat(claimed.propertyNames()).containsExactly("items");
    }

    @Test
    void a_wrong_time_is_told_also_where_nothing_is_ready() {
        JsonNode project = active("Nothing to do");
        for (int minutes : new int[] {-1, 0, 1_441}) {
            assertThat(API.post(
                                    422,
                                    "/api/claims/next",
                                    "{\"minutes\": %d, \"project\": \"%s\"}".formatted(minutes, key(project)))
                            .json()
                            .at("/errors/0/message")
                            .asString())
                    .isEqualTo("must be 1 to 1440");
        }
    }
}
