package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Sandbox.text;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}
