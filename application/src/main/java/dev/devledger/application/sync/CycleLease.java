package dev.devledger.application.sync;

import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.memory.Lease;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One account's lease, as this node takes it for each cycle. Used by one cycle at a time. */
final class CycleLease {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final ConnectedAccount account;
    private final Lease leases;
    private final Clock clock;

    /** One that could not be given back, as the database was away. */
    private Lease.@Nullable Grant unreleased;

    CycleLease(ConnectedAccount account, Lease leases, Clock clock) {
        this.account = account;
        this.leases = leases;
        this.clock = clock;
    }

    /** Null where another node has it, and does not give it back for a while where that is waited for. */
    Lease.@Nullable Grant take(boolean wait) {
        if (unreleased != null) {
            giveBack(unreleased);
        }
        Instant until = clock.instant().plus(LONGEST_WAIT);
        while (true) {
            Optional<Lease.Grant> grant = leases.acquire(account, Lease.LENGTH);
            if (grant.isPresent()) {
                unreleased = grant.get();
                return unreleased;
            }
            if (!wait) {
                return null;
            }
            if (clock.instant().isAfter(until)) {
                throw new Ledger.LedgerBusy(new IllegalStateException("another node runs a cycle"));
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    boolean renew(Lease.Grant grant) {
        return leases.renew(account, grant, Lease.LENGTH);
    }

    void giveBack(Lease.Grant grant) {
        leases.release(account, grant);
        unreleased = null;
    }
}
