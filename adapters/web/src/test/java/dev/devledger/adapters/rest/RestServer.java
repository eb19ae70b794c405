package dev.devledger.adapters.rest;

import dev.devledger.adapters.dashboard.DashboardConfiguration;
import dev.devledger.adapters.dashboard.OwnerTokenFile;
import dev.devledger.adapters.dashboard.frame.ConnectOffers;
import dev.devledger.adapters.door.DoorConfiguration;
import dev.devledger.adapters.postgres.sql.DatabaseAway;
import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.WriteRequest;
import dev.devledger.adapters.rest.imports.ImportSettings;
import dev.devledger.adapters.rest.time.NoTime;
import dev.devledger.adapters.rest.time.NoTimeQueries;
import dev.devledger.adapters.security.LimitSettings;
import dev.devledger.adapters.security.OwnerToken;
import dev.devledger.adapters.security.SecurityConfiguration;
import dev.devledger.application.access.AccessRules;
import dev.devledger.application.access.AccessTokenCheck;
import dev.devledger.application.access.AccessTokens;
import dev.devledger.application.billing.BillingItems;
import dev.devledger.application.billing.BillingQueries;
import dev.devledger.application.billing.BillingRefs;
import dev.devledger.application.claim.ClaimQueries;
import dev.devledger.application.claim.Claims;
import dev.devledger.application.claim.NextClaims;
import dev.devledger.application.dependency.Circles;
import dev.devledger.application.dependency.DependencyRefs;
import dev.devledger.application.direct.DirectCalls;
import dev.devledger.application.direct.DirectReply;
import dev.devledger.application.direct.NamedCall;
import dev.devledger.application.direct.NamedCalls;
import dev.devledger.application.direct.PassThrough;
import dev.devledger.application.history.AgentWork;
import dev.devledger.application.history.ChangeSets;
import dev.devledger.application.history.ChangedEntities;
import dev.devledger.application.history.DayCounts;
import dev.devledger.application.history.EntityNames;
import dev.devledger.application.history.HistoryCounts;
import dev.devledger.application.history.HistoryMarks;
import dev.devledger.application.history.HistoryNames;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.LastChanges;
import dev.devledger.application.history.LatestChanges;
import dev.devledger.application.history.Moments;
import dev.devledger.application.imports.EntryRules;
import dev.devledger.application.imports.ImportRules;
import dev.devledger.application.imports.ImportStore;
import dev.devledger.application.imports.Imports;
import dev.devledger.application.ledger.IdempotencyStore;
import dev.devledger.application.ledger.StoreOutage;
import dev.devledger.application.ledger.WriteGate;
import dev.devledger.application.limit.Admissions;
import dev.devledger.application.limit.CallerLimits;
import dev.devledger.application.limit.SharedPermits;
import dev.devledger.application.many.EventBatches;
import dev.devledger.application.many.ManyEvents;
import dev.devledger.application.note.NoteQueries;
import dev.devledger.application.person.Assignees;
import dev.devledger.application.person.Owner;
import dev.devledger.application.person.People;
import dev.devledger.application.person.PersonQueries;
import dev.devledger.application.progress.LongWrites;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.Projects;
import dev.devledger.application.projection.EventLog;
import dev.devledger.application.projection.LiveProjections;
import dev.devledger.application.projection.ParkedEvents;
import dev.devledger.application.projection.Replays;
import dev.devledger.application.projection.Savepoints;
import dev.devledger.application.projection.WriteBatching;
import dev.devledger.application.proof.LedgerHead;
import dev.devledger.application.proof.SealedBatches;
import dev.devledger.application.proof.Sealing;
import dev.devledger.application.proof.VerificationRuns;
import dev.devledger.application.query.Page;
import dev.devledger.application.signin.MemoryOAuth;
import dev.devledger.application.signin.OAuthApps;
import dev.devledger.application.sync.LeftOutList;
import dev.devledger.application.sync.Sync;
import dev.devledger.application.sync.SyncStatus;
import dev.devledger.application.sync.Syncs;
import dev.devledger.application.sync.conflict.Conflicts;
import dev.devledger.application.sync.conflict.EntryResolution;
import dev.devledger.application.sync.conflict.LocalChanges;
import dev.devledger.application.sync.conflict.ToldConflicts;
import dev.devledger.application.sync.connector.CannedConnector;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.ConnectorCondition;
import dev.devledger.application.sync.connector.ConnectorMode;
import dev.devledger.application.sync.connector.Connectors;
import dev.devledger.application.sync.guard.Approvals;
import dev.devledger.application.sync.local.EntityKeys;
import dev.devledger.application.sync.local.LedgerPorts;
import dev.devledger.application.sync.memory.ConflictBook;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.memory.EntryLinkBook;
import dev.devledger.application.sync.memory.LeftObjects;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.memory.PendingApprovals;
import dev.devledger.application.sync.memory.PendingWork;
import dev.devledger.application.sync.memory.TimeWork;
import dev.devledger.application.sync.plan.SyncPlan;
import dev.devledger.application.task.TaskDependencies;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.Tasks;
import dev.devledger.application.time.BookedOn;
import dev.devledger.application.time.OverlapPolicy;
import dev.devledger.application.time.TimeEntries;
import dev.devledger.application.time.TimeEntryQueries;
import dev.devledger.application.time.Timers;
import dev.devledger.application.undo.UndoChangeSets;
import dev.devledger.application.undo.UndoRules;
import dev.devledger.domain.project.PlacementRules;
import dev.devledger.domain.project.ReservedTags;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
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
@Import({DoorConfiguration.class, RestConfiguration.class, DashboardConfiguration.class, SecurityConfiguration.class})
public class RestServer {

