package dev.devledger.adapters.postgres.write;

import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.application.history.Moments.SettledHead;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the settled head from the locks that writers hold; see V200__events.sql. */
public record PostgresSettledHead(JdbcClient jdbc) implements SettledHead {
    @Override
    public Head now() {
        return jdbc.sql("""
                        select settled.*, (select coalesce(max(position), 0) from event) as newest
                        from settled_head() settled
                        """)
                .query((row, number) -> new Head(
                        row.getLong("settled_position"),
                        Times.ofMicros(row.getLong("settled_time")),
                        row.getLong("newest")))
                .single();
    }

    @Override
    public boolean end(Instant time) {
        return jdbc.sql("select end_time(:until)")
                .param("until", ChronoUnit.MICROS.between(Instant.EPOCH, time))
                .query(Boolean.class)
                .single();
    }

    /**
     * Returns the last position up to the time: events of one write have the same time, and the times of writes grow
     * with positions.
     */
    @Override
    public long positionAt(Instant time) {
        return jdbc.sql("select position from history where at <= :at order by at desc, position desc limit 1")
                .param("at", Times.of(time))
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    @Override
    public Optional<Instant> timeAt(long position) {
        return jdbc.sql("select at from history where position <= :position order by position desc limit 1")
                .param("position", position)
                .query((row, number) -> Times.get(row, "at"))
                .optional();
    }
}
