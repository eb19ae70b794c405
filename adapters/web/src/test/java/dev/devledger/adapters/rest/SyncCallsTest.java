package dev.devledger.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of conflicts, approvals and dry runs in a form that is not theirs. */
class SyncCallsTest extends RestTest {
    private static final String SOME = "/api/sync/conflicts/0198f3a1-5c1e-4b6f-9a2d-000000000001/resolve";

    @Test
    void a_dry_run_answers_a_plan_and_runs_nothing() {
        Http.Got plan = http.post("/api/sync/run?dryRun=true", null);

        assertThat(plan.status()).isEqualTo(200);
        assertThat(plan.json().propertyNames()).containsExactly("planHash", "plan");
        assertThat(plan.json().at("/plan/0").propertyNames())
                .containsExactly("action", "direction", "entity", "name", "remoteId", "fields", "rule");
        assertThat(http.post("/api/sync/run?dryRun=false", null).json().propertyNames())
                .contains("durationMs");
        http.post("/api/sync/run?dryRun=maybe", null).isProblem(422, "invalid").names("dryRun");
        http.post("/api/sync/run?dry=true", null).isProblem(422, "invalid").names("dry");
    }

    @Test
    void the_lists_take_their_own_filters_only() {
        assertThat(http.get("/api/sync/conflicts?state=obsolete")
                        .json()
                        .at("/items")
                        .isEmpty())
                .isTrue();
        http.get("/api/sync/conflicts?state=none").isProblem(422, "invalid").names("state");
        http.get("/api/sync/conflicts?kind=field").isProblem(422, "invalid").names("kind");
        http.get("/api/sync/approvals?state=open").isProblem(422, "invalid").names("state");
        assertThat(http.get("/api/sync/approvals").text()).isEqualTo("{\"items\":[],\"nextCursor\":null}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "choose | {}",
                "choose | {'choose': 'both'}",
                "choose | {'choose': ['local']}",
                "reason | {'choose': 'local', 'reason': 'mine'}",
                "value  | {'choose': 'value', 'value': 'half \\ud83d'}",
                "value  | {'choose': 'value', 'value': [{'title': 'half \\ud83d'}]}",
            })
    void a_choice_that_is_none(String field, String body) {
        http.post(SOME, body.replace('\'', '"')).isProblem(422, "invalid").names(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0198f3a1-5c1e-4b6f-9a2d-000000000001", "C-1", "1-1-1-1-1"})
    void a_conflict_that_nobody_knows(String id) {
        http.post("/api/sync/conflicts/" + id + "/resolve", "{\"choose\": \"local\"}")
                .isProblem(404, "not_found");
        http.get("/api/sync/conflicts/" + id).isProblem(404, "not_found");
    }

    @Test
    void what_has_no_version_matches_none() {
        http.post(SOME, "{\"choose\": \"local\"}", "If-Match", "\"1\"").isProblem(412, "stale");
        http.post("/api/sync/approvals", "{\"planHash\": \"a\"}", "If-Match", "\"1\"")
                .isProblem(412, "stale");
    }

    @Test
    void a_plan_that_is_not_held_cannot_be_approved() {
        http.post("/api/sync/approvals", "{\"planHash\": \"a\"}").isProblem(409, "conflict_state");
        http.send("DELETE", "/api/sync/approvals/0198f3a1-5c1e-4b6f-9a2d-000000000001", null)
                .isProblem(404, "not_found");
        http.send("DELETE", "/api/sync/approvals/C-1", null).isProblem(404, "not_found");
        http.post("/api/sync/approvals", "{}").isProblem(422, "invalid").names("planHash");
        http.post("/api/sync/approvals", "{\"planHash\": 1}")
                .isProblem(422, "invalid")
                .names("planHash");
    }
}
