package dev.devledger.application.ledger.axon;

import dev.devledger.application.ledger.IdempotencyStore.IdempotencyKey;
import dev.devledger.application.ledger.Ledger.NotStored;
import dev.devledger.application.ledger.Ledger.StoreOutage;
import dev.devledger.application.ledger.Ledger.StoreOutage.OutcomeUnknown;
import dev.devledger.application.ledger.Ledger.WriteGate;
import dev.devledger.application.ledger.axon.AxonLedger.WriteAttempt;
import dev.devledger.domain.shared.Rejection;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
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

    /**
     * Several writes in one transaction, each in a unit of work of its own within it. If a write is refused before its
     * first event, the others are stored all the same; after any other failure nothing is stored.
     */
    static final class WriteGroup {
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

    /**
     * Runs members in groups: all members that wait while others run form the next group, whose first member runs it for
     * all. No group waits to become larger. A group that takes too long no longer keeps the next one waiting.
     */
    static final class GroupCommit<M> {
        private final int groups;
        private final int most;
        private final Deadlines deadlines;
        private final Duration patience;
        private final Supplier<RuntimeException> overdue;
        private final ReentrantLock lock = new ReentrantLock();
        private final Queue<Seat> waiting = new ArrayDeque<>();

        /** The running groups that still keep others waiting; compared by identity. */
        private final Set<Run> running = new HashSet<>();

        /**
         * @param groups the number of groups that may run at the same time
         * @param most the most members of a group
         * @param patience the time after which a running group no longer keeps the next one waiting; the members of a
         *     running group wait twice as long
         * @param overdue the exception for members whose group takes longer than that
         */
        GroupCommit(int groups, int most, Deadlines deadlines, Duration patience, Supplier<RuntimeException> overdue) {
            this.groups = groups;
            this.most = most;
            this.deadlines = deadlines;
            this.patience = patience;
            this.overdue = overdue;
        }

        /** A group that runs, or is about to run. Compared by identity. */
        private final class Run {
            private final List<Seat> members = new CopyOnWriteArrayList<>();
            private final Deadlines.Deadline place = deadlines.begin(patience, () -> locked(() -> passOn(this)));
            private final Deadlines.Deadline end = deadlines.begin(patience.multipliedBy(2), () -> giveUp(this));

            Run(Seat leader) {
                members.add(leader);
            }

            /** Adds waiting members, and returns all members. */
            List<Seat> fill() {
                while (members.size() < most && !waiting.isEmpty()) {
                    members.add(waiting.remove());
                }
                return members;
            }

            void close() {
                place.close();
                end.close();
            }
        }

        /**
         * A member that waits. {@code turn} completes with the run that the member is to lead, or with null once another
         * member has run its group.
         */
        private final class Seat {
            private final M member;
            private final CompletableFuture<@Nullable Run> turn = new CompletableFuture<>();

            Seat(M member) {
                this.member = member;
            }
        }

        /**
         * Returns once a group with this member has run, in this thread or another one.
         *
         * @param run runs the members; returns null, or an exception for all members that wait, if running them is of no
         *     use either
         */
        void join(M member, Function<List<M>, @Nullable RuntimeException> run) {
            Seat seat = new Seat(member);
            @Nullable Run own = locked(() -> takePlace(seat));
            if (own == null) {
                own = await(seat);
            }
            if (own != null) {
                lead(own, run);
            }
        }

        /** Returns the number of members that wait for their turn. */
        int waiting() {
            return locked(waiting::size);
        }

        /** Returns the run that the member leads; null if it has to wait, as enough groups are running. */
        private @Nullable Run takePlace(Seat seat) {
            if (running.size() < groups) {
                return begin(seat);
            }
            waiting.add(seat);
            return null;
        }

        private Run begin(Seat leader) {
            Run run = new Run(leader);
            running.add(run);
            return run;
        }

        /** Waits; returns the run that the member is to lead, or null if another thread has run its group. */
        private @Nullable Run await(Seat seat) {
            try {
                return seat.turn.get();
            } catch (ExecutionException turnedAway) {
                throw turnedAway.getCause() instanceof RuntimeException own ? own : overdue.get();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw overdue.get();
            }
        }

        private void lead(Run run, Function<List<M>, @Nullable RuntimeException> work) {
            List<Seat> group = locked(run::fill);
            RuntimeException failure = null;
            try {
                failure = work.apply(group.stream().map(each -> each.member).toList());
            } finally {
                end(run, failure);
                group.forEach(each -> each.turn.complete(null));
            }
        }

        private void end(Run run, @Nullable RuntimeException failure) {
            run.close();
            locked(() -> {
                if (failure != null) {
                    waiting.forEach(each -> each.turn.completeExceptionally(failure));
                    waiting.clear();
                }
                return passOn(run);
            });
        }

        /** Lets the next waiting member lead a run in the place of this one, unless that was done already. */
        private boolean passOn(Run run) {
            if (!running.remove(run)) {
                return false;
            }
            @Nullable Seat next = waiting.poll();
            return next != null && next.turn.complete(begin(next));
        }

        private void giveUp(Run run) {
            RuntimeException late = overdue.get();
            run.members.forEach(each -> each.turn.completeExceptionally(late));
        }

        private <T extends @Nullable Object> T locked(Supplier<T> work) {
            lock.lock();
            try {
                return work.get();
            } finally {
                lock.unlock();
            }
        }
    }
}
