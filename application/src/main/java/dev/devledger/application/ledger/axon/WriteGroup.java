package dev.devledger.application.ledger.axon;

import dev.devledger.application.ledger.IdempotencyStore.IdempotencyKey;
import dev.devledger.application.ledger.WriteGate;
import dev.devledger.application.ledger.axon.AxonLedger.WriteAttempt;
import dev.devledger.domain.shared.Rejection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Several writes in one transaction, each in a unit of work of its own within it. If a write is refused before its
 * first event, the others are stored all the same; after any other failure nothing is stored.
 */
final class WriteGroup {
    /**
     * Thrown if a member failed after its first event, as its events cannot be separated from the other members' events
     * any more.
     */
    private static final class Spoilt extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Spoilt(Throwable cause) {
            super("A member failed after it had made an event", cause, false, false);
        }
    }

    /** @param begun false if not even the transaction could begin */
    record Failure(RuntimeException cause, boolean begun) {}

    private final TransactionManager transactions;
    private final WriteGate gate;
    private final Deadlines deadlines;
    private final Duration patience;
    private final List<WriteAttempt<?, ?>> answers = new ArrayList<>();
    private final List<Runnable> settled = new ArrayList<>();
    private volatile Runnable breaking = () -> {};

    /** @param patience the longest time that the group may take */
    WriteGroup(TransactionManager transactions, WriteGate gate, Deadlines deadlines, Duration patience) {
        this.transactions = transactions;
        this.gate = gate;
        this.deadlines = deadlines;
        this.patience = patience;
    }

    /** Stores the writes; returns null if they are stored. */
    @Nullable
    Failure store(List<GroupedWrite<?>> members) {
        UnitOfWork<?> root = DefaultUnitOfWork.startAndGet(GenericMessage.asMessage(members.size()));
        try {
            root.attachTransaction(transactions);
        } catch (RuntimeException e) {
            return new Failure(e, false);
        }
        ResultMessage<?> result = inTime(() -> root.executeWithResult(() -> {
            breaking = gate.enterLater(members.size(), homes(members), keys(members));
            members.forEach(member -> run(member, root));
            // Runs after the handlers of all members' events, so that the events are sent together.
            root.onPrepareCommit(u -> answers.forEach(WriteAttempt::answer));
            return members;
        }));
        if (result.isExceptional()) {
            return new Failure(WriteFailure.of(result), true);
        }
        settled.forEach(Runnable::run);
        return null;
    }

    /** Runs the work, and breaks the connection if it takes too long: the waiting caller then gets an exception. */
    private <T> T inTime(Supplier<T> work) {
        Deadlines.Deadline deadline = deadlines.begin(patience, () -> breaking.run());
        try {
            return work.get();
        } finally {
            deadline.close();
        }
    }

    private static Set<String> homes(List<GroupedWrite<?>> members) {
        return members.stream().flatMap(member -> member.home().stream()).collect(Collectors.toSet());
    }

    private static Set<IdempotencyKey> keys(List<GroupedWrite<?>> members) {
        return members.stream().flatMap(member -> member.key().stream()).collect(Collectors.toSet());
    }

    private <A> void run(GroupedWrite<A> member, UnitOfWork<?> root) {
        WriteAttempt<?, A> attempt = member.attempt();
        UnitOfWork<?> own = DefaultUnitOfWork.startAndGet(GenericMessage.asMessage(attempt.id()));
        ResultMessage<?> result = own.executeWithResult(() -> {
            attempt.run(StateCache.begin(root, true, true));
            return attempt;
        });
        if (!result.isExceptional()) {
            answers.add(attempt);
            settled.add(() -> member.settle(attempt));
        } else if (attempt.hasChanged()) {
            throw new Spoilt(result.exceptionResult());
        } else if (attempt.hasTrusted()) {
            member.distrust();
        } else if (WriteFailure.of(result) instanceof Rejection refusal) {
            settled.add(() -> member.refuse(refusal));
        }
    }
}
