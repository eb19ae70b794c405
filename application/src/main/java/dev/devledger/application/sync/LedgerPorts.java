package dev.devledger.application.sync;

import dev.devledger.application.command.Ledger;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.Projects;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.Tasks;

/** The ledger as the sync's cycles use it. */
public record LedgerPorts(
        Ledger ledger, Projects projects, Tasks tasks, ProjectQueries projectQueries, TaskQueries taskQueries) {

    /** The same, written to through another one. */
    LedgerPorts by(Ledger other) {
        return new LedgerPorts(other, projects, tasks, projectQueries, taskQueries);
    }
}
