package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Sandbox.text;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Whatever goes wrong between the two, in the end both have the same, nothing twice, and nobody's edit is lost. */
@Tag("long")
class TwoWayFaultsIT {
    private static final TwoWay BOTH = TwoWay.get();
    private static final Ledger LEDGER = BOTH.ledger;
    private static final Sandbox TICKTICK = BOTH.ticktick;

    @BeforeEach
    @AfterEach
    void nothing_waits() {
        BOTH.rest();
    }

    /** {@code after} requests that match are let by, then so many meet the fault. */
    @ParameterizedTest
    @CsvSource({
        "drop-answer, POST, 3, 0",
        "drop-answer, GET, 2, 1",
        "truncate, '', 5, 2",
        "error-500, '', 12, 1",
        "nonsense, '', 4, 3",
        "done-504, POST, 3, 0",
        "done-html, '', 4, 1",
        "unauthorized, '', 1, 4"
    })
    void both_sides_end_equal(String fault, String path, int times, int after) {
        String name = "Equal after " + fault + " " + path;
        String project = LEDGER.project(name, "");
        String renamed = LEDGER.task(project, name + ": renamed", "");
        String finished = LEDGER.task(project, name + ": finished", "");
        String edited = LEDGER.task(project, name + ": edited there", "");
        String card = LEDGER.card(project);
        LEDGER.subtask(renamed);
        LEDGER.subtask(finished);
        String there = LEDGER.subtask(edited);
        LEDGER.idle();

        TICKTICK.faultAfter(after, fault, times, path);
        TICKTICK.editInApp(there, "{\"title\":\"" + name + ": edited\",\"priority\":5}");
        TICKTICK.parentInApp(TICKTICK.createInApp(BOTH.cards(), name + ": new there"), card);
        LEDGER.patchTask(renamed, "{\"title\":\"" + name + ": renamed here\"}");
        LEDGER.act(finished, "complete");
        String added = LEDGER.task(project, name + ": new here", ",\"checklist\":[{\"title\":\"one\"}]");
        LEDGER.patchProject(project, "{\"tags\":[\"here\"]}");
        LEDGER.sync();
        LEDGER.sync();
        TICKTICK.calm();
        BOTH.untilQuiet();

        assertThat(text(BOTH.task(edited), "title")).isEqualTo(name + ": edited");
        assertThat(text(BOTH.taskTitled(name + ": new there"), "projectId")).isEqualTo(project);
        assertThat(text(BOTH.task(renamed), "title")).isEqualTo(name + ": renamed here");
        assertThat(text(BOTH.task(finished), "status")).isEqualTo("completed");
        LEDGER.subtask(added);
        BOTH.noDifferences(project);
    }

    @Test
    void a_token_that_ends_in_the_middle_of_a_cycle_deletes_nothing_and_says_what_to_do() {
        String project = LEDGER.project("In the middle", "");
        String task = LEDGER.task(project, "In the middle, below", "");
        LEDGER.subtask(task);
        LEDGER.idle();
        // The lists are read, then the token is none any more.
        TICKTICK.faultAfter(1, "unauthorized", 1_000, "");
        for (int i = 0; i < 3; i++) {
            LEDGER.sync();
        }
        JsonNode status = LEDGER.atRest("ticktick");
        assertThat(text(status, "state")).isEqualTo("needs-authorization");
        assertThat(status.path("lastCycle").path("complete").asBoolean()).isFalse();
        assertThat(BOTH.deleted("/api/tasks/" + task)).isFalse();
        TICKTICK.calm();
        BOTH.untilQuiet();
        LEDGER.idle();
        BOTH.noDifferences(project);
    }

    /** TickTick's lists lag behind: what was just written is not an edit of somebody's that takes it back. */
    @Test
    void a_list_that_shows_what_was_before_takes_nothing_back() {
        String project = LEDGER.project("Stale", "");
        String task = LEDGER.task(project, "Stale before", "");
        LEDGER.subtask(task);
        LEDGER.idle();
        TICKTICK.fault("stale-read", 1, "/project/[^/]+/data");
        LEDGER.patchTask(task, "{\"title\":\"Stale after\"}");
        String added = LEDGER.task(project, "Stale, added", "");
        LEDGER.subtask(task);
        LEDGER.subtask(added);
        LEDGER.sync();

        BOTH.untilQuiet();

        assertThat(text(BOTH.task(task), "title")).isEqualTo("Stale after");
        assertThat(BOTH.deleted("/api/tasks/" + added)).isFalse();
        BOTH.noDifferences(project);
    }
}
