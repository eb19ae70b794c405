package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Sandbox.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What came from TickTick is taken back, here and there, and so is the undo; both sides end equal each time. */
class UndoSyncIT {
    private static final TwoWay BOTH = TwoWay.get();
    private static final Ledger LEDGER = BOTH.ledger;
    private static final Sandbox TICKTICK = BOTH.ticktick;

    @BeforeEach
    void nothing_waits() {
        BOTH.rest();
    }

    @Test
    void edits_and_a_completion() {
        String project = LEDGER.project("Undo there", ",\"status\":\"active\",\"tags\":[\"mine\"]");
        String task = LEDGER.task(project, "Undo there below", ",\"dueDate\":\"2027-03-01\"");
        String card = LEDGER.card(project);
        String subtask = LEDGER.subtask(task);
        List<JsonNode> before = List.of(state("projects", project), state("tasks", task));
        TICKTICK.editInApp(card, "{\"title\":\"Typed there\",\"tags\":[\"blocked\",\"x\"],\"priority\":5}");
        TICKTICK.editInApp(subtask, "{\"title\":\"Typed there below\",\"content\":\"and this\"}");
        TICKTICK.inApp(subtask, "complete", "");
        BOTH.untilQuiet();
        List<JsonNode> after = List.of(state("projects", project), state("tasks", task));
        String pulled = newest("/api/projects/" + project);
        assertThat(newest("/api/tasks/" + task)).isEqualTo(pulled);

        String undone = undo(pulled);
        BOTH.untilQuiet();
        assertThat(List.of(state("projects", project), state("tasks", task))).isEqualTo(before);
        assertThat(text(TICKTICK.task(BOTH.cards(), card), "title")).isEqualTo("Undo there");
        assertThat(TICKTICK.task(BOTH.cards(), subtask).path("status").asInt()).isZero();
        BOTH.noDifferences(project);

        undo(undone);
        BOTH.untilQuiet();
        assertThat(List.of(state("projects", project), state("tasks", task))).isEqualTo(after);
        assertThat(text(TICKTICK.task(BOTH.cards(), card), "title")).isEqualTo("Typed there");
        assertThat(TICKTICK.task(BOTH.cards(), subtask).path("status").asInt()).isEqualTo(2);
        BOTH.noDifferences(project);
    }

    @Test
    void what_was_deleted_there_is_made_there_again() {
        String project = LEDGER.project("Deletion undone", "");
        String task = LEDGER.task(project, "Deleted there, wanted here", ",\"priority\":\"high\"");
        LEDGER.card(project);
        String subtask = LEDGER.subtask(task);
        TICKTICK.inApp(subtask, "delete", "");
        BOTH.until("the deletion is here", () -> BOTH.deleted("/api/tasks/" + task));

        String undone = undo(newest("/api/tasks/" + task));
        assertThat(BOTH.deleted("/api/tasks/" + task)).isFalse();
        BOTH.until(
                "it is there again", () -> text(LEDGER.taskLink(task), "state").equals("synced"));
        BOTH.untilQuiet();
        JsonNode again = TICKTICK.task(BOTH.cards(), text(LEDGER.taskLink(task), "remoteId"));
        assertThat(text(again, "title")).isEqualTo("Deleted there, wanted here");
        assertThat(again.path("priority").asInt()).isEqualTo(5);
        BOTH.noDifferences(project);

        undo(undone);
        BOTH.untilQuiet();
        assertThat(BOTH.deleted("/api/tasks/" + task)).isTrue();
        assertThat(TICKTICK.openNamed(BOTH.cards(), "Deleted there, wanted here"))
                .isEmpty();
        BOTH.noDifferences(project);
    }

    /** Ten of more than twenty: were it more than half, a guard would ask first. */
    @Test
    void a_batch_of_ten() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 22; i++) {
            all.add(LEDGER.project("Batch " + i, ""));
        }
        all.forEach(LEDGER::card);
        List<String> projects = all.subList(0, 10);
        List<JsonNode> before = new ArrayList<>();
        projects.forEach(each -> before.add(state("projects", each)));
        for (String project : projects) {
            TICKTICK.editInApp(
                    LEDGER.card(project), "{\"title\":\"Swept " + project + "\",\"tags\":[\"swept\",\"planned\"]}");
        }
        BOTH.untilQuiet();
        String pulled = newest("/api/projects/" + projects.getFirst());
        assertThat(projects)
                .allSatisfy(each -> assertThat(newest("/api/projects/" + each)).isEqualTo(pulled));

        JsonNode undone =
                BOTH.api.post(200, "/api/change-sets/" + pulled + "/undo", null).json();
        assertThat(undone.path("undone").asInt()).isEqualTo(10);
        BOTH.untilQuiet();
        assertThat(projects.stream().map(each -> state("projects", each))).isEqualTo(before);
        BOTH.noDifferences(projects.toArray(String[]::new));

        undo(text(undone, "changeSet"));
        BOTH.untilQuiet();
        assertThat(projects)
                .allSatisfy(each -> assertThat(text(BOTH.project(each), "name")).isEqualTo("Swept " + each));
        BOTH.noDifferences(projects.toArray(String[]::new));
    }

    /** Answers the change set of the undo. */
    private static String undo(String changeSet) {
        Api.Answer undone = BOTH.api.post(200, "/api/change-sets/" + changeSet + "/undo", null);
        assertThat(undone.json().path("undone").asInt()).isPositive();
        return undone.text("changeSet");
    }

    private static String newest(String path) {
        JsonNode entry = BOTH.api.read(path + "/history").at("/items/0");
        return text(entry, "changeSet");
    }

    /** What a person can set. */
    private static JsonNode state(String kind, String id) {
        ObjectNode state = (ObjectNode) BOTH.api.read("/api/" + kind + "/" + id);
        return state.remove(List.of("version", "updatedAt", "statusSince", "completedAt", "links", "taskCounts"));
    }
}
