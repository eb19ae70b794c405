package dev.devledger.adapters.postgres.eventstore;

import java.util.List;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;

/** What brings an event that was stored under an old revision to the newest one, when it is read. */
public final class EventUpcasters {

    /** One for each step from a revision to the next, oldest first; there is no old revision yet. */
    private static final List<SingleEventUpcaster> ALL = List.of();

    private EventUpcasters() {}

    public static EventUpcaster chain() {
        return chain(ALL);
    }

    static EventUpcaster chain(List<SingleEventUpcaster> upcasters) {
        return new EventUpcasterChain(upcasters);
    }
}
