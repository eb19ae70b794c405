package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.key;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A person and each agent have a timer, and none is in the way of another one's. */
class AgentTimersIT {
    private static final Api API = SharedDevledger.get().api();
    private static final Samples SAMPLES = new Samples(API);

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final String codex = "codex-" + run;
    private final String claude = "claude-code-" + run;
    private final Mcp asCodex = Mcp.connect(API, codex);
    private final Mcp asClaude = Mcp.connect(API, claude);
    private final JsonNode project = SAMPLES.project("Timed " + run);
    private final String task = key(SAMPLES.task(project, "Measured"));
    private final String person = key(API.made("/api/people", "{\"name\": \"Ada " + run + "\"}"));

    private String start(Mcp agent, String more) {
        JsonNode started = agent.answer("start_timer", "{\"task\": \"" + task + "\"" + more + "}");
        return key(started.at("/results/0"));
    }

    private static JsonNode entry(String key, String query) {
        return API.read("/api/time-entries/" + key + query);
    }

    private static String now() {
        return API.read("/api/history?limit=1").at("/items/0/position").asString();
    }

    private List<String> running() {
        return Samples.texts(API.read("/api/time-entries?running=true&project=" + key(project)), "key");
    }

    @Test
    void two_agents_and_a_person_work_at_once_and_each_stops_its_own() {
        String mine = key(API.made("/api/timer/start", "{\"task\": \"" + task + "\", \"person\": \"" + person + "\"}"));
        String first = start(asCodex, "");
        String second = start(asClaude, "");
        assertThat(running()).containsExactlyInAnyOrder(mine, first, second);
        assertThat(entry(mine, "").path("agent").isNull()).isTrue();
        assertThat(entry(first, "").path("agent").asString()).isEqualTo(codex);
        assertThat(entry(second, "").path("agent").asString()).isEqualTo(claude);
        assertThat(entry(first, "").path("warnings"))
                .as("each may work at once")
                .isEmpty();
        assertThat(asCodex.failure("start_timer", "{\"task\": \"" + task + "\"}"))
                .contains("The timer runs already: " + first);

        assertThat(key(API.read("/api/timer?agent=" + codex))).isEqualTo(first);
        assertThat(key(API.read("/api/timer?person=" + person))).isEqualTo(mine);
        assertThat(asClaude.answer("get_overview", "{\"project\": \"" + key(project) + "\"}")
                        .path("timers"))
                .extracting(each -> each.path("agent").asString(""))
                .containsExactlyInAnyOrder("", codex, claude);

        JsonNode stopped = asCodex.answer("stop_timer", "{\"note\": \"Done\"}");
        assertThat(Samples.texts(stopped.path("results").valueStream().toList(), "key"))
                .containsExactly(first);
        assertThat(running()).containsExactlyInAnyOrder(mine, second);
        API.get(204, "/api/timer?agent=" + codex);
        API.post(200, "/api/timer/stop", "{\"person\": \"" + person + "\"}");
        assertThat(running()).containsExactly(second);
        assertThat(key(API.post(200, "/api/timer/stop?agent=" + claude, "{}").json()))
                .isEqualTo(second);
        assertThat(running()).isEmpty();
    }

    @Test
    void an_agent_that_names_a_person_has_that_persons_timer() {
        String its = start(asCodex, "");
        String theirs = start(asCodex, ", \"person\": \"" + person + "\"");
        assertThat(entry(theirs, "").path("agent").isNull()).isTrue();
        assertThat(key(API.read("/api/timer?person=" + person))).isEqualTo(theirs);
        asCodex.answer("stop_timer", "{\"person\": \"" + person + "\"}");
        assertThat(running()).containsExactly(its);
        asCodex.answer("stop_timer", "{\"discard\": true}");
        assertThat(running()).isEmpty();
    }

    @Test
    void whose_it_is_stays_known_in_the_past_after_an_undo_and_after_a_rebuild() {
        String its = start(asCodex, "");
        String started = now();
        JsonNode stopped = asCodex.answer("stop_timer", "{}");
        assertThat(entry(its, "?asOf=" + started).path("running").asBoolean()).isTrue();
        assertThat(entry(its, "?asOf=" + started).path("agent").asString()).isEqualTo(codex);

        String undo = "{\"change_sets\": [\"" + stopped.path("changeSet").asString() + "\"]}";
        asClaude.answer("undo_changes", undo);
        assertThat(entry(its, "").path("running").asBoolean()).isTrue();
        assertThat(key(API.read("/api/timer?agent=" + codex))).isEqualTo(its);

        JsonNode before = entry(its, "");
        SharedDevledger.builtAnew();
        JsonNode after = entry(its, "");
        assertThat(after.path("agent")).isEqualTo(before.path("agent"));
        assertThat(after.path("version")).isEqualTo(before.path("version"));
        assertThat(asCodex.failure("start_timer", "{}")).contains("The timer runs already: " + its);
        assertThat(API.read("/api/history?changeSet=" + changeSetOf(its))
                        .at("/items/0/agent")
                        .asString())
                .isEqualTo(codex);
        asCodex.answer("stop_timer", "{}");
    }

    @Test
    void what_ran_when_it_was_discarded_comes_back_only_where_no_other_timer_of_that_agent_runs() {
        String gone = start(asCodex, "");
        String undo = "{\"change_sets\": [\""
                + asCodex.answer("stop_timer", "{\"discard\": true}")
                        .path("changeSet")
                        .asString() + "\"]}";
        start(asCodex, "");
        start(asClaude, "");
        assertThat(asClaude.failure("undo_changes", undo)).contains("The timer runs already");
        asCodex.answer("stop_timer", "{}");
        asClaude.answer("undo_changes", undo);
        assertThat(key(API.read("/api/timer?agent=" + codex))).isEqualTo(gone);
        asCodex.answer("stop_timer", "{}");
        asClaude.answer("stop_timer", "{}");
        assertThat(running()).isEmpty();
    }

    private static String changeSetOf(String entry) {
        return API.read("/api/time-entries/" + entry + "/history")
                .path("items")
                .valueStream()
                .reduce((newer, older) -> older)
                .orElseThrow()
                .path("changeSet")
                .asString();
    }

    @Test
    void of_many_starts_of_one_agent_at_once_one_wins_though_others_start_too() throws Exception {
        List<String> agents = List.of(codex, claude);
        List<Future<JsonNode>> all = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            CountDownLatch ready = new CountDownLatch(8);
            for (int each : IntStream.range(0, 8).toArray()) {
                String agent = agents.get(each % 2);
                all.add(pool.submit(() -> {
                    Mcp session = Mcp.connect(API, agent);
                    ready.countDown();
                    ready.await();
                    return session.call("start_timer", "{\"task\": \"" + task + "\"}");
                }));
            }
        }
        List<JsonNode> answers = new ArrayList<>();
        for (Future<JsonNode> each : all) {
            answers.add(each.get());
        }
        assertThat(answers)
                .filteredOn(each -> !each.path("isError").asBoolean())
                .hasSize(2);
        assertThat(answers)
                .filteredOn(each -> each.path("isError").asBoolean())
                .hasSize(6)
                .allSatisfy(each -> assertThat(each.toString()).contains("The timer runs already: E-"));
        JsonNode items = API.read("/api/time-entries?running=true&project=" + key(project))
                .path("items");
        assertThat(items.valueStream().map(each -> each.path("agent").asString()))
                .containsExactlyInAnyOrder(codex, claude);
        agents.forEach(agent -> API.post(200, "/api/timer/stop?agent=" + agent, "{}"));
    }
}
