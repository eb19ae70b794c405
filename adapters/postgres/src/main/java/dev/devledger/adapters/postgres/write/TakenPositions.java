package dev.devledger.adapters.postgres.write;

import dev.devledger.adapters.postgres.sql.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Positions one after the other, and the time of the events that get them. The database gives both in one place, so that
 * times grow with positions, whichever node asks and whatever its clock says.
 */
public record TakenPositions(long first, Instant at) {
    private static final Logger LOG = LoggerFactory.getLogger(TakenPositions.class);

    /** What an answer of the network's time servers moves a clock by is not worth a word. */
    private static final Duration BY_LONG = Duration.ofMinutes(1);

    private static final long SILENCE = Duration.ofMinutes(10).toNanos();
    private static final AtomicLong QUIET_UNTIL = new AtomicLong(System.nanoTime());

    public static TakenPositions take(JdbcClient jdbc, int wanted) {
        return jdbc.sql("select * from take_positions(:wanted)")
                .param("wanted", wanted)
                .query((row, number) -> of(row))
                .single();
    }

    static TakenPositions of(ResultSet row) throws SQLException {
        Instant at = Times.ofMicros(row.getLong("given_at"));
        warnOf(Duration.of(row.getLong("ahead"), ChronoUnit.MICROS), at);
        return new TakenPositions(row.getLong("first_position"), at);
    }

    private static void warnOf(Duration ahead, Instant at) {
        long now = System.nanoTime();
        long quiet = QUIET_UNTIL.get();
        if (ahead.compareTo(BY_LONG) > 0 && now - quiet >= 0 && QUIET_UNTIL.compareAndSet(quiet, now + SILENCE)) {
            LOG.warn(
                    "The clock of the database is {} behind the newest event: it was set back. Until it reaches {},"
                            + " each event gets the time of the one before it plus a microsecond.",
                    ahead,
                    at);
        }
    }
}
