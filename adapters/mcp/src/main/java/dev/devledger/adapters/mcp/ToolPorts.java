package dev.devledger.adapters.mcp;

import dev.devledger.application.billing.BillingRefs;
import dev.devledger.application.claim.Claims;
import dev.devledger.application.claim.NextClaims;
import dev.devledger.application.direct.DirectCalls;
import dev.devledger.application.ledger.IdempotencyStore;
import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.person.Assignees;
import dev.devledger.application.ports.CommonPorts;
import dev.devledger.application.project.Projects;
import dev.devledger.application.query.Labels;
import dev.devledger.application.sync.conflict.Conflicts;
import dev.devledger.application.sync.connector.Connectors;
import dev.devledger.application.time.BookedOn;
import dev.devledger.application.time.TimeEntries;
import dev.devledger.application.time.TimeEntryDirectory;
import dev.devledger.application.time.Timers;
import dev.devledger.application.tree.ProjectLocks;
import dev.devledger.application.tree.TaskTree;
import dev.devledger.application.undo.UndoChangeSets;
import dev.devledger.application.undo.UndoReads;
import dev.devledger.domain.project.PlacementRules;
import java.util.Map;

/** What the tools ask of the inside: reads, writes, the sync, and the services themselves. */
public interface ToolPorts extends CommonPorts {
    Labels labels();

    Ledger ledger();

    IdempotencyStore idempotencyStore();

    Projects projects();

    Assignees assignees();

    BillingRefs billingRefs();

    Claims claims();

    NextClaims nextClaims();

    Timers timers();

    TimeEntries timeEntries();

    TimeEntryDirectory timeEntryDirectory();

    BookedOn bookedOn();

    ProjectLocks projectLocks();

    TaskTree taskTree();

    PlacementRules placementRules();

    UndoChangeSets undoChangeSets();

    UndoReads undoReads();

    Conflicts conflicts();

    Connectors connectors();

    /** Of each service, by its name. */
    Map<String, DirectCalls> directCalls();
}
