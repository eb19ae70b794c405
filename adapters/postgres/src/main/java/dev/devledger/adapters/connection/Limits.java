package dev.devledger.adapters.connection;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How long PostgreSQL lets a session wait or work. They go along when a connection is made, and cost nothing later.
 *
 * @param lock for one lock; above the second after which PostgreSQL looks for a deadlock
 * @param statement for one statement
 * @param idleInTransaction between two statements of a transaction, whose locks nobody else gets meanwhile
 */
public record Limits(Duration lock, Duration statement, Duration idleInTransaction) {

    private static final Duration DEAD_PEER = Duration.ofSeconds(30);

    private record Option(String name, Object value) {
        @Override
        public String toString() {
            return "-c " + name + "=" + value;
        }
    }

    /** As the parameter {@code options} of a connection has them. Of two that say the same the later one counts. */
    String asOptions() {
        return List.of(
                        new Option("lock_timeout", lock.toMillis()),
                        new Option("statement_timeout", statement.toMillis()),
                        new Option("idle_in_transaction_session_timeout", idleInTransaction.toMillis()),
                        // A client whose machine is gone leaves its locks behind no longer than that.
                        new Option("tcp_keepalives_idle", DEAD_PEER.toSeconds()),
                        new Option("tcp_keepalives_interval", 10),
                        new Option("tcp_keepalives_count", 3),
                        new Option("tcp_user_timeout", DEAD_PEER.toMillis()))
                .stream()
                .map(Option::toString)
                .collect(Collectors.joining(" "));
    }
}
