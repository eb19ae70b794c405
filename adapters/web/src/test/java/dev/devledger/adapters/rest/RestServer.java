package dev.devledger.adapters.rest;

import dev.devledger.adapters.dashboard.DashboardConfiguration;
import dev.devledger.adapters.dashboard.frame.PagePorts;
import dev.devledger.adapters.dashboard.frame.PagePorts.ConnectOffers;
import dev.devledger.adapters.dashboard.frame.PagePorts.OwnerTokenFile;
import dev.devledger.adapters.door.SlowClientConfiguration;
import dev.devledger.adapters.postgres.sql.SqlFailures.DatabaseAway;
import dev.devledger.adapters.rest.files.ImportResource.ImportSettings;
import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.WriteRequest;
import dev.devledger.adapters.rest.time.NoTime;
import dev.devledger.adapters.rest.time.NoTimeQueries;
import dev.devledger.adapters.security.LimitFilter.LimitSettings;
import dev.devledger.adapters.security.SecretFile.OwnerToken;
import dev.devledger.adapters.security.SecurityConfiguration;
import dev.devledger.adapters.services.clickup.direct.ClickUpCalls;
import dev.devledger.adapters.services.ticktick.TickTickCalls;
import dev.devledger.adapters.services.trackingtime.direct.TrackingTimeCalls;
import dev.devledger.application.Attention;
import dev.devledger.application.access.AccessRules;
import dev.devledger.application.access.AccessTokenCheck;
import dev.devledger.application.access.AccessTokens;
import dev.devledger.application.access.RequestLimiter;
import dev.devledger.application.access.RequestLimiter.Limit.CallerLimits;
import dev.devledger.application.access.RequestLimiter.SharedPermits;
import dev.devledger.application.claim.Claims;
import dev.devledger.application.claim.Claims.ClaimQueries;
import dev.devledger.application.claim.Claims.NextClaims;
import dev.devledger.application.direct.DirectCalls;
import dev.devledger.application.direct.DirectCalls.DirectCall;
import dev.devledger.application.direct.Operation.DirectReply;
import dev.devledger.application.direct.Operation.DirectRequest;
import dev.devledger.application.directory.Assignees;
import dev.devledger.application.directory.BillingItems;
import dev.devledger.application.directory.BillingItems.BillingQueries;
import dev.devledger.application.directory.BillingItems.BillingRefs;
import dev.devledger.application.directory.People;
import dev.devledger.application.directory.People.OwnerCreation;
import dev.devledger.application.directory.People.PersonQueries;
import dev.devledger.application.directory.SavedViews;
import dev.devledger.application.directory.SavedViews.ViewDirectory;
import dev.devledger.application.entity.Labels.EntityNames;
import dev.devledger.application.entity.Page;
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
import dev.devledger.application.imports.ImportProgress.ImportStore;
import dev.devledger.application.imports.Imports;
import dev.devledger.application.imports.Imports.EntryRules;
import dev.devledger.application.imports.Imports.ImportRules;
import dev.devledger.application.ledger.IdempotencyStore;
import dev.devledger.application.ledger.Ledger.StoreOutage;
import dev.devledger.application.ledger.Ledger.WriteGate;
import dev.devledger.application.ledger.Ledger.WriteGate.VersionFence;
import dev.devledger.application.ledger.LongWrites;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.Projects;
import dev.devledger.application.projection.BulkEvents;
import dev.devledger.application.projection.BulkEvents.EventBatches;
import dev.devledger.application.projection.EventLog;
import dev.devledger.application.projection.EventLog.ParkedEvents;
import dev.devledger.application.projection.LiveProjections;
import dev.devledger.application.projection.LiveProjections.Savepoints;
import dev.devledger.application.projection.LiveProjections.WriteBatching;
import dev.devledger.application.projection.OutdatedProjections;
import dev.devledger.application.projection.OutdatedProjections.Generations;
import dev.devledger.application.projection.Replays;
import dev.devledger.application.proof.HeadDelivery.LedgerHead;
import dev.devledger.application.proof.Sealing;
import dev.devledger.application.proof.Sealing.SealedBatches;
import dev.devledger.application.proof.Verification.VerificationRuns;
import dev.devledger.application.signin.MemoryOAuth;
import dev.devledger.application.signin.OAuthApps;
import dev.devledger.application.sync.Sync;
import dev.devledger.application.sync.Sync.SyncStatus;
import dev.devledger.application.sync.Sync.Syncs;
import dev.devledger.application.sync.UnimportedObjectList;
import dev.devledger.application.sync.conflict.ConflictDescriptions;
import dev.devledger.application.sync.conflict.ConflictDescriptions.LocalChangeAuthors;
import dev.devledger.application.sync.conflict.Conflicts;
import dev.devledger.application.sync.conflict.EntryResolution;
import dev.devledger.application.sync.connector.CannedConnector;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount.ConnectorMode;
import dev.devledger.application.sync.connector.Connectors;
import dev.devledger.application.sync.guard.Approvals;
import dev.devledger.application.sync.local.EntityKeys;
import dev.devledger.application.sync.local.LocalEntityStates.LedgerPorts;
import dev.devledger.application.sync.memory.ConflictView.ConflictBook;
import dev.devledger.application.sync.memory.ConnectorStates.ConnectorCondition;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.memory.EntryLinkBook;
import dev.devledger.application.sync.memory.EntryLinkBook.PendingTimeEntries;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.memory.LinkBook.UnimportedObjects;
import dev.devledger.application.sync.memory.PendingApprovals;
import dev.devledger.application.sync.memory.PendingWork;
import dev.devledger.application.sync.plan.SyncPlan;
import dev.devledger.application.task.DependencyGraph.DependencyCycles;
import dev.devledger.application.task.DependencyGraph.DependencyRefs;
import dev.devledger.application.task.DependencyGraph.TaskDependencies;
import dev.devledger.application.task.NoteQueries;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.Tasks;
import dev.devledger.application.time.TimeEntries;
import dev.devledger.application.time.TimeEntries.EntryReferenceResolver;
import dev.devledger.application.time.TimeEntries.OverlapPolicy;
import dev.devledger.application.time.TimeEntries.Timers;
import dev.devledger.application.time.TimeEntryQueries;
import dev.devledger.application.time.TimeEntryQueries.TimeEntryFilter;
import dev.devledger.application.undo.UndoChangeSets;
import dev.devledger.application.undo.UndoChangeSets.UndoRules;
import dev.devledger.domain.project.Placement.PlacementRules;
import dev.devledger.domain.project.Project.ProjectStatus.ReservedTags;
import dev.devledger.domain.shared.Rejection;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The API and its guard over HTTP, with maps for a database and canned answers for all else. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(
        excludeName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration"
        })
