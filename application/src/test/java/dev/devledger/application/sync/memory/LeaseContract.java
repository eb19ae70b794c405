package dev.devledger.application.sync.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.Cycles.Lease;
import dev.devledger.application.sync.memory.Cycles.Lease.Grant;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The behaviour that the sync relies on, for every lease. */
public abstract class LeaseContract extends StoreContract {

    /** Returns a lease that no node has. */
    protected abstract Lease lease();

    protected abstract void pass(Duration time) throws InterruptedException;

    @Test
    void one_node_at_a_time_holds_the_lease() throws InterruptedException {
        Lease lease = lease();
        Grant first = lease.acquire(ACCOUNT, Duration.ofMinutes(1)).orElseThrow();

        assertThat(lease.acquire(ACCOUNT, Duration.ofMinutes(1))).isEmpty();
        assertThat(lease.renew(ACCOUNT, first, Duration.ofMillis(1))).isTrue();
        pass(Duration.ofMillis(20));
        assertThat(lease.renew(ACCOUNT, first, Duration.ofMinutes(1))).isFalse();
        Grant second = lease.acquire(ACCOUNT, Duration.ofMinutes(1)).orElseThrow();
        assertThat(second.fence()).isGreaterThan(first.fence());
        lease.release(ACCOUNT, first);
        assertThat(lease.acquire(ACCOUNT, Duration.ofMinutes(1))).isEmpty();
        lease.release(ACCOUNT, second);
        assertThat(lease.acquire(ACCOUNT, Duration.ofMinutes(1))).isPresent();
    }
}
