package dev.devledger.bootstrap;

import dev.devledger.adapters.backup.HeadFile;
import dev.devledger.adapters.backup.HeadUrl;
import dev.devledger.adapters.embeddedpostgres.DataDirectory;
import dev.devledger.adapters.health.SyncGauges.SyncCounters;
import dev.devledger.adapters.postgres.PostgresQueries;
import dev.devledger.adapters.postgres.PostgresSyncMemory;
import dev.devledger.adapters.postgres.PostgresTables;
import dev.devledger.adapters.postgres.sync.PostgresCycles.StaleLeases;
import dev.devledger.adapters.postgres.write.PostgresVersionFence.BuildId;
import dev.devledger.adapters.scheduling.BackgroundWork;
import dev.devledger.application.access.AccessRules;
import dev.devledger.application.access.AccessTokenCheck;
import dev.devledger.application.access.AccessTokens;
import dev.devledger.application.claim.Claims;
import dev.devledger.application.claim.Claims.NextClaims;
import dev.devledger.application.confined.ConfinedChangeSet.ConfinedLedger;
import dev.devledger.application.directory.Assignees;
import dev.devledger.application.directory.BillingItems;
import dev.devledger.application.directory.BillingItems.BillingRefs;
import dev.devledger.application.directory.People;
import dev.devledger.application.directory.People.OwnerCreation;
import dev.devledger.application.directory.SavedViews;
import dev.devledger.application.imports.Imports;
import dev.devledger.application.imports.Imports.EntryRules;
import dev.devledger.application.imports.Imports.ImportRules;
import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.project.Projects;
import dev.devledger.application.projection.ReplayRunner;
import dev.devledger.application.projection.ReplayRunner.ReplayJobs;
import dev.devledger.application.projection.ReplayRunner.ReplayStores;
import dev.devledger.application.proof.HeadDelivery;
import dev.devledger.application.proof.HeadDelivery.HeadSink;
import dev.devledger.application.proof.Sealing;
import dev.devledger.application.sync.Sync;
import dev.devledger.application.sync.Sync.HintIntake;
import dev.devledger.application.sync.Sync.Syncs;
import dev.devledger.application.sync.SyncRunner;
import dev.devledger.application.sync.SyncRunner.SyncRunners;
import dev.devledger.application.sync.UnimportedObjectList;
import dev.devledger.application.sync.conflict.ConflictDescriptions;
import dev.devledger.application.sync.conflict.ConflictDescriptions.LocalChangeAuthors;
import dev.devledger.application.sync.conflict.Conflicts;
import dev.devledger.application.sync.conflict.EntryResolution;
import dev.devledger.application.sync.connector.Connectors;
import dev.devledger.application.sync.cycle.CycleContext.SyncPorts;
import dev.devledger.application.sync.cycle.SyncMeters;
import dev.devledger.application.sync.guard.Approvals;
import dev.devledger.application.sync.local.EntityKeys;
import dev.devledger.application.sync.local.LocalEntityStates.LedgerPorts;
import dev.devledger.application.task.DependencyGraph.DependencyCycles;
import dev.devledger.application.task.DependencyGraph.DependencyRefs;
import dev.devledger.application.task.DependencyGraph.TaskDependencies;
import dev.devledger.application.task.Tasks;
import dev.devledger.application.time.TimeEntries;
import dev.devledger.application.time.TimeEntries.EntryReferenceResolver;
import dev.devledger.application.time.TimeEntries.OverlapPolicy;
import dev.devledger.application.time.TimeEntries.Timers;
import dev.devledger.application.undo.UndoChangeSets;
import dev.devledger.application.undo.UndoChangeSets.UndoRules;
import dev.devledger.bootstrap.settings.DevledgerProperties;
import dev.devledger.domain.project.Placement.PlacementRules;
import dev.devledger.domain.project.Project.ProjectStatus.ReservedTags;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** The use cases and queries of the ledger, and the sync with its services. All inbound adapters call these. */
public final class Devledger {
    private static final List<String> CONNECTORS = List.of("ticktick", "clickup", "trackingtime");

