package dev.devledger.application.ledger.axon;

import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.ledger.ChangeSet.NewId;
import dev.devledger.application.ledger.Ledger.Overtaken;
import dev.devledger.application.ledger.Ledger.Written;
import dev.devledger.application.ledger.Provenance;
import dev.devledger.application.ledger.Provenance.EventMetadata;
import dev.devledger.application.ledger.StoreOutage.OutcomeUnknown;
import dev.devledger.application.ledger.WriteGate.NeedsOwnTransaction;
import dev.devledger.application.ledger.WriteGate.NewerVersion;
import dev.devledger.application.projection.LiveProjections.ProjectionFailure;
import dev.devledger.domain.shared.Decider.Addressed;
import dev.devledger.domain.shared.Rejection;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.jspecify.annotations.Nullable;

/** One attempt to run a write; a repeat is another attempt. */
final class WriteAttempt<T, A> implements ChangeSet {

    /** Ends a rehearsal, so that it is rolled back. */
    static final class Rehearsed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Rehearsed() {
            super("rehearsed", null, false, false);
        }
    }

    /** Thrown if the attempt used a cached state of which no new event proves that it was the newest. */
    static final class Unproven extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unproven() {
            super("decided on a state that may be old", null, false, false);
        }
    }

    /** Thrown if a write has too many commands to decide them one by one. */
    static final class TooMany extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooMany() {
            super("too many commands for one by one", null, false, false);
        }
    }

    /**
     * @param ids the ids given to new entities so far: a repeated attempt gives the same ids again
     * @param rehearsal true if all is to be rolled back in the end
     */
    record Work<T, A>(
            UUID id,
            List<UUID> ids,
            Provenance by,
            StoredAnswer<A> memory,
            Function<ChangeSet, T> work,
            Function<T, A> answer,
            boolean rehearsal) {

        Work(
                UUID id,
                Provenance by,
                StoredAnswer<A> memory,
                Function<ChangeSet, T> work,
                Function<T, A> answer,
                boolean rehearsal) {
            this(id, new ArrayList<>(), by, memory, work, answer, rehearsal);
        }
    }

    private final CommandBus commands;
    private final int few;
    private final Supplier<ManyCommands> inBulk;
    private final Work<T, A> wanted;
    private final Instant at;
    private final List<Runnable> checks = new ArrayList<>();
    private List<UUID> undoes = List.of();
    private int newIds;
    private StateCache.@Nullable Use states;
    private @Nullable ManyCommands many;
    private int sent;
    private long stored;
    private @Nullable T made;
    private @Nullable Written<A> written;

    /**
     * @param few the most commands that are decided one by one
     * @param many begins to decide many commands at once
     */
    WriteAttempt(
            CommandBus commands, Clock clock, Work<T, A> wanted, int few, Function<Work<?, ?>, ManyCommands> many) {
        this.commands = commands;
        this.few = few;
        this.wanted = wanted;
        this.at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        this.inBulk = () -> many.apply(wanted);
    }

    /** Makes this attempt decide all commands together, from the first one on. */
    void decideAsMany() {
        many = inBulk.get();
        many.undoes(undoes);
        many.begin();
    }

    /**
     * Runs the work in the current unit of work.
     *
     * @param states the cached states that this attempt may use
     */
    void run(StateCache.Use states) {
        this.states = states;
        Optional<Written<A>> earlier = wanted.memory().recall();
        if (earlier.isPresent()) {
            written = earlier.get();
            return;
        }
        made = wanted.work().apply(this);
        stored = many == null ? 0 : many.finish();
        if (!states.isProven()) {
            throw new Unproven();
        }
    }

    /** Renders the answer in the same transaction, once the events are stored and projected. */
    void answer() {
        if (written != null) {
            return;
        }
        checks.forEach(Runnable::run);
        Written<A> now = new Written<>(wanted.answer().apply(made()), wanted.id(), false);
        wanted.memory().keep(now);
        written = now;
        if (wanted.rehearsal()) {
            throw new Rehearsed();
        }
    }

    @SuppressWarnings("NullAway") // the result of the work may be null
    private T made() {
        return made;
    }

    Written<A> written() {
        return Objects.requireNonNull(written);
    }

    /** True if the attempt used cached states, so that the stored events may lead to another decision. */
    boolean hasTrusted() {
        return states != null && states.any();
    }

    /** True if the attempt has made an event. */
    boolean hasChanged() {
        return states != null && states.hasChanged();
    }

    @Override
    public boolean isRehearsal() {
        return wanted.rehearsal();
    }

    @Override
    public UUID id() {
        return wanted.id();
    }

    @Override
    public Instant at() {
        return at;
    }

    /** Returns the number of events if all were decided together; 0 if they were decided one by one. */
    long stored() {
        return stored;
    }

    @Override
    public String requestId() {
        return wanted.by().requestId();
    }

    /**
     * Decides all commands together from now on if they become too many. If the attempt has already made events one by
     * one, the write starts anew, as these would be missed.
     */
    private void foresee(int more) {
        if (many == null && sent + more > few) {
            if (hasChanged()) {
                throw new TooMany();
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
        if (newIds == wanted.ids().size()) {
            wanted.ids().add(NewId.next());
        }
        return wanted.ids().get(newIds++);
    }

    @Override
    public void send(Addressed command) {
        if (many != null) {
            many.send(command);
            return;
        }
        if (++sent > few) {
            throw new TooMany();
        }
        Provenance by =
                undoes.isEmpty() || hasChanged() ? wanted.by() : wanted.by().undoing(undoes);
        GenericCommandMessage<Addressed> message =
                new GenericCommandMessage<>(command, EventMetadata.of(by, wanted.id()));
        commands.dispatch(message, (sending, result) -> rethrow(result));
    }

    private static void rethrow(CommandResultMessage<?> result) {
        if (result.isExceptional()) {
            throw asRuntime(result.exceptionResult());
        }
    }

    /** Unwraps the exceptions of handlers, which Axon wraps in some places. */
    static RuntimeException asRuntime(Throwable failure) {
        if (failure instanceof Overtaken overtaken) {
            return overtaken; // its cause is a rejection, which callers must not see
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            boolean ours = cause instanceof Rejection
                    || cause instanceof ProjectionFailure
                    || cause instanceof NeedsOwnTransaction
                    || cause instanceof NewerVersion
                    || cause instanceof OutcomeUnknown;
            if (ours && cause instanceof RuntimeException word) {
                return word;
            }
        }
        return failure instanceof RuntimeException runtime ? runtime : new IllegalStateException(failure);
    }
}
