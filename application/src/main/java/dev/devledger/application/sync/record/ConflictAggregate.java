package dev.devledger.application.sync.record;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;

import dev.devledger.application.ledger.axon.DecidedEvents;
import dev.devledger.domain.sync.conflict.Conflict;
import dev.devledger.domain.sync.conflict.ConflictCommand;
import dev.devledger.domain.sync.conflict.ConflictDecider;
import dev.devledger.domain.sync.conflict.ConflictEvent;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** Hands commands to the decider. One line for each command: Axon routes by the exact class. */
public class ConflictAggregate {
    private static final ConflictDecider DECIDER = new ConflictDecider();

    @AggregateIdentifier
    private @Nullable String id;

    private Conflict state = DECIDER.initial();

    ConflictAggregate() {}

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(ConflictCommand.Raise command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(ConflictCommand.Extend command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(ConflictCommand.LetGo command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(ConflictCommand.Resolve command) {
        decide(command);
    }

    @EventSourcingHandler
    void on(ConflictEvent event) {
        id = event.conflict().address();
        state = DECIDER.evolve(state, event);
    }

    private void decide(ConflictCommand command) {
        DecidedEvents.apply(command.address(), DECIDER.decide(command, state));
    }

    @Override
    public String toString() {
        return "ConflictAggregate[" + id + "]";
    }
}
