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
        HistoryView entry = new HistoryView(
                1,
                Instant.EPOCH,
                new HistoryView.Entity("task", UUID.randomUUID(), "T-1"),
                "task.edited",
                "Edited",
                List.of(),
                null,
                "owner",
                channel,
                null,
                null,
                "request",
                UUID.randomUUID());
        return new ChangeView(entry, connectors, Instant.EPOCH).through();
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
