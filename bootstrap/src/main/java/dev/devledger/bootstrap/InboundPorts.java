package dev.devledger.bootstrap;

import dev.devledger.adapters.dashboard.ConversationViews;
import dev.devledger.adapters.dashboard.frame.PagePorts;
import dev.devledger.adapters.dashboard.frame.PagePorts.ConnectOffers;
import dev.devledger.adapters.dashboard.frame.PagePorts.OwnerTokenFile;
import dev.devledger.adapters.hooks.HookConfiguration.HookPorts;
import dev.devledger.adapters.mcp.tool.ToolPorts;
import dev.devledger.adapters.rest.RestPorts;
import dev.devledger.adapters.rest.files.ImportResource.ImportSettings;
import dev.devledger.application.Attention;
import dev.devledger.application.PageParts;
import dev.devledger.application.access.AccessTokens;
import dev.devledger.application.claim.Claims;
import dev.devledger.application.claim.Claims.ClaimQueries;
import dev.devledger.application.claim.Claims.NextClaims;
import dev.devledger.application.direct.DirectCalls;
import dev.devledger.application.directory.Assignees;
import dev.devledger.application.directory.BillingItems;
import dev.devledger.application.directory.BillingItems.BillingQueries;
import dev.devledger.application.directory.BillingItems.BillingRefs;
import dev.devledger.application.directory.People;
import dev.devledger.application.directory.People.OwnerCreation;
import dev.devledger.application.directory.People.PersonQueries;
import dev.devledger.application.directory.SavedViews;
import dev.devledger.application.entity.Labels;
import dev.devledger.application.entity.Labels.EntityNames;
import dev.devledger.application.entity.ProjectLocks;
import dev.devledger.application.entity.TaskTree;
import dev.devledger.application.history.AgentWork;
import dev.devledger.application.history.ChangeMoments;
import dev.devledger.application.history.ChangeSets;
import dev.devledger.application.history.ChangedEntities;
import dev.devledger.application.history.HistoryCounts;
import dev.devledger.application.history.HistoryCounts.DayCounts;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.HistoryQueries.HistoryNames;
import dev.devledger.application.history.HistoryQueries.RecentChanges;
import dev.devledger.application.history.HistoryQueries.RecentChanges.LastChanges;
import dev.devledger.application.history.Moments;
import dev.devledger.application.imports.ImportProgress.ImportRuns;
import dev.devledger.application.imports.Imports;
import dev.devledger.application.ledger.IdempotencyStore;
import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.ledger.Ledger.StoreOutage;
import dev.devledger.application.ledger.LongWrites;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.Projects;
import dev.devledger.application.projection.EventLog.ParkedEvents;
import dev.devledger.application.projection.OutdatedProjections;
import dev.devledger.application.projection.Replays;
import dev.devledger.application.proof.Sealing;
import dev.devledger.application.proof.Verification.VerificationRuns;
import dev.devledger.application.signin.OAuthApps;
import dev.devledger.application.sync.Sync.HintIntake;
import dev.devledger.application.sync.Sync.Syncs;
import dev.devledger.application.sync.UnimportedObjectList;
import dev.devledger.application.sync.conflict.ConflictDescriptions;
import dev.devledger.application.sync.conflict.Conflicts;
import dev.devledger.application.sync.connector.Connectors;
import dev.devledger.application.sync.guard.Approvals;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.task.DependencyGraph.DependencyRefs;
import dev.devledger.application.task.DependencyGraph.TaskDependencies;
import dev.devledger.application.task.NoteQueries;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.Tasks;
import dev.devledger.application.time.TimeEntries;
import dev.devledger.application.time.TimeEntries.EntryReferenceResolver;
import dev.devledger.application.time.TimeEntries.TimeEntryDirectory;
import dev.devledger.application.time.TimeEntries.Timers;
import dev.devledger.application.time.TimeEntryQueries;
import dev.devledger.application.undo.UndoChangeSets;
import dev.devledger.application.undo.UndoChangeSets.UndoReads;
import dev.devledger.domain.project.Placement.PlacementRules;
import dev.devledger.domain.project.Project.ProjectStatus.ReservedTags;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.Supplier;

