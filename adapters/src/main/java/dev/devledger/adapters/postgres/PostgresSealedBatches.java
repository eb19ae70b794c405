package dev.devledger.adapters.postgres;

import dev.devledger.application.proof.LedgerHead;
import dev.devledger.application.proof.SealedBatches;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.OptionalLong;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

final class PostgresSealedBatches implements SealedBatches {

    private final JdbcClient jdbc;
    private final PostgresWriteGate gate;
    private final TransactionTemplate transaction;

    PostgresSealedBatches(JdbcClient jdbc, PostgresWriteGate gate, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.gate = gate;
        transaction = new TransactionTemplate(transactions);
        transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public boolean isBehind() {
        return jdbc.sql("""
                        select exists (
                          select from event
                          where position > coalesce((select last_position from event_batch order by number desc limit 1), 0))
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
            if (Failures.lostRace(e)) {
                return OptionalLong.empty();
            }
            throw e;
        }
    }

    @Override
    public boolean sealNext(long upTo, int atMost, Instant at) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            // Whoever seals at the same time waits, and goes on behind this batch. Readers do not wait.
            jdbc.sql("lock table event_batch in share row exclusive mode").update();
            return insertNext(upTo, atMost, at);
        }));
    }

    private boolean insertNext(long upTo, int atMost, Instant at) {
        return jdbc.sql("""
                                insert into event_batch (number, first_position, last_position, count, previous_hash, hash, sealed_at)
                                select last.number + 1, next.first_position, next.last_position, next.count, last.hash,
                                  event_batch_hash(last.hash, next.first_position, next.last_position), :at
                                from (select number, last_position, hash from event_batch
                                      union all select 0, 0, decode(repeat('00', 32), 'hex')
                                      order by number desc limit 1) last
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
        return jdbc.sql("""
                        select last_position, number, encode(hash, 'hex') as hash, sealed_at,
                          (select sum(count) from event_batch b where b.number <= newest.number) as events
                        from event_batch newest
                        order by number desc limit 1
                        """).query((row, number) -> head(row)).optional().orElse(LedgerHead.NONE);
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
