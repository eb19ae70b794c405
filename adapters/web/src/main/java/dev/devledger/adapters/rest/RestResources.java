package dev.devledger.adapters.rest;

import dev.devledger.adapters.rest.access.AccessTokenResource;
import dev.devledger.adapters.rest.access.OAuthClientResource;
import dev.devledger.adapters.rest.direct.DirectPaths.ArgumentPaths;
import dev.devledger.adapters.rest.direct.DirectResource;
import dev.devledger.adapters.rest.direct.PassedPaths;
import dev.devledger.adapters.rest.directory.BillingResource.BillingCalls;
import dev.devledger.adapters.rest.directory.BillingResource.CustomerResource;
import dev.devledger.adapters.rest.directory.BillingResource.ServiceResource;
import dev.devledger.adapters.rest.directory.PersonResource;
import dev.devledger.adapters.rest.directory.ViewResource;
import dev.devledger.adapters.rest.feed.EventsResource;
import dev.devledger.adapters.rest.feed.LedgerFeed;
import dev.devledger.adapters.rest.feed.LedgerFeed.LongWork;
import dev.devledger.adapters.rest.feed.LedgerFeed.LongWork.ReplayNews;
import dev.devledger.adapters.rest.feed.LedgerFeed.LongWork.SyncNews;
import dev.devledger.adapters.rest.feed.LedgerFeed.LongWork.UndoNews;
import dev.devledger.adapters.rest.files.ImportFields;
import dev.devledger.adapters.rest.files.ImportResource;
import dev.devledger.adapters.rest.files.ImportResource.ImportNews;
import dev.devledger.adapters.rest.files.TaskExportResource;
import dev.devledger.adapters.rest.files.Upload;
import dev.devledger.adapters.rest.history.ChangeSetListResource;
import dev.devledger.adapters.rest.history.HistoryCountResource;
import dev.devledger.adapters.rest.history.HistoryCountResource.HistoryMarksResource;
import dev.devledger.adapters.rest.history.HistoryResource;
import dev.devledger.adapters.rest.history.HistoryResource.DiffResource;
import dev.devledger.adapters.rest.http.HistoryFilters;
import dev.devledger.adapters.rest.http.IdempotentWrites;
import dev.devledger.adapters.rest.http.Problem.ConcurrencyLimit;
import dev.devledger.adapters.rest.http.ProblemMapper;
import dev.devledger.adapters.rest.http.ProblemPage.ErrorPage;
import dev.devledger.adapters.rest.http.RequestArguments.AsOf;
import dev.devledger.adapters.rest.resource.ChangeSetResource;
import dev.devledger.adapters.rest.resource.ClaimResource;
import dev.devledger.adapters.rest.resource.DependencyResource;
import dev.devledger.adapters.rest.resource.LedgerResource;
import dev.devledger.adapters.rest.resource.LedgerResource.ProjectionResource;
import dev.devledger.adapters.rest.resource.LedgerResource.RequestResource;
import dev.devledger.adapters.rest.resource.ProjectFields;
import dev.devledger.adapters.rest.resource.ProjectResource;
import dev.devledger.adapters.rest.resource.ProjectResource.ProjectList;
import dev.devledger.adapters.rest.resource.ProjectStatusesResource;
import dev.devledger.adapters.rest.resource.TaskChangesResource;
import dev.devledger.adapters.rest.resource.TaskFields;
import dev.devledger.adapters.rest.resource.TaskNoteResource;
import dev.devledger.adapters.rest.resource.TaskNoteResource.ProjectNoteResource;
import dev.devledger.adapters.rest.resource.TaskResource;
import dev.devledger.adapters.rest.sync.ConflictResource;
import dev.devledger.adapters.rest.sync.ConflictResource.ApprovalResource;
import dev.devledger.adapters.rest.sync.SyncResource;
import dev.devledger.adapters.rest.sync.SyncResource.ConnectorResource;
import dev.devledger.adapters.rest.time.TimeEntryFields;
import dev.devledger.adapters.rest.time.TimeEntryResource;
import dev.devledger.adapters.rest.time.TimeEntryResource.TimeEntryHistoryResource;
import dev.devledger.adapters.rest.time.TimeExportResource;
import dev.devledger.adapters.rest.time.TimeReportResource;
import dev.devledger.adapters.rest.time.TimeReportResource.TimeQuery;
import dev.devledger.adapters.rest.time.TimerResource;
import dev.devledger.application.claim.BulkTaskChange;
import dev.devledger.application.direct.DirectCalls.DirectCall;
import dev.devledger.application.directory.People.PersonQueries;
import dev.devledger.application.history.ChangeMoments.ChangeMomentSummaries;
import dev.devledger.application.history.ChangeSets.ChangeSetSummaries;
import dev.devledger.application.history.Differences;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.StatusTimelines;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.Projects.BulkStatusChange;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.time.TimeEntryQueries;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

