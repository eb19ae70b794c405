package dev.devledger.adapters.health;

import dev.devledger.application.proof.HeadDelivery;
import dev.devledger.application.proof.Sealing;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The metrics of sealing new events, and of delivering the heads. */
public final class ProofGauges implements MeterBinder {
    private final Sealing sealing;
    private final List<HeadDelivery> givers;
    private final Clock clock;

    public ProofGauges(Sealing sealing, List<HeadDelivery> givers, Clock clock) {
        this.sealing = sealing;
        this.givers = List.copyOf(givers);
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("devledger.ledger.unsealed", this, ProofGauges::unsealed)
                .baseUnit("seconds")
                .description("How long the oldest unsealed event has waited")
                .register(registry);
        givers.forEach(giver -> Gauge.builder("devledger.ledger.heads.waiting", giver, this::waiting)
                .baseUnit("seconds")
                .tag("to", giver.name().substring(giver.name().lastIndexOf('-') + 1))
                .description("How long the heads of sealed batches could not be sent to this place")
                .register(registry));
    }

    private double unsealed() {
        try {
            return sealing.unsealedFor().toSeconds();
        } catch (RuntimeException away) { // the sync's gauges report the outage
            return Double.NaN;
        }
    }

    private double waiting(HeadDelivery giver) {
        HeadDelivery.DeliveryFailure trouble = giver.trouble();
        return trouble == null
                ? 0
                : Duration.between(trouble.since(), clock.instant()).toSeconds();
    }
}
