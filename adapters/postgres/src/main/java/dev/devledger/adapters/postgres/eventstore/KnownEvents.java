package dev.devledger.adapters.postgres.eventstore;

import java.util.function.Function;
import java.util.function.Supplier;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.jspecify.annotations.Nullable;

/**
 * The events of a stream; where one of them is unknown it says which, and where one cannot be read nothing is decided on
 * the others.
 *
 * @param located finds its position
 */
record KnownEvents(DomainEventStream events, Function<UnknownEvent, UnknownEvent> located)
        implements DomainEventStream {
    @Override
    public DomainEventMessage<?> peek() {
        return orLocated(events::peek);
    }

    @Override
    public boolean hasNext() {
        return orLocated(events::hasNext);
    }

    /** Axon reads what is in it only when it is asked for that. */
    @Override
    public DomainEventMessage<?> next() {
        DomainEventMessage<?> event = orLocated(events::next);
        return StoredEvents.read(event.getAggregateIdentifier(), event.getSequenceNumber() + 1, () -> {
            StoredEvents.requireOwn(event.getAggregateIdentifier(), event.getPayload());
            return event;
        });
    }

    @Override
    public @Nullable Long getLastSequenceNumber() {
        return events.getLastSequenceNumber();
    }

    private <T> T orLocated(Supplier<T> read) {
        try {
            return read.get();
        } catch (UnknownEvent e) {
            throw located.apply(e);
        }
    }
}
