package dev.devledger.adapters.postgres.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.eventstore.LedgerSerializer.EventUpcasters;
import dev.devledger.adapters.postgres.write.PostgresSettledHead;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.domain.project.Project.ProjectEvent;
import dev.devledger.domain.project.Project.ProjectId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

public class EventStorageTest {
    @RegisterExtension
    private static final Database database = Database.emptied();

    private static final EventStorageEngine engine = PostgresEventStorage.engine(
            database.dataSource, database.axonTransactions, LedgerSerializer.create(), EventUpcasters.chain());

    @Test
    void what_is_appended_is_read_back() {
        ProjectId project = project();
        List<DomainEventMessage<?>> events = events(project, 0, 3);

        engine.appendEvents(events);

        assertThat(engine.readEvents(project.address())
                        .asStream()
                        .map(DomainEventMessage::getPayload)
                        .toList())
                .isEqualTo(events.stream().map(DomainEventMessage::getPayload).toList());
        assertThat(engine.lastSequenceNumberFor(project.address())).contains(2L);
    }

    @Test
    void a_batch_costs_as_much_as_one_event() {
        ProjectId project = project();

        long forOne = database.statements(() -> engine.appendEvents(events(project(), 0, 1)));
        long forTwenty = database.statements(() -> engine.appendEvents(events(project, 0, 20)));

        assertThat(forTwenty).isEqualTo(forOne).isEqualTo(2); // the positions, and the rows
    }

    @Test
    void the_chain_can_be_computed_anew() {
        ProjectId one = project();
        ProjectId other = project();
        List<DomainEventMessage<?>> mixed = new ArrayList<>(events(one, 0, 3));
        mixed.addAll(events(other, 0, 2));
        engine.appendEvents(mixed);
        engine.appendEvents(events(one, 3, 1));
        engine.appendEvents(events(one, 4, 120));

        assertThat(brokenLinks()).isZero();
        assertThat(database.jdbc
                        .sql("select count(*) from event")
                        .query(Long.class)
                        .single())
                .isEqualTo(126);
    }

    @Test
    void a_changed_row_breaks_the_chain() {
        engine.appendEvents(events(project(), 0, 3));
        database.jdbc
                .sql("update event set payload = payload || ' ' where stream_version = 1")
                .update();

        assertThat(brokenLinks()).isEqualTo(1);
    }

