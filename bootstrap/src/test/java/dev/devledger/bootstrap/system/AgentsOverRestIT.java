package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.key;
import static dev.devledger.bootstrap.system.Samples.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.mcp.tool.Tool.ToolAnswer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Agents that share one token say who they are on each write, and are told apart by it. */
class AgentsOverRestIT {
    private static final Api API = SharedDevledger.get().api();
    private static final Samples SAMPLES = new Samples(API);
    private static final Tools TOOLS = new Tools(SharedDevledger.get());

    private static String task(String title) {
        return "/api/tasks/" + key(SAMPLES.task(SAMPLES.project("Home of " + title), title));
    }

    private static void claim(String task, String agent) {
        API.post(200, task + "/claim", "{\"agent\": \"" + agent + "\"}");
    }

    private static JsonNode note(String task, String query, String text) {
        return API.made(task + "/notes" + query, "{\"text\": \"" + text + "\"}");
    }

    @Test
    void ones_own_note_is_not_told_as_anothers() {
        String task = task("Noted");
        claim(task, "ada");
        note(task, "?agent=ada", "Mine.");

        assertThat(API.patch(200, task + "?agent=ada", "{\"priority\": \"high\"}")
                        .json()
                        .path("changedSince"))
                .isEmpty();

        note(task, "?agent=bob", "His.");
        JsonNode told = API.patch(200, task + "?agent=ada", "{\"priority\": \"low\"}")
                .json()
                .path("changedSince");
        assertThat(told).hasSize(1);
        assertThat(told.at("/0/agent").asString()).isEqualTo("bob");
        assertThat(told.at("/0/summary").asString()).contains("His.");
    }

    /** With its note an agent was there, so that what came before is told then, or never. */
    @Test
    void who_adds_a_note_to_its_task_is_told_what_others_did() {
        String task = task("Told with a note");
        claim(task, "ada");
        assertThat(note(task, "?agent=bob", "His.").has("changedSince")).isFalse();
        API.patch(200, task + "?agent=bob&force=true", "{\"title\": \"His title\"}");

        JsonNode note = note(task, "?agent=ada", "Mine.");

        assertThat(note.path("text").asString()).isEqualTo("Mine.");
        assertThat(note.path("changedSince")).hasSize(2);
        assertThat(note.at("/changedSince/0/summary").asString()).contains("His title");
        assertThat(note(task, "?agent=ada", "Mine too.").path("changedSince")).isEmpty();
    }

    @Test
    void notes_say_which_agent_wrote_them() {
        String task = task("Signed");
        note(task, "?agent=ada", "Hers.");
        note(task, "", "Nobody's.");

        JsonNode read = API.read(task + "/notes");
        assertThat(read.at("/items/0/agent").isNull()).isTrue();
        assertThat(read.at("/items/1/agent").asString()).isEqualTo("ada");
        ToolAnswer told =
                TOOLS.call("get_task", "{\"tasks\": [\"" + task.substring(task.lastIndexOf('/') + 1) + "\"]}");
        assertThat(told.structured().at("/tasks/0/notes/1/agent").asString()).isEqualTo("ada");
        assertThat(told.structured().at("/tasks/0/notes/0").has("agent")).isFalse();
        assertThat(told.text()).contains(" by owner (ada):", " by owner:");
    }

    @Test
    void the_history_says_which_agent_it_was() {
        JsonNode project = API.made("/api/projects?agent=ada", "{\"name\": \"Ada's\", \"placement\": \"none\"}");
        String home = "/api/projects/" + key(project);
        JsonNode made = API.made(home + "/tasks?agent=bob", "{\"title\": \"Bob's\"}");
        String task = "/api/tasks/" + key(made);
        note(task, "?agent=eve", "Eve's.");
        API.put(200, home + "/status?agent=kim", "{\"status\": \"active\"}");
        note(home, "?agent=lee", "Lee's.");
        JsonNode logged = API.made(
                "/api/time-entries?agent=joe",
                "{\"task\": \"%s\", \"start\": \"2026-01-02T03:00:00Z\", \"seconds\": 60}".formatted(key(made)));

        assertThat(texts(API.read(home + "/history?tasks=true"), "agent"))
                .containsExactly("lee", "kim", "eve", "bob", "ada");
        assertThat(texts(API.read("/api/time-entries/" + key(logged) + "/history"), "agent"))
                .containsExactly("joe");
        assertThat(API.read(task + "/history").at("/items/0/actor").asString()).isEqualTo("owner");
    }
}
