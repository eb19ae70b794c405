package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Sandbox.text;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is moved, deleted and restored on either side (docs/sync-design.md, section 5). */
class TwoWayPlacesIT {
    private static final TwoWay BOTH = TwoWay.get();
    private static final Ledger LEDGER = BOTH.ledger;
    private static final Sandbox TICKTICK = BOTH.ticktick;

    @BeforeEach
    void nothing_waits() {
        BOTH.rest();
    }

    @Test
    void a_task_that_is_put_below_another_card_changes_its_project() {
        String from = LEDGER.project("Moved from", "");
        String to = LEDGER.project("Moved to", "");
        String task = LEDGER.task(from, "Moved there", "");
        String below = LEDGER.task(from, "Moved along", ",\"parent\":\"" + task + "\"");
        String card = LEDGER.card(to);
        LEDGER.subtask(below);

        TICKTICK.parentInApp(LEDGER.subtask(task), card);
        LEDGER.sync();

        assertThat(text(BOTH.task(task), "projectId")).isEqualTo(to);
        assertThat(text(BOTH.task(below), "projectId")).isEqualTo(to);
        assertThat(text(BOTH.task(below), "parentId")).isEqualTo(task);
        assertThat(text(newest(task), "event")).isEqualTo("task.moved");
        assertThat(text(newest(task), "actor")).isEqualTo("ticktick");
        BOTH.untilQuiet();
        BOTH.noDifferences(from, to);
    }

    @Test
    void what_is_deleted_on_the_phone_is_deleted_after_two_looks_and_comes_back_from_the_trash() {
        String project = LEDGER.project("Trash", "");
        String task = LEDGER.task(project, "Trash below", "");
        String subtask = LEDGER.subtask(task);
        TICKTICK.inApp(subtask, "delete", "");

        LEDGER.sync();
        assertThat(BOTH.deleted("/api/tasks/" + task)).as("after one look").isFalse();
        BOTH.until("deleted", () -> BOTH.deleted("/api/tasks/" + task));
        assertThat(text(LEDGER.taskLink(task), "state")).isEqualTo("closed");
        assertThat(text(newest(task), "actor")).isEqualTo("ticktick");

        TICKTICK.inApp(subtask, "restore", "");
        TICKTICK.parentInApp(subtask, LEDGER.card(project));
        BOTH.until("restored", () -> !BOTH.deleted("/api/tasks/" + task));
        BOTH.untilQuiet();
        assertThat(LEDGER.subtask(task)).isEqualTo(subtask);
        BOTH.noDifferences(project);
    }

    private static JsonNode newest(String task) {
        return BOTH.api.read("/api/tasks/" + task + "/history").at("/items/0");
    }

    @Test
    void a_project_becomes_a_list_and_a_card_again() {
        String project = LEDGER.project("As a list", "");
        String task = LEDGER.task(project, "As a list, above", "");
        String below = LEDGER.task(project, "As a list, below", ",\"parent\":\"" + task + "\"");
        LEDGER.subtask(below);
        LEDGER.idle();

        LEDGER.patchProject(project, "{\"placement\":\"list\"}");
        BOTH.untilQuiet();
        String list = TICKTICK.list("As a list");
        assertThat(TICKTICK.openNamed(BOTH.cards(), "As a list")).isEmpty();
        assertThat(TICKTICK.open(list)).hasSize(2);
        BOTH.noDifferences(project);

        TICKTICK.renameList(list, "As a list, renamed");
        String added = TICKTICK.createInApp(list, "Added to the list");
        BOTH.untilQuiet();
        assertThat(text(BOTH.project(project), "name")).isEqualTo("As a list, renamed");
        assertThat(text(BOTH.taskTitled("Added to the list"), "projectId")).isEqualTo(project);
        assertThat(LEDGER.subtask(text(BOTH.taskTitled("Added to the list"), "id")))
                .isEqualTo(added);

        LEDGER.patchProject(project, "{\"placement\":\"card\"}");
        BOTH.untilQuiet();
        assertThat(TICKTICK.listsNamed("As a list, renamed")).isEmpty();
        assertThat(TICKTICK.openNamed(BOTH.cards(), "As a list, renamed")).hasSize(1);
        assertThat(text(BOTH.task(below), "parentId")).isEqualTo(task);
        BOTH.noDifferences(project);
    }
}