/** Gives the inbound adapters their ports. */
record InboundPorts(Devledger inside, ImportSettings importSettings, ImportRuns importRuns, Supplier<OAuthApps> apps)
        implements RestPorts, PagePorts, HookPorts, ToolPorts {
    @Override
    public Tasks tasks() {
        return inside.tasks;
    }

    @Override
    public ProjectQueries projectQueries() {
        return inside.stores.queries.projectQueries;
    }

    @Override
    public TaskQueries taskQueries() {
        return inside.stores.queries.taskQueries;
    }

    @Override
    public NoteQueries noteQueries() {
        return inside.stores.queries.noteQueries;
    }

    @Override
    public PersonQueries personQueries() {
        return inside.stores.queries.personQueries;
    }

    @Override
    public TimeEntryQueries timeEntryQueries() {
        return inside.stores.queries.timeEntryQueries;
    }

    @Override
    public ClaimQueries claimQueries() {
        return inside.stores.queries.claimQueries;
    }

    @Override
    public HistoryQueries historyQueries() {
        return inside.stores.queries.historyQueries;
    }

    @Override
    public ChangeSets changeSets() {
        return inside.stores.queries.confinedMoments;
    }

    @Override
    public ChangedEntities changedEntities() {
        return inside.stores.queries.changedEntities;
    }

    @Override
    public Moments moments() {
        return inside.stores.moments;
    }

    @Override
    public Syncs syncs() {
        return inside.syncs;
    }

    @Override
    public Cycles cycles() {
        return inside.stores.memory.cycles;
    }

    @Override
    public UnimportedObjectList leftOutList() {
        return inside.leftOut;
    }

    @Override
    public Approvals approvals() {
        return inside.approvals;
    }

    @Override
    public ConflictDescriptions toldConflicts() {
        return inside.toldConflicts;
    }

    @Override
    public AccessTokens accessTokens() {
        return inside.accessTokens;
    }

    @Override
    public Replays replays() {
        return inside.replays;
    }

    @Override
    public Sealing sealing() {
        return inside.sealing;
    }

    @Override
    public ParkedEvents parkedEvents() {
        return inside.stores.events.parkedEvents;
    }

    @Override
    public VerificationRuns verificationRuns() {
        return inside.stores.events.verificationRuns;
    }

    @Override
    public Clock clock() {
        return inside.stores.setup.clock();
    }

    @Override
    public ZoneId zone() {
        return inside.stores.setup.zone();
    }

    @Override
    public Ledger ledger() {
        return inside.ledger;
    }

    @Override
    public IdempotencyStore idempotencyStore() {
        return inside.stores.tables.answers;
    }

    @Override
    public StoreOutage storeOutage() {
        return inside.stores.tables.outage;
    }

    @Override
    public OutdatedProjections rebuilds() {
        return inside.stores.rebuilds;
    }

    @Override
    public LongWrites longWrites() {
        return inside.stores.longWrites;
    }

    @Override
    public UndoChangeSets undoChangeSets() {
        return inside.undos;
    }

    @Override
    public Projects projects() {
        return inside.projects;
    }

    @Override
    public ReservedTags reservedTags() {
        return inside.reservedTags;
    }

    @Override
    public PlacementRules placementRules() {
        return inside.placementRules;
    }

    @Override
    public Claims claims() {
        return inside.claims;
    }

    @Override
    public NextClaims nextClaims() {
        return inside.nextClaims;
    }

    @Override
    public DependencyRefs dependencyRefs() {
        return inside.dependencyRefs;
    }

    @Override
    public TaskDependencies taskDependencies() {
        return inside.taskDependencies;
    }

    @Override
    public People people() {
        return inside.people;
    }

    @Override
    public OwnerCreation owner() {
        return inside.owner;
    }

    @Override
    public Assignees assignees() {
        return inside.assignees;
    }

    @Override
    public BillingItems billingItems() {
        return inside.billingItems;
    }

    @Override
    public BillingQueries billingQueries() {
        return inside.stores.queries.billingQueries;
    }

    @Override
    public BillingRefs billingRefs() {
        return inside.billingRefs;
    }

    @Override
    public SavedViews savedViews() {
        return inside.savedViews;
    }

    @Override
    public TimeEntries timeEntries() {
        return inside.timeEntries;
    }

    @Override
    public Timers timers() {
        return inside.timers;
    }

    @Override
    public EntryReferenceResolver bookedOn() {
        return inside.bookedOn;
    }

    @Override
    public LastChanges lastChanges() {
        return inside.stores.queries.lastChanges;
    }

    @Override
    public HistoryCounts historyCounts() {
        return inside.stores.queries.confinedMoments;
    }

    @Override
    public ChangeMoments historyMarks() {
        return inside.stores.queries.confinedMoments;
    }

    @Override
    public Imports imports() {
        return inside.imports;
    }

    @Override
    public OAuthApps oauthApps() {
        return apps.get();
    }

    @Override
    public Conflicts conflicts() {
        return inside.conflicts;
    }

    @Override
    public Map<String, DirectCalls> directCalls() {
        return Map.of(
                "ticktick", inside.stores.ticktick.connector.calls(),
                "clickup", inside.stores.clickup.direct,
                "trackingtime", inside.stores.trackingtime.direct);
    }

    @Override
    public Connectors connectors() {
        return inside.stores.connectors;
    }

    @Override
    public ConnectOffers connectOffers() {
        return inside.stores::connectOffers;
    }

    @Override
    public OwnerTokenFile ownerTokenFile() {
        return new OwnerTokenFile(inside.stores.secrets.owner.file());
    }

    @Override
    public EntityNames entityNames() {
        return inside.stores.queries.entityNames;
    }

    @Override
    public RecentChanges latestChanges() {
        return inside.stores.queries.latestChanges;
    }

    @Override
    public DayCounts dayCounts() {
        return inside.stores.queries.confinedMoments;
    }

    @Override
    public HistoryNames historyNames() {
        return inside.stores.queries.historyNames;
    }

    @Override
    public AgentWork agentWork() {
        return inside.stores.queries.agentWork;
    }

    @Override
    public Attention attention() {
        return inside.stores.queries.attention;
    }

    @Override
    public HintIntake hintIntake() {
        return inside.hints;
    }

    @Override
    public Labels labels() {
        return inside.stores.queries.labels;
    }

    @Override
    public TimeEntryDirectory timeEntryDirectory() {
        return inside.stores.tables.timeEntryDirectory;
    }

    @Override
    public ProjectLocks projectLocks() {
        return inside.stores.tables.projectLocks;
    }

    @Override
    public TaskTree taskTree() {
        return inside.stores.tables.taskTree;
    }

    @Override
    public UndoReads undoReads() {
        return inside.stores.queries.undoReads;
    }

    @Override
    public PageParts pageParts() {
        return new ConversationViews(this);
    }
}
