package dev.devledger.adapters.health;

import dev.devledger.application.sync.Sync;
import dev.devledger.application.sync.Sync.SyncStatus;
import dev.devledger.application.sync.memory.ConnectorStates.ConnectorCondition;
import dev.devledger.application.sync.memory.Cycles;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * The health of a connector. A connector that is not in sync is no reason to take Devledger out of service, as local
 * changes wait for the sync: its health then is {@code UNKNOWN}, which leaves the whole server {@code UP}.
 */
public record ConnectorHealth(Sync sync, Clock clock) implements HealthIndicator {
    @Override
    public Health health() {
        SyncStatus status;
        Map<String, Cycles.ListReadState> lists;
        try {
            status = sync.status();
            lists = sync.lists();
        } catch (RuntimeException away) { // the database's own health shows the outage
            return Health.unknown()
                    .withDetail("message", "The state cannot be read.")
                    .build();
        }
        Health.Builder health = isWell(status.state()) ? Health.up() : Health.unknown();
        health.withDetail("mode", status.mode().word())
                .withDetail("state", status.state().word())
                .withDetail("pending", status.pending());
        if (!lists.isEmpty()) {
            health.withDetail("lists", ages(lists));
        }
        String message = status.message();
        return (message == null ? health : health.withDetail("message", message)).build();
    }

    private static boolean isWell(ConnectorCondition state) {
        return switch (state) {
            case IDLE, RUNNING -> true;
            case ATTENTION, RATE_LIMITED, UNREACHABLE, NEEDS_AUTHORIZATION, OFF -> false;
        };
    }

    /** Returns the time since the last complete read of each list, by the list's remote id. */
    private Map<String, String> ages(Map<String, Cycles.ListReadState> lists) {
        Map<String, String> ages = new TreeMap<>();
        lists.forEach((list, read) -> {
            Instant readAt = read.readAt();
            long seconds = readAt == null
                    ? 0
                    : Duration.between(readAt, clock.instant()).toSeconds();
            ages.put(list, readAt == null ? "never read" : "read " + Math.max(0, seconds) + " s ago");
        });
        return ages;
    }
}
