package dev.devledger.adapters.postgres.eventstore;

import java.util.function.Function;
import java.util.function.Supplier;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.jspecify.annotations.Nullable;

/**
 * The events of a stream; where one of them is unknown it says which.
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

    @Override
    public DomainEventMessage<?> next() {
        return orLocated(events::next);
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
