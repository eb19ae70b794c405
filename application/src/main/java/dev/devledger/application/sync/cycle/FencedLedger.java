package dev.devledger.application.sync.cycle;

import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.ledger.Ledger;
import java.util.function.Function;

/**
 * The ledger for the writes of a cycle: no write without the lease (docs/sync-design.md, section 3, step 0), as an
 * import by two nodes would create two entities. Each write also renews the lease, because a long pull makes no calls
 * for minutes. The renewal is within the write's transaction, so that no other node can take over before the commit.
 */
public final class FencedLedger implements Ledger {
    private final Ledger ledger;
    private final Runnable requireLease;

    public FencedLedger(Ledger ledger, Runnable requireLease) {
        this.ledger = ledger;
        this.requireLease = requireLease;
    }

    @Override
    public <T, A> Written<A> write(Write<T, A> write) {
        return ledger.write(write.with(fenced(write.work()), write.answer()));
    }

    private <T> Function<ChangeSet, T> fenced(Function<ChangeSet, T> work) {
        return changes -> {
            requireLease.run();
            return work.apply(changes);
        };
    }
}