    public final Stores stores;
    public final Ledger ledger;
    public final ReservedTags reservedTags;
    public final PlacementRules placementRules;
    public final Projects projects;
    public final Tasks tasks;
    public final TaskDependencies taskDependencies;
    public final DependencyRefs dependencyRefs;
    public final People people;
    public final OwnerCreation owner;
    public final Assignees assignees;
    public final BillingItems billingItems;
    public final BillingRefs billingRefs;
    public final SavedViews savedViews;
    public final TimeEntries timeEntries;
    public final Timers timers;
    public final EntryReferenceResolver bookedOn;
    public final Claims claims;
    public final NextClaims nextClaims;
    public final UndoChangeSets undos;
    public final Imports imports;
    public final AccessTokens accessTokens;
    public final SyncRunners runners;
    public final Syncs syncs;
    public final Conflicts conflicts;
    public final ConflictDescriptions toldConflicts;
    public final Approvals approvals;
    public final UnimportedObjectList leftOut;
    public final HintIntake hints;
    /** The work to do for a connector before its cycles, at its own interval. If it fails, the cycle still runs. */
    public final Map<String, Runnable> upkeep;

    public final ReplayRunner replays;
    public final Sealing sealing;
    public final List<HeadDelivery> heads;
    public final BackgroundWork background;

    /** @param all the ledger for callers who are not confined to a project */
    Devledger(Stores stores, Ledger all, AccessTokenCheck tokens, Node node) {
        this.stores = stores;
        Setup setup = stores.setup;
        PostgresTables tables = stores.tables;
        PostgresQueries queries = stores.queries;
        PostgresSyncMemory memory = stores.memory;
        Connectors connectors = stores.connectors;
        Clock clock = setup.clock();
        OverlapPolicy overlap = setup.properties().time().overlap();

        ledger = new ConfinedLedger(all, queries.taskQueries, tables.taskTree, tables.timeEntryDirectory);
        reservedTags = new ReservedTags(connectors.all().stream()
                .flatMap(each -> each.words().reservedTags().stream())
                .collect(Collectors.toSet()));
        placementRules = connectors.placing();
        DependencyCycles circles = new DependencyCycles(tables.dependencyGraph);
        projects = new Projects(tables.projectLocks, tables.taskTree, reservedTags, placementRules);
        tasks = new Tasks(tables.projectLocks, tables.taskTree, circles);
        dependencyRefs = new DependencyRefs(tables.taskTree);
        taskDependencies = new TaskDependencies(tables.taskTree, dependencyRefs, tables.dependencyGraph);
        people = new People(tables.personDirectory);
        owner = new OwnerCreation(ledger, people, queries.personQueries);
        assignees = new Assignees(tables.personDirectory, queries.personQueries, owner);
        billingItems = new BillingItems(tables.billingDirectory);
        billingRefs = new BillingRefs(tables.billingDirectory, queries.billingQueries);
        savedViews = new SavedViews(tables.viewDirectory);
        timeEntries = new TimeEntries(tables.timeEntryDirectory, overlap);
        timers = new Timers(timeEntries);
        bookedOn = new EntryReferenceResolver(
                tables.taskTree, tables.projectLocks, queries.projectQueries, tables.personDirectory, owner);
        claims = new Claims(tables.taskTree, queries.historyQueries, queries.claimQueries);
        nextClaims = new NextClaims(claims, queries.readyTasks);
        undos = new UndoChangeSets(
                queries.undoReads,
                tables.projectLocks,
                new UndoRules(reservedTags, circles, people, billingItems, timeEntries, savedViews),
                stores.longWrites);
        imports = new Imports(
                stores.events.importStore,
                new ImportRules(
                        tables.projectLocks,
                        tables.taskTree,
                        reservedTags,
                        placementRules,
                        new EntryRules(
                                queries.projectQueries, tables.timeEntryDirectory, queries.timeEntryQueries, overlap)),
                stores.gate,
                tables.answers,
                stores.many,
                clock);
        accessTokens =
                new AccessTokens(tables.accessTokenStore, accessRules(), queries.projectQueries, tokens::forget, clock);

        LedgerPorts ports = new LedgerPorts(
                ledger,
                projects,
                tasks,
                taskDependencies,
                people,
                billingItems,
                timeEntries,
                queries.projectQueries,
                queries.taskQueries);
        SyncPorts remembered = remembered(memory);
        runners = new SyncRunners(
                connectors,
                each -> new SyncRunner(
                        each, ports, remembered.metered(new SyncCounters(node.meters(), each.account())), clock),
                memory.syncWork,
                memory.cycles,
                clock);
        syncs = new Syncs(
                connectors,
                Map.of(
                        "ticktick",
                        stores.ticktick.module.told(runners),
                        "clickup",
                        stores.clickup.module.told(runners),
                        "trackingtime",
                        runners.of("trackingtime")));
        EntityKeys keys = new EntityKeys(
                queries.projectQueries,
                queries.taskQueries,
                queries.timeEntryQueries::findAll,
                queries.personQueries::findAll);
        conflicts = new Conflicts(
                connectors,
                memory.conflictBook,
                memory.linkBook,
                memory.syncWork,
                new EntryResolution(memory.entryLinkBook, memory.timeWork, timeEntries),
                ports,
                keys);
        toldConflicts = new ConflictDescriptions(conflicts, connectors, new LocalChangeAuthors(queries.historyQueries));
        approvals = new Approvals(connectors, memory.holds, memory.linkBook, keys, setup.alarm());
        leftOut = new UnimportedObjectList(connectors, memory.leftObjects);
        hints = new HintIntake(memory.pendingHints, setup.alarm());
        upkeep = Map.of("clickup", stores.clickup.upkeep(hints));

        replays = new ReplayRunner(
                stores.projections,
                new ReplayStores(
                        stores.events.eventLog,
                        stores.events.parkedEvents,
                        tables.savepoints,
                        stores.events.shadowTables(node.code()),
                        stores.events.replayLog),
                stores.rebuilds,
                node.jobs(),
                clock);
        sealing = new Sealing(stores.events.sealedBatches, clock);
        heads = sinks(setup.properties().ledger(), setup.folder()).stream()
                .map(sink -> new HeadDelivery(stores.events.sealedBatches, sink, clock))
                .toList();
        background = background(node);
    }

