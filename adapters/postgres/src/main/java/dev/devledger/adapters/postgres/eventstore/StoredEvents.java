package dev.devledger.adapters.postgres.eventstore;

import dev.devledger.application.ledger.EventMetadata;
import dev.devledger.application.ledger.Provenance;
import dev.devledger.application.projection.LedgerEvent;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;

/** Makes of rows of the table {@code event} what they stand for; old revisions are upcast. */
public record StoredEvents(Serializer serializer, EventUpcaster upcasters) {

    public static StoredEvents ofLedger() {
        return new StoredEvents(LedgerSerializer.create(), EventUpcasters.chain());
    }

    public List<LedgerEvent> events(List<EventRow> rows) {
        return read(rows, message -> event(message, Origin.of(message.getMetaData())));
    }

    /** What the row stands for, for who does not ask by whom it is. */
    public List<Object> payloads(EventRow row) {
        return read(List.of(row), Message::getPayload);
    }

    /** For reading row by row. */
    public Function<EventRow, List<LedgerEvent>> reader() {
        return new Reader();
    }

    private <T> List<T> read(List<EventRow> rows, Function<TrackedEventMessage<?>, T> as) {
        try {
            return EventUtils.upcastAndDeserializeTrackedEvents(rows.stream(), serializer, upcasters)
                    .<T>map(as)
                    .toList();
        } catch (UnknownEvent e) {
            throw rows.stream()
                    .filter(row -> row.eventType().equals(e.name()))
                    .findFirst()
                    .map(row -> new UnknownEvent(e.name(), row.position()))
                    .orElse(e);
        }
    }

    /** What the metadata of an event says. */
    private record Origin(Provenance by, UUID changeSet, boolean imported) {
        static Origin of(MetaData metadata) {
            return new Origin(
                    EventMetadata.provenance(metadata),
                    EventMetadata.changeSet(metadata),
                    EventMetadata.isOfImport(metadata));
        }
    }

    /** Many events that were stored together have the same metadata one after the other; it is read once. */
    private final class Reader implements Function<EventRow, List<LedgerEvent>> {
        private String metadata = "";
        private @Nullable Origin origin;

        @Override
        public List<LedgerEvent> apply(EventRow row) {
            return read(List.of(row), message -> event(message, origin(row, message)));
        }

        private Origin origin(EventRow row, TrackedEventMessage<?> message) {
            Origin known = origin;
            if (known == null || !row.metadata().equals(metadata)) {
                known = Origin.of(message.getMetaData());
                metadata = row.metadata();
                origin = known;
            }
            return known;
        }
    }

    private static LedgerEvent event(TrackedEventMessage<?> tracked, Origin origin) {
        DomainEventMessage<?> message = (DomainEventMessage<?>) tracked;
        OptionalLong position = tracked.trackingToken().position();
        return new LedgerEvent(
                position.orElseThrow(),
                message.getIdentifier(),
                message.getAggregateIdentifier(),
                message.getSequenceNumber() + 1,
                EventTypes.nameOf(message.getPayload()),
                message.getTimestamp(),
                message.getPayload(),
                origin.by(),
                origin.changeSet(),
                origin.imported());
    }
}
