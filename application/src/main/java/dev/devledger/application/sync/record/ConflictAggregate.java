package dev.devledger.application.sync.record;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;

import dev.devledger.application.ledger.axon.DecidedAggregate;
import dev.devledger.domain.sync.conflict.Conflict;
import dev.devledger.domain.sync.conflict.ConflictCommand;
import dev.devledger.domain.sync.conflict.ConflictDecider;
import dev.devledger.domain.sync.conflict.ConflictEvent;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.CreationPolicy;

/** The commands of a conflict. */
public class ConflictAggregate extends DecidedAggregate<ConflictCommand, Conflict, ConflictEvent> {
    ConflictAggregate() {
        super(new ConflictDecider());
    }

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
        evolve(event.conflict().address(), event);
    }
}
