package dev.devledger.adapters.postgres.eventstore;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.SmallLedger;
import dev.devledger.adapters.postgres.eventstore.LedgerSerializer.EventUpcasters;
import dev.devledger.domain.project.Project.ProjectId;
import java.util.UUID;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An event that a newer version has stored is never left out. */
class UnknownEventTest {
    @RegisterExtension
    private static final Database database = Database.create();

    @ParameterizedTest
    @ValueSource(strings = {"conflict.exploded", "project.exploded", "invoice.created", "java.lang.String", "task"})
    void neither_a_replay_nor_a_command_goes_on_without_it(String name) {
        database.truncate();
        EventStorageEngine engine = PostgresEventStorage.engine(
                database.dataSource, database.axonTransactions, LedgerSerializer.create(), EventUpcasters.chain());
        ProjectId project = new ProjectId(UUID.randomUUID());
        engine.appendEvents(EventStorageTest.events(project, 0, 3));
        database.jdbc
                .sql("update event set event_type = :name where stream_version = 1")
                .param("name", name)
                .update();
        long position = database.jdbc
                .sql("select position from event where stream_version = 1")
                .query(Long.class)
                .single();
        String told = "The event " + name + " at position " + position + " has a name that this version does not know."
                + " A newer Devledger stored it";

        PostgresEventLog log =
                new PostgresEventLog(database.dataSource, LedgerSerializer.create(), EventUpcasters.chain());
        assertThatThrownBy(() -> log.read(0, Long.MAX_VALUE, 10)).hasMessageContaining(told);
        assertThatThrownBy(() -> engine.readEvents(project.address(), 0).forEachRemaining(event -> {}))
                .hasMessageContaining(told);
    }

    @Test
    void what_the_engine_stores_beside_them_is_known() {
        new SmallLedger(database).project("With metadata");
    }
}
