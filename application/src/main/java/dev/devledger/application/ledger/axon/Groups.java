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
 * The writes of single entities, of which those that wait for each other share a transaction. If it cannot be stored
 * each member goes alone, unless the database is away: all members hear that at once, and those that wait as well.
 */
final class Groups {
    private static final Logger LOG = LoggerFactory.getLogger(Groups.class);

    /** The groups at a time: while one is being stored the next one is decided. */
    private static final int AT_A_TIME = 2;

    private static final int MOST = 32;

    private final TransactionManager transactions;
    private final WriteGate gate;
    private final StoreOutage outage;
    private final Duration patience;
    private final Deadlines deadlines = new Deadlines();
    private final GroupCommit<GroupedWrite<?>> together;

    /** @param patience the time after which a group's connection is broken off, and others go on without it */
    Groups(TransactionManager transactions, WriteGate gate, StoreOutage outage, Duration patience) {
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

    /** Runs the member in a group. An unsettled member is to be done alone. */
    void join(GroupedWrite<?> member) {
        together.join(member, this::run);
    }

    /** Returns the exception for those who wait as well, null if it is their turn. */
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
