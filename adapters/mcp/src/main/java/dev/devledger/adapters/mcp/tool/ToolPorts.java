package dev.devledger.adapters.mcp.tool;

import dev.devledger.application.CommonPorts;
import dev.devledger.application.PageParts;
import dev.devledger.application.claim.Claims;
import dev.devledger.application.claim.Claims.NextClaims;
import dev.devledger.application.direct.DirectCalls;
import dev.devledger.application.directory.Assignees;
import dev.devledger.application.directory.BillingItems.BillingRefs;
import dev.devledger.application.entity.Labels;
import dev.devledger.application.entity.ProjectLocks;
import dev.devledger.application.entity.TaskTree;
import dev.devledger.application.ledger.IdempotencyStore;
import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.project.Projects;
import dev.devledger.application.sync.conflict.Conflicts;
import dev.devledger.application.sync.connector.Connectors;
import dev.devledger.application.time.TimeEntries;
import dev.devledger.application.time.TimeEntries.EntryReferenceResolver;
import dev.devledger.application.time.TimeEntries.TimeEntryDirectory;
import dev.devledger.application.time.TimeEntries.Timers;
import dev.devledger.application.undo.UndoChangeSets;
import dev.devledger.application.undo.UndoChangeSets.UndoReads;
import dev.devledger.domain.project.Placement.PlacementRules;
import java.util.Map;

/** The ports that the tools use: reads, writes, the sync, and direct calls of the services. */
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

    EntryReferenceResolver bookedOn();

    ProjectLocks projectLocks();

    TaskTree taskTree();

    PlacementRules placementRules();

    UndoChangeSets undoChangeSets();

    UndoReads undoReads();

    Conflicts conflicts();

    Connectors connectors();

    PageParts pageParts();

    /** Returns the direct calls of each service, by the service's name. */
    Map<String, DirectCalls> directCalls();
}
