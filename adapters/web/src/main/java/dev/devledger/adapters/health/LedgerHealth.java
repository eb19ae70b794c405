package dev.devledger.adapters.health;

import dev.devledger.application.ledger.Ledger.WriteGate.NewerVersion;
import dev.devledger.application.ledger.Ledger.WriteGate.VersionFence;
import dev.devledger.application.projection.EventLog.ParkedEvents;
import dev.devledger.application.projection.OutdatedProjections;
import dev.devledger.application.proof.HeadDelivery;
import dev.devledger.application.proof.Sealing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * The health of the ledger: whether this node may write, which rows are of another version, and which events are
 * parked.
 */
public record LedgerHealth(VersionFence fence, OutdatedProjections rebuilds, ParkedEvents parked)
        implements HealthIndicator {
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
        } catch (NewerVersion e) {
            return Health.outOfService()
                    .withDetail("message", String.valueOf(e.getMessage()))
                    .build();
        } catch (RuntimeException away) { // the database's own health shows the outage
            return Health.unknown()
                    .withDetail("message", "The state cannot be read.")
                    .build();
        }
    }

    /**
     * The health of the proof, which is {@code UP} if new events are sealed and the heads reach their targets.
     * Otherwise the health is {@code UNKNOWN}, which leaves the whole server {@code UP}, as writes are still stored.
     */
    public static final class ProofHealth implements HealthIndicator {
        private final Sealing sealing;
        private final List<HeadDelivery> givers;

        public ProofHealth(Sealing sealing, List<HeadDelivery> givers) {
            this.sealing = sealing;
            this.givers = List.copyOf(givers);
        }

        @Override
        public Health health() {
            Duration unsealed;
            try {
                unsealed = sealing.unsealedFor();
            } catch (RuntimeException away) { // the database's own health shows the outage
                return Health.unknown()
                        .withDetail("message", "The state cannot be read.")
                        .build();
            }
            boolean well =
                    unsealed.compareTo(Sealing.LONG) < 0 && givers.stream().allMatch(giver -> giver.trouble() == null);
            Health.Builder health = well ? Health.up() : Health.unknown();
            health.withDetail("unsealedSeconds", unsealed.toSeconds());
            for (HeadDelivery giver : givers) {
                HeadDelivery.DeliveryFailure trouble = giver.trouble();
                health.withDetail(
                        giver.name(),
                        trouble == null
                                ? "has all heads"
                                : "since %s: %s".formatted(trouble.since(), trouble.message()));
            }
            return health.build();
        }
    }
}
