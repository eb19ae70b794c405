package dev.devledger.adapters.postgres.proof;

import dev.devledger.adapters.postgres.eventstore.EventRow;
import dev.devledger.adapters.postgres.sql.SqlFailures;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.write.PostgresWriteGate;
import dev.devledger.application.proof.HeadDelivery.LedgerHead;
import dev.devledger.application.proof.Sealing.SealedBatches;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

public final class PostgresSealedBatches implements SealedBatches {

    private static final String HEAD =
            "select last_position, number, encode(hash, 'hex') as hash, sealed_at, events from event_batch ";

    private final JdbcClient jdbc;
    private final PostgresWriteGate gate;
    private final TransactionTemplate transaction;

    public PostgresSealedBatches(JdbcClient jdbc, PostgresWriteGate gate, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.gate = gate;
        transaction = new TransactionTemplate(transactions);
        transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * Compares the newest event with the newest batch: with a condition on later rows PostgreSQL would read the whole
     * table.
     */
    @Override
    public boolean isBehind() {
        return jdbc.sql("""
                        select coalesce((select max(position) from event), 0)
                          > coalesce((select last_position from event_batch order by number desc limit 1), 0)
                        """).query(Boolean.class).single();
    }

    @Override
    public OptionalLong settledHead() {
        try {
            Long head = transaction.execute(status -> {
                gate.closeSoon();
                return jdbc.sql("select coalesce(max(position), 0) from event")
                        .query(Long.class)
                        .single();
            });
            return OptionalLong.of(head == null ? 0 : head);
        } catch (DataAccessException e) {
            if (SqlFailures.lostRace(e)) {
                return OptionalLong.empty();
            }
            throw e;
        }
    }

    @Override
    public boolean sealNext(long upTo, int atMost, Instant at) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            // Another process that seals waits, and continues after this batch. Readers do not wait.
            jdbc.sql("lock table event_batch in share row exclusive mode").update();
            return insertNext(upTo, atMost, at);
        }));
    }

    private boolean insertNext(long upTo, int atMost, Instant at) {
        return jdbc.sql("""
                                with newest as (
                                  select number, last_position, hash, events from event_batch order by number desc limit 1)
                                insert into event_batch (number, first_position, last_position, count, previous_hash, hash, sealed_at,
                                                         events)
                                select last.number + 1, next.first_position, next.last_position, next.count, last.hash,
                                  event_batch_hash(last.hash, next.first_position, next.last_position), :at,
                                  last.events + next.count
                                from (select * from newest
                                      union all select 0, 0, decode(repeat('00', 32), 'hex'), 0
                                      where not exists (select from newest)) last
                                cross join lateral (
                                  select min(position) as first_position, max(position) as last_position, count(*) as count
                                  from (select position from event
                                        where position > last.last_position and position <= :upTo
                                        order by position limit :atMost) unsealed) next
                                where next.count > 0
                                """)
                        .param("upTo", upTo)
                        .param("atMost", atMost)
                        .param("at", Times.of(at))
                        .update()
                == 1;
    }

    @Override
    public LedgerHead head() {
        return jdbc.sql(HEAD + "order by number desc limit 1")
                .query((row, number) -> head(row))
                .optional()
                .orElse(LedgerHead.NONE);
    }

    @Override
    public List<LedgerHead> heads(long from, int atMost) {
        return jdbc.sql(HEAD + "where number >= :from order by number limit :atMost")
                .param("from", from)
                .param("atMost", atMost)
                .query((row, number) -> head(row))
                .list();
    }

    @Override
    public Optional<Instant> oldestUnsealed() {
        return jdbc.sql("""
                        select * from event
                        where position > coalesce((select last_position from event_batch order by number desc limit 1), 0)
                        order by position limit 1
                        """)
                .query((row, number) -> EventRow.of(row).getTimestamp())
                .optional();
    }

    private static LedgerHead head(ResultSet row) throws SQLException {
        return LedgerHead.of(
                row.getLong("last_position"),
                row.getLong("events"),
                row.getLong("number"),
                row.getString("hash"),
                Times.get(row, "sealed_at"));
    }
}
