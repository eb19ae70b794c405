package dev.devledger.application.claim;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;

import dev.devledger.application.ledger.axon.DecidedAggregate;
import dev.devledger.domain.claim.Claim;
import dev.devledger.domain.claim.ClaimCommand;
import dev.devledger.domain.claim.ClaimDecider;
import dev.devledger.domain.claim.ClaimEvent;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.CreationPolicy;

/** The claims of a task. */
public class ClaimAggregate extends DecidedAggregate<ClaimCommand, Claim, ClaimEvent> {
    ClaimAggregate() {
        super(new ClaimDecider());
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(ClaimCommand.Claim command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(ClaimCommand.Release command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(ClaimCommand.Require command) {
        decide(command);
    }

    @EventSourcingHandler
    void on(ClaimEvent event) {
        evolve(event.address(), event);
    }
}
