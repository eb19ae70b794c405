package dev.devledger.adapters.postgres.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.Plans;
import dev.devledger.adapters.postgres.RandomEvents;
import dev.devledger.adapters.postgres.eventstore.LedgerSerializer;
import dev.devledger.adapters.postgres.eventstore.LedgerSerializer.EventUpcasters;
import dev.devledger.adapters.postgres.eventstore.StoredEvents;
import dev.devledger.adapters.postgres.proof.Forgery;
import dev.devledger.adapters.postgres.query.PostgresUndoReads;
import dev.devledger.adapters.postgres.readmodel.PostgresStatistics;
import dev.devledger.application.projection.BulkEvents.EventBatches;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.domain.field.EntityKind.Changes;
import dev.devledger.domain.task.Task.TaskEvent;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.TaskDetails;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many events go in and come out, whatever the database thinks of its tables. */
class EventBatchesTest {
    private static final int STREAMS = 2_000;

    private static final Database database = Database.create();

    private final PostgresEventBatches batches = new PostgresEventBatches(
            database.dataSource,
            LedgerSerializer.create(),
            new StoredEvents(LedgerSerializer.create(), EventUpcasters.chain()));

    @BeforeEach
    void empty() {
        database.truncate();
    }

    @AfterAll
    static void close() {
        database.jdbc.sql("alter table event reset (autovacuum_enabled)").update();
        database.close();
    }

    @Test
    void a_stream_goes_on_in_the_chain_of_its_hashes() {
        List<LedgerEvent> events = RandomEvents.ofTasks(20, 100);
        store(events.subList(0, 40));
        store(events.subList(40, events.size()));

        assertThat(database.jdbc.sql("""
                        select count(*) from event e left join event p
                          on p.stream_id = e.stream_id and p.stream_version = e.stream_version - 1
                        where e.previous_hash is distinct from p.hash
                        """).query(Long.class).single()).isZero();
        assertThat(Forgery.unfit(database)).isZero();
        assertThat(database.jdbc
                        .sql("select count(*) from event where previous_hash is not null")
                        .query(Long.class)
                        .single())
                .isEqualTo(80);
    }

    @Test
    void another_writers_version_is_a_lost_race() {
        List<LedgerEvent> events = RandomEvents.ofTasks(5, 5);
        store(events);
        List<LedgerEvent> theirs =
                events.stream().map(EventBatchesTest::elsewhere).toList();
        assertThatThrownBy(() -> database.transaction.executeWithoutResult(
                        status -> batches.append(batches.rows(theirs, Map.of()))))
                .isInstanceOf(ConcurrencyException.class);
    }

    private static LedgerEvent elsewhere(LedgerEvent event) {
        return new LedgerEvent(
                event.position() + 1_000,
                UUID.randomUUID().toString(),
                event.stream(),
                event.version(),
                event.type(),
                event.at(),
                event.payload(),
                event.by(),
                event.changeSet());
    }

    @Test
    void streams_come_in_the_order_asked_for_and_fewer_where_they_are_large() {
        List<LedgerEvent> events = RandomEvents.ofTasks(30, 60).stream()
                .filter(event -> event.payload() instanceof TaskEvent)
                .toList();
        store(events);
        List<String> streams =
                events.stream().map(LedgerEvent::stream).distinct().sorted().toList();
        List<String> read = new ArrayList<>();
        List<Object> payloads = new ArrayList<>();
        int complete = read(streams, event -> {
            read.add(event.stream());
            payloads.add(event.payload());
        });
        assertThat(complete).isEqualTo(30);
        assertThat(read.stream().distinct()).containsExactlyElementsOf(streams);
        assertThat(payloads)
                .containsExactlyInAnyOrderElementsOf(
                        events.stream().map(LedgerEvent::payload).toList());

        List<LedgerEvent> large = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            LedgerEvent last = events.get(30 + i % 30);
            large.add(edit(last, 3 + i / 30L, 1_000 + i, "x".repeat(99_000) + i));
        }
        store(large);
        List<Long> versions = new ArrayList<>();
        int fewer = read(streams, event -> versions.add(event.version()));
        assertThat(fewer).isBetween(10, 20);
        assertThat(versions).hasSize(fewer * 12);
        assertThat(versions.getLast()).isEqualTo(12);
    }

    private static LedgerEvent edit(LedgerEvent of, long version, long position, String description) {
        TaskId task = ((TaskEvent) of.payload()).task();
        Changes<TaskDetails> changes = Changes.of(TaskDetails.DESCRIPTION, "", description);
        return new LedgerEvent(
                position,
                UUID.randomUUID().toString(),
                of.stream(),
                version,
                "task.edited",
                of.at(),
                new TaskEvent.Edited(task, changes, of.at()),
                of.by(),
                of.changeSet());
    }

    /** As after a first import, or a crash: rows there are, but nobody has looked at them. Counted are rows, not time. */
    @Test
    void each_stream_is_looked_up_by_its_key_also_where_nothing_was_ever_analyzed() {
        database.jdbc.sql("alter table event set (autovacuum_enabled = off)").update();
        List<LedgerEvent> events = RandomEvents.ofTasks(STREAMS, STREAMS);
        store(events);
        String[] streams = events.stream().map(LedgerEvent::stream).toArray(String[]::new);
        Long[] versions = events.stream().map(LedgerEvent::version).toArray(Long[]::new);

        assertThat(database.jdbc
                        .sql("select reltuples from pg_class where relname = 'event'")
                        .query(Long.class)
                        .single())
                .isNotPositive();
        assertThat(Plans.rowsTouched(database, PostgresEventBatches.STREAMS, (Object) streams))
                .isLessThan(6 * STREAMS);
        assertThat(Plans.rowsTouched(database, PostgresUndoReads.FROM, streams, versions))
                .isLessThan(6 * STREAMS);
    }

    @Test
    void what_has_grown_is_looked_at_and_then_no_more() {
        database.jdbc.sql("alter table event set (autovacuum_enabled = off)").update();
        store(RandomEvents.ofTasks(STREAMS, STREAMS));
        try (PostgresStatistics statistics = new PostgresStatistics(database.dataSource)) {
            assertThat(outdated()).contains("event");
            statistics.analyze();
        }
        assertThat(outdated()).doesNotContain("event");
        assertThat(database.jdbc
                        .sql("select reltuples from pg_class where relname = 'event'")
                        .query(Long.class)
                        .single())
                .isEqualTo(STREAMS + 1);
    }

    private static List<String> outdated() {
        return database.jdbc
                .sql(PostgresStatistics.OUTDATED)
                .query(String.class)
                .list();
    }

    private int read(List<String> streams, Consumer<EventBatches.PriorEvent> each) {
        Integer read = database.transaction.execute(status -> batches.read(streams, each));
        return read == null ? 0 : read;
    }

    private void store(List<LedgerEvent> events) {
        database.transaction.executeWithoutResult(status -> {
            Map<String, String> hashes = new HashMap<>();
            batches.read(
                    events.stream().map(LedgerEvent::stream).distinct().toList(),
                    each -> hashes.put(each.stream(), each.hash()));
            batches.append(batches.rows(events, hashes));
        });
    }
}
