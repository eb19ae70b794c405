package dev.devledger.adapters.health;

import dev.devledger.application.proof.HeadGiver;
import dev.devledger.application.proof.Sealing;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Whether new events are sealed, and the heads get to where they are kept. Where not it is {@code UNKNOWN}, which leaves the
 * whole {@code UP}: writes are stored all the same.
 */
public final class ProofHealth implements HealthIndicator {
    private final Sealing sealing;
    private final List<HeadGiver> givers;

    public ProofHealth(Sealing sealing, List<HeadGiver> givers) {
        this.sealing = sealing;
        this.givers = List.copyOf(givers);
    }

    @Override
    public Health health() {
        Duration unsealed;
        try {
            unsealed = sealing.unsealedFor();
        } catch (RuntimeException away) { // the database's own indicator tells that
            return Health.unknown()
                    .withDetail("message", "The state cannot be read.")
                    .build();
        }
        boolean well =
                unsealed.compareTo(Sealing.LONG) < 0 && givers.stream().allMatch(giver -> giver.trouble() == null);
        Health.Builder health = well ? Health.up() : Health.unknown();
        health.withDetail("unsealedSeconds", unsealed.toSeconds());
        for (HeadGiver giver : givers) {
            HeadGiver.Trouble trouble = giver.trouble();
            health.withDetail(
                    giver.name(),
                    trouble == null ? "has all heads" : "since %s: %s".formatted(trouble.since(), trouble.message()));
        }
        return health.build();
    }
}
