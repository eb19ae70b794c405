package dev.devledger.adapters.rest;

import dev.devledger.adapters.rest.imports.ImportSettings;
import dev.devledger.application.billing.BillingItems;
import dev.devledger.application.billing.BillingQueries;
import dev.devledger.application.billing.BillingRefs;
import dev.devledger.application.claim.Claims;
import dev.devledger.application.claim.NextClaims;
import dev.devledger.application.dependency.DependencyRefs;
import dev.devledger.application.direct.DirectCalls;
import dev.devledger.application.history.HistoryCounts;
import dev.devledger.application.history.HistoryMarks;
import dev.devledger.application.history.LastChanges;
import dev.devledger.application.imports.Imports;
import dev.devledger.application.ledger.IdempotencyStore;
import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.ledger.StoreOutage;
import dev.devledger.application.person.Assignees;
import dev.devledger.application.person.Owner;
import dev.devledger.application.person.People;
import dev.devledger.application.ports.CommonPorts;
import dev.devledger.application.progress.LongWrites;
import dev.devledger.application.project.Projects;
import dev.devledger.application.projection.Rebuilds;
import dev.devledger.application.signin.OAuthApps;
import dev.devledger.application.sync.conflict.Conflicts;
import dev.devledger.application.task.TaskDependencies;
import dev.devledger.application.time.BookedOn;
import dev.devledger.application.time.TimeEntries;
import dev.devledger.application.time.Timers;
import dev.devledger.application.undo.UndoChangeSets;
import dev.devledger.domain.project.PlacementRules;
import dev.devledger.domain.project.ReservedTags;
import java.util.Map;

/** What the resources ask of the inside. */
public interface RestPorts extends CommonPorts {
    Ledger ledger();

    IdempotencyStore idempotencyStore();

    StoreOutage storeOutage();

    Rebuilds rebuilds();

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

    Owner owner();

    Assignees assignees();

    BillingItems billingItems();

    BillingQueries billingQueries();

    BillingRefs billingRefs();

    TimeEntries timeEntries();

    Timers timers();

    BookedOn bookedOn();

    LastChanges lastChanges();

    HistoryCounts historyCounts();

    HistoryMarks historyMarks();

    Imports imports();

    ImportSettings importSettings();

    OAuthApps oauthApps();

    Conflicts conflicts();

    /** Of each service, by its name. */
    Map<String, DirectCalls> directCalls();
}
