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
        return BOTH.api
                .get("/api/tasks/" + task + "/history")
                .expect(200)
                .json()
                .path("items")
                .path(0);
    }

    @Test
    void deleted_there_and_edited_here_is_asked_and_done_either_way() {
        String kept = LEDGER.project("Edited here, kept", "");
        String gone = LEDGER.project("Edited here, gone", "");
        String left = LEDGER.project("Edited here, left", "");
        String card = LEDGER.card(kept);
        TICKTICK.inApp(card, "delete", "");
        TICKTICK.inApp(LEDGER.card(gone), "delete", "");
        TICKTICK.inApp(LEDGER.card(left), "delete", "");
        LEDGER.patchProject(kept, "{\"priority\":\"high\"}");
        LEDGER.patchProject(gone, "{\"priority\":\"high\"}");
        LEDGER.patchProject(left, "{\"priority\":\"high\"}");

        JsonNode ofKept = asked(kept);
        JsonNode ofGone = asked(gone);
        JsonNode ofLeft = asked(left);
        assertThat(BOTH.deleted("/api/projects/" + kept)).isFalse();
        BOTH.resolve(ofKept, "\"local\"");
        BOTH.resolve(ofGone, "\"remote\"");
        BOTH.resolve(ofLeft, "\"detach\"");
        BOTH.untilQuiet();

        assertThat(LEDGER.card(kept)).isNotEqualTo(card);
        BOTH.noDifferences(kept);
        assertThat(BOTH.deleted("/api/projects/" + gone)).isTrue();
        assertThat(TICKTICK.openNamed(BOTH.cards(), "Edited here, gone")).isEmpty();
        assertThat(BOTH.deleted("/api/projects/" + left)).isFalse();
        assertThat(text(LEDGER.projectLink(left), "state")).isEqualTo("detached");
    }

    private static JsonNode asked(String project) {
        BOTH.until("asked", () -> !BOTH.conflicts(project, "open").isEmpty());
        JsonNode conflict = Sandbox.only(BOTH.conflicts(project, "open")).orElseThrow();
        assertThat(text(conflict, "kind")).isEqualTo("existence");
        return conflict;
    }

    @Test
    void deleted_here_and_edited_there_is_asked() {
        String project = LEDGER.project("Edited there", "");
        String card = LEDGER.card(project);
        TICKTICK.editInApp(card, "{\"priority\":5}");
        BOTH.api.delete("/api/projects/" + project).expect(200);

        JsonNode conflict = asked(project);
        assertThat(TICKTICK.openNamed(BOTH.cards(), "Edited there")).hasSize(1);
        BOTH.resolve(conflict, "\"remote\"");
        BOTH.untilQuiet();

        assertThat(BOTH.deleted("/api/projects/" + project)).isFalse();
        assertThat(text(BOTH.project(project), "priority")).isEqualTo("high");
        assertThat(LEDGER.card(project)).isEqualTo(card);
        BOTH.noDifferences(project);
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
