package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.ConnectedAccount;
import java.time.Duration;
import java.util.Optional;

/** Only one node at a time runs the cycles of an account. */
public interface Lease {

    /** Longer than the longest step between two renewals: two writes and what they may take. */
    Duration LENGTH = Duration.ofSeconds(60);

    /** The fence grows with each holder, so that a holder that was too slow can be told. */
    record Grant(long fence) {}

    /** Empty where another holds it. */
    Optional<Grant> acquire(ConnectedAccount account, Duration length);

    /** Makes it last that long from now; false where it was lost. */
    boolean renew(ConnectedAccount account, Grant lease, Duration length);

    void release(ConnectedAccount account, Grant lease);
}
