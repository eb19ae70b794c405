package dev.devledger.adapters.postgres.query;

import dev.devledger.adapters.postgres.eventstore.StoredEvents;
import dev.devledger.adapters.postgres.sql.Texts;
import dev.devledger.application.history.Filed;
import dev.devledger.application.history.HistoryView;
import dev.devledger.application.history.HistoryView.ChangedField;
import dev.devledger.application.projection.LedgerEvent;
import dev.devledger.domain.history.Narration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Makes of rows of the history, and of their events, what people read. */
public final class HistoryEntries {

    private static final TypeReference<List<ChangedField>> CHANGES = new TypeReference<>() {};
    private final JsonMapper json;
    private final StoredEvents stored;

    /** What is told of an event, whose values are plain JSON; without the event where it cannot be read. */
    private record Narrated(@Nullable LedgerEvent event, String summary, List<ChangedField> changes) {}

    public HistoryEntries(JsonMapper json, StoredEvents stored) {
        this.json = json;
        this.stored = stored;
    }

    /** An entry for each, in their order. */
    List<HistoryView> tell(List<HistoryRow> rows) {
        Map<Long, Narrated> narrated = narrated(rows);
        return rows.stream().map(row -> view(row, narrated(row, narrated))).toList();
    }

    private Map<Long, Narrated> narrated(List<HistoryRow> rows) {
        try {
            Map<Long, LedgerEvent> events =
                    stored
                            .events(rows.stream()
                                    .map(HistoryRow::event)
                                    .filter(Objects::nonNull)
                                    .toList())
                            .stream()
                            .collect(Collectors.toMap(LedgerEvent::position, Function.identity()));
            Map<Long, Narrated> narrated = new HashMap<>();
            for (HistoryRow row : rows) {
                long position = row.filed().position();
                narrated.put(position, narrated(events.get(position)));
            }
            return narrated;
        } catch (RuntimeException e) {
            if (rows.size() == 1) {
                return Map.of(rows.getFirst().filed().position(), unreadable(e));
            }
            Map<Long, Narrated> narrated = new HashMap<>();
            rows.forEach(row -> narrated.putAll(narrated(List.of(row))));
            return narrated;
        }
    }

    private Narrated narrated(@Nullable LedgerEvent event) {
        if (event == null) {
            return new Narrated(
                    null, "The event is missing from the ledger: it was removed from the database.", List.of());
        }
        Narration narrated = Narration.of(event.payload());
        String changes = Texts.storableJson(json.writeValueAsString(narrated.changes()));
        return new Narrated(event, Texts.storable(narrated.summary()), json.readValue(changes, CHANGES));
    }

    private static Narrated unreadable(RuntimeException e) {
        return new Narrated(null, "This event cannot be read: " + e.getMessage(), List.of());
    }

    private static Narrated narrated(HistoryRow row, Map<Long, Narrated> narrated) {
        return Objects.requireNonNull(narrated.get(row.filed().position()));
    }

    private static HistoryView view(HistoryRow row, Narrated narrated) {
        Filed filed = row.filed();
        PlaceKeys places = new PlaceKeys(row.places());
        @Nullable LedgerEvent event = narrated.event();
        return new HistoryView(
                filed.position(),
                filed.at(),
                new HistoryView.Entity(filed.entityType(), filed.entity(), row.key()),
                filed.event(),
                places.in(narrated.summary(), narrated.changes()),
                places.in(narrated.changes()),
                event == null ? null : storable(event.by().reason()),
                filed.actor(),
                filed.channel(),
                event == null ? null : storable(event.by().client()),
                event == null ? null : storable(event.by().tool()),
                event == null ? "" : Texts.storable(event.by().requestId()),
                filed.changeSet());
    }

    private static @Nullable String storable(@Nullable String text) {
        return text == null ? null : Texts.storable(text);
    }
}
