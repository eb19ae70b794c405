package dev.devledger.application.time;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;

import dev.devledger.application.ledger.axon.DecidedAggregate;
import dev.devledger.domain.time.TimeEntry;
import dev.devledger.domain.time.TimeEntryCommand;
import dev.devledger.domain.time.TimeEntryDecider;
import dev.devledger.domain.time.TimeEntryEvent;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.CreationPolicy;

/** The commands of a time entry. */
public class TimeEntryAggregate extends DecidedAggregate<TimeEntryCommand, TimeEntry, TimeEntryEvent> {
    TimeEntryAggregate() {
        super(new TimeEntryDecider());
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(TimeEntryCommand.Create command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(TimeEntryCommand.Edit command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(TimeEntryCommand.Delete command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(TimeEntryCommand.Restore command) {
        decide(command);
    }

    @EventSourcingHandler
    void on(TimeEntryEvent event) {
        evolve(event.entry().address(), event);
    }
}
