package dev.devledger.adapters.postgres.query;

import dev.devledger.application.projection.LedgerEvent;
import dev.devledger.domain.history.Narration;
import dev.devledger.domain.shared.FieldChange;
import dev.devledger.domain.sync.conflict.ConflictEvent;
import dev.devledger.domain.sync.link.SyncEvent;
import dev.devledger.domain.sync.link.SyncLinkId;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An event with what it tells; {@code link} is that of a record of the sync. */
record Told(
        LedgerEvent event, Narration narration, @Nullable SyncLinkId link) {
    private static final String PARENT = "parentId";
    static final String LIST = "list";

    /** Of a time entry: the task or project that it is on. */
    static final String PLACE = "place";

    static Told of(LedgerEvent event) {
        SyncLinkId link =
                switch (event.payload()) {
                    case SyncEvent e -> e.link();
                    case ConflictEvent e -> e.link();
                    default -> null;
                };
        return new Told(event, Narration.of(event.payload()), link);
    }

    /** What it names as places: remote ids, or ids of the ledger. */
    <T> Stream<T> values(Class<T> type) {
        return narration.changes().stream()
                .filter(Told::isPlace)
                .flatMap(change -> Stream.of(change.from(), change.to()))
                .filter(type::isInstance)
                .map(type::cast);
    }

    static boolean isPlace(FieldChange change) {
        return change.field().equals(PARENT)
                || change.field().equals(LIST)
                || change.field().equals(PLACE);
    }
}
