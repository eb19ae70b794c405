package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.bootstrap.system.Api.Answer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What is wrong with a call is told by the fields that it is about. */
class RefusalsIT {
    private static final Api API = SharedDevledger.get().api();
    private static final Samples SAMPLES = new Samples(API);
    private static final Map<String, String> NAMES = new LinkedHashMap<>();

    @BeforeAll
    static void make() {
        JsonNode project = SAMPLES.project("Refusals");
        String mark = UUID.randomUUID().toString();
        named("project", project);
        named("second", SAMPLES.project("Refusals too"));
        named("gone", SAMPLES.project("Refusals gone"));
        named("task", SAMPLES.task(project, "One"));
        named("other", SAMPLES.task(project, "Other"));
        named("deleted", SAMPLES.task(project, "Deleted"));
        named("twin", API.made("/api/people", "{\"name\": \"Twin %s\"}".formatted(mark)));
        named("its twin", API.made("/api/people", "{\"name\": \"Twin %s\"}".formatted(mark)));
        named("archived", API.made("/api/customers", "{\"name\": \"Archived %s\"}".formatted(mark)));
        named("service", API.made("/api/services", "{\"name\": \"Service %s\"}".formatted(mark)));
        NAMES.put("Twin", "Twin " + mark);
        NAMES.put("id", mark);
        NAMES.put("21", String.join(", ", Collections.nCopies(21, "\"me\"")));
        API.delete(200, "/api/projects/" + NAMES.get("gone"));
        API.delete(200, "/api/tasks/" + NAMES.get("deleted"));
        API.patch(200, "/api/customers/" + NAMES.get("archived"), "{\"archived\": true}");
    }

    private static void named(String name, JsonNode made) {
        NAMES.put(name, key(made));
    }

    private static String filled(String text) {
        String filled = text;
        for (Map.Entry<String, String> each : NAMES.entrySet()) {
            filled = filled.replace("<" + each.getKey() + ">", each.getValue());
        }
        return filled;
    }