    private static final ReservedTags RESERVED = new ReservedTags(Set.of("planned", "paused", "blocked"));

    @Bean
    OwnerToken ownerToken() throws IOException {
        return new OwnerToken(Files.createTempDirectory("devledger").resolve("owner.token"));
    }

    /** Nobody has limits but who asks for them. */
    @Bean
    Admissions admissions() {
        return new Admissions(CallerLimits.OFF, empty(SharedPermits.class));
    }

    @Bean
    LimitSettings limitSettings() {
        return LimitSettings.OFF;
    }

    @Bean
    MemoryTokens memoryTokens() {
        return new MemoryTokens();
    }

    @Bean
    AccessTokenCheck accessTokenCheck(MemoryTokens tokens, Clock clock) {
        return new AccessTokenCheck(tokens, clock);
    }

    @Bean
    MemoryLogins browserLogins() {
        return new MemoryLogins();
    }

    @Bean
    OAuthApps oauthApps(Clock clock) {
        return new OAuthApps(new MemoryOAuth().apps(), name -> false, clock);
    }

    @Bean
    AccessTokens accessTokens(MemoryTokens tokens, ProjectQueries projects, AccessTokenCheck check, Clock clock) {
        return new AccessTokens(tokens, AccessRules.with(List.of("ticktick")), projects, check::forget, clock);
    }

    @Bean
    MemoryLedger ledger() {
        return new MemoryLedger();
    }

    @Bean
    ReservedTags reservedTags() {
        return RESERVED;
    }

    @Bean
    PlacementRules placementRules() {
        return MemoryLedger.PLACING;
    }

    @Bean
    Projects projects(MemoryLedger ledger) {
        return new Projects(ledger.new Locks(), ledger.new Tree(), RESERVED, MemoryLedger.PLACING);
    }

    @Bean
    Tasks tasks(MemoryLedger ledger) {
        return new Tasks(ledger.new Locks(), ledger.new Tree(), new Circles(ledger.new Graph()));
    }

    @Bean
    DependencyRefs dependencyRefs(MemoryLedger ledger) {
        return new DependencyRefs(ledger.new Tree());
    }

    @Bean
    TaskDependencies taskDependencies(MemoryLedger ledger, DependencyRefs refs) {
        return new TaskDependencies(ledger.new Tree(), refs, ledger.new Graph());
    }

    @Bean
    Claims claims(MemoryLedger ledger) {
        return new Claims(ledger.new Tree(), ledger.new HistoryReads(), empty(ClaimQueries.class));
    }

    @Bean
    NextClaims nextClaims(MemoryLedger ledger, Claims claims) {
        return new NextClaims(claims, ledger::ready);
    }

    @Bean
    ClaimQueries claimQueries() {
        return empty(ClaimQueries.class);
    }

    @Bean
    UndoChangeSets undos(MemoryLedger ledger, People people, LongWrites longWrites) {
        return new UndoChangeSets(
                new NothingHappened(),
                ledger.new Locks(),
                new UndoRules(
                        RESERVED,
                        new Circles(ledger.new Graph()),
                        people,
                        new BillingItems(ledger.billing.new Directory()),
                        new TimeEntries(new NoTime(), OverlapPolicy.WARN)),
                longWrites);
    }

    @Bean
    LongWrites longWrites(Clock clock) {
        return new LongWrites(clock);
    }

