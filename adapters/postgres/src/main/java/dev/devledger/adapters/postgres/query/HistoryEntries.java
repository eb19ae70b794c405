package dev.devledger.adapters.postgres.query;

import dev.devledger.adapters.postgres.eventstore.StoredEvents;
import dev.devledger.adapters.postgres.sql.Texts;
import dev.devledger.application.history.Filed;
import dev.devledger.application.history.HistoryView;
import dev.devledger.application.history.HistoryView.ChangedField;
import dev.devledger.application.projection.LedgerEvent;
import dev.devledger.application.projection.UnreadablePayload;
import dev.devledger.domain.history.Narration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Makes of rows of the history, and of their events, what people read. */
public record HistoryEntries(JdbcClient jdbc, JsonMapper json, StoredEvents stored) {
    private static final TypeReference<List<ChangedField>> CHANGES = new TypeReference<>() {};
    private static final Narrated MISSING =
            nothing("The event is missing from the ledger: it was removed from the database.");

    /**
     * What is told of an event, whose values are plain JSON; without the event where it cannot be read.
     *
     * @param keys of the places that a record of the sync names
     */
    private record Narrated(
            @Nullable LedgerEvent event, String summary, List<ChangedField> changes, Map<String, String> keys) {}

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
            List<Told> told = events.values().stream()
                    .filter(event -> !(event.payload() instanceof UnreadablePayload))
                    .map(Told::of)
                    .toList();
            SyncPlaces places = SyncPlaces.of(jdbc, told);
            ReferenceKeys references = ReferenceKeys.of(jdbc, told);
            Map<Long, Narrated> narrated = new HashMap<>();
            rows.forEach(row -> narrated.put(row.filed().position(), MISSING));
            events.values().stream()
                    .filter(event -> event.payload() instanceof UnreadablePayload)
                    .forEach(event -> narrated.put(event.position(), unreadable(event)));
            told.forEach(each -> narrated.put(each.event().position(), narrated(each, places, references)));
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

    private Narrated narrated(Told told, SyncPlaces places, ReferenceKeys references) {
        Narration narrated = references.in(places.in(told));
        String changes = Texts.storableJson(json.writeValueAsString(narrated.changes()));
        return new Narrated(
                told.event(),
                Texts.storable(narrated.summary()),
                json.readValue(changes, CHANGES),
                told.link() == null ? Map.of() : places.keys());
    }

    private static Narrated unreadable(LedgerEvent event) {
        String reason = ((UnreadablePayload) event.payload()).reason();
        return new Narrated(event, "This event cannot be read: " + reason, List.of(), Map.of());
    }

    private static Narrated unreadable(RuntimeException e) {
        return nothing("This event cannot be read: " + e.getMessage());
    }

    private static Narrated nothing(String reason) {
        return new Narrated(null, reason, List.of(), Map.of());
    }

    private static Narrated narrated(HistoryRow row, Map<Long, Narrated> narrated) {
        return Objects.requireNonNull(narrated.get(row.filed().position()));
    }

    private static HistoryView view(HistoryRow row, Narrated narrated) {
        Filed filed = row.filed();
        PlaceKeys places = new PlaceKeys(row.places().isEmpty() ? narrated.keys() : row.places());
        @Nullable LedgerEvent event = narrated.event();
        return new HistoryView(
                filed.position(),
                filed.at(),
                new HistoryView.Entity(filed.entityType(), filed.entity(), row.key()),
                filed.event(),
                row.places().isEmpty() ? narrated.summary() : places.in(narrated.summary(), narrated.changes()),
                places.in(narrated.changes()),
                event == null ? null : Texts.storableOrNull(event.by().reason()),
                filed.actor(),
                filed.channel(),
                event == null ? null : Texts.storableOrNull(event.by().client()),
                event == null ? null : Texts.storableOrNull(event.by().tool()),
                event == null ? "" : Texts.storable(event.by().requestId()),
                filed.changeSet(),
                filed.agent());
    }
}
