package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Sandbox.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
            API.get(200, "/api/projects/" + others.getLast());
        });

        TICKTICK.calm();
        LEDGER.sync();
        LEDGER.card(project);
        others.forEach(LEDGER::card);
        assertThat(open("Made meanwhile, 0")).hasSize(1);
    }

    private static List<JsonNode> open(String title) {
        return TICKTICK.openNamed(TICKTICK.list("Dev Projects"), title);
    }
}
