package dev.devledger.application.ledger.axon;

import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.ledger.ChangeSet.NewId;
import dev.devledger.application.ledger.IdempotencyStore.IdempotencyKey;
import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.ledger.LongWrites;
import dev.devledger.application.ledger.LongWrites.LongWrite;
import dev.devledger.application.ledger.Provenance;
import dev.devledger.application.ledger.StoreOutage.OutcomeUnknown;
import dev.devledger.application.projection.LiveProjections;
import dev.devledger.application.projection.LiveProjections.ProjectionFailure;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Violations;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.common.lock.LockAcquisitionFailedException;
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
 * The ledger on Axon: one unit of work around all commands of a change set, so that their events are stored in one
 * batch, projected, and committed together. Writes that would wait for each other may share one transaction.
 */
public final class AxonLedger implements Ledger {
    private static final Logger LOG = LoggerFactory.getLogger(AxonLedger.class);
    private static final int ATTEMPTS = 10;

    /**
     * The time after which no further attempt begins. An attempt may take longer, as it waits for locks that others
     * hold.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final CommandBus commands;
    private final LedgerStore store;
    private final CommandBatches many;
    private final LongWrites longWrites;
    private final Clock clock;
    private final Groups groups;

    /** @param patience the time that a transaction of several writes may take */
    public AxonLedger(CommandBus commands, LedgerStore store, CommandBatches many, Clock clock, Duration patience) {
        this.commands = commands;
        this.store = store;
        this.many = many;
        this.longWrites = many.writes();
        this.clock = clock;
        this.groups = new Groups(store.transactions(), store.gate(), store.outage(), patience);
    }

    @Override
    public <T, A> Written<A> write(Provenance by, Function<ChangeSet, T> work, Function<T, A> answer) {
        return writeTo(NewId.next(), by, work, answer);
    }

    @Override
    public <T, A> Written<A> writeTo(
            UUID changeSet, Provenance by, Function<ChangeSet, T> work, Function<T, A> answer) {
        requireSaneReason(by);
        return repeat(
                new WriteAttempt.Work<>(changeSet, by, new StoredAnswer.UnstoredAnswer<A>(), work, answer, false));
    }

    @Override
    public <T, A> Written<A> writeTogether(
            Provenance by, @Nullable String home, Function<ChangeSet, T> work, Function<T, A> answer) {
        requireSaneReason(by);
        return together(
                home,
                null,
                new WriteAttempt.Work<>(NewId.next(), by, new StoredAnswer.UnstoredAnswer<A>(), work, answer, false));
    }

    @Override
    public <T> Written<String> writeOnceTogether(
            Provenance by,
            IdempotencyKey key,
            @Nullable String home,
            Function<ChangeSet, T> work,
            Function<T, String> answer) {
        requireSaneReason(by);
        return together(home, key, once(by, key, work, answer));
    }

    private <T, A> Written<A> together(
            @Nullable String home, @Nullable IdempotencyKey key, WriteAttempt.Work<T, A> wanted) {
        Function<WriteAttempt.Work<?, ?>, ManyCommands> asMany = write -> {
            throw new WriteAttempt.TooMany(); // a long write goes alone, so that no write of the group waits for it
        };
        GroupedWrite<A> member =
                new GroupedWrite<>(home, key, () -> attempt(wanted, asMany), trusting -> repeat(wanted, trusting));
        groups.join(member);
        return member.result();
    }

    @Override
    public <T, A> A rehearse(Provenance by, Function<ChangeSet, T> work, Function<T, A> answer) {
        requireSaneReason(by);
        return repeat(new WriteAttempt.Work<>(
                        NewId.next(), by, new StoredAnswer.UnstoredAnswer<A>(), work, answer, true))
                .answer();
    }

    @Override
    public <T> Written<String> writeOnce(
            Provenance by, IdempotencyKey key, Function<ChangeSet, T> work, Function<T, String> answer) {
        requireSaneReason(by);
        return repeat(once(by, key, work, answer));
    }

    private <T> WriteAttempt.Work<T, String> once(
            Provenance by, IdempotencyKey key, Function<ChangeSet, T> work, Function<T, String> answer) {
        return new WriteAttempt.Work<>(
                NewId.next(), by, new StoredAnswer.KeyedAnswer(key, store.answers()), work, answer, false);
    }

    private static void requireSaneReason(Provenance by) {
        new Violations().reason(by.reason()).rejectIfAny();
    }

    /**
     * The mode of an attempt.
     *
     * @param guarded true if an event that a projection cannot apply is parked
     * @param trusting true if cached states are assumed to be the newest
     * @param many true if there are too many commands to decide them one by one
     */
    private record Mode(boolean guarded, boolean trusting, boolean many) {}

    private <T, A> Written<A> repeat(WriteAttempt.Work<T, A> wanted) {
        return repeat(wanted, true);
    }

    private <T, A> WriteAttempt<T, A> attempt(
            WriteAttempt.Work<T, A> wanted, Function<WriteAttempt.Work<?, ?>, ManyCommands> asMany) {
        return new WriteAttempt<>(commands, clock, wanted, many.few(), asMany);
    }

