package dev.devledger.adapters.postgres.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.write.WriteTicket.ReservedPositions;
import dev.devledger.application.entity.LedgerMoment;
import dev.devledger.application.history.Moments;
import dev.devledger.application.history.Moments.SettledHead;
import dev.devledger.application.history.Moments.UnsettledMoment;
import dev.devledger.domain.shared.Rejection;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SettledHeadTest {
    @RegisterExtension
    private static final Database database = Database.emptied();

    private static final PostgresSettledHead heads = new PostgresSettledHead(database.jdbc);

    @BeforeEach
    void empty() {
        clock(Duration.ZERO);
    }

    /** As if the newest event had been given its time so long after now. */
    private static void clock(Duration ahead) {
        database.jdbc
                .sql("select setval('event_time', :micros)")
                .param(
                        "micros",
                        ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now().plus(ahead)))
                .query(Long.class)
                .single();
    }

    private static ReservedPositions take(int wanted) {
        return ReservedPositions.take(database.jdbc, wanted);
    }

    /** A writer on a connection of its own. */
    private static final class Writer implements AutoCloseable {
        private final Connection connection;

        Writer() throws SQLException {
            connection = database.dataSource.getConnection();
            connection.setAutoCommit(false);
        }

        ReservedPositions take(int wanted) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select * from take_positions(" + wanted + ")")) {
                row.next();
                return ReservedPositions.of(row);
            }
        }

        void end() {
            try {
                connection.rollback();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() throws SQLException {
            end();
            connection.close();
        }
    }

    @Test
    void the_head_is_where_the_first_writer_under_way_began() throws SQLException {
        long before = take(2).first() + 1;
        assertThat(heads.now().position()).isEqualTo(before);
        try (Writer first = new Writer();
                Writer second = new Writer()) {
            ReservedPositions early = first.take(3);
            ReservedPositions late = second.take(1);
            assertThat(late.first()).isEqualTo(early.first() + 3);
            assertThat(late.at()).isAfter(early.at());
            first.take(5);
            SettledHead.Head held = heads.now();
            assertThat(held.position()).isEqualTo(before);
            assertThat(held.until()).isBefore(early.at());
            first.end();
            assertThat(heads.now().position()).as("as the second began").isEqualTo(before + 3);
            assertThat(heads.now().until()).isEqualTo(early.at());
        }
        assertThat(heads.now().position()).isEqualTo(before + 9);
    }

    @Test
    void what_a_savepoint_took_is_held_no_more_when_it_is_taken_back() {
        long before = take(1).first();
        database.transaction.executeWithoutResult(status -> {
            Object savepoint = status.createSavepoint();
            take(1);
            assertThat(heads.now().position()).isEqualTo(before);
            status.rollbackToSavepoint(savepoint);
            assertThat(heads.now().position()).isEqualTo(before + 1);
            take(1);
            assertThat(heads.now().position()).isEqualTo(before + 1);
        });
    }

    /** Writers that are slow to commit, and a reader: all that it finds up to the head is all that there will ever be. */
    @Test
    void nothing_comes_before_the_head_that_was_seen() throws Exception {
        database.jdbc
                .sql("create table if not exists stored (position bigint primary key)")
                .update();
        AtomicBoolean over = new AtomicBoolean();
        Thread[] writers = new Thread[6];
        for (int i = 0; i < writers.length; i++) {
            int number = i;
            writers[i] = Thread.startVirtualThread(() -> {
                for (int n = 0; !over.get(); n++) {
                    int wanted = 1 + (n + number) % 3;
                    database.transaction.executeWithoutResult(status -> {
                        long first = take(wanted).first();
                        for (int k = 0; k < wanted; k++) {
                            database.jdbc
                                    .sql("insert into stored values (:p)")
                                    .param("p", first + k)
                                    .update();
                        }
                        if (first % 4 == 0) {
                            status.setRollbackOnly();
                        }
                    });
                }
            });
        }
        TreeSet<Long> seen = new TreeSet<>();
        long head = 0;
        long end = System.nanoTime() + Duration.ofMillis(1_500).toNanos();
        while (System.nanoTime() < end || seen.size() <= 50) {
            // A writer that is slow between reading the last position and locking it makes the head go back.
            head = Math.max(head, heads.now().position());
            seen.addAll(stored(seen.isEmpty() ? 0 : seen.last(), head));
        }
        over.set(true);
        for (Thread writer : writers) {
            writer.join();
        }
        assertThat(seen).hasSizeGreaterThan(50).isEqualTo(stored(0, head));
        database.jdbc.sql("drop table stored").update();
    }

    private static Set<Long> stored(long after, long upTo) {
        return new TreeSet<>(database.jdbc
                .sql("select position from stored where position > :after and position <= :upTo")
                .param("after", after)
                .param("upTo", upTo)
                .query(Long.class)
                .list());
    }

    @Test
    void times_go_on_where_the_clock_was_set_back() {
        clock(Duration.ofHours(1));
        Instant newest = heads.now().until();
        assertThat(take(1).at()).isEqualTo(newest.plus(1, ChronoUnit.MICROS));
        assertThat(take(7).at()).isEqualTo(newest.plus(2, ChronoUnit.MICROS));
        assertThat(heads.end(newest))
                .as("an hour from now, and past all the same")
                .isTrue();
        assertThat(heads.end(newest.plusSeconds(1))).isFalse();
    }

    @Test
    void a_time_that_was_answered_for_is_given_to_nobody_any_more() {
        clock(Duration.ofHours(-1));
        Instant asked = Instant.now().truncatedTo(ChronoUnit.MICROS);
        assertThat(heads.end(asked)).isTrue();
        assertThat(heads.now().until()).isEqualTo(asked);
        assertThat(heads.end(asked.minusSeconds(60))).isTrue();
        assertThat(heads.now().until()).isEqualTo(asked);
    }

    @Test
    void a_moment_is_waited_for_and_then_given_up() throws SQLException {
        Moments moments = new Moments(heads, Clock.systemUTC());
        try (Writer writer = new Writer()) {
            Instant before = heads.now().until();
            Instant at = writer.take(1).at();
            assertThat(moments.at("asOf", before)).isEqualTo(new LedgerMoment(0, before));
            assertThatThrownBy(() -> moments.at("asOf", at)).isInstanceOf(UnsettledMoment.class);
            assertThatThrownBy(() -> moments.at("asOf", 1)).isInstanceOf(Rejection.class);
            AtomicInteger looks = new AtomicInteger();
            Moments waiting = new Moments(endedAfterALook(writer, looks), Clock.systemUTC());
            assertThat(waiting.at("asOf", at).position()).isZero();
            assertThat(looks).hasValueGreaterThan(1);
        }
    }

    private static SettledHead endedAfterALook(Writer writer, AtomicInteger looks) {
        return new SettledHead() {
            @Override
            public Head now() {
                Head seen = heads.now();
                if (looks.getAndIncrement() == 0) {
                    writer.end();
                }
                return seen;
            }

            @Override
            public boolean end(Instant time) {
                return heads.end(time);
            }

            @Override
            public long positionAt(Instant time) {
                return heads.positionAt(time);
            }
        };
    }

    @Test
    void what_is_known_to_be_settled_is_not_asked_for_again() {
        Moments moments = new Moments(heads, Clock.systemUTC());
        Instant at = take(1).at();
        moments.at("asOf", at);
        assertThat(database.statements(() -> moments.at("asOf", at)))
                .as("where it is")
                .isEqualTo(1);
        assertThat(database.statements(() -> moments.require(1))).isZero();
    }
}
