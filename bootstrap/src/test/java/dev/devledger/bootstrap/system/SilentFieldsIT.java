package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Sandbox.text;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What TickTick passes over without a word, and what it leaves out of an answer, costs nobody an edit. */
@Tag("long")
class SilentFieldsIT {
    private static final TwoWay BOTH = TwoWay.get();
    private static final Ledger LEDGER = BOTH.ledger;
    private static final Sandbox TICKTICK = BOTH.ticktick;
    private static final int ALWAYS = 1000;
    private static final String WRITES = "^POST /(task(/[^/]+)?|batch/task)$";

    @BeforeEach
    @AfterEach
    void nothing_waits() {
        TICKTICK.calm();
        BOTH.untilQuiet();
    }

    private static String task(String project, String field, String value) {
        return LEDGER.task(
                project,
                "Silent " + field + " " + project,
                ",\"description\":\"a text\",\"priority\":\"high\",\"tags\":[\"one\"],\"dueDate\":\"2026-12-10\""
                                .replaceAll(",\"" + field + "\":(\\[[^\\]]*\\]|\"[^\"]*\")", "")
                        + ",\"" + field + "\":" + value);
    }

    private static JsonNode here(String task) {
        return BOTH.api.read("/api/tasks/" + task);
    }

    /** It is there as it was typed, and so is all else; nobody is asked. */
    private static void isInStep(String project, String task, String field, JsonNode meant) {
        BOTH.untilQuiet();
        BOTH.untilQuiet();
        assertThat(here(task).path(field)).isEqualTo(meant.path(field));
        assertThat(text(here(task), "title")).isEqualTo(text(meant, "title"));
        assertThat(text(here(task), "status")).isEqualTo(text(meant, "status"));
        assertThat(BOTH.conflicts(task, "open")).isEmpty();
        BOTH.noDifferences(project);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        description | content   | "born with a text"     | "another text"
        priority    | priority  | "medium"               | "low"
        tags        | tags      | ["two"]                | ["three"]
        dueDate     | isAllDay  | "2026-12-11"           | "2026-12-12"
        dueDate     | timeZone  | "2026-12-11"           | "2026-12-12"
        checklist   | items     | [{"title": "a"}]       | [{"title": "b"}]
        title       | title     | ""                     | "Renamed"
        """)
    void a_field_that_is_passed_over_is_sent_again_and_one_that_is_not_answered_is_looked_at(
            String field, String theirs, String first, String second) {
        String project = LEDGER.project("Silent " + field + " " + theirs, "");
        LEDGER.card(project);
        LEDGER.idle();
        boolean isNamed = field.equals("title");
        for (String fault : new String[] {"ignore-field", "silent-field"}) {
            if (!isNamed) {
                TICKTICK.fault(fault, theirs, fault.equals("ignore-field") ? 1 : ALWAYS, WRITES);
            }
            String task = isNamed ? LEDGER.task(project, "Named", "") : task(project, field, first);
            JsonNode made = here(task);
            LEDGER.subtask(task);
            TICKTICK.calm();
            isInStep(project, task, field, made);

            TICKTICK.fault(fault, theirs, fault.equals("ignore-field") ? 1 : ALWAYS, WRITES);
            LEDGER.patchTask(task, "{\"" + field + "\":" + second + "}");
            JsonNode edited = here(task);
            LEDGER.sync();
            LEDGER.sync();
            assertThat(here(task).path(field)).isEqualTo(edited.path(field));
            TICKTICK.calm();
            isInStep(project, task, field, edited);
        }
    }

    /** Those that TickTick always answers: of the others a missing one is an empty one. */
    @ParameterizedTest
    @CsvSource({"title", "status", "isAllDay", "timeZone"})
    void a_field_that_no_read_shows_is_as_both_sides_agreed(String field) {
        String project = LEDGER.project("Unread " + field, "");
        LEDGER.card(project);
        String task = task(project, "checklist", "[{\"title\":\"a\"},{\"title\":\"b\",\"done\":true}]");
        LEDGER.subtask(task);
        LEDGER.idle();
        BOTH.untilQuiet();
        JsonNode meant = here(task);

        TICKTICK.fault("silent-field", field, ALWAYS, "");
        LEDGER.sync();
        LEDGER.sync();
        LEDGER.patchTask(task, "{\"description\":\"Another text\"}");
        LEDGER.sync();
        LEDGER.sync();
        for (String each : new String[] {"title", "status", "priority", "dueDate", "allDay", "tags", "checklist"}) {
            assertThat(here(task).path(each)).as(each).isEqualTo(meant.path(each));
        }
        TICKTICK.calm();
        isInStep(project, task, "checklist", meant);
        assertThat(text(here(task), "description")).isEqualTo("Another text");
    }
}
