package dev.devledger.application.ledger;

import dev.devledger.application.command.Answers;
import dev.devledger.application.command.ChangeSet;
import dev.devledger.application.command.EventMetadata;
import dev.devledger.application.command.IdempotencyKey;
import dev.devledger.application.command.Ledger;
import dev.devledger.application.command.Provenance;
import dev.devledger.application.command.WriteGate;
import dev.devledger.application.projection.LiveProjections;
import dev.devledger.application.projection.ProjectionFailure;
import dev.devledger.domain.shared.Addressed;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Violations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger on Axon: one unit of work around all commands of a change set, so that their events are stored in one batch,
 * projected, and committed together.
 */
public final class AxonLedger implements Ledger {
    private static final Logger LOG = LoggerFactory.getLogger(AxonLedger.class);
    private static final int ATTEMPTS = 10;

    private final CommandBus commands;
    private final TransactionManager transactions;
    private final WriteGate gate;
    private final Answers answers;
    private final Clock clock;

    public AxonLedger(
            CommandBus commands, TransactionManager transactions, WriteGate gate, Answers answers, Clock clock) {
        this.commands = commands;
        this.transactions = transactions;
        this.gate = gate;
        this.answers = answers;
        this.clock = clock;
    }

    @Override
    public <T, A> Written<A> write(Provenance by, Function<ChangeSet, T> work, Function<T, A> answer) {
        return writeTo(UUID.randomUUID(), by, work, answer);
    }

    @Override
    public <T, A> Written<A> writeTo(
            UUID changeSet, Provenance by, Function<ChangeSet, T> work, Function<T, A> answer) {
        requireSaneReason(by);
        return repeat(guarded -> new Attempt<>(changeSet, by, new NotKept<A>(), work, answer, false).run(guarded));
    }

    @Override
    public <T, A> A rehearse(Provenance by, Function<ChangeSet, T> work, Function<T, A> answer) {
        requireSaneReason(by);
        return repeat(guarded ->
                        new Attempt<>(UUID.randomUUID(), by, new NotKept<A>(), work, answer, true).run(guarded))
                .answer();
    }

    @Override
    public <T> Written<String> writeOnce(
            Provenance by, IdempotencyKey key, Function<ChangeSet, T> work, Function<T, String> answer) {
        requireSaneReason(by);
        return repeat(
                guarded -> new Attempt<>(UUID.randomUUID(), by, new KeptUnder(key), work, answer, false).run(guarded));
    }

    private static void requireSaneReason(Provenance by) {
        new Violations().reason(by.reason()).rejectIfAny();
    }

    private <A> Written<A> repeat(Function<Boolean, Written<A>> attempt) {
        boolean guarded = false;
        for (int tried = 1; ; tried++) {
            try {
                return attempt.apply(guarded);
            } catch (ProjectionFailure e) {
                LOG.warn("{}; the write is repeated without that projection", e.getMessage(), e);
                guarded = true;
            } catch (RuntimeException e) {
                if (!lostRace(e)) {
                    throw e;
                }
                if (tried >= ATTEMPTS) {
                    throw new LedgerBusy(e);
                }
                pause(tried);
            }
        }
    }

    private boolean lostRace(Throwable failure) {
        return failure instanceof ConcurrencyException
                || failure instanceof Overtaken
                || failure instanceof AggregateStreamCreationException
                || failure instanceof LockAcquisitionFailedException
                || gate.lostRace(failure);
    }

    /** Out of step with the others; a writer that loses again waits longer. */
    private static void pause(int tried) {
        long most = Duration.ofMillis(5L << Math.min(tried, 6)).toNanos();
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(most));
    }

    /** What is known of earlier requests with the same key. */
    private sealed interface Memory<A> {
        Optional<Written<A>> recall();

        void keep(Written<A> written);
    }

    private static final class NotKept<A> implements Memory<A> {
        @Override
        public Optional<Written<A>> recall() {
            return Optional.empty();
        }

        @Override
        public void keep(Written<A> written) {}
    }

    private final class KeptUnder implements Memory<String> {
        private final IdempotencyKey key;

        KeptUnder(IdempotencyKey key) {
            this.key = key;
        }

        @Override
        public Optional<Written<String>> recall() {
            return answers.claim(key)
                    .map(saved -> new Written<>(saved.answer(), Objects.requireNonNull(saved.changeSet()), true));
        }

        @Override
        public void keep(Written<String> written) {
            answers.save(key, new Answers.Saved(written.answer(), written.changeSet()));
        }
    }

    /** All has been tried, and is rolled back. */
    private static final class Rehearsed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Rehearsed() {
            super("rehearsed", null, false, false);
        }
    }

    /** One try of a write; the state of a try is never used again. */
    private final class Attempt<T, A> implements ChangeSet {
        private final Provenance by;
        private final Memory<A> memory;
        private final Function<ChangeSet, T> work;
        private final Function<T, A> answer;
        private final boolean rehearsal;
        private final UUID id;
        private final Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        private @Nullable Written<A> written;

        Attempt(
                UUID id,
                Provenance by,
                Memory<A> memory,
                Function<ChangeSet, T> work,
                Function<T, A> answer,
                boolean rehearsal) {
            this.id = id;
            this.by = by;
            this.memory = memory;
            this.work = work;
            this.answer = answer;
            this.rehearsal = rehearsal;
        }

        Written<A> run(boolean guarded) {
            UnitOfWork<?> unit = DefaultUnitOfWork.startAndGet(GenericMessage.asMessage(id));
            if (guarded) {
                LiveProjections.guard(unit);
            }
            unit.attachTransaction(transactions);
            ResultMessage<?> result = unit.executeWithResult(() -> work(unit));
            if (result.isExceptional() && !(result.exceptionResult() instanceof Rehearsed)) {
                throw asRuntime(result.exceptionResult());
            }
            return Objects.requireNonNull(written);
        }

        private @Nullable Object work(UnitOfWork<?> unit) {
            gate.enter();
            Optional<Written<A>> earlier = memory.recall();
            if (earlier.isPresent()) {
                written = earlier.get();
                return null;
            }
            T made = work.apply(this);
            // Behind the events' own handler, which stores and projects them.
            unit.onPrepareCommit(u -> answer(made));
            return null;
        }

        private void answer(T made) {
            Written<A> now = new Written<>(answer.apply(made), id, false);
            memory.keep(now);
            written = now;
            if (rehearsal) {
                throw new Rehearsed();
            }
        }

        @Override
        public boolean isRehearsal() {
            return rehearsal;
        }

        @Override
        public UUID id() {
            return id;
        }

        @Override
        public Instant at() {
            return at;
        }

        @Override
        public void send(Addressed command) {
            GenericCommandMessage<Addressed> message = new GenericCommandMessage<>(command, EventMetadata.of(by, id));
            commands.dispatch(message, (sent, result) -> rethrow(result));
        }

        private void rethrow(CommandResultMessage<?> result) {
            if (result.isExceptional()) {
                throw asRuntime(result.exceptionResult());
            }
        }
    }

    /** Axon wraps what handlers throw in some places; a rule's own word comes out as it is. */
    private static RuntimeException asRuntime(Throwable failure) {
        if (failure instanceof Overtaken overtaken) {
            return overtaken; // its cause is a rejection that nobody is to see
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Rejection rejection) {
                return rejection;
            }
            if (cause instanceof ProjectionFailure projection) {
                return projection;
            }
        }
        return failure instanceof RuntimeException runtime ? runtime : new IllegalStateException(failure);
    }
}
