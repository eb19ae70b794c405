package dev.devledger.adapters.postgres;

import dev.devledger.application.command.Provenance;
import dev.devledger.application.history.Filed;
import dev.devledger.application.projection.LedgerEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Events at chosen positions, stored and filed; each in a stream of its own, as nobody loads them. */
final class Story {

    static final Provenance OWNER = new Provenance("owner", "rest", null, null, "r-1", "r-1", null);

    private final PostgresEventBatches batches;
    private final PostgresHistory history;
    private final Database database;

    Story(Database database) {
        batches = new PostgresEventBatches(
                database.dataSource,
                LedgerSerializer.create(),
                new StoredEvents(LedgerSerializer.create(), EventUpcasters.chain()));
        history = new PostgresHistory(database.dataSource);
        this.database = database;
    }

    LedgerEvent tell(long position, Instant at, Object payload, Provenance by, UUID changeSet) {
        LedgerEvent event = event(position, at, payload, by, changeSet);
        store(List.of(event));
        history.add(List.of(Filed.of(event)));
        return event;
    }

    /** All of one change set. */
    void store(List<LedgerEvent> events) {
        batches.append(batches.rows(events, Map.of()));
    }

    void file(List<Filed> entries) {
        database.transaction.executeWithoutResult(status -> history.add(entries));
    }

    static LedgerEvent event(long position, Instant at, Object payload, Provenance by, UUID changeSet) {
        return new LedgerEvent(
                position,
                UUID.randomUUID().toString(),
                "task-" + UUID.randomUUID(),
                1,
                EventTypes.nameOf(payload),
                at,
                payload,
                by,
                changeSet);
    }
}
