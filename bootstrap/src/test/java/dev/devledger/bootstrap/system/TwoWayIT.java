package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Sandbox.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * What people type on the phone comes into the ledger, and what both sides type is never lost
 * (docs/sync-design.md, section 4).
 */
class TwoWayIT {
    private static final TwoWay BOTH = TwoWay.get();
    private static final Ledger LEDGER = BOTH.ledger;
    private static final Sandbox TICKTICK = BOTH.ticktick;

    @BeforeEach
    void nothing_waits() {
        BOTH.rest();
    }

    @Test
    void edits_on_the_phone_are_events_of_ticktick_in_one_change_set() {
        String project = LEDGER.project("Typed there", "");
        String task = LEDGER.task(project, "Typed there below", "");
        TICKTICK.editInApp(LEDGER.card(project), "{\"title\":\"Typed there, anew\",\"tags\":[\"blocked\",\"x\"]}");
        TICKTICK.inApp(LEDGER.subtask(task), "complete", "");

        JsonNode report = LEDGER.sync();

        assertThat(report.path("pulled").asInt()).isEqualTo(2);
        assertThat(report.path("pushed").asInt()).isZero();
        JsonNode pulled = BOTH.project(project);
        assertThat(text(pulled, "name")).isEqualTo("Typed there, anew");
        assertThat(text(pulled, "status")).isEqualTo("blocked");
        assertThat(Sandbox.texts(pulled, "tags")).containsExactly("x");
        assertThat(text(BOTH.task(task), "status")).isEqualTo("completed");
        JsonNode ofProject = newest("/api/projects/" + project);
        JsonNode ofTask = newest("/api/tasks/" + task);
        assertThat(List.of(ofProject, ofTask)).allSatisfy(entry -> {
            assertThat(text(entry, "actor")).isEqualTo("ticktick");
            assertThat(text(entry, "channel")).isEqualTo("ticktick");
        });
        assertThat(text(ofProject, "changeSet")).isEqualTo(text(ofTask, "changeSet"));
        assertThat(LEDGER.sync().path("pulled").asInt()).isZero();
        BOTH.noDifferences(project);
    }

    @Test
    void who_works_on_a_task_is_told_what_came_from_the_phone() {
        String task = LEDGER.task(LEDGER.project("Watched", ""), "Watched below", "");
        BOTH.api.post(200, "/api/tasks/" + task + "/claim", "{\"agent\": \"ada\"}");
        TICKTICK.editInApp(LEDGER.subtask(task), "{\"title\":\"Typed below\"}");
        LEDGER.sync();

        JsonNode told = BOTH.api
                .patch(200, "/api/tasks/" + task + "?agent=ada", "{\"stage\": \"in review\"}")
                .json()
                .path("changedSince");

        assertThat(told).hasSize(1);
        assertThat(text(told.path(0), "channel")).isEqualTo("ticktick");
        assertThat(text(told.path(0), "summary")).contains("Typed below");
        assertThat(BOTH.api
                        .post(200, "/api/tasks/" + task + "/claim", "{\"agent\": \"ada\"}")
                        .json()
                        .path("changedSince"))
                .isEmpty();
    }

    private static JsonNode newest(String path) {
        return BOTH.api.read(path + "/history").at("/items/0");
    }

    @Test
    void what_both_sides_typed_is_on_record_and_can_be_turned_round() {
        String project = LEDGER.project("Same field", "");
        TICKTICK.editInApp(LEDGER.card(project), "{\"title\":\"Same field, theirs\"}");
        LEDGER.patchProject(project, "{\"name\":\"Same field, ours\"}");

        BOTH.untilQuiet();

        assertThat(text(BOTH.project(project), "name")).isEqualTo("Same field, theirs");
        BOTH.noDifferences(project);
        JsonNode conflict = Sandbox.only(BOTH.conflicts(project, "applied")).orElseThrow();
        assertThat(text(conflict, "kind")).isEqualTo("field");
        assertThat(text(conflict, "applied")).isEqualTo("remote");
        assertThat(text(conflict, "base")).isEqualTo("Same field");
        assertThat(text(conflict, "local")).isEqualTo("Same field, ours");
        assertThat(text(conflict, "remote")).isEqualTo("Same field, theirs");

        BOTH.resolve(conflict, "\"local\"");
        BOTH.untilQuiet();

        assertThat(text(BOTH.project(project), "name")).isEqualTo("Same field, ours");
        assertThat(BOTH.conflicts(project, "resolved")).hasSize(1);
        BOTH.noDifferences(project);
    }