/** Builds the resources of the API, and the other objects that answer requests. */
final class RestResources {
    /** The types that Spring has to know, as it finds their routes. */
    static final List<Class<?>> TYPES = List.of(
            ErrorPage.class,
            ProblemMapper.class,
            ProjectResource.class,
            ProjectStatusesResource.class,
            ProjectNoteResource.class,
            TaskResource.class,
            TaskChangesResource.class,
            TaskNoteResource.class,
            DependencyResource.class,
            ClaimResource.class,
            TaskExportResource.class,
            ImportResource.class,
            PersonResource.class,
            CustomerResource.class,
            ServiceResource.class,
            ViewResource.class,
            TimeEntryResource.class,
            TimeEntryHistoryResource.class,
            TimerResource.class,
            TimeReportResource.class,
            TimeExportResource.class,
            HistoryResource.class,
            DiffResource.class,
            ChangeSetListResource.class,
            HistoryCountResource.class,
            HistoryMarksResource.class,
            ChangeSetResource.class,
            RequestResource.class,
            EventsResource.class,
            ProjectionResource.class,
            LedgerResource.class,
            AccessTokenResource.class,
            SyncResource.class,
            ConnectorResource.class,
            ConflictResource.class,
            ApprovalResource.class,
            DirectResource.class,
            ApiPage.class);

    private final RestPorts in;
    private final IdempotentWrites writes;
    private final List<Object> all;

