package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.ConnectedAccount;
import java.time.Duration;
import java.util.Optional;

/** The lease of an account, so that only one node at a time runs its cycles. */
public interface Lease {

    /**
     * The length of a lease, longer than the longest step between two renewals: two writes and the time they may take.
     */
    Duration LENGTH = Duration.ofSeconds(60);

    /**
     * A lease that a node holds. Each new holder gets a higher fence, so that a former holder that was too slow is
     * recognised.
     */
    record Grant(long fence) {}

    /** Takes the lease; empty if another node holds it. */
    Optional<Grant> acquire(ConnectedAccount account, Duration length);

    /** Extends the lease by that length from now; false if it was lost. */
    boolean renew(ConnectedAccount account, Grant lease, Duration length);

    void release(ConnectedAccount account, Grant lease);
}
