package dev.devledger.application.task;

import static org.axonframework.modelling.command.AggregateCreationPolicy.ALWAYS;
import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;

import dev.devledger.application.ledger.axon.DecidedAggregate;
import dev.devledger.domain.task.Task;
import dev.devledger.domain.task.TaskCommand;
import dev.devledger.domain.task.TaskDecider;
import dev.devledger.domain.task.TaskEvent;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.CreationPolicy;

/** The commands of a task. */
public class TaskAggregate extends DecidedAggregate<TaskCommand, Task, TaskEvent> {
    TaskAggregate() {
        super(new TaskDecider());
    }

    /** As its events have made it; the row is what the last of them has made of it. */
    public static TaskAggregate of(TaskRow row) {
        TaskAggregate task = new TaskAggregate();
        task.standAt(row.id().address(), row.state());
        return task;
    }

    @CommandHandler
    @CreationPolicy(ALWAYS) // its id is new, so there is nothing to look for
    void handle(TaskCommand.Create command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(TaskCommand.Edit command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(TaskCommand.ChangeStatus command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(TaskCommand.Move command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(TaskCommand.Follow command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(TaskCommand.AddDependency command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(TaskCommand.RemoveDependency command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(TaskCommand.AddNote command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(TaskCommand.RetractNote command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(TaskCommand.RestoreNote command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(TaskCommand.Delete command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(TaskCommand.Restore command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(TaskCommand.ReadFields command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(TaskCommand.RequireVersion command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(TaskCommand.RequireOpen command) {
        decide(command);
    }

    @EventSourcingHandler
    void on(TaskEvent event) {
        evolve(event.task().address(), event);
    }
}
