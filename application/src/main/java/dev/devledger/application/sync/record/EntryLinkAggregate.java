package dev.devledger.application.sync.record;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;

import dev.devledger.application.ledger.axon.DecidedAggregate;
import dev.devledger.domain.sync.time.EntryLink;
import dev.devledger.domain.sync.time.EntryLinkCommand;
import dev.devledger.domain.sync.time.EntryLinkDecider;
import dev.devledger.domain.sync.time.EntryLinkEvent;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.CreationPolicy;

/** The commands of a link of a time entry. */
public class EntryLinkAggregate extends DecidedAggregate<EntryLinkCommand, EntryLink, EntryLinkEvent> {
    EntryLinkAggregate() {
        super(new EntryLinkDecider());
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(EntryLinkCommand.IntendAdd command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(EntryLinkCommand.DropAdd command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(EntryLinkCommand.Link command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(EntryLinkCommand.Agree command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(EntryLinkCommand.KeepApart command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(EntryLinkCommand.Close command) {
        decide(command);
    }

    @EventSourcingHandler
    void on(EntryLinkEvent event) {
        evolve(event.link().address(), event);
    }
}