    RestResources(RestPorts in, LedgerFeed feed) {
        this.in = in;
        this.writes = new IdempotentWrites(in.ledger(), in.idempotencyStore());
        ProjectQueries projects = in.projectQueries();
        TaskQueries tasks = in.taskQueries();
        HistoryQueries history = in.historyQueries();
        TimeEntryQueries entries = in.timeEntryQueries();
        PersonQueries people = in.personQueries();
        ZoneId zone = in.zone();
        AsOf past = new AsOf(in.moments(), zone);
        ProjectFields project = new ProjectFields(zone, in.reservedTags(), in.placementRules(), in.billingRefs());
        TaskFields task = new TaskFields(zone, in.assignees(), in.dependencyRefs());
        TimeEntryFields entry = new TimeEntryFields(in.bookedOn(), zone);
        TimeQuery time = new TimeQuery(in.bookedOn(), zone);
        HistoryFilters filters =
                new HistoryFilters(projects, tasks, people, in.billingQueries(), entries, in.savedViews(), zone);
        BillingCalls billing = new BillingCalls(in.billingItems(), in.billingQueries(), history, filters, writes, past);
        ProjectList list = new ProjectList(in.lastChanges());
        BulkStatusChange statuses = new BulkStatusChange(in.projects());
        BulkTaskChange bulk = new BulkTaskChange(in.tasks(), tasks);
        StatusTimelines timelines = new StatusTimelines(history, in.moments(), in.clock());
        ChangeSetSummaries sets = new ChangeSetSummaries(in.changeSets(), history);
        ChangeMomentSummaries marks = new ChangeMomentSummaries(in.historyMarks(), history);
        Differences differences =
                new Differences(projects, tasks, in.noteQueries(), people, in.changedEntities(), in.moments());
        ImportFields imported = new ImportFields(project, task, in.clock());
        Upload.clear(in.importSettings().folder());
        this.all = List.of(
                new ErrorPage(),
                new ProblemMapper(in.storeOutage(), history),
                new ProjectResource(in.projects(), in.tasks(), projects, writes, project, past, in.claims(), list),
                new ProjectStatusesResource(statuses, projects, history, writes, past),
                new ProjectNoteResource(in.projects(), projects, in.noteQueries(), writes, past),
                new TaskResource(in.tasks(), tasks, projects, writes, task, past, in.claims()),
                new TaskChangesResource(bulk, tasks, task, in.claims(), history, writes),
                new TaskNoteResource(in.tasks(), tasks, in.noteQueries(), writes, past, in.claims()),
                new DependencyResource(in.taskDependencies(), tasks, writes, in.claims()),
                new ClaimResource(in.claims(), in.nextClaims(), in.claimQueries(), tasks, projects, writes),
                new TaskExportResource(
                        projects, tasks, in.noteQueries(), people, new ConcurrencyLimit(3, "exports of tasks")),
                new ImportResource(
                        in.imports(),
                        in.importSettings(),
                        imported,
                        zone,
                        in.importRuns(),
                        in.bookedOn(),
                        new ConcurrencyLimit(4, "imports")),
                new PersonResource(in.people(), in.owner(), people, writes, past),
                new CustomerResource(billing),
                new ServiceResource(billing),
                new ViewResource(in.savedViews(), writes),
                new TimeEntryResource(in.timeEntries(), entries, entry, time, writes, past),
                new TimeEntryHistoryResource(history, filters),
                new TimerResource(in.timers(), entries, entry, in.bookedOn(), writes, in.clock()),
                new TimeReportResource(entries, time, past, in.clock()),
                new TimeExportResource(entries, time, past, new ConcurrencyLimit(3, "exports of time")),
                new HistoryResource(history, filters, timelines, past),
                new DiffResource(differences, projects, past),
                new ChangeSetListResource(sets, history, filters),
                new HistoryCountResource(in.historyCounts(), filters, in.clock(), zone),
                new HistoryMarksResource(marks, filters, past),
                new ChangeSetResource(in.undoChangeSets(), in.longWrites(), writes, in.claims(), history),
                new RequestResource(in.longWrites()),
                new EventsResource(history, in.moments(), filters, feed, in.storeOutage()),
                new ProjectionResource(in.replays(), writes),
                new LedgerResource(in.sealing(), in.parkedEvents(), in.verificationRuns()),
                new AccessTokenResource(in.accessTokens(), writes),
                new SyncResource(in.syncs(), in.cycles(), in.leftOutList(), writes),
                new ConnectorResource(in.syncs()),
                new ConflictResource(in.conflicts(), in.toldConflicts(), writes),
                new ApprovalResource(in.syncs(), in.approvals(), writes),
                new DirectResource(in.directCalls(), writes),
                new ApiPage(List.of(
                        new PassedPaths("ticktick", "TickTick", table(in, "ticktick")),
                        new PassedPaths("clickup", "ClickUp", table(in, "clickup")),
                        new ArgumentPaths("trackingtime", "TrackingTime", table(in, "trackingtime")))));
    }

    private static List<DirectCall> table(RestPorts in, String service) {
        return Objects.requireNonNull(in.directCalls().get(service)).table();
    }

    /**
     * Builds the feed. The sources of long work are passed lazily: some write to the ledger, which notifies the feed of
     * each write.
     */
    static LedgerFeed feed(RestPorts in) {
        return new LedgerFeed(
                in.historyQueries(), in.moments(), () -> longWork(in).iterator(), in.storeOutage());
    }

    private static List<LongWork> longWork(RestPorts in) {
        return List.of(
                new ImportNews(in.importRuns(), in.clock()),
                new SyncNews(in.syncs()),
                new ReplayNews(in.replays()),
                new UndoNews(in.longWrites(), in.clock()));
    }

    <T> T get(Class<T> type) {
        return all.stream().filter(type::isInstance).map(type::cast).findFirst().orElseThrow();
    }

    /** Returns the resource of apps, which is used only if this server gives apps access. */
    OAuthClientResource oauthClients() {
        return new OAuthClientResource(in.oauthApps(), writes);
    }
}