    public Sync sync(String connector) {
        return syncs.of(syncs.meant(connector).getFirst());
    }

    /** Returns the rules, also for connectors that are off: they may have written before, or be switched on later. */
    static AccessRules accessRules() {
        return AccessRules.with(CONNECTORS);
    }

    private static SyncPorts remembered(PostgresSyncMemory memory) {
        return new SyncPorts(
                memory.linkBook,
                memory.conflictBook,
                memory.doubts,
                memory.syncWork,
                memory.cycles,
                memory.lease,
                memory.connectorStates,
                memory.holds,
                SyncMeters.NONE,
                memory.closures,
                memory.feedCursors,
                memory.pendingHints,
                memory.noteWork,
                memory.entryLinkBook,
                memory.timeWork,
                memory.leftObjects);
    }

    /** Returns the configured targets for heads of sealed batches. */
    private static List<HeadSink> sinks(DevledgerProperties.Ledger ledger, DataDirectory folder) {
        List<HeadSink> sinks = new ArrayList<>();
        Path file = ledger.headFile();
        if (file != null && !file.toString().isBlank()) {
            sinks.add(new HeadFile(file));
        }
        URI url = ledger.headUrl();
        if (url != null && !url.toString().isBlank()) {
            sinks.add(new HeadUrl(url, folder.path().resolve("head-url.last")));
        }
        return sinks;
    }

    private BackgroundWork background(Node node) {
        Map<String, Supplier<Instant>> cycles = runners.on().stream()
                .collect(Collectors.toMap(each -> each, each -> () -> {
                    upkeep.getOrDefault(each, () -> {}).run();
                    return runners.of(each).runDue();
                }));
        Runnable tidy = () -> {
            stores.tables.answers.forgetOld();
            runners.tidy();
        };
        Runnable beforeStart = () -> {
            if (node.alone()) {
                StaleLeases.release(node.database());
            }
            replays.resume();
        };
        return new BackgroundWork(
                node.database(),
                cycles,
                replays::run,
                new BackgroundWork.RecurringWork(tidy, sealing::seal),
                new BackgroundWork.LifecycleSteps(beforeStart, runners::end),
                stores.fence::isTakenOver,
                stores.setup.clock());
    }

    /**
     * The process, and its database.
     *
     * @param alone true if no other server can be using the database
     * @param code the build that makes the rows
     * @param jobs starts a replay in the background, once the background work exists
     */
    record Node(DataSource database, boolean alone, BuildId code, ReplayJobs jobs, MeterRegistry meters) {}
}