    private ManyCommands many(WriteAttempt.Work<?, ?> write, boolean guarded) {
        LongWrite progress = write.rehearsal()
                ? longWrites.unseen(write.id(), write.by().requestId())
                : longWrites.begin(write.id(), write.by().requestId());
        return new ManyCommands(many.events(), progress, write.by(), write.id(), guarded);
    }

    /** Repeats the write as needed. Records the failure of a long write, for a caller that gave up waiting for it. */
    private <T, A> Written<A> repeat(WriteAttempt.Work<T, A> wanted, boolean trusting) {
        try {
            return tryAgain(wanted, trusting);
        } catch (RuntimeException | Error e) {
            longWrites.find(wanted.id()).ifPresent(write -> write.failed(why(e, wanted.id())));
            throw e;
        }
    }

    private <T, A> Written<A> tryAgain(WriteAttempt.Work<T, A> wanted, boolean trusting) {
        Mode mode = new Mode(false, trusting, false);
        long begun = System.nanoTime();
        for (int tried = 1; ; tried++) {
            boolean guarded = mode.guarded();
            WriteAttempt<T, A> attempt = attempt(wanted, write -> many(write, guarded));
            try {
                Written<A> written = run(attempt, mode);
                settle(attempt);
                return written;
            } catch (WriteAttempt.TooMany e) {
                mode = new Mode(mode.guarded(), mode.trusting(), true);
            } catch (ProjectionFailure e) {
                LOG.warn("{}; the write is repeated without that projection", e.getMessage(), e);
                mode = new Mode(true, mode.trusting(), mode.many());
            } catch (RuntimeException e) {
                if (attempt.hasTrusted() && (e instanceof Rejection || e instanceof WriteAttempt.Unproven)) {
                    mode = new Mode(mode.guarded(), false, mode.many());
                } else if (!lostRace(e)) {
                    throw toCaller(e);
                } else if (tried >= ATTEMPTS || System.nanoTime() - begun > PATIENCE.toNanos()) {
                    throw gaveUp(tried, begun, e);
                } else {
                    pause(tried);
                }
            }
        }
    }

    /** Logs the lost race, which the caller need not know of, for whoever looks into many refused writes. */
    private static LedgerBusy gaveUp(int tried, long begun, RuntimeException lost) {
        Duration since = Duration.ofNanos(System.nanoTime() - begun);
        LOG.debug("A write gave way {} times in {} ms, and is not tried again", tried, since.toMillis(), lost);
        return new LedgerBusy(lost);
    }

    /** Wraps a failure by an outage: nothing is stored then, unless the failure is an {@link OutcomeUnknown}. */
    private RuntimeException toCaller(RuntimeException failure) {
        return store.outage().isCauseOf(failure) && !(failure instanceof OutcomeUnknown)
                ? new NotStored(failure)
                : failure;
    }

    private static String why(Throwable failure, UUID changeSet) {
        return switch (failure) {
            case Rejection rejection -> rejection.detail();
            case LedgerBusy busy -> String.valueOf(busy.getMessage());
            case NotStored away -> String.valueOf(away.getMessage());
            case OutcomeUnknown lost ->
                "The connection to the database broke while this was being stored, so it is not known whether it is"
                        + " stored. Check whether GET /api/history?changeSet=" + changeSet + " has entries.";
            default -> "It failed. The server's log has the reason under the request id.";
        };
    }

    private void settle(WriteAttempt<?, ?> attempt) {
        if (attempt.stored() > 0 && !attempt.isRehearsal()) {
            many.events().committed(attempt.stored());
        }
        longWrites.find(attempt.id()).ifPresent(LongWrite::done);
    }

    private <A> Written<A> run(WriteAttempt<?, A> attempt, Mode mode) {
        UnitOfWork<?> unit = DefaultUnitOfWork.startAndGet(GenericMessage.asMessage(attempt.id()));
        if (mode.guarded()) {
            LiveProjections.guard(unit);
        }
        unit.attachTransaction(store.transactions());
        ResultMessage<?> result = unit.executeWithResult(() -> {
            store.gate().enter();
            if (mode.many()) {
                attempt.decideAsMany();
            }
            attempt.run(StateCache.begin(unit, mode.trusting(), false));
            // Runs behind the events' own handler, which stores and projects them.
            unit.onPrepareCommit(u -> attempt.answer());
            return attempt;
        });
        if (result.isExceptional() && !(result.exceptionResult() instanceof WriteAttempt.Rehearsed)) {
            throw WriteAttempt.asRuntime(result.exceptionResult());
        }
        return attempt.written();
    }

    private boolean lostRace(Throwable failure) {
        return failure instanceof ConcurrencyException
                || failure instanceof Overtaken
                || failure instanceof AggregateStreamCreationException
                || failure instanceof LockAcquisitionFailedException
                || store.gate().lostRace(failure);
    }

    /** Waits for a random time, so that writers do not collide again; longer after each lost race. */
    private static void pause(int tried) {
        long most = Duration.ofMillis(5L << Math.min(tried, 6)).toNanos();
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(most));
    }
}
