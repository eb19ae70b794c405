package dev.devledger.adapters.rest;

import dev.devledger.adapters.rest.files.ImportResource.ImportSettings;
import dev.devledger.application.CommonPorts;
import dev.devledger.application.claim.Claims;
import dev.devledger.application.claim.Claims.NextClaims;
import dev.devledger.application.direct.DirectCalls;
import dev.devledger.application.directory.Assignees;
import dev.devledger.application.directory.BillingItems;
import dev.devledger.application.directory.BillingItems.BillingQueries;
import dev.devledger.application.directory.BillingItems.BillingRefs;
import dev.devledger.application.directory.People;
import dev.devledger.application.directory.People.OwnerCreation;
import dev.devledger.application.history.ChangeMoments;
import dev.devledger.application.history.HistoryCounts;
import dev.devledger.application.history.HistoryQueries.RecentChanges.LastChanges;
import dev.devledger.application.imports.Imports;
import dev.devledger.application.ledger.IdempotencyStore;
import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.ledger.Ledger.StoreOutage;
import dev.devledger.application.ledger.LongWrites;
import dev.devledger.application.project.Projects;
import dev.devledger.application.projection.OutdatedProjections;
import dev.devledger.application.signin.OAuthApps;
import dev.devledger.application.sync.conflict.Conflicts;
import dev.devledger.application.task.DependencyGraph.DependencyRefs;
import dev.devledger.application.task.DependencyGraph.TaskDependencies;
import dev.devledger.application.time.TimeEntries;
import dev.devledger.application.time.TimeEntries.EntryReferenceResolver;
import dev.devledger.application.time.TimeEntries.Timers;
import dev.devledger.application.undo.UndoChangeSets;
import dev.devledger.domain.project.Placement.PlacementRules;
import dev.devledger.domain.project.Project.ProjectStatus.ReservedTags;
import java.util.Map;

/** The ports that the resources use. */
public interface RestPorts extends CommonPorts {
    Ledger ledger();

    IdempotencyStore idempotencyStore();

    StoreOutage storeOutage();

    OutdatedProjections rebuilds();

    LongWrites longWrites();

    UndoChangeSets undoChangeSets();

    Projects projects();

    ReservedTags reservedTags();

    PlacementRules placementRules();

    Claims claims();

    NextClaims nextClaims();

    DependencyRefs dependencyRefs();

    TaskDependencies taskDependencies();

    People people();

    OwnerCreation owner();

    Assignees assignees();

    BillingItems billingItems();

    BillingQueries billingQueries();

    BillingRefs billingRefs();

    TimeEntries timeEntries();

    Timers timers();

    EntryReferenceResolver bookedOn();

    LastChanges lastChanges();

    HistoryCounts historyCounts();

    ChangeMoments historyMarks();

    Imports imports();

    ImportSettings importSettings();

    OAuthApps oauthApps();

    Conflicts conflicts();

    /** Returns the direct calls of each service, by the service's name. */
    Map<String, DirectCalls> directCalls();
}