    /** {@code of} are the fields of a 422, and the kind of the problem otherwise. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "POST   | /api/people | {} | name |",
                "POST   | /api/people | {\"name\": \" \"} | name |",
                "POST   | /api/people | {\"name\": \"Ada\", \"email\": \"nowhere\"} | email |",
                "POST   | /api/people | {\"name\": \"Ada\", \"archived\": \"yes\"} | archived |",
                "POST   | /api/people | {\"name\": \"Ada\", \"me\": true} | me |",
                "PATCH  | /api/people/<twin> | {\"name\": null} | name |",
                "PATCH  | /api/people/<twin> | {\"nam\": \"Eva\"} | nam |",
                "GET    | /api/people?sort=name | | sort |",
                "GET    | /api/people?archived=no | | archived |",
                "GET    | /api/people/U-999999 | | not_found |",
                "GET    | /api/people/U-999999/history | | not_found |",
                "DELETE | /api/people/U-999999 | | not_found |",
                "POST   | /api/customers | {} | name |",
                "POST   | /api/customers | {\"name\": \" \", \"archived\": \"yes\"} | name archived |",
                "POST   | /api/services | {\"name\": \"Design\", \"key\": \"S-1\"} | key |",
                "PATCH  | /api/services/<service> | {\"name\": null} | name |",
                "GET    | /api/services?sort=name | | sort |",
                "GET    | /api/services/<archived> | | not_found |",
                "GET    | /api/customers/C-999999/history | | not_found |",
                "DELETE | /api/customers/C-999999 | | not_found |",
                "PATCH  | /api/projects/<project> | {\"customer\": \"nobody at all\"} | customer | is no customer",
                "PATCH  | /api/projects/<project> | {\"service\": 7, \"billable\": \"yes\"} | service billable |",
                "PATCH  | /api/projects/<project> | {\"customer\": \"<archived>\"} | customer | archived",
                "PATCH  | /api/tasks/<task> | {\"assignees\": [\"me\", \"<Twin>\"]} | assignees[1] | <twin> and <its twin>",
                "PATCH  | /api/tasks/<task> | {\"assignees\": [\"nobody at all\"]} | assignees[0] | is nobody",
                "PATCH  | /api/tasks/<task> | {\"assignees\": [\"U-999999\"]} | assignees[0] |",
                "PATCH  | /api/tasks/<task> | {\"assignees\": \"me\"} | assignees |",
                "PATCH  | /api/tasks/<task> | {\"assignees\": [1]} | assignees |",
                "PATCH  | /api/tasks/<task> | {\"assignees\": [<21>]} | assignees |",
                "POST   | /api/projects/<project>/tasks | {\"assignees\": [\"nobody at all\"]} | assignees[0] title |",
                "PATCH  | /api/tasks/<task> | {\"blockedBy\": [\"<task>\"]} | blockedBy |",
                "PATCH  | /api/tasks/<task> | {\"blockedBy\": [\"T-999999\"]} | blockedBy[0] |",
                "PATCH  | /api/tasks/<task> | {\"blockedBy\": \"<other>\"} | blockedBy |",
                "PATCH  | /api/tasks/<task> | {\"related\": [\"<id>\"]} | related[0] |",
                "PATCH  | /api/tasks/<task> | {\"discoveredFrom\": \"nothing\"} | discoveredFrom |",
                "PATCH  | /api/tasks/<task> | {\"blocks\": []} | blocks |",
                "POST   | /api/tasks/<task>/dependencies | {\"type\": \"parent\", \"task\": \"<other>\"} | type |",
                "POST   | /api/tasks/<task>/dependencies | {\"type\": \"blocks\", \"task\": \"T-999999\"} | task |",
                "POST   | /api/tasks/<task>/dependencies | {\"type\": \"blocks\", \"task\": \"<deleted>\"} | task |",
                "POST   | /api/tasks/<task>/dependencies | {} | type task |",
                "POST   | /api/tasks/T-999999/dependencies | {\"type\": \"blocks\", \"task\": \"<other>\"} | not_found |",
                "POST   | /api/claims/next | {\"count\": 51} | count |",
                "POST   | /api/claims/next | {\"count\": 0, \"agent\": \"\"} | count agent |",
                "POST   | /api/claims/next | {\"tasks\": []} | tasks |",
                "POST   | /api/claims/next | {\"project\": \"P-999999\"} | not_found |",
                "POST   | /api/tasks/changes | {\"ids\": []} | ids status |",
                "POST   | /api/tasks/changes | {\"ids\": [\"<task>\"], \"priority\": \"huge\", \"status\": \"gone\"} | priority status |",
                "POST   | /api/tasks/changes | {\"ids\": [\"<task>\"], \"delete\": true, \"status\": \"open\"} | delete | is not changed otherwise",
                "POST   | /api/tasks/changes | {\"ids\": [\"<task>\", \"<task>\"], \"status\": \"open\"} | ids | names <task> twice",
                "POST   | /api/tasks/changes | {\"ids\": [\"<task>\", \"T-999999\"], \"status\": \"open\"} | not_found | There is no task T-999999",
                "POST   | /api/tasks/changes | {\"ids\": [\"<task>\"], \"project\": \"P-999999\"} | not_found | There is no project P-999999",
                "POST   | /api/tasks/changes | {\"ids\": [\"<deleted>\"], \"status\": \"completed\"} | conflict_state | <deleted>: ",
                "POST   | /api/projects/status | {\"ids\": [], \"status\": \"gone\"} | ids status |",
                "POST   | /api/projects/status | {\"status\": \"paused\"} | ids |",
                "POST   | /api/projects/status | {\"ids\": [\"<project>\"], \"status\": \"paused\", \"versions\": {\"P-9\": 1}} | versions | which ids does not",
                "POST   | /api/projects/status | {\"ids\": [\"<project>\"], \"status\": \"paused\", \"versions\": {\"P-9\": \"1\"}} | versions | has a string in it; whole numbers are expected",
                "POST   | /api/projects/status | {\"ids\": [\"<project>\", \"<project>\"], \"status\": \"paused\"} | ids | names <project> twice",
                "POST   | /api/projects/status | {\"ids\": [\"<project>\", \"P-999999\"], \"status\": \"paused\"} | not_found | There is no project P-999999",
                "POST   | /api/projects/status | {\"ids\": [\"<gone>\"], \"status\": \"paused\"} | conflict_state | <gone>: This project is deleted. Restore it first.",
                "POST   | /api/projects/status | {\"ids\": [\"<project>\", \"<second>\"], \"status\": \"paused\", \"versions\": {\"<project>\": 7, \"<second>\": 8}} | stale | <project>, <second> were changed since you read them"
            })
    void is_told(String method, String path, String body, String of, String words) {
        Answer refused = API.send(method, filled(path), body == null ? null : filled(body));
        if (refused.status() == 422) {
            assertThat(Samples.texts(Samples.each(refused.json().path("errors"), error -> error), "field"))
                    .as(refused.body())
                    .containsAll(List.of(of.split(" ")));
        }
        assertThat(refused.text("type"))
                .as(refused.body())
                .isEqualTo("urn:devledger:problem:" + (refused.status() == 422 ? "invalid" : of));
        assertThat(refused.body()).contains(filled(words == null ? "" : words));
    }
}
