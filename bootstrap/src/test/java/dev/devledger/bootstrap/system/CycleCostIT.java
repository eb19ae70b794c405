package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Sandbox.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** How often a full cycle asks TickTick and the database. A number that grows here is a decision. */
class CycleCostIT {
    private static final TwoWay BOTH = TwoWay.get();
    private static final Ledger LEDGER = BOTH.ledger;
    private static final Sandbox TICKTICK = BOTH.ticktick;

    /** The list of lists twice, and what was finished in all of them. */
    private static final int FOR_ALL = 3;

    @BeforeEach
    void nothing_is_left_to_do() {
        BOTH.rest();
        String list = LEDGER.project("Cost, a list", ",\"placement\":\"list\"");
        LEDGER.subtask(LEDGER.task(list, "Cost, in a list", ""));
        LEDGER.card(LEDGER.project("Cost, a card", ""));
        BOTH.untilQuiet();
        TICKTICK.calm();
    }

    @Test
    void a_quiet_cycle_reads_each_list_once_and_stores_only_that_it_was() {
        String request = "quiet-" + UUID.randomUUID();
        Queue<String> statements = CountedDatabase.watch(request);
        String head = head();

        JsonNode report = BOTH.api
                .post(200, "/api/sync/run", null, "X-Request-Id", request)
                .json();

        int requests = TICKTICK.requests();
        int writes = TICKTICK.writes();
        int scopes = TICKTICK.requestsMatching("GET /project/[0-9a-f]+/data");
        assertThat(scopes).isGreaterThanOrEqualTo(2);
        assertThat(requests).isEqualTo(FOR_ALL + scopes);
        assertThat(writes).isZero();
        assertThat(report.path("remoteRequests").asInt()).isEqualTo(FOR_ALL + scopes);
        assertThat(report.path("pulled").asInt() + report.path("pushed").asInt())
                .isZero();
        assertThat(head()).isEqualTo(head);
        assertThat(SyncTrial.tablesWritten(statements)).isEqualTo(Set.of("sync_cycle", "sync_list_read", "sync_lease"));
        // The lease before each call; what else there is does not grow with the entities.
        assertThat(statements).as("statements").hasSizeLessThanOrEqualTo(FOR_ALL + scopes + 30);
        assertThat(statements.stream().filter(each -> each.equals("commit")))
                .as("commits")
                .hasSizeLessThanOrEqualTo(FOR_ALL + scopes + 5);
    }

    private static String head() {
        return BOTH.api.read("/api/projections/history").path("head").toString();
    }

    @Test
    void an_edit_is_one_read_and_one_write_and_one_that_also_completes_is_looked_at() {
        String task = LEDGER.task(LEDGER.project("Cost, edited", ""), "Cost, edited below", "");
        String subtask = LEDGER.subtask(task);
        LEDGER.idle();
        TICKTICK.calm();

        LEDGER.patchTask(task, "{\"title\":\"Cost, edited once\",\"priority\":\"high\"}");
        LEDGER.subtask(task);
        LEDGER.idle();
        assertThat(TICKTICK.requests()).isEqualTo(2);
        assertThat(TICKTICK.writes()).isEqualTo(1);

        BOTH.leaveAloneForAMoment(); // so that both are there before it is looked at
        TICKTICK.calm();
        LEDGER.patchTask(task, "{\"title\":\"Cost, edited and done\"}");
        LEDGER.act(task, "complete");
        LEDGER.subtask(task);
        LEDGER.idle();
        assertThat(TICKTICK.requests()).as("no answer shows a completion").isEqualTo(3);
        assertThat(TICKTICK.writes()).isEqualTo(1);
        JsonNode there = TICKTICK.task(BOTH.cards(), subtask);
        assertThat(text(there, "title")).isEqualTo("Cost, edited and done");
        assertThat(there.path("status").asInt()).isEqualTo(2);
    }
}
