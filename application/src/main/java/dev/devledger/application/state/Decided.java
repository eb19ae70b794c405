package dev.devledger.application.state;

import java.util.List;
import org.axonframework.modelling.command.AggregateLifecycle;

/** What a decider came to, on its way into the entity's stream. */
public final class Decided {
    private Decided() {}

    public static void apply(String stream, List<?> events) {
        events.forEach(AggregateLifecycle::apply);
        if (!events.isEmpty()) {
            KnownStates.changed(stream);
        }
    }
}
