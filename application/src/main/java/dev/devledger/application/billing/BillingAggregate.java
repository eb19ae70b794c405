package dev.devledger.application.billing;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;

import dev.devledger.application.ledger.axon.DecidedAggregate;
import dev.devledger.domain.billing.BillingCommand;
import dev.devledger.domain.billing.BillingDecider;
import dev.devledger.domain.billing.BillingEvent;
import dev.devledger.domain.billing.BillingItem;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.CreationPolicy;

/** The commands of a customer or a service. */
public class BillingAggregate extends DecidedAggregate<BillingCommand, BillingItem, BillingEvent> {
    BillingAggregate() {
        super(new BillingDecider());
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(BillingCommand.Create command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(BillingCommand.Edit command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(BillingCommand.Delete command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(BillingCommand.Restore command) {
        decide(command);
    }

    @EventSourcingHandler
    void on(BillingEvent event) {
        evolve(event.id().address(), event);
    }
}
