package dev.devledger.adapters.postgres.transfer;

import dev.devledger.adapters.postgres.eventstore.EventHash;
import dev.devledger.adapters.postgres.eventstore.EventRow;
import dev.devledger.adapters.postgres.eventstore.EventTexts;
import dev.devledger.adapters.postgres.eventstore.EventTypes;
import dev.devledger.adapters.postgres.eventstore.EventTypes.EventType;
import dev.devledger.application.backup.StoredEvent;
import dev.devledger.application.ledger.EventMetadata;
import dev.devledger.application.projection.LedgerEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Makes the rows of events, each with its hash, which is also over that of the one before it in its stream. */
record ChainedEvents(Serializer serializer) {

    /** @param hashes of the last event of each stream that has some already */
    List<StoredEvent> rows(List<LedgerEvent> events, Map<String, String> hashes) {
        List<StoredEvent> rows = new ArrayList<>(events.size());
        EventHash digest = new EventHash();
        String metadata = events.isEmpty() ? "" : metadata(events.getFirst(), List.of());
        Map<String, String> last = new HashMap<>(hashes);
        for (LedgerEvent event : events) {
            List<UUID> undoes = event.by().undoes();
            String own = undoes.isEmpty() ? metadata : metadata(event, undoes);
            StoredEvent row = row(event, own, last.get(event.stream()), digest);
            last.put(event.stream(), row.hash());
            rows.add(row);
        }
        return rows;
    }

    /** The whole import is one cause; of many commands, all that are stored together are. */
    private String metadata(LedgerEvent event, List<UUID> undoes) {
        Map<String, Object> metadata =
                new LinkedHashMap<>(EventMetadata.of(event.by().undoing(undoes), event.changeSet()));
        metadata.put(
                EventMetadata.CAUSATION_ID, event.imported() ? event.changeSet().toString() : event.eventId());
        return EventTexts.metadata(metadata, serializer);
    }

    private StoredEvent row(LedgerEvent event, String metadata, @Nullable String previous, EventHash hashes) {
        EventType type = EventTypes.of(event.payload().getClass()).orElseThrow();
        EventRow row = new EventRow(
                event.position(),
                EventTexts.usualType(event.stream()),
                event.stream(),
                event.version() - 1,
                event.eventId(),
                EventTexts.TIME.format(event.at()),
                type.name(),
                type.revision(),
                serializer.serialize(event.payload(), String.class).getData(),
                metadata);
        return row.stored(previous, hashes.hex(previous, row));
    }
}
