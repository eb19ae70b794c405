package dev.devledger.application.ledger;

import dev.devledger.application.command.WriteGate;
import dev.devledger.application.state.KnownStates;
import dev.devledger.domain.shared.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Several writes in one transaction, each in a unit of work of its own within it. One that is refused before it has made
 * an event leaves the others alone; whatever else fails has nothing stored, and each member goes alone then.
 */
final class Group {
    private static final Logger LOG = LoggerFactory.getLogger(Group.class);

    /** What a member has made cannot be taken back from among what the others have. */
    private static final class Spoilt extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Spoilt(Throwable cause) {
            super("A member failed after it had made an event", cause, false, false);
        }
    }

    private final TransactionManager transactions;
    private final WriteGate gate;
    private final List<Attempt<?, ?>> answers = new ArrayList<>();
    private final List<Runnable> settled = new ArrayList<>();

    Group(TransactionManager transactions, WriteGate gate) {
        this.transactions = transactions;
        this.gate = gate;
    }

    void store(List<Member<?>> members) {
        UnitOfWork<?> root = DefaultUnitOfWork.startAndGet(GenericMessage.asMessage(members.size()));
        root.attachTransaction(transactions);
        ResultMessage<?> result = root.executeWithResult(() -> {
            gate.enterLater(members.size(), homes(members));
            members.forEach(member -> run(member, root));
            // Behind the handlers of the events of all members, so that these are sent together.
            root.onPrepareCommit(u -> answers.forEach(Attempt::answer));
            return members;
        });
        if (result.isExceptional()) {
            LOG.debug(
                    "A group of {} writes could not be stored; each goes alone",
                    members.size(),
                    result.exceptionResult());
        } else {
            settled.forEach(Runnable::run);
        }
    }

    private static Set<String> homes(List<Member<?>> members) {
        return members.stream().flatMap(member -> member.home().stream()).collect(Collectors.toSet());
    }

    private <A> void run(Member<A> member, UnitOfWork<?> root) {
        Attempt<?, A> attempt = member.attempt();
        UnitOfWork<?> own = DefaultUnitOfWork.startAndGet(GenericMessage.asMessage(attempt.id()));
        ResultMessage<?> result = own.executeWithResult(() -> {
            attempt.run(KnownStates.begin(root, true, true));
            return attempt;
        });
        if (!result.isExceptional()) {
            answers.add(attempt);
            settled.add(() -> member.settle(attempt));
        } else if (attempt.hasChanged()) {
            throw new Spoilt(result.exceptionResult());
        } else if (attempt.hasTrusted()) {
            member.distrust();
        } else if (Attempt.asRuntime(result.exceptionResult()) instanceof Rejection refusal) {
            settled.add(() -> member.refuse(refusal));
        }
    }
}
