package dev.devledger.adapters.health;

import dev.devledger.application.sync.Sync;
import dev.devledger.application.sync.SyncStatus;
import java.util.Set;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * How a connector is doing. One that is not in step is no reason to take Devledger out of service: what is written here
 * waits for it, so it is {@code UNKNOWN} then, which leaves the whole {@code UP}.
 */
public final class ConnectorHealth implements HealthIndicator {
    private static final Set<String> WELL = Set.of("idle", "running");

    private final Sync sync;

    public ConnectorHealth(Sync sync) {
        this.sync = sync;
    }

    @Override
    public Health health() {
        SyncStatus status;
        try {
            status = sync.status();
        } catch (RuntimeException away) { // the database's own indicator tells that
            return Health.unknown()
                    .withDetail("message", "How it is cannot be read.")
                    .build();
        }
        Health.Builder health = WELL.contains(status.state()) ? Health.up() : Health.unknown();
        health.withDetail("mode", status.mode())
                .withDetail("state", status.state())
                .withDetail("pending", status.pending());
        String message = status.message();
        return (message == null ? health : health.withDetail("message", message)).build();
    }
}