    @Bean
    Imports imports(MemoryLedger ledger, Clock clock) {
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
                new ManyEvents(
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
    ImportSettings importSettings() throws IOException {
        return new ImportSettings(Files.createTempDirectory("devledger"), 2 * WriteRequest.MOST);
    }

    @Bean
    ProjectQueries projectQueries(MemoryLedger ledger) {
        return ledger.new ProjectReads();
    }

    @Bean
    NoteQueries noteQueries(MemoryLedger ledger) {
        return ledger.new NoteReads();
    }

    @Bean
    BillingQueries billingQueries(MemoryLedger ledger) {
        return ledger.billing.new Reads();
    }

    @Bean
    BillingItems billingItems(MemoryLedger ledger) {
        return new BillingItems(ledger.billing.new Directory());
    }

    @Bean
    BillingRefs billingRefs(MemoryLedger ledger, BillingQueries queries) {
        return new BillingRefs(ledger.billing.new Directory(), queries);
    }

    @Bean
    TimeEntryQueries timeEntryQueries() {
        return new NoTimeQueries();
    }

    @Bean
    TimeEntries timeEntries() {
        return new TimeEntries(new NoTime(), OverlapPolicy.WARN);
    }

    @Bean
    Timers timers(TimeEntries entries) {
        return new Timers(entries);
    }

    @Bean
    BookedOn bookedOn(MemoryLedger ledger, ProjectQueries projects, Owner owner) {
        return new BookedOn(ledger.new Tree(), ledger.new Locks(), projects, ledger.people.new Directory(), owner);
    }

    @Bean
    PersonQueries personQueries(MemoryLedger ledger) {
        return ledger.people.new Reads();
    }

    @Bean
    People people(MemoryLedger ledger) {
        return new People(ledger.people.new Directory());
    }

    @Bean
    Owner owner(MemoryLedger ledger, People people, PersonQueries queries) {
        return new Owner(ledger, people, queries);
    }

    @Bean
    Assignees assignees(MemoryLedger ledger, PersonQueries queries, Owner owner) {
        return new Assignees(ledger.people.new Directory(), queries, owner);
    }

    @Bean
    TaskQueries taskQueries(MemoryLedger ledger) {
        return ledger.new TaskReads();
    }

    @Bean
    ChangedEntities changedEntities() {
        return (from, to, project, page) -> new Page<>(List.of(), null);
    }

    @Bean
    HistoryCounts historyCounts(MemoryLedger ledger) {
        return (group, filter, zone) -> {
            ledger.lastHistory = filter;
            return ledger.counted;
        };
    }

    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");

    @Bean
    DayCounts dayCounts(MemoryLedger ledger) {
        return (first, filter, zone) -> {
            NavigableMap<LocalDate, Map<String, Long>> days = new TreeMap<>();
            ledger.counted.stream()
                    .filter(each -> DAY.matcher("" + each.of()).matches()) // and not by who did it
                    .forEach(each -> days.put(LocalDate.parse("" + each.of()), Map.of("rest", each.changes())));
            return days;
        };
    }

    @Bean
    HistoryMarks historyMarks(MemoryLedger ledger) {
        return filter -> {
            ledger.lastHistory = filter;
            return ledger.marked;
        };
    }

    @Bean
    ChangeSets changeSets(MemoryLedger ledger) {
        return ledger.new SetReads();
    }

    @Bean
    HistoryQueries historyQueries(MemoryLedger ledger) {
        return ledger.new HistoryReads();
    }

    @Bean
    Moments moments() {
        return new Moments(new MemoryLedger.Heads(), Clock.systemUTC());
    }

    @Bean
    ZoneId zone() {
        return ZoneId.of("Europe/Berlin");
    }

    @Bean
    LateClock clock() {
        return new LateClock();
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
        return new CannedSync("ticktick");
    }

    @Bean
    Connectors connectors(@Value("${connectors:ticktick}") List<String> names) {
        return new Connectors(names.stream()
                .<Connector>map(each -> new CannedConnector(each, each.equals("ticktick") ? "TickTick" : each))
                .toList());
    }

    @Bean
    Syncs syncs(Connectors connectors, CannedSync sync) {
        Map<String, Sync> syncs = new HashMap<>(Map.of("ticktick", sync));
        connectors.accounts().forEach(each -> syncs.computeIfAbsent(each.connector(), CannedSync::new));
        return new Syncs(connectors, syncs);
    }

    @Bean
    Cycles cycles() {
        return empty(Cycles.class);
    }

    @Bean
    StoreOutage outage() {
        return new DatabaseAway();
    }

    @Bean
    OwnerTokenFile ownerTokenFile(OwnerToken token) {
        return new OwnerTokenFile(token.file());
    }

    @Bean
    ConnectOffers connectOffers() {
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

    @Bean
    Conflicts conflicts(
            Connectors connectors,
            MemoryLedger ledger,
            Projects projects,
            Tasks tasks,
            TaskDependencies dependencies,
            People people,
            ProjectQueries projectViews,
            TaskQueries taskViews) {
        return new Conflicts(
                connectors,
                empty(ConflictBook.class),
                empty(LinkBook.class),
                empty(PendingWork.class),
                new EntryResolution(
                        empty(EntryLinkBook.class),
                        empty(TimeWork.class),
                        new TimeEntries(new NoTime(), OverlapPolicy.WARN)),
                new LedgerPorts(
                        ledger,
                        projects,
                        tasks,
                        dependencies,
                        people,
                        new BillingItems(ledger.billing.new Directory()),
                        new TimeEntries(new NoTime(), OverlapPolicy.WARN),
                        projectViews,
                        taskViews),
                new EntityKeys(projectViews, taskViews));
    }

    @Bean
    ToldConflicts toldConflicts(Conflicts conflicts, Connectors connectors, HistoryQueries history) {
        return new ToldConflicts(conflicts, connectors, new LocalChanges(history));
    }

    @Bean
    LeftOutList leftOutList(Connectors connectors) {
        return new LeftOutList(connectors, empty(LeftObjects.class));
    }

    @Bean
    Approvals approvals(Connectors connectors, ProjectQueries projects, TaskQueries tasks) {
        return new Approvals(
                connectors,
                empty(PendingApprovals.class),
                empty(LinkBook.class),
                new EntityKeys(projects, tasks),
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

    @Bean
    HistoryNames historyNames() {
        return most -> new HistoryNames.Names(List.of("ada", "\"><b>"), List.of("curl/8"), List.of("add_notes"));
    }

    @Bean
    AgentWork agentWork() {
        return empty(AgentWork.class);
    }

    @Bean
    EntityNames entityNames(MemoryLedger ledger) {
        return (entities, asOf) -> ledger.names;
    }

    @Bean
    LatestChanges latestChanges() {
        return (projects, since, until, upTo) -> Map.of();
    }

    @Bean
    LastChanges lastChanges() {
        return (projects, upTo) -> Map.of();
    }

    @Bean
    ParkedEvents parkedEvents() {
        return empty(ParkedEvents.class);
    }

    @Bean
    VerificationRuns verificationRuns() {
        return empty(VerificationRuns.class);
    }

    @Bean
    Replays replays() {
        return new Replays() {
            @Override
            public List<Status> list() {
                return List.of(get("projects"));
            }

            @Override
            public Status get(String name) {
                if (!name.equals("projects") && !name.equals(ALL)) {
                    throw Rejection.of(Rejection.Code.NOT_FOUND, "There is no projection " + name + ".");
                }
                return new Status(name, "live", 7, 7, 0, 0, new Progress("done", 7, 7, 3.5, Instant.EPOCH, null));
            }

            @Override
            public Status start(String name) {
                return get(name);
            }

            @Override
            public Status cancel(String name) {
                return get(name);
            }
        };
    }

    @Bean
    Sealing sealing(Clock clock) {
        return new Sealing(new OneBatch(), clock);
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

    /** What TickTick says next; it says it to every call. */
    static final class NextReply {
        volatile DirectReply reply = new DirectReply.Done();
        volatile List<Object> asked = List.of();
    }

    @Bean
    NextReply nextReply() {
        return new NextReply();
    }

    @Bean
    PassThrough ticktick(NextReply next) {
        return (PassThrough) Proxy.newProxyInstance(
                RestServer.class.getClassLoader(), new Class<?>[] {PassThrough.class}, (proxy, method, args) -> {
                    next.asked = args == null ? List.of() : List.of(args);
                    return next.reply;
                });
    }

    /** One call, which is asked as the other services are. */
    @Bean
    NamedCalls trackingtime(NextReply next) {
        return new NamedCalls() {
            @Override
            public List<NamedCall> all() {
                NamedCall.Argument id =
                        new NamedCall.Argument("id", NamedCall.Kind.WHOLE, true, List.of(), 0, List.of(), "");
                NamedCall.Argument all =
                        new NamedCall.Argument("delete_all", NamedCall.Kind.FLAG, false, List.of(), 0, List.of(), "");
                return List.of(new NamedCall(
                        "delete_task",
                        "Deletes a task.",
                        NamedCall.Effect.DELETES,
                        true,
                        new NamedCall.Route("DELETE", "/tasks/{id}"),
                        List.of(id, all),
                        new NamedCall.Answers("done", false)));
            }

            @Override
            public DirectReply send(String name, String arguments) {
                next.asked = List.of(name, arguments);
                return next.reply;
            }

            @Override
            public DirectReply connection() {
                return next.reply;
            }
        };
    }

    @Bean
    DirectCalls clickup(NextReply next) {
        return (call, workspace) -> {
            next.asked = workspace == null ? List.of(call) : List.of(call, workspace);
            return next.reply;
        };
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
