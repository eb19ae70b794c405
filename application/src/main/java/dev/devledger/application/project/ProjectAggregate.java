package dev.devledger.application.project;

import static org.axonframework.modelling.command.AggregateCreationPolicy.ALWAYS;
import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;

import dev.devledger.application.ledger.axon.DecidedAggregate;
import dev.devledger.domain.project.Project;
import dev.devledger.domain.project.ProjectCommand;
import dev.devledger.domain.project.ProjectDecider;
import dev.devledger.domain.project.ProjectEvent;
import java.util.Set;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.CreationPolicy;

/** The commands of a project. */
public class ProjectAggregate extends DecidedAggregate<ProjectCommand, Project, ProjectEvent> {
    ProjectAggregate() {
        super(new ProjectDecider());
    }

    /**
     * As its events have made it; the row is what the last of them has made of it.
     *
     * @param retracted its notes that count no more
     */
    public static ProjectAggregate of(ProjectRow row, Set<UUID> retracted) {
        ProjectAggregate project = new ProjectAggregate();
        project.standAt(row.id().address(), row.state(retracted));
        return project;
    }

    @CommandHandler
    @CreationPolicy(ALWAYS) // its id is new, so there is nothing to look for
    void handle(ProjectCommand.Create command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(ProjectCommand.Edit command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(ProjectCommand.ChangeStatus command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(ProjectCommand.AddNote command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(ProjectCommand.RetractNote command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(ProjectCommand.RestoreNote command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(ProjectCommand.Delete command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(ProjectCommand.Restore command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(ProjectCommand.RequireVersion command) {
        decide(command);
    }

    @EventSourcingHandler
    void on(ProjectEvent event) {
        evolve(event.project().address(), event);
    }
}
