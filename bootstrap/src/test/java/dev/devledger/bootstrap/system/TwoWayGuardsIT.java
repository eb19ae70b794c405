package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Sandbox.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the sync does not do without a word, what it says beforehand, and what TickTick refuses. */
class TwoWayGuardsIT {
    private static final TwoWay BOTH = TwoWay.get();
    private static final Ledger LEDGER = BOTH.ledger;
    private static final Sandbox TICKTICK = BOTH.ticktick;

    @BeforeEach
    void nothing_waits() {
        BOTH.rest();
    }

    @Test
    void many_deletions_wait_for_an_approval() {
        List<String> tasks = tasks("Many");
        // More than five, and more than a tenth of the list.
        List<String> gone = tasks.subList(0, 6);
        JsonNode held = deletedThere(gone);

        assertThat(gone).noneMatch(task -> BOTH.deleted("/api/tasks/" + task));
        assertThat(LEDGER.syncStatus().path("held").asInt()).isEqualTo(6);
        JsonNode status = LEDGER.atRest("ticktick");
        assertThat(text(status, "state")).isEqualTo("attention");
        assertThat(text(status, "message")).contains("6 changes wait for your approval");
        assertThat(text(held, "guard")).isEqualTo("deletes");
        assertThat(Samples.each(held.path("operations"), each -> text(each.path("entity"), "id")))
                .containsExactlyInAnyOrderElementsOf(gone);
        assertThat(Samples.each(held.path("operations"), each -> text(each, "action")))
                .containsOnly("delete-locally");
        assertThat(held.path("operations")).allSatisfy(each -> assertThat(text(each, "name"))
                .isEqualTo(text(
                        BOTH.api
                                .get("/api/tasks/" + text(each.path("entity"), "key"))
                                .json(),
                        "title")));
        BOTH.api.post(409, "/api/sync/approvals", "{\"planHash\":\"another\"}");

        BOTH.api.post(201, "/api/sync/approvals", "{\"planHash\":\"" + text(held, "planHash") + "\"}");
        LEDGER.sync();

        assertThat(gone).allMatch(task -> BOTH.deleted("/api/tasks/" + task));
        assertThat(tasks.subList(6, 8)).noneMatch(task -> BOTH.deleted("/api/tasks/" + task));
        assertThat(approvals()).isEmpty();
        assertThat(LEDGER.syncStatus().path("held").asInt()).isZero();
    }

    @Test
    void many_deletions_that_are_refused_are_not_done_and_are_no_question_any_more() {
        List<String> gone = tasks("Refused").subList(0, 6);
        String hold = "/api/sync/approvals/" + text(deletedThere(gone), "id");

        Api.Answer refused = BOTH.api.delete(200, hold);

        assertThat(refused.json().path("operations")).hasSize(6);
        assertThat(refused.header("X-Change-Set")).isNotEmpty();
        BOTH.api.delete(404, hold);
        BOTH.untilQuiet();
        assertThat(gone).noneMatch(task -> BOTH.deleted("/api/tasks/" + task));
        assertThat(gone).allMatch(task -> text(LEDGER.taskLink(task), "state").equals("detached"));
        assertThat(TICKTICK.everything())
                .extracting(each -> text(each, "title"))
                .as("made again there")
                .doesNotContain("Refused 0");
        assertThat(approvals()).isEmpty();
    }

    /** Eight in a list of their own. */
    private static List<String> tasks(String name) {
        String project = LEDGER.project(name, ",\"placement\":\"list\"");
        List<String> tasks = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            tasks.add(LEDGER.task(project, name + " " + i, ""));
        }
        BOTH.untilQuiet();
        return tasks;
    }

    private static JsonNode deletedThere(List<String> tasks) {
        tasks.forEach(task -> TICKTICK.inApp(LEDGER.subtask(task), "delete", ""));
        BOTH.until("held", () -> !approvals().isEmpty());
        return Sandbox.only(approvals()).orElseThrow();
    }

    private static List<JsonNode> approvals() {
        return Sandbox.elements(BOTH.api.read("/api/sync/approvals").path("items"));
    }

    @Test
    void a_dry_run_writes_nothing_and_says_what_the_next_run_does() {
        String pulled = LEDGER.project("Dry, there", "");
        String pushed = LEDGER.project("Dry, here", "");
        String card = LEDGER.card(pulled);
        String other = LEDGER.card(pushed);
        BOTH.leaveAlone();
        TICKTICK.editInApp(card, "{\"title\":\"Dry, renamed there\"}");
        String fresh = TICKTICK.createInApp(BOTH.cards(), "Dry, new there");
        LEDGER.patchProject(pushed, "{\"name\":\"Dry, renamed here\"}");
        String head = position();
        TICKTICK.calm();

        JsonNode plan = dryRun();

        assertThat(TICKTICK.writes()).isZero();
        assertThat(position()).isEqualTo(head);
        assertThat(Sandbox.elements(plan.path("plan")))
                .extracting(
                        item -> text(item, "action"),
                        item -> text(item, "direction"),
                        item -> text(item, "remoteId"),
                        item -> text(item, "rule"))
                .containsExactlyInAnyOrder(
                        tuple("update", "pull", card, "F4"),
                        tuple("create", "pull", fresh, "E2"),
                        tuple("update", "push", other, "F3"));
        assertThat(text(dryRun(), "planHash")).isEqualTo(text(plan, "planHash"));

        JsonNode report = LEDGER.sync();
        assertThat(report.path("pulled").asInt()).isEqualTo(2);
        assertThat(report.path("pushed").asInt()).isEqualTo(1);
        assertThat(dryRun().path("plan")).isEmpty();
        BOTH.noDifferences(pulled, pushed);
    }

    private static JsonNode dryRun() {
        return BOTH.api.post(200, "/api/sync/run?dryRun=true", null).json();
    }

    private static String position() {
        return BOTH.api
                .read("/api/history?limit=1&sync=true")
                .at("/items/0/position")
                .toString();
    }

    @Test
    void what_ticktick_refuses_says_so_and_the_others_go_on() {
        String other = LEDGER.project("Within the quota", "");
        LEDGER.card(other);
        LEDGER.idle();
        int open = TICKTICK.open(BOTH.cards()).size();
        TICKTICK.account("{\"maxOpenTasks\":" + open + "}");
        String project = LEDGER.project("Beyond the quota", "");
        LEDGER.patchProject(other, "{\"name\":\"Within the quota, edited\"}");

        Ledger.eventually(
                () -> assertThat(text(LEDGER.projectLink(project), "state")).isEqualTo("refused"));
        LEDGER.card(other);
        assertThat(text(LEDGER.projectLink(project), "reason")).isNotEmpty();
        assertThat(TICKTICK.openNamed(BOTH.cards(), "Within the quota, edited")).hasSize(1);
        assertThat(TICKTICK.openNamed(BOTH.cards(), "Beyond the quota")).isEmpty();

        TICKTICK.calm();
        LEDGER.patchProject(project, "{\"priority\":\"low\"}");
        LEDGER.sync(); // the list is not tried sooner than in ten minutes by itself
        LEDGER.card(project);
        BOTH.noDifferences(project, other);
    }
}
