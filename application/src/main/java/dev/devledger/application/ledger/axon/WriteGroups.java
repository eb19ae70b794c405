package dev.devledger.application.ledger.axon;

import dev.devledger.application.ledger.Ledger.NotStored;
import dev.devledger.application.ledger.StoreOutage;
import dev.devledger.application.ledger.StoreOutage.OutcomeUnknown;
import dev.devledger.application.ledger.WriteGate;
import java.time.Duration;
import java.util.List;
import org.axonframework.common.transaction.TransactionManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs writes of single entities in groups: writes that wait at the same time share a transaction. If a group cannot be
 * stored, each of its writes goes alone. If the database is away, all of them get the exception at once, and so do the
 * waiting writes.
 */
final class WriteGroups {
    private static final Logger LOG = LoggerFactory.getLogger(WriteGroups.class);

    /** The number of groups at a time: while one group is being stored, the next one is decided. */
    private static final int AT_A_TIME = 2;

    private static final int MOST = 32;

    private final TransactionManager transactions;
    private final WriteGate gate;
    private final StoreOutage outage;
    private final Duration patience;
    private final Deadlines deadlines = new Deadlines();
    private final GroupCommit<GroupedWrite<?>> together;

    /** @param patience the time after which a group's connection is broken, and other groups no longer wait for it */
    WriteGroups(TransactionManager transactions, WriteGate gate, StoreOutage outage, Duration patience) {
        this.transactions = transactions;
        this.gate = gate;
        this.outage = outage;
        this.patience = patience;
        this.together = new GroupCommit<>(
                AT_A_TIME,
                MOST,
                deadlines,
                patience,
                () -> new OutcomeUnknown("The database did not answer in time, and may still be working"));
    }

    /** Runs the member in a group. If the group leaves it unsettled, the caller has to run it alone. */
    void join(GroupedWrite<?> member) {
        together.join(member, this::run);
    }

    /** Runs a group; returns the exception for the waiting members, null if they can run. */
    private @Nullable RuntimeException run(List<GroupedWrite<?>> members) {
        WriteGroup.Failure failure = store(members);
        if (failure != null && failure.begun() && isPlainlyAway(failure)) {
            failure = store(members); // one broken connection proves nothing about the next
        }
        return failure == null ? null : tell(members, failure);
    }

    private WriteGroup.@Nullable Failure store(List<GroupedWrite<?>> members) {
        return new WriteGroup(transactions, gate, deadlines, patience).store(members);
    }

    private boolean isPlainlyAway(WriteGroup.Failure failure) {
        return !(failure.cause() instanceof OutcomeUnknown) && outage.isCauseOf(failure.cause());
    }

    private @Nullable RuntimeException tell(List<GroupedWrite<?>> members, WriteGroup.Failure failure) {
        RuntimeException cause = failure.cause();
        if (cause instanceof OutcomeUnknown unknown) {
            members.forEach(member -> member.refuse(unknown));
            return new NotStored(cause);
        }
        if (isPlainlyAway(failure)) {
            NotStored away = new NotStored(cause);
            members.forEach(member -> member.refuse(away));
            return away;
        }
        LOG.debug("A group of {} writes could not be stored together; each is now stored alone", members.size(), cause);
        return null;
    }
}