    @Test
    void nothing_is_a_large_object() {
        engine.appendEvents(events(project(), 0, 3));

        assertThat(database.jdbc
                        .sql("select count(*) from pg_largeobject_metadata")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void a_lost_race_says_so() {
        ProjectId project = project();
        engine.appendEvents(events(project, 0, 2));

        assertThatThrownBy(() -> engine.appendEvents(events(project, 0, 1))).isInstanceOf(ConcurrencyException.class);
        assertThatThrownBy(() -> engine.appendEvents(events(project, 1, 1))).isInstanceOf(ConcurrencyException.class);
    }

    @Test
    void of_two_writers_at_the_same_version_one_wins() throws Exception {
        ProjectId project = project();
        engine.appendEvents(events(project, 0, 1));
        CyclicBarrier start = new CyclicBarrier(2);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<String>> outcomes = IntStream.range(0, 2)
                    .mapToObj(number -> threads.submit(() -> {
                        start.await();
                        try {
                            engine.appendEvents(events(project, 1, 2));
                            return "stored";
                        } catch (ConcurrencyException e) {
                            return "lost";
                        }
                    }))
                    .toList();
            assertThat(List.of(outcomes.get(0).get(), outcomes.get(1).get()))
                    .containsExactlyInAnyOrder("stored", "lost");
        }
        assertThat(brokenLinks()).isZero();
        assertThat(engine.lastSequenceNumberFor(project.address())).contains(2L);
    }

    /** Whatever the writer's clock says; those that are stored together have one time. */
    @Test
    void the_time_is_given_with_the_position() {
        ProjectId project = project();
        Instant wrong = Instant.parse("2126-03-31T09:15:00.123456789Z");
        DomainEventMessage<?> event = events(project, 0, 1).getFirst();
        Instant before = new PostgresSettledHead(database.jdbc).now().until();
        engine.appendEvents(new GenericDomainEventMessage<>(
                "Project", project.address(), 0, event.getPayload(), event.getMetaData(), "e-1", wrong));
        engine.appendEvents(events(project, 1, 2));

        List<Instant> times =
                log().read(0, log().head(), 3).stream().map(LedgerEvent::at).toList();
        assertThat(times.getFirst()).isAfter(before).isBefore(times.get(1));
        assertThat(times.get(1)).isEqualTo(times.get(2)).isBefore(wrong);
        assertThat(engine.readEvents(project.address()).next().getTimestamp()).isEqualTo(times.getFirst());
    }

    @Test
    void a_stream_has_no_holes() {
        assertThatThrownBy(() -> engine.appendEvents(events(project(), 5, 1))).hasMessageContaining("event_chained");
    }

    @Test
    void a_long_stream_is_read_in_full_batches() {
        ProjectId project = project();
        engine.appendEvents(events(project, 0, 501));

        assertThat(engine.readEvents(project.address()).asStream().count()).isEqualTo(501);
        ProjectId small = project();
        engine.appendEvents(events(small, 0, 2));
        assertThat(database.statements(() -> assertThat(
                                engine.readEvents(small.address()).asStream().count())
                        .isEqualTo(2)))
                .isEqualTo(1);
    }

    @Test
    void the_log_has_every_event_with_who_did_it() {
        ProjectId project = project();
        engine.appendEvents(events(project, 0, 3));
        PostgresEventLog log = log();

        List<LedgerEvent> read = log.read(0, log.head(), 2);

        assertThat(read).hasSize(2);
        LedgerEvent first = read.getFirst();
        assertThat(first.stream()).isEqualTo(project.address());
        assertThat(first.version()).isEqualTo(1);
        assertThat(first.type()).isEqualTo("project.restored");
        assertThat(first.by().actor()).isEqualTo("owner");
        assertThat(first.by().client()).isNull();
        assertThat(first.changeSet()).isEqualTo(CHANGE_SET);
        assertThat(log.read(read.getLast().position(), log.head(), 10)).hasSize(1);
        assertThat(log.count(read.getLast().position())).isEqualTo(2);
    }

    private static final UUID CHANGE_SET = UUID.randomUUID();

    private static PostgresEventLog log() {
        return new PostgresEventLog(database.dataSource, LedgerSerializer.create(), EventUpcasters.chain());
    }

    private static ProjectId project() {
        return new ProjectId(UUID.randomUUID());
    }

    public static List<DomainEventMessage<?>> events(ProjectId project, long from, int count) {
        MetaData metadata = MetaData.from(Map.of(
                "actor",
                "owner",
                "channel",
                "rest",
                "requestId",
                "r-1",
                "correlationId",
                "r-1",
                "changeSet",
                CHANGE_SET.toString()));
        return IntStream.range(0, count)
                .<DomainEventMessage<?>>mapToObj(number -> new GenericDomainEventMessage<>(
                        "Project",
                        project.address(),
                        from + number,
                        new ProjectEvent.Restored(project, Instant.parse("2026-03-31T09:00:00.123456Z")),
                        metadata))
                .toList();
    }

    private static long brokenLinks() {
        List<Boolean> intact = new ArrayList<>();
        Map<String, byte[]> last = new HashMap<>();
        database.jdbc
                .sql("select * from event order by stream_id, stream_version")
                .query((ResultSet row) -> {
                    byte[] previous = last.get(row.getString("stream_id"));
                    EventRow event = EventRow.of(row);
                    byte[] hash = hash(
                            previous,
                            event.stream(),
                            String.valueOf(event.version()),
                            event.streamType(),
                            event.eventId(),
                            event.eventType(),
                            event.revision(),
                            event.occurredAt(),
                            event.payload(),
                            event.metadata());
                    intact.add(MessageDigest.isEqual(hash, row.getBytes("hash"))
                            && Arrays.equals(previous, row.getBytes("previous_hash")));
                    last.put(row.getString("stream_id"), row.getBytes("hash"));
                });
        return intact.stream().filter(ok -> !ok).count();
    }

    private static byte[] hash(byte[] previous, String... parts) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            add(sha, previous);
            for (String part : parts) {
                add(sha, part == null ? null : part.getBytes(StandardCharsets.UTF_8));
            }
            return sha.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(MessageDigest sha, byte[] part) {
        sha.update(
                ByteBuffer.allocate(4).putInt(part == null ? -1 : part.length).array());
        if (part != null) {
            sha.update(part);
        }
    }
}
