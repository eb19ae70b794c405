package dev.devledger.adapters.postgres.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.SampleEvents;
import dev.devledger.adapters.postgres.eventstore.EventTypes.UnknownEvent;
import dev.devledger.adapters.postgres.eventstore.LedgerSerializer.EventUpcasters;
import dev.devledger.adapters.postgres.sql.UnreadableValues;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.projection.EventLog.UnreadablePayload;
import dev.devledger.domain.shared.Rejection;
import java.util.List;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.Message;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A log with one event that cannot be read is read all the same, and nobody decides on the stream that has it. */
class UnreadableEventsTest {
    @RegisterExtension
    private static final Database database = Database.emptied();

    @BeforeEach
    void fill() {
        UnreadableValues.forget();
        store(SampleEvents.PROJECT.address(), "1", written(), "{}");
        store("project-0198f3a1-5c1e-4b6f-9a2d-00000000000f", "1", written(), "{}");
    }

    private static String written() {
        return LedgerSerializer.create()
                .serialize(SampleEvents.ALL.getFirst(), String.class)
                .getData();
    }

    private static void store(String stream, String revision, String payload, String more) {
        database.jdbc
                .sql("""
                        insert into event (stream_id, stream_version, event_type, event_revision, payload, hash, verbatim)
                        values (:stream, 0, 'project.created', :revision, :payload, '',
                          jsonb_build_object('stream_type', 'Project', 'event_id', gen_random_uuid(),
                            'occurred_at', '2026-03-31T09:15:00.123Z', 'metadata',
                            cast(cast('{"actor": "owner", "channel": "rest", "requestId": "r", "correlationId": "r",
                              "changeSet": "0198f3a1-5c1e-4b6f-9a2d-000000000007"}' as jsonb) - cast(:more as text) as text)))
                        """)
                .param("stream", stream)
                .param("revision", revision)
                .param("payload", payload)
                .param("more", more)
                .update();
    }

    private static List<LedgerEvent> log() {
        PostgresEventLog log =
                new PostgresEventLog(database.dataSource, LedgerSerializer.create(), EventUpcasters.chain());
        return log.read(0, log.head(), 10);
    }

    private static List<Object> stream(String stream) {
        EventStorageEngine engine = PostgresEventStorage.engine(
                database.dataSource, database.axonTransactions, LedgerSerializer.create(), EventUpcasters.chain());
        return engine.readEvents(stream)
                .asStream()
                .<Object>map(Message::getPayload)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "[]", "7", "{}", "{\"project\": \"no id\"}", "{\"key\": {}}"})
    void whatever_stands_there_costs_that_event_alone(String payload) {
        String stream = "project-0198f3a1-5c1e-4b6f-9a2d-00000000000e";
        store(stream, "1", payload, "");

        List<LedgerEvent> read = log();

        assertThat(read.getFirst().payload()).isEqualTo(SampleEvents.ALL.getFirst());
        LedgerEvent last = read.getLast();
        assertThat(last.payload()).isInstanceOf(UnreadablePayload.class);
        assertThat(last.stream()).isEqualTo(stream);
        assertThat(last.type()).isEqualTo("project.created");
        assertThat(last.by().actor()).isEqualTo("owner");
        assertThat(UnreadableValues.met()).contains("The event project.created at position " + last.position());
        assertThatThrownBy(() -> stream(stream))
                .isInstanceOfSatisfying(Rejection.class, refused -> assertThat(refused.detail())
                        .startsWith("The project cannot be changed, because event 1 of its history cannot be read.")
                        .doesNotContain("dev.devledger"));
        assertThat(stream(SampleEvents.PROJECT.address())).hasSize(1);
    }

    @Test
    void an_event_of_another_stream_in_its_place_is_none_of_it() {
        assertThat(log().getLast().payload())
                .isEqualTo(new UnreadablePayload("it is of " + SampleEvents.PROJECT.address()));
        assertThatThrownBy(() -> stream("project-0198f3a1-5c1e-4b6f-9a2d-00000000000f"))
                .isInstanceOf(Rejection.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"actor", "requestId", "changeSet"})
    void one_of_which_nobody_knows_who_it_was_is_told_too(String missing) {
        store("project-0198f3a1-5c1e-4b6f-9a2d-00000000000e", "1", written(), missing);

        assertThat(log().getLast().payload()).isInstanceOf(UnreadablePayload.class);
        assertThat(log().getLast().by().actor()).isEqualTo("unknown");
    }

    @Test
    void what_a_newer_version_stored_is_not_left_out() {
        store("project-0198f3a1-5c1e-4b6f-9a2d-00000000000e", "99", written(), "");

        assertThatThrownBy(UnreadableEventsTest::log)
                .isInstanceOf(UnknownEvent.class)
                .hasMessageContaining("99");
    }
}
