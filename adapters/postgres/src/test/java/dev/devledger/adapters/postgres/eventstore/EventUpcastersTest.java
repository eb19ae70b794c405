package dev.devledger.adapters.postgres.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.SampleEvents;
import dev.devledger.adapters.postgres.eventstore.LedgerSerializer.EventUpcasters;
import java.util.List;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.Message;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An event of an old revision is read as one of today. The old one here has {@code title} instead of {@code details.name}. */
class EventUpcastersTest {

    private static final String OLD = """
            {"project": "0198f3a1-5c1e-4b6f-9a2d-000000000001", "key": "P-12", "title": "Ledger",
             "details": {"description": "Keeps books", "priority": "high", "tags": ["Java", "ledger"],
                         "repositoryUrl": "https://example.org/ledger.git", "placement": "card",
                         "schedule": {"startDate": "2026-04-01", "dueDate": "2026-04-30", "timeZone": "Europe/Berlin"}},
             "status": "planned", "statusReason": "an idea", "at": "2026-03-31T09:15:00.123456Z"}
            """;

    private static final String METADATA = """
            {"actor": "owner", "channel": "rest", "requestId": "r-1", "correlationId": "r-1",
             "changeSet": "0198f3a1-5c1e-4b6f-9a2d-000000000007"}
            """;

    @RegisterExtension
    private static final Database database = Database.create();

    @BeforeAll
    static void start() {
        database.jdbc
                .sql("""
                        insert into event (stream_id, stream_version, event_type, event_revision, payload, hash, verbatim)
                        values (:stream, 0, 'project.created', '0', :payload, '',
                          jsonb_build_object('stream_type', 'Project', 'event_id', 'e-1',
                            'occurred_at', '2026-03-31T09:15:00.123Z', 'metadata', cast(:metadata as text)))
                        """)
                .param("stream", SampleEvents.PROJECT.address())
                .param("payload", OLD)
                .param("metadata", METADATA)
                .update();
    }

    @Test
    void an_old_revision_is_read_from_its_stream() {
        assertThat(engine(EventUpcasters.chain(List.of(new TitleBecameName())))
                        .readEvents(SampleEvents.PROJECT.address())
                        .asStream()
                        .<Object>map(Message::getPayload)
                        .toList())
                .containsExactly(SampleEvents.ALL.getFirst());
    }

    @Test
    void an_old_revision_is_read_in_a_replay() {
        PostgresEventLog log = new PostgresEventLog(
                database.dataSource, LedgerSerializer.create(), EventUpcasters.chain(List.of(new TitleBecameName())));

        assertThat(log.read(0, log.head(), 10)).singleElement().satisfies(event -> {
            assertThat(event.payload()).isEqualTo(SampleEvents.ALL.getFirst());
            assertThat(event.type()).isEqualTo("project.created");
            assertThat(event.by().actor()).isEqualTo("owner");
        });
    }

    @Test
    void without_its_upcaster_it_is_an_error() {
        EventStorageEngine engine = engine(EventUpcasters.chain());

        assertThatThrownBy(() -> engine.readEvents(SampleEvents.PROJECT.address())
                        .asStream()
                        .forEach(Message::getPayload))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("project.created");
    }

    private static EventStorageEngine engine(EventUpcaster upcasters) {
        return PostgresEventStorage.engine(
                database.dataSource, database.axonTransactions, LedgerSerializer.create(), upcasters);
    }

    private static final class TitleBecameName extends SingleEventUpcaster {

        private static final SimpleSerializedType OLD = new SimpleSerializedType("project.created", "0");

        @Override
        protected boolean canUpcast(IntermediateEventRepresentation event) {
            return event.getType().equals(OLD);
        }

        @Override
        protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
            return event.upcastPayload(
                    new SimpleSerializedType("project.created", "1"), JsonNode.class, TitleBecameName::rename);
        }

        private static JsonNode rename(JsonNode payload) {
            ObjectNode event = (ObjectNode) payload;
            ((ObjectNode) event.get("details")).set("name", event.remove("title"));
            return event;
        }
    }
}
