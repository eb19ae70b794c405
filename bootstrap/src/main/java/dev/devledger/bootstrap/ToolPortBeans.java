package dev.devledger.bootstrap;

import dev.devledger.adapters.mcp.ToolPorts;
import dev.devledger.application.billing.BillingRefs;
import dev.devledger.application.claim.ClaimQueries;
import dev.devledger.application.claim.Claims;
import dev.devledger.application.claim.NextClaims;
import dev.devledger.application.direct.DirectCalls;
import dev.devledger.application.direct.NamedCalls;
import dev.devledger.application.direct.PassThrough;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.Moments;
import dev.devledger.application.ledger.IdempotencyStore;
import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.note.NoteQueries;
import dev.devledger.application.person.Assignees;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.Projects;
import dev.devledger.application.query.Labels;
import dev.devledger.application.sync.Syncs;
import dev.devledger.application.sync.conflict.Conflicts;
import dev.devledger.application.sync.connector.Connectors;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.Tasks;
import dev.devledger.application.time.BookedOn;
import dev.devledger.application.time.TimeEntries;
import dev.devledger.application.time.TimeEntryDirectory;
import dev.devledger.application.time.TimeEntryQueries;
import dev.devledger.application.time.Timers;
import dev.devledger.application.tree.ProjectLocks;
import dev.devledger.application.tree.TaskTree;
import dev.devledger.application.undo.UndoChangeSets;
import dev.devledger.application.undo.UndoReads;
import dev.devledger.domain.project.PlacementRules;
import java.time.Clock;
import java.time.ZoneId;
import org.springframework.beans.factory.BeanFactory;

/** The beans that the tools need, each asked for by its name when it is needed: a look for its type goes through all of them. */
record ToolPortBeans(BeanFactory beans) implements ToolPorts {
    @Override
    public ProjectQueries projectQueries() {
        return beans.getBean("projectQueries", ProjectQueries.class);
    }

    @Override
    public TaskQueries taskQueries() {
        return beans.getBean("taskQueries", TaskQueries.class);
    }

    @Override
    public TimeEntryQueries timeEntryQueries() {
        return beans.getBean("timeEntryQueries", TimeEntryQueries.class);
    }

    @Override
    public NoteQueries noteQueries() {
        return beans.getBean("noteQueries", NoteQueries.class);
    }

    @Override
    public ClaimQueries claimQueries() {
        return beans.getBean("claimQueries", ClaimQueries.class);
    }

    @Override
    public HistoryQueries historyQueries() {
        return beans.getBean("historyQueries", HistoryQueries.class);
    }

    @Override
    public Moments moments() {
        return beans.getBean("moments", Moments.class);
    }

    @Override
    public Labels labels() {
        return beans.getBean("labels", Labels.class);
    }

    @Override
    public Ledger ledger() {
        return beans.getBean("ledger", Ledger.class);
    }

    @Override
    public IdempotencyStore idempotencyStore() {
        return beans.getBean("answers", IdempotencyStore.class);
    }

    @Override
    public Projects projects() {
        return imported(Projects.class);
    }

    @Override
    public Tasks tasks() {
        return imported(Tasks.class);
    }

    @Override
    public Assignees assignees() {
        return imported(Assignees.class);
    }

    @Override
    public BillingRefs billingRefs() {
        return imported(BillingRefs.class);
    }

    @Override
    public Claims claims() {
        return imported(Claims.class);
    }

    @Override
    public NextClaims nextClaims() {
        return imported(NextClaims.class);
    }

    @Override
    public Timers timers() {
        return imported(Timers.class);
    }

    @Override
    public TimeEntries timeEntries() {
        return beans.getBean("timeEntries", TimeEntries.class);
    }

    @Override
    public TimeEntryDirectory timeEntryDirectory() {
        return beans.getBean("timeEntryDirectory", TimeEntryDirectory.class);
    }

    @Override
    public BookedOn bookedOn() {
        return imported(BookedOn.class);
    }

    @Override
    public ProjectLocks projectLocks() {
        return beans.getBean("projectLocks", ProjectLocks.class);
    }

    @Override
    public TaskTree taskTree() {
        return beans.getBean("taskTree", TaskTree.class);
    }

    @Override
    public PlacementRules placementRules() {
        return beans.getBean("placementRules", PlacementRules.class);
    }

    @Override
    public UndoChangeSets undoChangeSets() {
        return beans.getBean("undos", UndoChangeSets.class);
    }

    @Override
    public UndoReads undoReads() {
        return beans.getBean("undoReads", UndoReads.class);
    }

    @Override
    public Syncs syncs() {
        return beans.getBean("syncs", Syncs.class);
    }

    @Override
    public Conflicts conflicts() {
        return imported(Conflicts.class);
    }

    @Override
    public Connectors connectors() {
        return imported(Connectors.class);
    }

    @Override
    public PassThrough passThrough() {
        return beans.getBean("tickTickPassThrough", PassThrough.class);
    }

    @Override
    public DirectCalls directCalls() {
        return beans.getBean("clickUpDirectCalls", DirectCalls.class);
    }

    @Override
    public NamedCalls namedCalls() {
        return beans.getBean("trackingTimeCalls", NamedCalls.class);
    }

    @Override
    public Clock clock() {
        return beans.getBean("clock", Clock.class);
    }

    @Override
    public ZoneId zone() {
        return beans.getBean("timeZone", ZoneId.class);
    }

    /** What is imported as a class has its whole name. */
    private <T> T imported(Class<T> type) {
        return beans.getBean(type.getName(), type);
    }
}
