package dev.devledger.application.ledger.axon;

import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.ledger.ChangeSet.NewId;
import dev.devledger.application.ledger.IdempotencyStore.SavedAnswer;
import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.ledger.Ledger.Written;
import dev.devledger.application.ledger.LongWrites;
import dev.devledger.application.ledger.LongWrites.LongWrite;
import dev.devledger.application.ledger.Provenance;
import dev.devledger.application.ledger.Provenance.EventMetadata;
import dev.devledger.application.ledger.axon.WriteFailure.AttemptEnd;
import dev.devledger.application.projection.BulkEvents;
import dev.devledger.application.projection.LiveProjections;
import dev.devledger.application.projection.LiveProjections.ProjectionFailure;
import dev.devledger.domain.shared.Decider.Addressed;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Violations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
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
    private final CommandBatches batches;
    private final LongWrites longWrites;
    private final Clock clock;
    private final WriteGroups groups;

    /** @param patience the time that a transaction of several writes may take */
    public AxonLedger(CommandBus commands, LedgerStore store, CommandBatches batches, Clock clock, Duration patience) {
        this.commands = commands;
        this.store = store;
        this.batches = batches;
        this.longWrites = batches.writes();
        this.clock = clock;
        this.groups = new WriteGroups(store.transactions(), store.gate(), store.outage(), patience);
    }

    @Override
    public <T, A> Written<A> write(Write<T, A> write) {
        new Violations().reason(write.by().reason()).rejectIfAny();
        List<UUID> ids = new ArrayList<>();
        if (write.together() == null) {
            return repeat(write, ids, true);
        }
        GroupedWrite<A> member = new GroupedWrite<>(
                write,
                () -> new WriteAttempt<>(write, ids, () -> {
                    throw new AttemptEnd(AttemptEnd.Reason.TOO_MANY); // a long write goes alone: none waits for it
                }),
                trusting -> repeat(write, ids, trusting));
        groups.join(member);
        return member.result();
    }

    /**
     * The mode of an attempt.
     *
     * @param guarded true if an event that a projection cannot apply is parked
     * @param trusting true if cached states are assumed to be the newest
     * @param many true if there are too many commands to decide them one by one
     */
    private record Mode(boolean guarded, boolean trusting, boolean many) {}

    /** Records a failure of a long write, for a caller that gave up waiting for it. */
    private <T, A> Written<A> repeat(Write<T, A> write, List<UUID> ids, boolean trusting) {
        try {
            return tryAgain(write, ids, trusting);
        } catch (RuntimeException | Error e) {
            UUID changeSet = write.changeSet();
            longWrites.find(changeSet).ifPresent(each -> each.failed(WriteFailure.explained(e, changeSet)));
            throw e;
        }
    }

    private <T, A> Written<A> tryAgain(Write<T, A> write, List<UUID> ids, boolean trusting) {
        Mode mode = new Mode(false, trusting, false);
        long begun = System.nanoTime();
        for (int tried = 1; ; tried++) {
            boolean guarded = mode.guarded();
            WriteAttempt<T, A> attempt = new WriteAttempt<>(write, ids, () -> many(write, guarded));
            try {
                Written<A> written = run(attempt, mode);
                settle(attempt);
                return written;
            } catch (ProjectionFailure e) {
                LOG.warn("{}; the write is repeated without that projection", e.getMessage(), e);
                mode = new Mode(true, mode.trusting(), mode.many());
            } catch (RuntimeException e) {
                boolean tooMany = AttemptEnd.is(e, AttemptEnd.Reason.TOO_MANY);
                boolean refused = e instanceof Rejection || AttemptEnd.is(e, AttemptEnd.Reason.UNPROVEN);
                if (tooMany) {
                    mode = new Mode(mode.guarded(), mode.trusting(), true);
                } else if (refused && attempt.hasTrusted()) {
                    mode = new Mode(mode.guarded(), false, mode.many());
                } else if (!WriteFailure.isLostRace(e, store)) {
                    throw WriteFailure.toCaller(e, store);
                } else if (tried >= ATTEMPTS || System.nanoTime() - begun > PATIENCE.toNanos()) {
                    throw gaveUp(tried, begun, e);
                } else {
                    pause(tried);
                }
            }
        }
    }

    private BulkCommands many(Write<?, ?> write, boolean guarded) {
        String request = write.by().requestId();
        LongWrite progress = write.rehearsal()
                ? longWrites.unseen(write.changeSet(), request)
                : longWrites.begin(write.changeSet(), request);
        return new BulkCommands(batches.events(), progress, write.by(), write.changeSet(), guarded);
    }

    /** Logs the lost race: the caller need not know it, but whoever looks for why so many are turned away. */
    private static LedgerBusy gaveUp(int tried, long begun, RuntimeException lost) {
        Duration since = Duration.ofNanos(System.nanoTime() - begun);
        LOG.debug("A write gave way {} times in {} ms, and is not tried again", tried, since.toMillis(), lost);
        return new LedgerBusy(lost);
    }

    private void settle(WriteAttempt<?, ?> attempt) {
        if (attempt.stored() > 0 && !attempt.isRehearsal()) {
            batches.events().committed(attempt.stored());
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
        if (result.isExceptional() && !AttemptEnd.is(result.exceptionResult(), AttemptEnd.Reason.REHEARSED)) {
            throw WriteFailure.of(result);
        }
        return attempt.written();
    }

    /** Waits out of step with the others; a writer that loses again waits longer. */
    private static void pause(int tried) {
        long most = Duration.ofMillis(5L << Math.min(tried, 6)).toNanos();
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(most));
    }

    /** One attempt of a write; its state is never used again. */
    final class WriteAttempt<T, A> implements ChangeSet {
        private final Write<T, A> write;
        private final List<UUID> ids;
        private final Supplier<BulkCommands> inBulk;
        private final Instant at;
        private final List<Runnable> checks = new ArrayList<>();
        private List<UUID> undoes = List.of();
        private int newIds;
        private StateCache.@Nullable Use states;
        private @Nullable BulkCommands many;
        private int sent;
        private long stored;
        private @Nullable T made;
        private @Nullable Written<A> written;

        /**
         * @param ids the ids given out for new entities: a repeat makes the same ones, and no others like them
         * @param inBulk begins to decide many commands at once
         */
        WriteAttempt(Write<T, A> write, List<UUID> ids, Supplier<BulkCommands> inBulk) {
            this.write = write;
            this.ids = ids;
            this.inBulk = inBulk;
            this.at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        }

        /** Decides all commands from the first one on together. */
        void decideAsMany() {
            many = inBulk.get();
            many.undoes(undoes);
            many.begin();
        }

        /**
         * Runs the work in the unit of work at hand.
         *
         * @param states the known states that this attempt may use
         */
        void run(StateCache.Use states) {
            this.states = states;
            written = earlier(write.once());
            if (written != null) {
                return;
            }
            made = write.work().apply(this);
            stored = many == null ? 0 : many.finish();
            if (!states.isProven()) {
                throw new AttemptEnd(AttemptEnd.Reason.UNPROVEN);
            }
        }

        /** Returns the answer to an earlier request with the same key; null if there is none. */
        private @Nullable Written<A> earlier(@Nullable Once<A> once) {
            return once == null
                    ? null
                    : store.answers()
                            .claim(once.key())
                            .map(saved -> new Written<>(
                                    once.read().apply(saved.answer()), Objects.requireNonNull(saved.changeSet()), true))
                            .orElse(null);
        }

        /** Renders the answer when the events are stored and projected, in the same transaction. */
        void answer() {
            if (written != null) {
                return;
            }
            checks.forEach(Runnable::run);
            Written<A> now = new Written<>(write.answer().apply(made()), write.changeSet(), false);
            Once<A> once = write.once();
            if (once != null) {
                store.answers().save(once.key(), new SavedAnswer(once.kept().apply(now.answer()), now.changeSet()));
            }
            written = now;
            if (write.rehearsal()) {
                throw new AttemptEnd(AttemptEnd.Reason.REHEARSED);
            }
        }

        @SuppressWarnings("NullAway") // the result of the work may be null
        private T made() {
            return made;
        }

        Written<A> written() {
            return Objects.requireNonNull(written);
        }

        /** True if the stored events may lead to another decision than the known states. */
        boolean hasTrusted() {
            return states != null && states.any();
        }

        /** True if the attempt has made an event. */
        boolean hasChanged() {
            return states != null && states.hasChanged();
        }

        @Override
        public boolean isRehearsal() {
            return write.rehearsal();
        }

        @Override
        public UUID id() {
            return write.changeSet();
        }

        @Override
        public Instant at() {
            return at;
        }

        /** Returns the number of events that were stored together; 0 if they were decided one by one. */
        long stored() {
            return stored;
        }

        @Override
        public String requestId() {
            return write.by().requestId();
        }

        /**
         * Switches to many. Events that were made one by one would be missed then, so the write begins anew if there are
         * any.
         */
        private void foresee(int more) {
            if (many == null && sent + more > batches.few()) {
                if (hasChanged()) {
                    throw new AttemptEnd(AttemptEnd.Reason.TOO_MANY);
                }
                decideAsMany();
            }
        }

        @Override
        public void expect(List<? extends Addressed> all) {
            foresee(all.size());
            if (many != null) {
                many.expect(all);
            }
        }

        @Override
        public void sendAll(List<? extends Addressed> all) {
            foresee(all.size());
            if (many != null) {
                many.sendAll(all);
            } else {
                all.forEach(this::send);
            }
        }

        @Override
        public void undoes(Collection<UUID> changeSets) {
            undoes = List.copyOf(changeSets);
            if (many != null) {
                many.undoes(undoes);
            }
        }

        @Override
        public void whenStored(Runnable check) {
            checks.add(check);
        }

        @Override
        public UUID newId() {
            if (newIds == ids.size()) {
                ids.add(NewId.next());
            }
            return ids.get(newIds++);
        }

        @Override
        public void send(Addressed command) {
            if (many != null) {
                many.send(command);
                return;
            }
            if (++sent > batches.few()) {
                throw new AttemptEnd(AttemptEnd.Reason.TOO_MANY);
            }
            Provenance by =
                    undoes.isEmpty() || hasChanged() ? write.by() : write.by().undoing(undoes);
            GenericCommandMessage<Addressed> message =
                    new GenericCommandMessage<>(command, EventMetadata.of(by, write.changeSet()));
            commands.dispatch(message, (sending, result) -> {
                if (result.isExceptional()) {
                    throw WriteFailure.of(result);
                }
            });
        }
    }

    /**
     * The means to decide many commands of one write together.
     *
     * @param few the most commands that are decided one by one; for more commands it is cheaper to read many states at once
     */
    public record CommandBatches(BulkEvents events, LongWrites writes, int few) {
        public static final int FEW = 100;
    }
}