@Import({
    SlowClientConfiguration.class,
    RestConfiguration.class,
    DashboardConfiguration.class,
    SecurityConfiguration.class
})
public class RestServer implements RestPorts, PagePorts {

    private static final ReservedTags RESERVED = new ReservedTags(Set.of("planned", "paused", "blocked"));

    private final OwnerToken owner =
            new OwnerToken(Files.createTempDirectory("devledger").resolve("owner.token"));
    private final MemoryTokens tokens = new MemoryTokens();
    private final LateClock clock = new LateClock();
    private final AccessTokenCheck check = new AccessTokenCheck(tokens, clock);
    private final MemoryLedger ledger = new MemoryLedger();
    private final LongWrites longWrites = new LongWrites(clock);
    private final ImportRuns runs = new ImportRuns(clock);
    private final ImportSettings imports =
            new ImportSettings(Files.createTempDirectory("devledger"), 2 * WriteRequest.MOST);
    private final Sealing sealing = new Sealing(new OneBatch(), clock);
    private final NextReply next = new NextReply();
    private final CannedSync sync = new CannedSync("ticktick");
    private final Connectors connectors;
    private final Syncs syncs;

    RestServer(@Value("${connectors:ticktick}") List<String> names) throws IOException {
        connectors = new Connectors(names.stream()
                .<Connector>map(each -> new CannedConnector(each, each.equals("ticktick") ? "TickTick" : each))
                .toList());
        Map<String, Sync> all = new HashMap<>(Map.of("ticktick", sync));
        connectors.accounts().forEach(each -> all.computeIfAbsent(each.connector(), CannedSync::new));
        syncs = new Syncs(connectors, all);
    }

