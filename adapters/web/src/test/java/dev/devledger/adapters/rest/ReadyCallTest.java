package dev.devledger.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.claim.NextClaims;
import dev.devledger.application.entity.Page.Sort;
import dev.devledger.application.task.TaskQueries.HeldBack;
import dev.devledger.domain.project.ProjectStatus;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What to do next: the list of what is ready, and its claims. */
class ReadyCallTest extends RestTest {
    /** Whatever other tests have left. */
    private Http.Got claimAll() {
        Http.Got answer = http.post("/api/claims/next", "{\"agent\": \"ada\", \"count\": 50}");
        return answer.json().path("items").isEmpty() ? answer : claimAll();
    }

    @AfterEach
    void nothingIsHeldBack() {
        ledger.heldBack = List.of();
    }

    @Test
    void what_is_ready_is_listed_in_the_order_in_which_it_is_begun() {
        http.get("/api/tasks?ready=true");
        assertThat(ledger.lastTasks.ready()).isTrue();
        assertThat(ledger.lastTasks.sort()).isEqualTo(Sort.READY);

        http.get("/api/tasks?ready=true&sort=-due");
        assertThat(ledger.lastTasks.sort()).isEqualTo(new Sort(Sort.By.DUE, true));

        http.get("/api/projects/" + project() + "/tasks?ready=false");
        assertThat(ledger.lastTasks.ready()).isFalse();
        assertThat(ledger.lastTasks.sort()).isEqualTo(Sort.DEFAULT);

        http.get("/api/tasks?sort=ready");
        assertThat(ledger.lastTasks.ready()).isNull();
        assertThat(ledger.lastTasks.sort()).isEqualTo(Sort.READY);
        http.get("/api/tasks?sort=-ready").isProblem(422, "invalid").names("sort");
        http.get("/api/projects?sort=ready").isProblem(422, "invalid").names("sort");
        http.get("/api/tasks?ready=yes").isProblem(422, "invalid").names("ready");
    }

    @Test
    void the_next_ones_are_claimed() {
        claimAll();
        String project = project();
        List<String> made = List.of(task(project), task(project));

        Http.Got answer = http.post(
                "/api/claims/next",
                "{\"agent\": \"ada\", \"count\": 50, \"project\": \"" + project + "\", \"tags\": [\"java\"]}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(ledger.lastWanted).isEqualTo(new NextClaims.Wanted(project, Set.of("java")));
        List<JsonNode> tasks = answer.json().path("items").valueStream().toList();
        assertThat(tasks).extracting(task -> task.path("id").asString()).isEqualTo(made);
        assertThat(tasks).allMatch(task -> task.at("/claim/agent").asString().equals("ada"));
        assertThat(answer.json().propertyNames()).containsExactly("items");
        assertThat(claimAll().status()).isEqualTo(200);
    }

    @Test
    void who_finds_nothing_is_told_what_is_in_the_way() {
        claimAll();
        ledger.heldBack = List.of(
                new HeldBack("P-1", "One", ProjectStatus.PLANNED),
                new HeldBack("P-2", "Two", ProjectStatus.PAUSED),
                new HeldBack("P-3", "Three", ProjectStatus.COMPLETED),
                new HeldBack("P-4", "Four", ProjectStatus.PLANNED));

        assertThat(claimAll().field("/hint"))
                .contains("P-1 One (planned), P-2 Two (paused), P-3 Three (completed) and others. Set the status");
    }

    @Test
    void a_wrong_wish_is_refused() {
        http.post("/api/claims/next", "{\"count\": 51}")
                .isProblem(422, "invalid")
                .names("count");
        http.post("/api/claims/next", "{\"count\": 0, \"agent\": \"\"}")
                .isProblem(422, "invalid")
                .names("count")
                .names("agent");
        http.post("/api/claims/next", "{\"tasks\": []}")
                .isProblem(422, "invalid")
                .names("tasks");
        http.post("/api/claims/next", "{\"project\": \"P-999999\"}").isProblem(404, "not_found");
        http.post("/api/claims/next", "{}", "If-Match", "\"1\"").isProblem(412, "stale");
    }
}