    @Test
    void a_card_of_the_phone_is_a_project_with_nested_tasks() {
        LEDGER.card(LEDGER.project("Before the phone's", ""));
        String card = TICKTICK.createInApp(BOTH.cards(), "Of the phone");
        TICKTICK.editInApp(card, "{\"tags\":[\"paused\",\"x\"],\"content\":\"why\"}");
        String above = TICKTICK.createInApp(BOTH.cards(), "Of the phone, above");
        TICKTICK.parentInApp(above, card);
        String below = TICKTICK.createInApp(BOTH.cards(), "Of the phone, below");
        TICKTICK.parentInApp(below, above);
        TICKTICK.editInApp(
                below,
                "{\"priority\":5,\"isAllDay\":true,\"timeZone\":\"UTC\",\"dueDate\":\"2027-03-31T00:00:00.000+0000\"}");

        assertThat(LEDGER.sync().path("pulled").asInt()).isEqualTo(3);

        JsonNode project = BOTH.projectNamed("Of the phone");
        assertThat(text(project, "status")).isEqualTo("paused");
        assertThat(text(project, "description")).isEqualTo("why");
        assertThat(Sandbox.texts(project, "tags")).containsExactly("x");
        JsonNode upper = BOTH.taskTitled("Of the phone, above");
        JsonNode lower = BOTH.taskTitled("Of the phone, below");
        assertThat(text(upper, "projectId")).isEqualTo(text(project, "id"));
        assertThat(upper.path("parentId").isNull()).isTrue();
        assertThat(text(lower, "parentId")).isEqualTo(text(upper, "id"));
        assertThat(text(lower, "priority")).isEqualTo("high");
        assertThat(text(lower, "dueDate")).isEqualTo("2027-03-31");
        assertThat(LEDGER.sync().path("pulled").asInt()).isZero();
        BOTH.noDifferences(text(project, "id"));
    }

    @Test
    void a_recurring_task_moves_on_and_keeps_its_rule() {
        String project = LEDGER.project("Recurring", "");
        String task = LEDGER.task(project, "Weekly", ",\"dueDate\":\"2127-03-01\"");
        String subtask = LEDGER.subtask(task);
        TICKTICK.editInApp(subtask, "{\"repeatFlag\":\"RRULE:FREQ=WEEKLY;INTERVAL=1\"}");
        LEDGER.sync();

        TICKTICK.inApp(subtask, "complete", "");
        BOTH.untilQuiet();
        assertThat(text(BOTH.task(task), "dueDate")).isEqualTo("2127-03-08");
        assertThat(text(BOTH.task(task), "status")).isEqualTo("open");

        LEDGER.act(task, "complete");
        BOTH.untilQuiet();
        assertThat(text(BOTH.task(task), "dueDate")).isEqualTo("2127-03-15");
        assertThat(text(BOTH.task(task), "status")).isEqualTo("open");

        LEDGER.patchTask(task, "{\"dueDate\":null}");
        LEDGER.sync();
        JsonNode conflict = Sandbox.only(BOTH.conflicts(task, "open")).orElseThrow();
        assertThat(text(TICKTICK.task(BOTH.cards(), subtask), "repeatFlag")).contains("WEEKLY");
        BOTH.resolve(conflict, "\"remote\"");
        BOTH.untilQuiet();
        assertThat(text(BOTH.task(task), "dueDate")).isEqualTo("2127-03-15");
    }
}
