package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Ledger.eventually;
import static dev.devledger.bootstrap.system.Sandbox.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** TickTick away, or answering nonsense: the ledger goes on, nothing is lost, and nothing is made twice. */
@Tag("long")
class SandboxFaultsIT {
    private static final Api API = SharedDevledger.onANewDay().api();
    private static final Ledger LEDGER = new Ledger(API);
    private static final Sandbox TICKTICK = new Sandbox(API);
    private static final String CREATE = "POST /task$";
    private static final int FOR_EVER = 1_000_000;

    @BeforeEach
    @AfterEach
    void nothing_is_wrong_and_nothing_waits() {
        TICKTICK.calm();
        Wait.untilSynced(API); // whatever other classes have left
        TICKTICK.calm();
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop-answer", "truncate", "done-504", "done-html"})
    void a_card_whose_create_was_done_but_not_answered_is_found_again(String fault) {
        LEDGER.card(LEDGER.project("Before " + fault, ""));
        TICKTICK.calm();
        TICKTICK.fault(fault, 1, CREATE);
        String name = "Lost by " + fault;
        String card = LEDGER.card(LEDGER.project(name, ",\"tags\":[\"a\"],\"dueDate\":\"2027-01-01\""));
        assertThat(TICKTICK.requests("POST /task")).as("creates sent").isEqualTo(1);
        assertThat(open(name)).singleElement().satisfies(task -> assertThat(text(task, "id"))
                .isEqualTo(card));
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop-answer", "truncate", "done-504", "done-html"})
    void a_subtask_whose_create_was_done_but_not_answered_is_found_again(String fault) {
        String project = LEDGER.project("Card of the lost " + fault, "");
        String card = LEDGER.card(project);
        TICKTICK.calm();
        TICKTICK.fault(fault, 1, CREATE);
        String title = "Subtask lost by " + fault;
        LEDGER.subtask(LEDGER.task(project, title, ",\"checklist\":[{\"title\":\"one\"}]"));
        assertThat(TICKTICK.requests("POST /task")).as("creates sent").isEqualTo(1);
        assertThat(open(title)).singleElement().satisfies(task -> assertThat(text(task, "parentId"))
                .isEqualTo(card));
    }

    @ParameterizedTest
    @ValueSource(strings = {"error-500", "nonsense"})
    void a_create_that_never_arrived_is_sent_again(String fault) {
        LEDGER.card(LEDGER.project("Before the lost " + fault, ""));
        TICKTICK.calm();
        TICKTICK.fault(fault, 1, CREATE);
        String name = "Never arrived: " + fault;
        LEDGER.card(LEDGER.project(name, ""));
        assertThat(TICKTICK.requests("POST /task")).as("creates sent").isEqualTo(2);
        assertThat(open(name)).hasSize(1);
    }

    @Test
    void several_equal_cards_whose_creates_were_not_answered_are_told_apart_by_nobody_and_doubled_by_nobody() {
        LEDGER.card(LEDGER.project("Before the twins", ""));
        TICKTICK.fault("drop-answer", 2, CREATE);
        String one = LEDGER.project("Twin", "");
        String two = LEDGER.project("Twin", "");
        assertThat(LEDGER.card(one)).isNotEqualTo(LEDGER.card(two));
        assertThat(open("Twin")).hasSize(2);
    }

    @Test
    void what_was_edited_while_the_create_was_unanswered_follows() {
        LEDGER.card(LEDGER.project("Before the edit", ""));
        TICKTICK.fault("drop-answer", 1, CREATE);
        String project = LEDGER.project("Old name", "");
        eventually(() -> assertThat(TICKTICK.faultsMet()).isTrue());
        LEDGER.patchProject(project, "{\"name\":\"New name\"}");
        LEDGER.card(project);
        LEDGER.idle();
        assertThat(open("Old name")).isEmpty();
        assertThat(open("New name")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop-answer", "nonsense", "done-504", "done-html"})
    void an_edit_that_was_not_answered_arrives(String fault) {
        String project = LEDGER.project("Edited under " + fault, "");
        String card = LEDGER.card(project);
        TICKTICK.fault(fault, 1, "POST /task/" + card);
        LEDGER.patchProject(project, "{\"name\":\"Edited once, " + fault + "\"}");
        eventually(() -> assertThat(TICKTICK.faultsMet()).isTrue());
        LEDGER.patchProject(project, "{\"name\":\"Edited twice, " + fault + "\"}");
        LEDGER.card(project);
        assertThat(open("Edited twice, " + fault)).singleElement().satisfies(task -> assertThat(text(task, "id"))
                .isEqualTo(card));
    }

    @Test
    void ten_edits_while_ticktick_is_away_are_one_call() {
        String project = LEDGER.project("Ten edits", "");
        String card = LEDGER.card(project);
        LEDGER.idle();
        TICKTICK.fault("error-500", FOR_EVER, "");
        for (int i = 1; i <= 10; i++) {
            LEDGER.patchProject(project, "{\"name\":\"Ten edits, the " + i + ".\",\"description\":\"" + i + "\"}");
        }
        LEDGER.eventuallyStatus(
                status -> assertThat(text(status, "state")).as("state").isEqualTo("unreachable"));
        JsonNode status = LEDGER.syncStatus();
        assertThat(text(status, "message")).contains("TickTick");
        assertThat(status.path("pending").asInt()).isEqualTo(1);
        assertThat(text(LEDGER.projectLink(project), "state")).isEqualTo("pending");

        TICKTICK.calm();
        LEDGER.card(project);
        assertThat(TICKTICK.requestsAbout(card)).isEqualTo(Map.of("GET", 1, "POST", 1));
        assertThat(open("Ten edits, the 10.")).singleElement().satisfies(task -> assertThat(text(task, "content"))
                .isEqualTo("10"));
        LEDGER.eventuallyStatus(after -> {
            assertThat(text(after, "state")).isEqualTo("idle");
            assertThat(after.path("message").isNull()).isTrue();
        });
    }

    @Test
    void without_authorization_it_says_what_to_do_and_goes_on_when_there_is_one() {
        String project = LEDGER.project("Unauthorized", "");
        LEDGER.card(project);
        TICKTICK.fault("unauthorized", FOR_EVER, "");
        LEDGER.patchProject(project, "{\"name\":\"Authorized again\"}");
        LEDGER.eventuallyStatus(
                status -> assertThat(text(status, "state")).as("state").isEqualTo("needs-authorization"));
        JsonNode status = LEDGER.syncStatus();
        assertThat(text(status, "message")).contains("connect the account again or set a new one");
        assertThat(status.path("pending").asInt()).isEqualTo(1);

        TICKTICK.calm();
        LEDGER.sync();
        LEDGER.card(project);
        assertThat(open("Authorized again")).hasSize(1);
        assertThat(text(LEDGER.atRest("ticktick"), "state")).isEqualTo("idle");
    }

    @Test
    void the_ledger_goes_on_while_ticktick_answers_nonsense() {
        String project = LEDGER.project("Under nonsense", "");
        String card = LEDGER.card(project);
        TICKTICK.fault("nonsense", 1, "POST /task/" + card);
        LEDGER.patchProject(project, "{\"description\":\"while it answers nonsense\"}");
        Ledger.eventually(() -> {
            assertThat(text(LEDGER.projectLink(project), "state")).isEqualTo("pending");
            assertThat(text(LEDGER.projectLink(project), "reason")).contains("TickTick");
        });
        List<String> others = new ArrayList<>();
        Wait.untilWithin(Duration.ofSeconds(2), "the ledger's own answers", () -> {
            others.add(LEDGER.project("Made meanwhile, " + others.size(), ""));
            API.get("/api/projects/" + others.getLast()).expect(200);
        });

        TICKTICK.calm();
        LEDGER.sync();
        LEDGER.card(project);
        others.forEach(LEDGER::card);
        assertThat(open("Made meanwhile, 0")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop-answer", "done-504", "done-html", "nonsense", "error-500"})
    void a_delete_that_was_not_answered_is_done(String fault) {
        String name = "Deleted without an answer, " + fault;
        String project = LEDGER.project(name, "");
        String card = LEDGER.card(project);
        TICKTICK.fault(fault, 1, "DELETE .*" + card);
        API.delete("/api/projects/" + project).expect(200);
        LEDGER.idle();
        assertThat(open(name)).isEmpty();
        assertThat(text(LEDGER.projectLink(project), "state")).isEqualTo("closed");
    }

    private static List<JsonNode> open(String title) {
        return TICKTICK.openNamed(TICKTICK.list("Dev Projects"), title);
    }
}
