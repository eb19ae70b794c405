package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.project.ProjectQueries;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Several projects are moved as one, and where all of them stood is asked for at once. */
class StatusOfManyIT {
    private static final RunningDevledger SHARED = SharedDevledger.get();
    private static final Api API = SHARED.api();
    private static final Samples SAMPLES = new Samples(API);
    private static final Tables TABLES = new Tables(SHARED);

    private String one;
    private String other;
    private String third;

    @BeforeEach
    void three() {
        one = key(SAMPLES.project("One " + UUID.randomUUID()));
        other = key(SAMPLES.project("Other " + UUID.randomUUID()));
        third = key(SAMPLES.project("Third " + UUID.randomUUID()));
    }

    private static String status(String key) {
        return API.get("/api/projects/" + key).text("status");
    }

    private static Api.Answer move(String body, String query) {
        return API.post("/api/projects/status" + query, body);
    }

    private String all(String status, String more) {
        return "{\"ids\": [\"%s\", \"%s\", \"%s\"], \"status\": \"%s\"%s}".formatted(one, other, third, status, more);
    }

    private Map<String, String> standings(String query) {
        return API.read("/api/projects/statuses" + query)
                .path("items")
                .valueStream()
                .filter(each -> List.of(one, other, third).contains(key(each)))
                .collect(Collectors.toMap(
                        Samples::key, each -> each.path("status").asString()));
    }

    @Test
    void one_undo_takes_all_of_it_back() {
        API.put(200, "/api/projects/" + third + "/status", "{\"status\": \"paused\"}");
        Api.Answer would = move(all("paused", ", \"reason\": \"the review\""), "?dryRun=true")
                .expect(200);
        assertThat(would.json().path("wouldChange").valueStream().map(each -> each.at("/entity/key")
                        .asString()))
                .as("the third is there already")
                .containsExactlyInAnyOrder(one, other);
        assertThat(status(one)).isEqualTo("planned");

        Api.Answer moved =
                move(all("paused", ", \"reason\": \"the review\""), "").expect(200);
        assertThat(moved.json().path("items").valueStream().map(Samples::key)).containsExactly(one, other, third);
        String changeSet = moved.header("X-Change-Set");
        JsonNode entries = API.get("/api/history?changeSet=" + changeSet).json().path("items");
        assertThat(entries).hasSize(2);
        assertThat(entries.valueStream().map(each -> each.path("reason").asString()))
                .containsOnly("the review");

        API.post(200, "/api/change-sets/" + changeSet + "/undo", "{}");
        assertThat(List.of(status(one), status(other), status(third))).containsExactly("planned", "planned", "paused");
    }

    @Test
    void however_many_they_are_they_are_looked_up_at_once_and_held_at_once() {
        List<String> few = asked(3);
        List<String> many = asked(40);
        List<String> asMany = asked(120);
        for (List<String> asked : List.of(few, many, asMany)) {
            assertThat(asked)
                    .filteredOn(each -> each.contains("key_number = any"))
                    .hasSize(1);
            assertThat(asked)
                    .filteredOn(
                            each -> each.contains("as deleted from dev_projects") && each.contains("for no key update"))
                    .hasSize(1);
        }
        int again = 6; // an attempt that was repeated asks a few of them twice
        assertThat(many.size()).as(String.join("\n", many)).isLessThanOrEqualTo(few.size() + again);
        int readAtOnce = 20; // what they are decided on, and what more than a hundred are stored with
        assertThat(asMany.size()).as(String.join("\n", asMany)).isLessThan(few.size() + readAtOnce);
    }

    /** What is asked of the database when so many are moved. */
    private static List<String> asked(int projects) {
        List<String> keys = IntStream.range(0, projects)
                .mapToObj(i -> key(SAMPLES.project("Asked " + UUID.randomUUID())))
                .toList();
        String request = "many-" + UUID.randomUUID();
        Queue<String> asked = CountedDatabase.watch(request);
        API.post(
                200,
                "/api/projects/status",
                "{\"ids\": [\"%s\"], \"status\": \"paused\"}".formatted(String.join("\", \"", keys)),
                "X-Request-Id",
                request);
        return List.copyOf(asked);
    }

    @Test
    void a_stale_one_keeps_all_of_them_where_they_are_and_is_told_by_its_name() {
        API.send("PATCH", "/api/projects/" + other, "{\"priority\": \"high\"}").expect(200);
        Api.Answer refused = move(all("active", ", \"versions\": {\"%s\": 1, \"%s\": 1}".formatted(one, other)), "")
                .expect(412);
        assertThat(refused.json().path("stale").valueStream().map(JsonNode::asString))
                .containsExactly(other);
        assertThat(refused.text("detail")).startsWith(other + ": The current version is 2, but you sent 1.");
        assertThat(refused.json().path("changedSince")).hasSize(1);
        assertThat(List.of(status(one), status(other))).containsOnly("planned");
        move(all("active", ", \"versions\": {\"%s\": 1, \"%s\": 2}".formatted(one, other)), "")
                .expect(200);
        assertThat(List.of(status(one), status(other), status(third))).containsOnly("active");
    }

    @Test
    void what_was_finished_a_short_while_ago_is_counted_now_and_then() {
        ProjectQueries projects = SHARED.stores().queries.projectQueries;
        Instant begun = Instant.now();
        long then = TABLES.head();
        assertThat(projects.finishedSince(begun)).isZero();
        move("{\"ids\": [\"%s\", \"%s\"], \"status\": \"completed\"}".formatted(one, other), "")
                .expect(200);
        move("{\"ids\": [\"" + third + "\"], \"status\": \"abandoned\"}", "").expect(200);
        long all = TABLES.head();
        assertThat(projects.finishedSince(begun)).isEqualTo(3);
        assertThat(projects.finishedSince(Instant.now())).isZero();
        move("{\"ids\": [\"" + one + "\"], \"status\": \"active\"}", "").expect(200);
        API.send("DELETE", "/api/projects/" + third, null).expect(200);
        assertThat(projects.finishedSince(begun)).isEqualTo(1);
        assertThat(projects.asOf(all).finishedSince(begun)).isEqualTo(3);
        assertThat(projects.asOf(then).finishedSince(begun)).isZero();
    }

    @Test
    void where_all_of_them_stood_is_what_their_list_says() {
        long before = TABLES.head();
        move(all("blocked", ""), "").expect(200);
        long then = TABLES.head();
        API.send("DELETE", "/api/projects/" + third, null).expect(200);
        move("{\"ids\": [\"" + one + "\"], \"status\": \"completed\"}", "").expect(200);
        assertThat(standings("")).isEqualTo(Map.of(one, "completed", other, "blocked"));
        assertThat(standings("?asOf=" + then)).isEqualTo(Map.of(one, "blocked", other, "blocked", third, "blocked"));
        assertThat(standings("?asOf=" + before)).isEqualTo(Map.of(one, "planned", other, "planned", third, "planned"));
        assertThat(standings("?asOf=1")).isEmpty();
    }
}
