package dev.devledger.adapters.postgres.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.eventstore.EventStorageTest;
import dev.devledger.adapters.postgres.eventstore.LedgerSerializer;
import dev.devledger.adapters.postgres.eventstore.LedgerSerializer.EventUpcasters;
import dev.devledger.adapters.postgres.eventstore.PostgresEventStorage;
import dev.devledger.adapters.postgres.write.PostgresWriteGate;
import dev.devledger.application.proof.HeadDelivery.LedgerHead;
import dev.devledger.application.proof.Sealing;
import dev.devledger.domain.project.Project.ProjectId;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

class SealedBatchesTest {
    private static final Instant AT = Instant.parse("2026-03-31T09:15:00.123456Z");

    @RegisterExtension
    private static final Database database = Database.emptied();

    private static final PostgresWriteGate gate = new PostgresWriteGate(database.jdbc);
    private static final PostgresSealedBatches batches =
            new PostgresSealedBatches(database.jdbc, gate, database.transactions);
    private static final EventStorageEngine engine = PostgresEventStorage.engine(
            database.dataSource, database.axonTransactions, LedgerSerializer.create(), EventUpcasters.chain());
    private final Sealing sealing = new Sealing(batches, Clock.fixed(AT, ZoneOffset.UTC));

    @Test
    void an_empty_ledger_has_a_head_of_zeros() {
        String zeros = "0000000000000000000000000000000000000000000000000000000000000000";
        assertThat(sealing.head()).isEqualTo(new LedgerHead(0, 0, 0, zeros, null, "0:" + zeros));
    }

    @Test
    void a_batch_is_hashed_over_the_one_before_it_and_the_positions_and_hashes_of_its_events() {
        append(2);
        LedgerHead first = sealing.head();
        append(3);
        LedgerHead second = sealing.head();

        byte[] one = hash(new byte[32], 0, first.position());
        byte[] two = hash(one, first.position(), second.position());
        assertThat(first.hash()).isEqualTo(HexFormat.of().formatHex(one));
        assertThat(second)
                .isEqualTo(LedgerHead.of(newest(), 5, 2, HexFormat.of().formatHex(two), AT));
        assertThat(second.head()).isEqualTo("2:" + second.hash());
        assertThat(database.jdbc
                        .sql("select number || ' ' || count || ' ' || (last_position - first_position + 1) || ' '"
                                + " || encode(previous_hash, 'hex') from event_batch order by number")
                        .query(String.class)
                        .list())
                .containsExactly(
                        "1 2 2 " + HexFormat.of().formatHex(new byte[32]),
                        "2 3 3 " + HexFormat.of().formatHex(one));
    }

    @Test
    void nothing_new_is_one_statement_and_no_batch() {
        append(2);
        LedgerHead head = sealing.head();

        assertThat(database.statements(sealing::seal)).isEqualTo(1);

        assertThat(sealing.head()).isEqualTo(head);
    }

    @Test
    void many_events_are_several_batches() {
        append(7);
        long upTo = newest();
        while (batches.sealNext(upTo, 3, AT)) {
            assertThat(batches.head().batch()).isLessThan(4);
        }
        assertThat(database.jdbc
                        .sql("select count from event_batch order by number")
                        .query(Long.class)
                        .list())
                .containsExactly(3L, 3L, 1L);
        assertThat(batches.head().events()).isEqualTo(7);
    }

