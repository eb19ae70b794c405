package dev.devledger.application.ledger.axon;

import java.util.List;
import org.axonframework.modelling.command.AggregateLifecycle;

/** What a decider came to, on its way into the entity's stream. */
public final class DecidedEvents {
    private DecidedEvents() {}

    public static void apply(String stream, List<?> events) {
        events.forEach(AggregateLifecycle::apply);
        if (!events.isEmpty()) {
            AggregateCache.changed(stream);
        }
    }
}