    @Bean({"restPorts", "pagePorts"})
    RestPorts ports() {
        return this;
    }

    @Bean
    OwnerToken ownerToken() {
        return owner;
    }

    /** Nobody has limits but who asks for them. */
    @Bean
    RequestLimiter admissions() {
        return new RequestLimiter(CallerLimits.OFF, empty(SharedPermits.class));
    }

    @Bean
    LimitSettings limitSettings() {
        return LimitSettings.OFF;
    }

    @Bean
    MemoryTokens memoryTokens() {
        return tokens;
    }

    @Bean
    AccessTokenCheck accessTokenCheck() {
        return check;
    }

    @Bean
    MemoryLogins browserLogins() {
        return new MemoryLogins();
    }

    @Override
    public OAuthApps oauthApps() {
        return new OAuthApps(new MemoryOAuth().apps(), name -> false, clock);
    }

    @Override
    public AccessTokens accessTokens() {
        return new AccessTokens(tokens, AccessRules.with(List.of("ticktick")), projectQueries(), check::forget, clock);
    }

    @Bean
    @Override
    public MemoryLedger ledger() {
        return ledger;
    }

    @Override
    public ReservedTags reservedTags() {
        return RESERVED;
    }

    @Override
    public PlacementRules placementRules() {
        return MemoryLedger.PLACING;
    }

    @Override
    public Projects projects() {
        return new Projects(ledger.new Locks(), ledger.new Tree(), RESERVED, MemoryLedger.PLACING);
    }

    @Override
    public Tasks tasks() {
        return new Tasks(ledger.new Locks(), ledger.new Tree(), new DependencyCycles(ledger.new Graph()));
    }

    @Override
    public DependencyRefs dependencyRefs() {
        return new DependencyRefs(ledger.new Tree());
    }

    @Override
    public TaskDependencies taskDependencies() {
        return new TaskDependencies(ledger.new Tree(), dependencyRefs(), ledger.new Graph());
    }

    @Override
    public Claims claims() {
        return new Claims(ledger.new Tree(), ledger.new HistoryReads(), empty(ClaimQueries.class));
    }

    @Override
    public NextClaims nextClaims() {
        return new NextClaims(claims(), ledger::ready);
    }

    @Override
    public ClaimQueries claimQueries() {
        return empty(ClaimQueries.class);
    }

    @Override
    public UndoChangeSets undoChangeSets() {
        return new UndoChangeSets(
                new NothingHappened(),
                ledger.new Locks(),
                new UndoRules(
                        RESERVED,
                        new DependencyCycles(ledger.new Graph()),
                        people(),
                        new BillingItems(ledger.billing.new Directory()),
                        new TimeEntries(new NoTime(), OverlapPolicy.WARN),
                        savedViews()),
                longWrites);
    }

    @Override
    public LongWrites longWrites() {
        return longWrites;
    }

    @Override
    public Imports imports() {
        return new Imports(
                empty(ImportStore.class),
                new ImportRules(
                        ledger.new Locks(),
                        ledger.new Tree(),
                        RESERVED,
                        MemoryLedger.PLACING,
                        new EntryRules(
                                ledger.new ProjectReads(), new NoTime(), new NoTimeQueries(), OverlapPolicy.WARN)),
                empty(WriteGate.class),
                empty(IdempotencyStore.class),
                new BulkEvents(
                        empty(EventBatches.class),
                        new LiveProjections(
                                List.of(),
                                List.of(),
                                empty(EventLog.class),
                                empty(ParkedEvents.class),
                                empty(Savepoints.class),
                                empty(WriteBatching.class)),
                        () -> {}),
                clock);
    }

