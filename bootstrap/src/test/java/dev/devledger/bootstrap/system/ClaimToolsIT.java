package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.key;
import static dev.devledger.bootstrap.system.Samples.texts;
import static dev.devledger.bootstrap.system.Tools.keys;
import static dev.devledger.bootstrap.system.Tools.quoted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.mcp.tool.Tool.ToolAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Several agents on the tasks of one ledger, each through its tools. */
class ClaimToolsIT {
    private static final Api API = SharedDevledger.get().api();
    private static final Samples SAMPLES = new Samples(API);
    private static final Tools TOOLS = new Tools(SharedDevledger.get());

    private static String task(String title) {
        return key(SAMPLES.task(SAMPLES.project("Home of " + title), title));
    }

    private static JsonNode active(String name) {
        JsonNode project = SAMPLES.project(name);
        API.put(200, "/api/projects/" + key(project) + "/status", "{\"status\": \"active\"}");
        return project;
    }

    private static List<String> tasks(JsonNode project, int many) {
        List<String> keys = new ArrayList<>();
        for (int i = 1; i <= many; i++) {
            keys.add(key(SAMPLES.task(project, "Task " + i)));
        }
        return keys;
    }

    private static ToolAnswer claim(String agent, String... tasks) {
        return TOOLS.call("claim_tasks", "{\"tasks\": %s, \"agent\": \"%s\"}".formatted(quoted(List.of(tasks)), agent));
    }

    private static JsonNode claimOf(String task) {
        return API.read("/api/tasks/" + task).path("claim");
    }

