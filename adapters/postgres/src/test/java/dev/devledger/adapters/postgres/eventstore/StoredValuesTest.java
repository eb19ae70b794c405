package dev.devledger.adapters.postgres.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.postgres.EdgeValues;
import dev.devledger.adapters.postgres.sql.EventJson;
import dev.devledger.adapters.postgres.sql.Texts;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.memory.PendingApprovals;
import dev.devledger.domain.shared.ChecklistItem;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.link.CreateAttempt;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.time.EntryLink;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** Whatever a constructor takes is read as it was written: what nobody can read would end each list that it is in. */
class StoredValuesTest {
    private static final int ROUNDS = 300;

    private final LedgerSerializer serializer = LedgerSerializer.create();
    private final JsonMapper rows = EventJson.mapper();

    static Stream<Class<?>> events() {
        return EventTypes.ALL.stream().map(EventTypes.EventType::type);
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_that_can_be_made_can_be_read(Class<?> type) {
        EdgeValues values = new EdgeValues(54);
        for (int i = 0; i < ROUNDS; i++) {
            Object event = values.of(type);
            SerializedObject<String> written = serializer.serialize(event, String.class);
            String stored = stored(written.getData());

            Object read = serializer.deserialize(new SimpleSerializedObject<>(stored, String.class, written.getType()));

            if (stored.equals(written.getData())) {
                assertThat(read).isEqualTo(event);
            }
        }
    }

    /** What tables keep as JSON. */
    static Stream<Class<?>> rows() {
        return Stream.of(
                SyncLink.class,
                EntryLink.class,
                Dispute.class,
                CreateAttempt.class,
                ChecklistItem.class,
                Cycles.UnreadList.class,
                PendingApprovals.Operation.class);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void a_row_that_can_be_made_can_be_read(Class<?> type) {
        EdgeValues values = new EdgeValues(54);
        for (int i = 0; i < ROUNDS; i++) {
            Object row = values.of(type);
            String written = rows.writerFor(type).writeValueAsString(row);
            String stored = stored(written);

            Object read = rows.readerFor(type).readValue(stored);

            if (stored.equals(written)) {
                assertThat(read).isEqualTo(row);
            }
        }
    }

    /** The null character and halves of signs are kept as a sign that says so: readable, and no longer the same. */
    private static String stored(String json) {
        return new String(Texts.storableJson(json).getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
