package dev.devledger.adapters.health;

import dev.devledger.application.ledger.Fence;
import dev.devledger.application.ledger.TakenOver;
import dev.devledger.application.projection.Rebuilds;
import java.util.Set;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether this node may write, and which of its rows another version has made. */
public record LedgerHealth(Fence fence, Rebuilds rebuilds) implements HealthIndicator {
    @Override
    public Health health() {
        try {
            fence.require();
            Set<String> stale = rebuilds.stale();
            return stale.isEmpty()
                    ? Health.up().build()
                    : Health.up().withDetail("rebuilding", stale).build();
        } catch (TakenOver e) {
            return Health.outOfService()
                    .withDetail("message", String.valueOf(e.getMessage()))
                    .build();
        } catch (RuntimeException away) { // the database's own indicator tells that
            return Health.unknown()
                    .withDetail("message", "The state cannot be read.")
                    .build();
        }
    }
}