    @Test
    void a_position_that_may_still_be_filled_is_not_sealed_and_nobody_waits_long_for_it() throws Exception {
        append(1);
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<?> writer = threads.submit(() -> database.transaction.executeWithoutResult(status -> {
                gate.enter();
                append(1); // has its position, and nobody sees it yet
                entered.countDown();
                await(leave);
            }));
            await(entered);
            write(); // at a higher position, and committed
            assertThat(sealing.head()).isEqualTo(LedgerHead.NONE);
            long begun = System.nanoTime();
            write();
            assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun))
                    .as("seconds for another writer")
                    .isLessThan(20);
            leave.countDown();
            writer.get(60, TimeUnit.SECONDS);
        }
        assertThat(sealing.head().events()).isEqualTo(4);
    }

    @Test
    void sealing_while_many_write_and_others_seal_leaves_no_event_out() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        try (ExecutorService threads = Executors.newFixedThreadPool(5)) {
            List<Future<?>> writers = List.of(
                    threads.submit(() -> writeUntil(stop)),
                    threads.submit(() -> writeUntil(stop)),
                    threads.submit(() -> writeUntil(stop)));
            List<Future<?>> sealers =
                    List.of(threads.submit(() -> sealUntil(stop)), threads.submit(() -> sealUntil(stop)));
            long enough = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
            while (System.nanoTime() < enough || batches.head().batch() < 5) {
                assertThat(batches.head().batch()).isNotNegative();
            }
            stop.set(true);
            for (Future<?> each : writers) {
                each.get(60, TimeUnit.SECONDS);
            }
            for (Future<?> each : sealers) {
                each.get(60, TimeUnit.SECONDS);
            }
        }
        LedgerHead head = sealing.head();
        assertThat(head.events()).isEqualTo(count("event"));
        assertThat(count("event_batch")).isEqualTo(head.batch());
        assertThat(database.jdbc.sql("""
                                select count(*) from event_batch b left join event_batch p on p.number = b.number - 1
                                where b.hash = event_batch_hash(b.previous_hash, b.first_position, b.last_position)
                                  and b.previous_hash = coalesce(p.hash, decode(repeat('00', 32), 'hex'))
                                  and b.first_position > coalesce(p.last_position, 0)
                                  and b.count = (select count(*) from event where position between b.first_position and b.last_position)
                                """).query(Long.class).single()).isEqualTo(head.batch());
    }

    @Test
    void an_old_ledger_is_sealed_and_its_head_answered_with_no_more_reading_than_a_young_one() throws Exception {
        try (Connection connection = database.dataSource.getConnection()) {
            SingleConnectionDataSource single = new SingleConnectionDataSource(connection, true);
            JdbcClient session = JdbcClient.create(single);
            Sealing counted = new Sealing(
                    new PostgresSealedBatches(
                            session, new PostgresWriteGate(session), new JdbcTransactionManager(single)),
                    Clock.fixed(AT, ZoneOffset.UTC));
            session.sql("""
                            insert into event (stream_id, stream_version, event_type, payload, hash)
                            select 'task-' || n, 0, 'task.created', '', sha256(int8send(n))
                            from generate_series(1, 20000) n
                            """).update();
            session.sql("""
                            insert into event_batch
                            select n, position, position, 1, '', hash, now(), n
                            from (select position, hash, row_number() over (order by position) as n from event) sealed
                            """).update();
            append(2);
            long before = rowsRead(session);

            LedgerHead head = counted.head();

            assertThat(rowsRead(session) - before).as("rows read").isBetween(1L, 40L);
            assertThat(head.batch()).isEqualTo(20_001);
            assertThat(head.events()).isEqualTo(20_002);
        }
    }

    /** Of both tables, by this session among others; what it has read so far is counted once it is told to. */
    private static long rowsRead(JdbcClient session) {
        session.sql("select pg_stat_force_next_flush()").query().singleRow();
        return session.sql("""
                        select (select sum(seq_tup_read) from pg_stat_user_tables where relname in ('event', 'event_batch'))
                          + (select sum(idx_tup_read) from pg_stat_user_indexes where relname in ('event', 'event_batch'))
                        """).query(Long.class).single();
    }

    private static void writeUntil(AtomicBoolean stop) {
        while (!stop.get()) {
            write();
        }
    }

    private void sealUntil(AtomicBoolean stop) {
        while (!stop.get()) {
            sealing.seal();
        }
    }

    private static void write() {
        database.transaction.executeWithoutResult(status -> {
            gate.enter();
            append(1);
        });
    }

    private static void append(int count) {
        engine.appendEvents(EventStorageTest.events(new ProjectId(UUID.randomUUID()), 0, count));
    }

    private static long newest() {
        return database.jdbc
                .sql("select max(position) from event")
                .query(Long.class)
                .single();
    }

    private static long count(String table) {
        return database.jdbc
                .sql("select count(*) from " + table)
                .query(Long.class)
                .single();
    }

    private static byte[] hash(byte[] previous, long after, long upTo) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(previous);
            database.jdbc
                    .sql("select position, hash from event where position > ? and position <= ? order by position")
                    .param(after)
                    .param(upTo)
                    .query((ResultSet row) -> {
                        sha.update(
                                ByteBuffer.allocate(8).putLong(row.getLong(1)).array());
                        sha.update(row.getBytes(2));
                    });
            return sha.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
