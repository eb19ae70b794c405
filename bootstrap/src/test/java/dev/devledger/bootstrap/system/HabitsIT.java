package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Sandbox.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where nobody knows which of two things TickTick does, neither of them costs anybody an edit. */
@Tag("long")
class HabitsIT {
    private static final TwoWay BOTH = TwoWay.get();
    private static final Ledger LEDGER = BOTH.ledger;
    private static final Sandbox TICKTICK = BOTH.ticktick;

    @BeforeEach
    @AfterEach
    void nothing_waits() {
        quietOnceAgreed();
        BOTH.rest();
    }

    /** Few tasks are there, so that a tree of them that is deleted is one that a person is asked about. */
    private static void quietOnceAgreed() {
        BOTH.until("nothing waits", () -> {
            LEDGER.agree();
            return LEDGER.syncStatus().path("pending").asInt() == 0;
        });
        BOTH.untilQuiet();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stay", "follow"})
    void a_project_that_is_deleted_here_goes_there_with_all_its_tasks(String word) {
        TICKTICK.habit("childrenOfDeleted", word);
        String name = "Deleted here: " + word;
        String project = LEDGER.project(name, "");
        String task = LEDGER.task(project, name + ", above", "");
        String below = LEDGER.task(project, name + ", below", ",\"parent\":\"" + task + "\"");
        LEDGER.subtask(below);
        LEDGER.idle();

        BOTH.api.delete(200, "/api/projects/" + project);
        quietOnceAgreed();

        assertThat(TICKTICK.open(BOTH.cards()))
                .noneMatch(card -> text(card, "title").startsWith(name));
        assertThat(BOTH.conflicts(project, "open")).isEmpty();

        BOTH.api.post(200, "/api/projects/" + project + "/restore", null);
        quietOnceAgreed();
        LEDGER.subtask(below);
        BOTH.noDifferences(project);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stay", "follow"})
    void a_task_that_is_deleted_here_leaves_its_siblings(String word) {
        TICKTICK.habit("childrenOfDeleted", word);
        String project = LEDGER.project("One of two: " + word, "");
        String kept = LEDGER.task(project, "One of two: kept", "");
        String gone = LEDGER.task(project, "One of two: gone", "");
        LEDGER.subtask(kept);
        LEDGER.subtask(gone);

        BOTH.api.delete(200, "/api/tasks/" + gone);
        quietOnceAgreed();

        assertThat(BOTH.deleted("/api/tasks/" + kept)).isFalse();
        BOTH.noDifferences(project);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stay", "follow"})
    void a_card_that_is_deleted_there_is_deleted_here(String word) {
        TICKTICK.habit("childrenOfDeleted", word);
        String name = "Deleted there: " + word;
        String project = LEDGER.project(name, "");
        String task = LEDGER.task(project, name + ", below", "");
        String card = LEDGER.card(project);
        String subtask = LEDGER.subtask(task);
        TICKTICK.inApp(card, "delete", "");
        // Where its subtask stays, a person throws that away as well.
        if (word.equals("stay")) {
            TICKTICK.inApp(subtask, "delete", "");
        }

        quietOnceAgreed();
        BOTH.until("deleted", () -> BOTH.deleted("/api/projects/" + project));

        assertThat(BOTH.deleted("/api/tasks/" + task)).isTrue();
        quietOnceAgreed();
        assertThat(BOTH.conflicts(project, "open")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stay", "follow"})
    void what_is_completed_on_either_side_is_in_the_end_the_same_on_both(String word) {
        TICKTICK.habit("childrenOfCompleted", word);
        String here = LEDGER.project("Completed here: " + word, "");
        String task = LEDGER.task(here, "Completed here, below: " + word, "");
        String there = LEDGER.project("Completed there: " + word, "");
        String other = LEDGER.task(there, "Completed there, below: " + word, "");
        LEDGER.subtask(task);
        LEDGER.subtask(other);
        LEDGER.idle();

        LEDGER.status(here, "completed");
        TICKTICK.inApp(LEDGER.projectLink(there).path("remoteId").asString(""), "complete", "");
        BOTH.untilQuiet();

        String expected = word.equals("stay") ? "open" : "completed";
        assertThat(text(BOTH.project(here), "status")).isEqualTo("completed");
        assertThat(text(BOTH.project(there), "status")).isEqualTo("completed");
        assertThat(text(BOTH.task(task), "status")).isEqualTo(expected);
        assertThat(text(BOTH.task(other), "status")).isEqualTo(expected);
        BOTH.noDifferences(here, there);
    }

    @ParameterizedTest
    @ValueSource(strings = {"keeps-days", "loses-days"})
    void a_day_stays_whatever_else_is_edited(String word) {
        TICKTICK.habit("allDayUpdate", word);
        String project = LEDGER.project("Days: " + word, ",\"startDate\":\"2027-05-01\",\"dueDate\":\"2027-05-03\"");
        LEDGER.card(project);
        for (String edit : List.of("{\"name\":\"Days renamed: " + word + "\"}", "{\"priority\":\"high\"}")) {
            LEDGER.patchProject(project, edit);
            BOTH.untilQuiet();
        }
        assertThat(text(BOTH.project(project), "startDate")).isEqualTo("2027-05-01");
        assertThat(text(BOTH.project(project), "dueDate")).isEqualTo("2027-05-03");
        BOTH.noDifferences(project);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lower", "as-sent"})
    void tags_in_any_case_are_the_same_and_are_not_sent_to_and_fro(String word) {
        TICKTICK.habit("tagCase", word);
        String project = LEDGER.project("Tags: " + word, ",\"tags\":[\"here\"]");
        String card = LEDGER.card(project);
        TICKTICK.editInApp(card, "{\"tags\":[\"here\",\"There\"]}");
        BOTH.untilQuiet();
        LEDGER.patchProject(project, "{\"priority\":\"low\"}");
        BOTH.untilQuiet();
        TICKTICK.calm();
        LEDGER.sync();
        assertThat(TICKTICK.writes()).isZero();
        assertThat(Sandbox.texts(BOTH.project(project), "tags")).hasSize(2);
        BOTH.noDifferences(project);
    }
}
