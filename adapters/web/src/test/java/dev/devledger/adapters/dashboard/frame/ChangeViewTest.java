package dev.devledger.adapters.dashboard.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.history.HistoryView;
import dev.devledger.application.sync.connector.CannedConnector;
import dev.devledger.application.sync.connector.Connectors;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChangeViewTest {
    private final Connectors connectors = new Connectors(
            List.of(new CannedConnector("ticktick", "TickTick"), new CannedConnector("other", "The other")));

    private String through(String channel) {
        return change(channel, "Edited").through();
    }

    private ChangeView change(String channel, String summary) {
        HistoryView entry = new HistoryView(
                1,
                Instant.EPOCH,
                new HistoryView.Entity("task", UUID.randomUUID(), "T-1"),
                "task.edited",
                summary,
                List.of(),
                null,
                "owner",
                channel,
                null,
                null,
                "request",
                UUID.randomUUID());
        return new ChangeView(entry, connectors, Instant.EPOCH);
    }

    @Test
    void who_has_a_page_for_it_is_not_told_which_call_there_is() {
        String call = "POST /api/sync/conflicts/01a2140c-0fcb-7229-9615-b7806f485a02/resolve";
        assertThat(change("ticktick", "The title differs; to choose otherwise: " + call + ".")
                        .summary())
                .isEqualTo("The title differs; to choose otherwise: see Conflicts.");
        assertThat(change("ticktick", "Edited").summary()).isEqualTo("Edited");
    }

    @Test
    void what_a_sync_has_changed_came_through_its_service() {
        assertThat(through("other")).isEqualTo("The other");
        assertThat(through("ticktick")).isEqualTo("TickTick");
    }

    @Test
    void a_service_that_is_connected_no_more_is_called_by_its_word() {
        assertThat(through("former")).isEqualTo("former");
    }
}
