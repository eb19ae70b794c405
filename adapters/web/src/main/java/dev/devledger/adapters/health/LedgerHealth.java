package dev.devledger.adapters.health;

import dev.devledger.application.ledger.Fence;
import dev.devledger.application.ledger.TakenOver;
import dev.devledger.application.projection.ParkedEvents;
import dev.devledger.application.projection.Rebuilds;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether this node may write, which of its rows another version has made, and how many events are in none of them. */
public record LedgerHealth(Fence fence, Rebuilds rebuilds, ParkedEvents parked) implements HealthIndicator {
    @Override
    public Health health() {
        try {
            fence.require();
            Set<String> stale = rebuilds.stale();
            Health.Builder health = Health.up();
            if (!stale.isEmpty()) {
                health.withDetail("rebuilding", stale);
            }
            Map<String, Long> waiting = parked.counts();
            if (!waiting.isEmpty()) {
                health.withDetail("parkedEvents", waiting);
            }
            return health.build();
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
