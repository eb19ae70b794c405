package dev.devledger.bench.trial;

/**
 * The same stack without history: the endpoints of {@code PeerResource}, in this module's {@code adapters.rest}, which
 * write one row of the plain table {@code peer_task} and commit.
 */
final class Peer {
    static final String PATH = "/api/bench/peer";

    /** As the peer's own, with the parameters for a driver. */
    static final String INSERT = "insert into peer_task (id, project_id, title, description, status, priority, tags,"
            + " due_date, time_zone, created_at, updated_at, version)"
            + " values (%s, %s, %s, %s, 'open', %s, %s, %s, %s, %s, %s, 0) returning key_number";

    private Peer() {}
}