    @Bean
    @Override
    public ImportRuns importRuns() {
        return runs;
    }

    @Override
    public ImportSettings importSettings() {
        return imports;
    }

    @Override
    public ProjectQueries projectQueries() {
        return ledger.new ProjectReads();
    }

    @Override
    public NoteQueries noteQueries() {
        return ledger.new NoteReads();
    }

    @Override
    public BillingQueries billingQueries() {
        return ledger.billing.new Reads();
    }

    @Override
    public SavedViews savedViews() {
        return new SavedViews(empty(ViewDirectory.class));
    }

    @Override
    public BillingItems billingItems() {
        return new BillingItems(ledger.billing.new Directory());
    }

    @Override
    public BillingRefs billingRefs() {
        return new BillingRefs(ledger.billing.new Directory(), billingQueries());
    }

    @Override
    public TimeEntryQueries timeEntryQueries() {
        return new NoTimeQueries() {
            @Override
            public void export(TimeEntryFilter filter, Consumer<Named> each) {
                ledger.timed.forEach(each);
            }
        };
    }

    @Override
    public TimeEntries timeEntries() {
        return new TimeEntries(new NoTime(), OverlapPolicy.WARN);
    }

    @Override
    public Timers timers() {
        return new Timers(timeEntries());
    }

    @Override
    public EntryReferenceResolver bookedOn() {
        return new EntryReferenceResolver(
                ledger.new Tree(), ledger.new Locks(), projectQueries(), ledger.people.new Directory(), owner());
    }

    @Override
    public PersonQueries personQueries() {
        return ledger.people.new Reads();
    }

    @Override
    public People people() {
        return new People(ledger.people.new Directory());
    }

    @Override
    public OwnerCreation owner() {
        return new OwnerCreation(ledger, people(), personQueries());
    }

    @Override
    public Assignees assignees() {
        return new Assignees(ledger.people.new Directory(), personQueries(), owner());
    }

    @Override
    public TaskQueries taskQueries() {
        return ledger.new TaskReads();
    }

    @Override
    public ChangedEntities changedEntities() {
        return (from, to, project, page) -> new Page<>(List.of(), null);
    }

    @Override
    public HistoryCounts historyCounts() {
        return (group, filter, zone) -> {
            ledger.lastHistory = filter;
            return ledger.counted;
        };
    }

    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");

    @Override
    public DayCounts dayCounts() {
        return (first, filter, zone) -> {
            NavigableMap<LocalDate, Map<String, Long>> days = new TreeMap<>();
            ledger.counted.stream()
                    .filter(each -> DAY.matcher("" + each.of()).matches()) // and not by who did it
                    .forEach(each -> days.put(LocalDate.parse("" + each.of()), Map.of("rest", each.changes())));
            return days;
        };
    }

    @Override
    public ChangeMoments historyMarks() {
        return filter -> {
            ledger.lastHistory = filter;
            return ledger.marked;
        };
    }

    @Override
    public ChangeSets changeSets() {
        return ledger.new SetReads();
    }

    @Override
    public HistoryQueries historyQueries() {
        return ledger.new HistoryReads();
    }

    @Override
    public Moments moments() {
        return new Moments(new MemoryLedger.Heads(), Clock.systemUTC());
    }

    @Override
    public ZoneId zone() {
        return ZoneId.of("Europe/Berlin");
    }

    @Bean
    @Override
    public LateClock clock() {
        return clock;
    }

    /** It is as late as a test says. */
    public static final class LateClock extends Clock {
        public volatile Duration ahead = Duration.ZERO;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.offset(Clock.system(zone), ahead);
        }

