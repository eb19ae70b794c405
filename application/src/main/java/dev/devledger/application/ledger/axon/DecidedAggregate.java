package dev.devledger.application.ledger.axon;

import dev.devledger.domain.shared.Addressed;
import dev.devledger.domain.shared.Decider;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Versions;
import java.util.List;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.jspecify.annotations.Nullable;

/**
 * Hands commands to the decider, and is what its events have made of it. Each kind has one line for each of its commands,
 * as Axon routes by the exact class.
 */
public abstract class DecidedAggregate<C extends Addressed, S, E> {
    private final Decider<C, S, E> decider;

    @AggregateIdentifier
    private @Nullable String id;

    private S state;

    protected DecidedAggregate(Decider<C, S, E> decider) {
        this.decider = decider;
        this.state = decider.initial();
    }

    /** As its events have made it, none of which are read. */
    protected final void standAt(String stream, S made) {
        id = stream;
        state = made;
    }

    protected final void decide(C command) {
        List<E> events = decided(command);
        events.forEach(AggregateLifecycle::apply);
        if (!events.isEmpty()) {
            AggregateCache.changed(command.address());
        }
    }

    private List<E> decided(C command) {
        try {
            return decider.decide(command, state);
        } catch (Rejection refused) {
            throw refused.code() == Rejection.Code.STALE ? refused.with(Versions.STREAM, command.address()) : refused;
        }
    }

    /**
     * Called by the one {@code @EventSourcingHandler} of each kind. Here that would be a handler of anything, and Axon would
     * give it the aggregate itself, which is the first thing in a stream that begins with a row.
     */
    protected final void evolve(String stream, E event) {
        id = stream;
        state = decider.evolve(state, event);
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "[" + id + "]";
    }
}
