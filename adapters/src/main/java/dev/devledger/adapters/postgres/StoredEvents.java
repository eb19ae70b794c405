package dev.devledger.adapters.postgres;

import dev.devledger.application.command.EventMetadata;
import dev.devledger.application.projection.LedgerEvent;
import java.util.List;
import java.util.OptionalLong;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;

/** Makes of rows of the table {@code event} what they stand for; old revisions are upcast. */
final class StoredEvents {

    private final Serializer serializer;
    private final EventUpcaster upcasters;

    StoredEvents(Serializer serializer, EventUpcaster upcasters) {
        this.serializer = serializer;
        this.upcasters = upcasters;
    }

    List<LedgerEvent> events(List<EventRow> rows) {
        try {
            return EventUtils.upcastAndDeserializeTrackedEvents(rows.stream(), serializer, upcasters)
                    .<LedgerEvent>map(StoredEvents::event)
                    .toList();
        } catch (UnknownEvent e) {
            throw rows.stream()
                    .filter(row -> row.eventType().equals(e.name()))
                    .findFirst()
                    .map(row -> new UnknownEvent(e.name(), row.position()))
                    .orElse(e);
        }
    }

    private static LedgerEvent event(TrackedEventMessage<?> tracked) {
        DomainEventMessage<?> message = (DomainEventMessage<?>) tracked;
        OptionalLong position = tracked.trackingToken().position();
        MetaData metadata = message.getMetaData();
        return new LedgerEvent(
                position.orElseThrow(),
                message.getIdentifier(),
                message.getAggregateIdentifier(),
                message.getSequenceNumber() + 1,
                EventTypes.nameOf(message.getPayload()),
                message.getTimestamp(),
                message.getPayload(),
                EventMetadata.provenance(metadata),
                EventMetadata.changeSet(metadata),
                EventMetadata.isOfImport(metadata));
    }
}
