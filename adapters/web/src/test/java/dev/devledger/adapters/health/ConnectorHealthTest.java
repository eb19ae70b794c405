package dev.devledger.adapters.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.Sync;
import dev.devledger.application.sync.Sync.SyncStatus;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount.ConnectorMode;
import dev.devledger.application.sync.memory.ConnectorStates.ConnectorCondition;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.plan.SyncPlan;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

class ConnectorHealthTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

    private static Health health(Supplier<SyncStatus> status) {
        return new ConnectorHealth(
                        new Sync() {
                            @Override
                            public SyncStatus status() {
                                return status.get();
                            }

                            @Override
                            public Report run() {
                                throw new AssertionError("not asked for");
                            }

                            @Override
                            public SyncPlan plan() {
                                throw new AssertionError("not asked for");
                            }

                            @Override
                            public Map<String, Cycles.ListReadState> lists() {
                                return Map.of(
                                        "list-1",
                                        new Cycles.ListReadState(NOW.minusSeconds(90), NOW),
                                        "list-2",
                                        new Cycles.ListReadState(null, NOW));
                            }
                        },
                        Clock.fixed(NOW, ZoneOffset.UTC))
                .health();
    }

    @Test
    void knows_the_age_of_the_last_complete_read_of_each_list() {
        assertThat(health(() -> status("idle", null)).getDetails())
                .containsEntry("lists", Map.of("list-1", "read 90 s ago", "list-2", "never read"));
    }

    private static SyncStatus status(String state, String message) {
        return new SyncStatus(
                "ticktick", ConnectorMode.LIVE, ConnectorCondition.of(state), message, null, 3, 0, 0, List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "idle,UP",
        "running,UP",
        "needs-authorization,UNKNOWN",
        "rate-limited,UNKNOWN",
        "unreachable,UNKNOWN",
        "attention,UNKNOWN",
        "off,UNKNOWN"
    })
    void a_connector_never_takes_the_whole_down(String state, String expected) {
        assertThat(health(() -> status(state, null)).getStatus()).isEqualTo(new Status(expected));
    }

    @Test
    void says_what_to_do() {
        Health health = health(() -> status("needs-authorization", "Connect again."));
        assertThat(health.getDetails())
                .containsEntry("message", "Connect again.")
                .containsEntry("state", "needs-authorization")
                .containsEntry("mode", "live")
                .containsEntry("pending", 3);
        assertThat(health(() -> status("idle", null)).getDetails()).doesNotContainKey("message");
        assertThat(health(() -> status("idle", "The connection ends soon.")).getDetails())
                .containsEntry("message", "The connection ends soon.");
    }

    @Test
    void a_status_that_cannot_be_read_is_unknown() {
        Health health = health(() -> {
            throw new IllegalStateException("the database is away");
        });
        assertThat(health.getStatus()).isEqualTo(Status.UNKNOWN);
    }
}
