package dev.devledger.adapters.postgres;

import dev.devledger.adapters.postgres.eventstore.EventTypes;
import dev.devledger.adapters.postgres.eventstore.LedgerSerializer;
import dev.devledger.adapters.postgres.eventstore.LedgerSerializer.EventUpcasters;
import dev.devledger.adapters.postgres.eventstore.StoredEvents;
import dev.devledger.adapters.postgres.readmodel.PostgresHistoryRows;
import dev.devledger.adapters.postgres.transfer.PostgresEventBatches;
import dev.devledger.application.history.HistoryProjection.HistoryRecord;
import dev.devledger.application.ledger.Provenance;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Events at chosen positions, stored and filed; each in a stream of its own, as nobody loads them. */
public final class Story {

    public static final Provenance OWNER = new Provenance("owner", "rest", null, null, "r-1", "r-1", null);

    private final PostgresEventBatches batches;
    private final PostgresHistoryRows history;
    private final Database database;

    public Story(Database database) {
        batches = new PostgresEventBatches(
                database.dataSource,
                LedgerSerializer.create(),
                new StoredEvents(LedgerSerializer.create(), EventUpcasters.chain()));
        history = new PostgresHistoryRows(database.dataSource);
        this.database = database;
    }

    public LedgerEvent tell(long position, Instant at, Object payload, Provenance by, UUID changeSet) {
        LedgerEvent event = event(position, at, payload, by, changeSet);
        store(List.of(event));
        history.add(List.of(HistoryRecord.of(event)));
        return event;
    }

    /** All of one change set. */
    public void store(List<LedgerEvent> events) {
        batches.append(batches.rows(events, Map.of()));
    }

    public void file(List<HistoryRecord> entries) {
        database.transaction.executeWithoutResult(status -> history.add(entries));
    }

    public static LedgerEvent event(long position, Instant at, Object payload, Provenance by, UUID changeSet) {
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