    @Test
    void whoever_works_is_told_once_what_others_did() {
        String task = task("Watched by tools");
        claim("ada", task);
        API.patch(200, "/api/tasks/" + task + "?force=true", "{\"title\": \"Another word\"}");
        String edit = "{\"tasks\": [{\"key\": \"%s\", \"stage\": \"%s\"}], \"agent\": \"ada\"}";

        ToolAnswer told = TOOLS.call("update_tasks", edit.formatted(task, "begun"));
        JsonNode missed = told.structured().at("/results/0/changedSince");
        assertThat(missed.size()).isEqualTo(1);
        assertThat(missed.at("/0/summary").asString()).contains("Another word");
        assertThat(told.text()).contains("since then by owner", "Another word");
        assertThat(TOOLS.call("update_tasks", edit.formatted(task, "going on"))
                        .structured()
                        .at("/results/0")
                        .has("changedSince"))
                .isFalse();

        API.patch(200, "/api/tasks/" + task + "?force=true", "{\"priority\": \"high\"}");
        assertThat(TOOLS.call("complete_tasks", "{\"tasks\": [\"%s\"], \"agent\": \"ada\"}".formatted(task))
                        .structured()
                        .at("/results/0/changedSince")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void a_task_that_is_handed_to_oneself_is_told_once() {
        String task = task("Begun anew");
        claim("ada", task);

        JsonNode again = TOOLS.json(
                "claim_tasks", "{\"release\": [\"%1$s\"], \"tasks\": [\"%1$s\"], \"agent\": \"ada\"}".formatted(task));

        assertThat(keys(again)).containsExactly(task);
        assertThat(again.at("/results/0/claim/number").asLong()).isEqualTo(2);
    }

    @Test
    void an_empty_next_says_what_holds_all_back() {
        JsonNode planned = SAMPLES.project("Held back " + UUID.randomUUID());
        SAMPLES.task(planned, "Would be next");

        ToolAnswer none = TOOLS.call("claim_tasks", "{\"next\": 1, \"project\": \"%s\"}".formatted(key(planned)));

        assertThat(none.structured().path("hint").asString()).contains(key(planned), "planned");
    }

    /** Whatever it says, nothing is stored. */
    private static String refused(String tool, String arguments) {
        long before = TOOLS.events();
        String text = TOOLS.failure(tool, arguments);
        assertThat(TOOLS.events()).as(text).isEqualTo(before);
        assertThat(text).endsWith("Nothing was written.");
        return text;
    }

    @Test
    void a_claim_tells_what_one_needs_to_begin() {
        String task = task("Begun");

        ToolAnswer answer = claim("ada", task);

        JsonNode claimed = answer.structured().at("/results/0");
        assertThat(answer.structured().has("changeSet")).isFalse();
        assertThat(answer.structured().path("agent").asString()).isEqualTo("ada");
        assertThat(claimed.path("key").asString()).isEqualTo(task);
        assertThat(claimed.path("title").asString()).isEqualTo("Begun");
        assertThat(claimed.path("projectKey").asString()).startsWith("P-");
        assertThat(claimed.path("version").asLong()).isEqualTo(1);
        assertThat(claimed.at("/claim/number").asLong()).isEqualTo(1);
        assertThat(claimed.at("/claim/until").asString()).matches("2.*:[0-9]{2}Z");
        assertThat(claimed.path("claim").has("handOver")).isFalse();
        assertThat(answer.text()).startsWith("Claimed 1 task.\n").contains(task + " [", "(v1), claim 1 until 2");
        assertThat(claimOf(task).path("agent").asString()).isEqualTo("ada");
        assertThat(TOOLS.call("get_task", "{\"tasks\": [\"" + task + "\"]}").text())
                .contains("  claim: ada until 2");
    }

    @Test
    void what_another_agent_has_is_not_claimed_and_each_is_named() {
        String first = task("Taken");
        String second = task("Taken too");
        String free = task("Free");
        claim("ada", first, second);

        assertThat(refused(
                        "claim_tasks",
                        "{\"tasks\": %s, \"agent\": \"bob\"}".formatted(quoted(List.of(free, second, first)))))
                .startsWith("claimed: ")
                .contains(first + " is claimed by ada until 2", second + " is claimed by ada until 2")
                .contains("Choose other tasks or wait.")
                .doesNotContain("force");
        assertThat(claimOf(free).isNull()).isTrue();
        assertThat(claim("ada", first)
                        .structured()
                        .at("/results/0/claim/number")
                        .asLong())
                .isEqualTo(1);
    }

    @Test
    void a_hand_over_reaches_the_next_one() {
        String task = task("Handed on");
        claim("ada", task);
        String call = "{\"release\": [\"" + task + "\"], \"agent\": \"%s\"%s}";

        assertThat(refused("claim_tasks", call.formatted("bob", "")))
                .startsWith("claimed: " + task + " is claimed by ada")
                .contains("force=true");
        ToolAnswer released = TOOLS.call("claim_tasks", call.formatted("ada", ", \"note\": \"The parser is left.\""));
        assertThat(released.text()).startsWith("Released 1 task.").contains(task);
        assertThat(released.structured().at("/results/0").has("claim")).isFalse();
        assertThat(released.structured().has("agent")).isFalse();
        ToolAnswer next = claim("bob", task);

        assertThat(next.structured().at("/results/0/claim/handOver").asString()).isEqualTo("The parser is left.");
        assertThat(next.text()).contains("claim 2 until ", "handed over: The parser is left.");
        assertThat(refused("claim_tasks", call.formatted("ada", ", \"force\": true")))
                .startsWith("confirm_required: " + task + " is claimed by bob until 2");
        TOOLS.call("claim_tasks", call.formatted("ada", ", \"force\": true, \"confirm\": true"));
        assertThat(claimOf(task).isNull()).isTrue();
    }

    @Test
    void one_call_hands_over_and_goes_on() {
        String done = task("Put down");
        String next = task("Taken up");
        claim("ada", done);

        ToolAnswer answer = TOOLS.call(
                "claim_tasks",
                "{\"release\": [\"%s\"], \"note\": \"waits\", \"tasks\": [\"%s\"], \"minutes\": 60, \"agent\": \"ada\"}"
                        .formatted(done, next));

        assertThat(answer.text()).startsWith("Released 1 task, and claimed 1 task.\n");
        assertThat(keys(answer.structured())).containsExactly(done, next);
        assertThat(claimOf(done).isNull()).isTrue();
        assertThat(claimOf(next).path("agent").asString()).isEqualTo("ada");
    }

    @Test
    void the_next_ready_ones_are_claimed_of_the_project_that_is_asked_for() {
        JsonNode project = active("Ready " + UUID.randomUUID());
        List<String> made = tasks(project, 3);
        String call = "{\"next\": 2, \"project\": \"" + key(project) + "\", \"agent\": \"%s\"}";

        assertThat(keys(TOOLS.json("claim_tasks", call.formatted("ada")))).isEqualTo(made.subList(0, 2));
        assertThat(keys(TOOLS.json("claim_tasks", call.formatted("bob")))).isEqualTo(made.subList(2, 3));
        JsonNode none = TOOLS.json("claim_tasks", call.formatted("bob"));
        assertThat(none.path("results")).isEmpty();
        assertThat(none.path("hint").asString()).contains("No task is ready");
    }

    @Test
    void who_completes_is_given_the_next_one_and_a_repeat_the_same_one() {
        JsonNode project = active("Chain " + UUID.randomUUID());
        List<String> made = tasks(project, 4);
        claim("ada", made.getFirst());
        String call = "{\"tasks\": [\"%s\"], \"note\": \"done so\", \"claim_next\": %s, \"agent\": \"ada\"%s}";
        String once = call.formatted(made.get(0), "true", ", \"idempotency_key\": \"" + UUID.randomUUID() + "\"");

        ToolAnswer answer = TOOLS.call("complete_tasks", once);

        assertThat(keys(answer.structured())).containsExactly(made.get(0));
        assertThat(answer.structured().at("/claimed/0/key").asString()).isEqualTo(made.get(1));
        assertThat(answer.structured().at("/claimed/0/claim/number").asLong()).isEqualTo(1);
        assertThat(answer.text())
                .startsWith("Completed 1 task in change set ")
                .contains("\nClaimed 1 task.\n" + made.get(1) + " Task 2 (v1), claim 1 until 2");
        assertThat(claimOf(made.get(0)).isNull()).isTrue();
        assertThat(claimOf(made.get(1)).path("agent").asString()).isEqualTo("ada");

        JsonNode again = TOOLS.json("complete_tasks", once);
        assertThat(again.path("replayed").asBoolean()).isTrue();
        assertThat(again.path("claimed").toString())
                .isEqualTo(answer.structured().path("claimed").toString());
        assertThat(claimOf(made.get(2)).isNull()).isTrue();

        JsonNode two = TOOLS.json("complete_tasks", call.formatted(made.get(1), "2", ""));
        assertThat(Samples.each(two.path("claimed"), Samples::key)).isEqualTo(made.subList(2, 4));
        JsonNode last = TOOLS.json("complete_tasks", call.formatted(made.get(2), "true", ""));
        assertThat(last.path("claimed")).isEmpty();
        assertThat(last.path("hint").asString()).contains("No task is ready");
        assertThat(TOOLS.json("complete_tasks", call.formatted(made.get(3), "true", ", \"dry_run\": true"))
                        .has("claimed"))
                .isFalse();
        assertThat(refused("complete_tasks", call.formatted(made.get(3), "true", ", \"status\": \"open\"")))
                .startsWith("invalid: claim_next ");
        assertThat(refused("complete_tasks", call.formatted(made.get(3), "\"yes\"", "")))
                .startsWith("invalid: claim_next must be a whole number (integer), not \"yes\"");
        assertThat(TOOLS.json("complete_tasks", call.formatted(made.get(3), "false", ""))
                        .has("claimed"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "update_tasks   | {\"tasks\": [{\"key\": \"%s\", \"title\": \"Mine\"}, {\"key\": \"%s\", \"note\": \"n\"}, {\"key\": \"%s\", \"priority\": \"low\"}]%s}",
                "complete_tasks | {\"tasks\": [\"%s\", \"%s\", \"%s\"]%s}",
                "complete_tasks | {\"tasks\": [\"%s\", \"%s\", \"%s\"], \"status\": \"abandoned\"%s}",
                "move_tasks     | {\"tasks\": [\"%s\", \"%s\", \"%s\"], \"top_level\": true%s}",
                "delete_items   | {\"items\": [\"%s\", \"%s\", \"%s\"]%s}"
            })
    void what_another_agent_has_is_written_with_force_only(String tool, String call) {
        JsonNode parent = SAMPLES.task(SAMPLES.project("Guarded"), "Parent");
        List<String> three = List.of(
                key(SAMPLES.subtask(parent, "One")),
                key(SAMPLES.subtask(parent, "Two")),
                key(SAMPLES.subtask(parent, "Three")));
        claim("ada", three.get(0), three.get(1));
        String one = call.formatted(three.get(0), three.get(1), three.get(2), "%s");

        assertThat(refused(tool, one.formatted(", \"agent\": \"bob\"")))
                .startsWith("claimed: " + three.get(0) + " is claimed by ada until 2")
                .contains(three.get(1) + " is claimed by ada until 2", "force=true")
                .doesNotContain(three.get(2));
        assertThat(refused(tool, one.formatted(", \"claim_number\": 1, \"agent\": \"bob\"")))
                .startsWith("claim_ended: " + three.get(2) + ": The task has never had a claim number 1.");
        String forced = one.formatted(", \"agent\": \"bob\", \"force\": true%s");
        assertThat(refused(tool, forced.formatted("")))
                .startsWith("confirm_required: " + three.get(0) + " is claimed by ada until 2")
                .contains(three.get(1) + " is claimed by ada until 2")
                .endsWith(". You would override that. Ask the user, then call again with confirm=true."
                        + " Nothing was written.")
                .doesNotContain(three.get(2));
        TOOLS.call(tool, forced.formatted(", \"dry_run\": true"));
        TOOLS.call(tool, forced.formatted(", \"confirm\": true"));
        assertThat(claimOf(three.get(0)).path("agent").asString()).isEqualTo("ada");
    }

    @Test
    void force_asks_only_where_it_overrides_another_agents_claim() {
        String own = task("Held by oneself");
        String free = task("Held by nobody");
        String anothers = task("Held by another");
        claim("bob", own);
        claim("ada", anothers);
        String edit = "{\"tasks\": [{\"key\": \"%s\", \"stage\": \"%s\"}], \"agent\": \"bob\", \"force\": true%s}";

        TOOLS.call("update_tasks", edit.formatted(own, "begun", ""));
        TOOLS.call("update_tasks", edit.formatted(free, "begun", ""));
        assertThat(refused(
                        "claim_tasks",
                        "{\"tasks\": [\"%s\"], \"agent\": \"bob\", \"force\": true}".formatted(anothers)))
                .as("no question about what force does not do")
                .startsWith("claimed: " + anothers + " is claimed by ada");

        String keyed = ", \"idempotency_key\": \"" + UUID.randomUUID() + "\"";
        assertThat(refused("update_tasks", edit.formatted(anothers, "begun", keyed)))
                .startsWith("confirm_required: " + anothers + " is claimed by ada until 2");
        String confirmed = edit.formatted(anothers, "begun", keyed + ", \"confirm\": true");
        String done = Tools.changeSet(TOOLS.json("update_tasks", confirmed));
        for (String repeat : List.of(confirmed, edit.formatted(anothers, "begun", keyed))) {
            JsonNode again = TOOLS.json("update_tasks", repeat);
            assertThat(again.path("replayed").asBoolean()).isTrue();
            assertThat(Tools.changeSet(again)).isEqualTo(done);
        }
        assertThat(API.read("/api/tasks/" + anothers).path("stage").asString()).isEqualTo("begun");
    }

    @Test
    void the_same_key_of_two_agents_claims_for_each_of_them() {
        JsonNode project = active("Steps");
        List<String> steps = tasks(project, 2);
        String call = "{\"next\": 1, \"project\": \"" + key(project)
                + "\", \"agent\": \"%s\", \"idempotency_key\": \"step 1 of " + key(project) + "\"}";

        assertThat(keys(TOOLS.call("claim_tasks", call.formatted("ada")).structured()))
                .containsExactly(steps.get(0));
        assertThat(keys(TOOLS.call("claim_tasks", call.formatted("bob")).structured()))
                .containsExactly(steps.get(1));
        assertThat(keys(TOOLS.call("claim_tasks", call.formatted("ada")).structured()))
                .containsExactly(steps.get(0));
    }

    @Test
    void a_completion_is_repeated_in_each_session_of_an_agent_and_claims_for_another_agent() {
        JsonNode project = active("Repeated");
        List<String> steps = tasks(project, 3);
        String call = "{\"tasks\": [\"%1$s\"], \"claim_next\": 1, \"idempotency_key\": \"%1$s is done\"}"
                .formatted(steps.get(0));

        assertThat(claimed(Mcp.connect(API), call)).isEqualTo(steps.get(1));
        assertThat(claimed(Mcp.connect(API), call)).isEqualTo(steps.get(1));
        assertThat(claimed(Mcp.connect(API, "another"), call)).isEqualTo(steps.get(2));
        assertThat(claimed(Mcp.connect(API), call)).isEqualTo(steps.get(1));
    }

    private static String claimed(Mcp session, String call) {
        return session.answer("complete_tasks", call).at("/claimed/0/key").asString();
    }

    @Test
    void a_restore_asks_for_no_claim_and_a_dry_run_leaves_them_as_they_are() {
        String task = task("Tried");
        TOOLS.call("claim_tasks", "{\"tasks\": [\"" + task + "\"], \"agent\": \"ada\", \"dry_run\": true}");
        assertThat(claimOf(task).isNull()).isTrue();
        claim("ada", task);
        String call = "{\"items\": [\"" + task + "\"], \"agent\": \"%s\"%s}";

        TOOLS.call("delete_items", call.formatted("ada", ", \"dry_run\": true"));
        assertThat(claimOf(task).path("agent").asString()).isEqualTo("ada");
        TOOLS.call("delete_items", call.formatted("ada", ""));
        TOOLS.call("delete_items", call.formatted("bob", ", \"restore\": true"));
        assertThat(claimOf(task).isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                    | invalid: next is missing, and so are tasks and release.",
                "{\"next\": 1, \"tasks\": [\"T-1\"]}                   | invalid: next takes the first ready tasks",
                "{\"tasks\": [\"T-1\"], \"project\": \"P-1\"}          | invalid: project narrows next.",
                "{\"tasks\": [\"T-1\"], \"note\": \"n\"}               | invalid: note is for who goes on",
                "{\"tasks\": [\"T-999999999\"]}                        | not_found: T-999999999 does not exist.",
                "{\"next\": 51}                                        | invalid: next is 51",
                "{\"next\": 1, \"minutes\": 1441}                      | invalid: minutes is 1441",
                "{\"next\": 1, \"project\": \"No such project\"}       | not_found: project: there is no project",
                "{\"next\": 1, \"agent\": \" \"}                       | invalid: agent: is one line of 1 to 200 characters"
            })
    void what_makes_no_sense_is_refused(String call, String words) {
        assertThat(refused("claim_tasks", call)).startsWith(words);
    }

    private static String name(String word) {
        return word + "-" + UUID.randomUUID();
    }

    private static Api token(String name) {
        return API.as(API.made("/api/access-tokens", "{\"name\": \"" + name + "\", \"scopes\": [\"read\", \"write\"]}")
                .path("token")
                .asString());
    }

    @Test
    void an_agent_that_connects_anew_goes_on_and_its_program_with_another_token_does_not() {
        String task = task("Told apart");
        String call = "{\"tasks\": [\"" + task + "\"]}";
        String laptop = name("laptop");
        Api withLaptop = token(laptop);
        Mcp first = Mcp.connect(withLaptop);

        assertThat(first.answer("claim_tasks", call).path("agent").asString()).isEqualTo("test@" + laptop);
        first.disconnect();

        assertThat(first.post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}")
                        .status())
                .as("its session is over")
                .isEqualTo(404);
        assertThat(claimOf(task).path("agent").asString()).isEqualTo("test@" + laptop);
        assertThat(claimOf(task).path("actor").asString()).isEqualTo(laptop);
        assertThat(Mcp.connect(token(name("desk"))).failure("complete_tasks", call))
                .startsWith("claimed: " + task + " is claimed by test@" + laptop + " until ")
                .as("no invitation to take its name")
                .doesNotContain("agent=");
        Mcp.connect(withLaptop).answer("complete_tasks", call);
        assertThat(claimOf(task).isNull()).isTrue();
        JsonNode told = API.read("/api/tasks/" + task + "/history");
        assertThat(texts(told, "event"))
                .containsExactly("task.released", "task.status-changed", "task.claimed", "task.created");
        assertThat(texts(told, "agent").subList(0, 3)).containsOnly("test@" + laptop);
    }

    @Test
    void two_windows_are_one_agent_unless_they_say_so() {
        String task = task("In two windows");
        String program = name("windowed");
        Mcp one = Mcp.connect(API, program);
        Mcp other = Mcp.connect(API, program);

        one.answer("claim_tasks", "{\"tasks\": [\"" + task + "\"]}");

        assertThat(claimOf(task).path("agent").asString())
                .as("with the owner's token")
                .isEqualTo(program);
        assertThat(other.failure("complete_tasks", "{\"tasks\": [\"" + task + "\"], \"agent\": \"bob\"}"))
                .startsWith("claimed: " + task + " is claimed by " + program + " until ");
        other.answer("update_tasks", "{\"tasks\": [{\"key\": \"" + task + "\", \"title\": \"Mine\"}]}");
    }

    /** An app is often called as its program is. */
    @Test
    void a_program_with_the_name_of_its_token_has_that_name_once() {
        String task = task("Once");
        String program = name("editor");

        Mcp.connect(token(program), program).answer("claim_tasks", "{\"tasks\": [\"" + task + "\"]}");

        assertThat(claimOf(task).path("agent").asString()).isEqualTo(program);
    }

    /** What nobody has claimed is written without a question more. */
    @Test
    void the_check_costs_no_statement() {
        JsonNode project = SAMPLES.project("Counted");
        JsonNode elsewhere = SAMPLES.project("Counted elsewhere");
        List<String> three = tasks(project, 3);
        String edits = String.join(
                ", ",
                three.stream()
                        .map(each -> "{\"key\": \"" + each + "\", \"title\": \"Changed\"}")
                        .toList());

        List<List<String>> calls = List.of(
                TOOLS.statements("update_tasks", "{\"tasks\": [" + edits + "]}"),
                TOOLS.statements("complete_tasks", "{\"tasks\": " + quoted(three) + "}"),
                TOOLS.statements(
                        "move_tasks", "{\"tasks\": " + quoted(three) + ", \"project\": \"" + key(elsewhere) + "\"}"),
                TOOLS.statements("delete_items", "{\"items\": " + quoted(three) + "}"));

        List<Integer> most = List.of(11, 8, 36, 32);
        for (int i = 0; i < most.size(); i++) {
            assertThat(calls.get(i)).hasSizeLessThanOrEqualTo(most.get(i));
        }
    }

    @Test
    void what_goes_along_is_asked_about_too() {
        JsonNode home = SAMPLES.project("Goes along " + UUID.randomUUID());
        String project = key(home);
        String parent = key(SAMPLES.task(home, "Parent"));
        String child = key(SAMPLES.task(home, "Child"));
        TOOLS.call("move_tasks", "{\"tasks\": [\"%s\"], \"parent\": \"%s\"}".formatted(child, parent));
        String edited = TOOLS.call(
                        "update_tasks", "{\"tasks\": [{\"key\": \"%s\", \"stage\": \"new\"}]}".formatted(child))
                .structured()
                .path("changeSet")
                .asString();
        String other = key(SAMPLES.project("Goes there " + UUID.randomUUID()));
        claim("ada", child);

        for (String[] call : new String[][] {
            {"delete_items", "{\"items\": [\"%s\"], \"agent\": \"bob\"}".formatted(parent)},
            {"delete_items", "{\"items\": [\"%s\"], \"agent\": \"bob\"}".formatted(project)},
            {"move_tasks", "{\"tasks\": [\"%s\"], \"project\": \"%s\", \"agent\": \"bob\"}".formatted(parent, other)},
            {"undo_changes", "{\"change_sets\": [\"%s\"], \"agent\": \"bob\"}".formatted(edited)}
        }) {
            assertThat(refused(call[0], call[1])).contains("claimed: ", child, "claimed by ada until", "force=true");
        }
        for (String[] call : new String[][] {
            {"delete_items", "{\"items\": [\"%s\"], \"agent\": \"bob\", \"force\": true}".formatted(project)},
            {"undo_changes", "{\"change_sets\": [\"%s\"], \"agent\": \"bob\", \"force\": true}".formatted(edited)}
        }) {
            assertThat(refused(call[0], call[1]))
                    .startsWith("confirm_required: " + child + " is claimed by ada until 2")
                    .contains(". You would override that. ")
                    .endsWith(" Ask the user, then call again with confirm=true. Nothing was written.")
                    .doesNotContain("force");
        }
        TOOLS.call(
                "move_tasks",
                "{\"tasks\": [\"%s\"], \"project\": \"%s\", \"agent\": \"bob\", \"force\": true, \"confirm\": true}"
                        .formatted(parent, other));
        TOOLS.call("undo_changes", "{\"change_sets\": [\"%s\"], \"agent\": \"ada\"}".formatted(edited));
        TOOLS.call("delete_items", "{\"items\": [\"%s\"], \"agent\": \"ada\"}".formatted(parent));
        assertThat(claimOf(child).isNull()).isTrue();
    }
}
