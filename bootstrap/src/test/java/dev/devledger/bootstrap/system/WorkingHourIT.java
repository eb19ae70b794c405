package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.key;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** An hour as agents work: one plans and begins, another one goes on. It may not cost a model much. */
class WorkingHourIT {
    private static final Logger LOG = LoggerFactory.getLogger(WorkingHourIT.class);
    private static final Api API = SharedDevledger.get().api();
    private static final int TASKS = 15;
    private static final List<String> TITLES = List.of(
            "Read the format of the old tracker's export and list what it leaves out",
            "Choose between the streaming parser and reading the whole file at once",
            "Parse the header, with the separators that spreadsheets write",
            "Parse rows whose quoted cells contain line breaks and doubled quotes",
            "Report rows that cannot be read with their line number, and go on",
            "Map the old custom fields to priorities, tags and estimates",
            "Map dates without a time zone to the zone of the person who imports",
            "Write the rows in batches of 500, each of them as one change set",
            "Skip what an earlier run has already written, also after a crash",
            "Tell the progress every second, with the rows left and the rate",
            "Test with the three exports that users attached to their reports",
            "Measure a file of 200,000 rows, and find what takes the memory",
            "Write the page of the documentation, with a file to try it with",
            "Write the release notes, and what changes for those who upgrade",
            "Ship it behind a flag, and ask the first users for their files");

    /** What one agent has cost. */
    private static final class Counted {
        private final Mcp mcp;
        private int calls;
        private int bytes;

        Counted(String program) {
            mcp = Mcp.connect(API, program);
        }

        JsonNode call(String tool, String arguments) {
            JsonNode answer = mcp.answer(tool, arguments);
            calls++;
            bytes += answer.toString().getBytes(StandardCharsets.UTF_8).length;
            return answer;
        }

        /** Works off what it has claimed until it has this one. */
        JsonNode workUntil(String last, JsonNode claimed) {
            JsonNode at = claimed;
            while (!key(at).equals(last)) {
                String note = "Done: " + at.path("title").asString();
                at = complete(at, note, ", \"claim_next\": true").at("/claimed/0");
            }
            return at;
        }

        JsonNode complete(JsonNode task, String note, String more) {
            return call(
                    "complete_tasks",
                    "{\"tasks\": [\"%s\"], \"claim_number\": %d, \"note\": \"%s\"%s}"
                            .formatted(key(task), task.at("/claim/number").asLong(), note, more));
        }
    }

    @Test
    void two_agents_plan_work_hand_over_and_look_up_a_decision() {
        Counted planner = new Counted("planner");
        Counted builder = new Counted("builder");
        String decision = "semicolons-" + UUID.randomUUID().toString().substring(0, 8);

        String project = key(planner.call(
                        "save_project",
                        "{\"name\": \"Importer " + UUID.randomUUID().toString().substring(0, 8)
                                + "\", \"status\": \"active\", \"placement\": \"none\"}")
                .at("/results/0"));
        List<String> keys = Tools.keys(
                planner.call("create_tasks", "{\"project\": \"" + project + "\", \"tasks\": [" + chain() + "]}"));
        JsonNode first = planner.call("claim_tasks", "{\"next\": 1, \"project\": \"" + project + "\"}")
                .at("/results/0");
        assertThat(key(first)).isEqualTo(keys.getFirst());

        JsonNode second = planner.complete(
                        first,
                        "Decided: fields end with " + decision,
                        ", \"claim_next\": true, \"reason\": \"The samples say so\"")
                .at("/claimed/0");
        JsonNode open = planner.workUntil(keys.get(7), second);
        planner.call(
                "claim_tasks",
                "{\"release\": [\"" + key(open)
                        + "\"], \"note\": \"The rows are mapped. Only writing them is left.\"}");

        JsonNode taken = builder.call("claim_tasks", "{\"next\": 1, \"project\": \"" + project + "\"}")
                .at("/results/0");
        assertThat(key(taken)).isEqualTo(keys.get(7));
        assertThat(taken.at("/claim/handOver").asString()).startsWith("The rows are mapped.");
        JsonNode found = builder.call("get_history", "{\"query\": \"" + decision + "\"}");
        assertThat(found.at("/entries/0/entity").asString()).isEqualTo(keys.getFirst());
        JsonNode last = builder.workUntil(keys.getLast(), taken);
        builder.complete(last, "Done: shipped", "");

        assertThat(API.get("/api/tasks?project=" + project + "&status=completed&limit=50")
                        .json()
                        .path("items"))
                .hasSize(TASKS);
        int calls = planner.calls + builder.calls;
        int bytes = planner.bytes + builder.bytes;
        LOG.info("An hour of {} tasks: {} calls, {} bytes of structured answers", TASKS, calls, bytes);
        assertThat(calls).isLessThanOrEqualTo(24);
        assertThat(bytes).isLessThanOrEqualTo(6_000);
    }

    private static String chain() {
        return IntStream.range(0, TASKS)
                .mapToObj(i -> "{\"title\": \"%s\"%s}"
                        .formatted(TITLES.get(i), i == 0 ? "" : ", \"blocked_by\": [\"#" + i + "\"]"))
                .collect(Collectors.joining(", "));
    }
}
