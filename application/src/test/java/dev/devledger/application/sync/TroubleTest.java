package dev.devledger.application.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.SyncStatusQuery.Trouble;
import dev.devledger.application.sync.memory.Cycles;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Several troubles at the same time. */
class TroubleTest {
    private static final Instant NOON = Instant.parse("2026-03-09T12:00:00Z");

    private static Cycles.ListReadState unread(String name, Instant since) {
        return new Cycles.ListReadState(null, since, new Cycles.UnreadList(name, "no right", since, false));
    }

    @Test
    void each_condition_is_told_and_of_several_of_a_kind_how_many_and_one() {
        Trouble trouble = new Trouble(
                Map.of(
                        "1", unread("Late", NOON.plusSeconds(60)),
                        "2", unread("First", NOON),
                        "3", new Cycles.ListReadState(NOON, NOON)),
                3,
                "2 projects or tasks are refused or not synced, for example: too long",
                "what else there is",
                List.of(),
                List.of(
                        new Trouble.FailedDelete(NOON.plusSeconds(60), "later"),
                        new Trouble.FailedDelete(NOON, "not yours")),
                list -> list);
        assertThat(trouble.message("ClickUp"))
                .isEqualTo("the list \"First\" has not been read since 2026-03-09T12:00:00Z: no right"
                        + "; lists not read: 1 more"
                        + "; 3 changes wait for your approval: GET /api/sync/approvals"
                        + "; 2 projects or tasks are refused or not synced, for example: too long"
                        + "; 2 deleted projects or tasks could not be deleted in ClickUp since"
                        + " 2026-03-09T12:00:00Z: not yours"
                        + "; what else there is");
    }
}