        @Override
        public Instant instant() {
            return Clock.systemUTC().instant().plus(ahead);
        }
    }

    @Bean
    CannedSync sync() {
        return sync;
    }

    @Override
    public Connectors connectors() {
        return connectors;
    }

    @Bean
    @Override
    public Syncs syncs() {
        return syncs;
    }

    @Override
    public Cycles cycles() {
        return empty(Cycles.class);
    }

    @Override
    public IdempotencyStore idempotencyStore() {
        return ledger;
    }

    @Override
    public OutdatedProjections rebuilds() {
        return new OutdatedProjections(List.of(), empty(Generations.class), empty(VersionFence.class), clock);
    }

    @Override
    public StoreOutage storeOutage() {
        return new DatabaseAway();
    }

    @Override
    public OwnerTokenFile ownerTokenFile() {
        return new OwnerTokenFile(owner.file());
    }

    @Override
    public ConnectOffers connectOffers() {
        return List::of;
    }

    static final class CannedSync implements Sync {
        private final String connector;
        final AtomicInteger runs = new AtomicInteger();
        private final AtomicInteger looks = new AtomicInteger();

        CannedSync(String connector) {
            this.connector = connector;
        }

        /** Something waits, and so it waits longer each time. */
        @Override
        public SyncStatus status() {
            return new SyncStatus(
                    connector,
                    ConnectorMode.SANDBOX,
                    ConnectorCondition.IDLE,
                    null,
                    null,
                    1,
                    0,
                    0,
                    List.of(),
                    null,
                    (long) looks.incrementAndGet(),
                    null,
                    new SyncStatus.Progress(412, 1040));
        }

        @Override
        public Report run() {
            return new Report(connector, 0, runs.incrementAndGet(), 0, 2, 5);
        }

        @Override
        public SyncPlan plan() {
            return new SyncPlan(
                    "hash", List.of(new SyncPlan.Item("create", "push", null, null, "remote-1", List.of(), "E1")));
        }

        @Override
        public @Nullable Stage stage() {
            return null;
        }
    }

    @Override
    public Conflicts conflicts() {
        return new Conflicts(
                connectors,
                empty(ConflictBook.class),
                empty(LinkBook.class),
                empty(PendingWork.class),
                new EntryResolution(
                        empty(EntryLinkBook.class),
                        empty(PendingTimeEntries.class),
                        new TimeEntries(new NoTime(), OverlapPolicy.WARN)),
                new LedgerPorts(
                        ledger,
                        projects(),
                        tasks(),
                        taskDependencies(),
                        people(),
                        new BillingItems(ledger.billing.new Directory()),
                        new TimeEntries(new NoTime(), OverlapPolicy.WARN),
                        projectQueries(),
                        taskQueries()),
                new EntityKeys(projectQueries(), taskQueries()));
    }

    @Override
    public ConflictDescriptions toldConflicts() {
        return new ConflictDescriptions(conflicts(), connectors, new LocalChangeAuthors(historyQueries()));
    }

    @Override
    public UnimportedObjectList leftOutList() {
        return new UnimportedObjectList(connectors, empty(UnimportedObjects.class));
    }

    @Override
    public Approvals approvals() {
        return new Approvals(
                connectors,
                empty(PendingApprovals.class),
                empty(LinkBook.class),
                new EntityKeys(projectQueries(), taskQueries()),
                () -> {});
    }

    /** Knows of nothing; what is written to it is refused as unknown. */
    private static <T> T empty(Class<T> port) {
        return port.cast(Proxy.newProxyInstance(
                RestServer.class.getClassLoader(), new Class<?>[] {port}, (proxy, method, args) -> {
                    if (method.getReturnType() == Optional.class) {
                        return Optional.empty();
                    }
                    if (method.getReturnType() == Page.class) {
                        return new Page<>(List.of(), null);
                    }
                    if (method.getReturnType() == List.class) {
                        return List.of();
                    }
                    if (method.getReturnType() == Map.class) {
                        return Map.of();
                    }
                    throw Rejection.of(Rejection.Code.CONFLICT_STATE, "Nothing is held.");
                }));
    }

    @Override
    public HistoryNames historyNames() {
        return most -> new HistoryNames.Names(List.of("ada", "\"><b>"), List.of("curl/8"), List.of("add_notes"));
    }

    @Override
    public AgentWork agentWork() {
        return empty(AgentWork.class);
    }

    @Override
    public Attention attention() {
        return new Attention() {
            @Override
            public Counts counts(Since since) {
                return Counts.NONE;
            }

            @Override
            public List<EndedClaim> endedClaims(Instant since, int most) {
                return List.of();
            }
        };
    }

    @Override
    public EntityNames entityNames() {
        return new EntityNames() {
            @Override
            public Map<UUID, String> of(Collection<UUID> entities, @Nullable Long asOf) {
                return ledger.names;
            }

            @Override
            public Map<String, Integer> words(int shortest, int longest) {
                return Map.of("parser", 2);
            }
        };
    }

    @Override
    public RecentChanges latestChanges() {
        return (projects, since, until, upTo) -> Map.of();
    }

    @Override
    public LastChanges lastChanges() {
        return (projects, upTo) -> Map.of();
    }

    @Override
    public ParkedEvents parkedEvents() {
        return empty(ParkedEvents.class);
    }

    @Override
    public VerificationRuns verificationRuns() {
        return empty(VerificationRuns.class);
    }

    @Override
    public Replays replays() {
        return new Replays() {
            @Override
            public List<ProjectionStatus> list() {
                return List.of(get("projects"));
            }

            @Override
            public ProjectionStatus get(String name) {
                if (!name.equals("projects") && !name.equals(ALL)) {
                    throw Rejection.of(Rejection.Code.NOT_FOUND, "There is no projection " + name + ".");
                }
                return new ProjectionStatus(
                        name, "live", 7, 7, 0, 0, new ReplayProgress("done", 7, 7, 3.5, Instant.EPOCH, null));
            }

            @Override
            public ProjectionStatus start(String name) {
                return get(name);
            }

            @Override
            public ProjectionStatus cancel(String name) {
                return get(name);
            }
        };
    }

    @Override
    public Sealing sealing() {
        return sealing;
    }

    /** Seals all there is, an event at position 3, when it is asked to. */
    private static final class OneBatch implements SealedBatches {
        private volatile LedgerHead head = LedgerHead.NONE;

        @Override
        public boolean isBehind() {
            return head.batch() == 0;
        }

        @Override
        public OptionalLong settledHead() {
            return OptionalLong.of(3);
        }

        @Override
        public boolean sealNext(long upTo, int atMost, Instant at) {
            boolean behind = isBehind();
            head = LedgerHead.of(upTo, 1, 1, "ab".repeat(32), Instant.EPOCH);
            return behind;
        }

        @Override
        public LedgerHead head() {
            return head;
        }

        @Override
        public List<LedgerHead> heads(long from, int atMost) {
            return List.of();
        }

        @Override
        public Optional<Instant> oldestUnsealed() {
            return Optional.empty();
        }
    }

    /** What a service says next; it says it to every call. */
    static final class NextReply {
        volatile DirectReply reply = new DirectReply.Done();
        volatile List<DirectRequest> asked = List.of();
    }

    @Bean
    NextReply nextReply() {
        return next;
    }

    @Override
    public Map<String, DirectCalls> directCalls() {
        return Map.of(
                "ticktick", new Recorded(TickTickCalls.table()),
                "clickup", new Recorded(ClickUpCalls.off().table()),
                "trackingtime", new Recorded(TrackingTimeCalls.off(true).table()));
    }

    private final class Recorded implements DirectCalls {
        private final List<DirectCall> table;

        Recorded(List<DirectCall> table) {
            this.table = table;
        }

        @Override
        public List<DirectCall> all() {
            return table;
        }

        @Override
        public List<DirectCall> table() {
            return table;
        }

        @Override
        public DirectReply send(DirectRequest request) {
            next.asked = List.of(request);
            return next.reply;
        }
    }

    /** Something that goes wrong in a way that nobody thought of. */
    @Controller
    static final class Strange {
        @GetMapping("/api/strange")
        HttpAnswer strange() {
            return HttpAnswer.ok(Integer.valueOf("a secret of dev.devledger.Strange"));
        }
    }
}
