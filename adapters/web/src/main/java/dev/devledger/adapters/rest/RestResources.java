package dev.devledger.adapters.rest;

import dev.devledger.adapters.rest.access.AccessTokenResource;
import dev.devledger.adapters.rest.access.OAuthClientResource;
import dev.devledger.adapters.rest.billing.CustomerResource;
import dev.devledger.adapters.rest.billing.ServiceResource;
import dev.devledger.adapters.rest.exports.TaskExport;
import dev.devledger.adapters.rest.exports.TaskExportResource;
import dev.devledger.adapters.rest.feed.EventsResource;
import dev.devledger.adapters.rest.feed.LedgerFeed;
import dev.devledger.adapters.rest.history.ChangeSetListResource;
import dev.devledger.adapters.rest.history.HistoryCountResource;
import dev.devledger.adapters.rest.history.HistoryMarksResource;
import dev.devledger.adapters.rest.http.ProblemMapper;
import dev.devledger.adapters.rest.imports.ImportFields;
import dev.devledger.adapters.rest.imports.ImportResource;
import dev.devledger.adapters.rest.imports.ImportSettings;
import dev.devledger.adapters.rest.imports.Upload;
import dev.devledger.adapters.rest.lists.ProjectList;
import dev.devledger.adapters.rest.named.TrackingTimeResource;
import dev.devledger.adapters.rest.page.ErrorPage;
import dev.devledger.adapters.rest.projects.ProjectStatusesResource;
import dev.devledger.adapters.rest.resource.ApprovalResource;
import dev.devledger.adapters.rest.resource.ChangeSetResource;
import dev.devledger.adapters.rest.resource.ClaimResource;
import dev.devledger.adapters.rest.resource.ClickUpResource;
import dev.devledger.adapters.rest.resource.ClickUpTaskResource;
import dev.devledger.adapters.rest.resource.ConflictResource;
import dev.devledger.adapters.rest.resource.ConnectorResource;
import dev.devledger.adapters.rest.resource.DependencyResource;
import dev.devledger.adapters.rest.resource.DiffResource;
import dev.devledger.adapters.rest.resource.HistoryResource;
import dev.devledger.adapters.rest.resource.LedgerResource;
import dev.devledger.adapters.rest.resource.PersonResource;
import dev.devledger.adapters.rest.resource.ProjectNoteResource;
import dev.devledger.adapters.rest.resource.ProjectResource;
import dev.devledger.adapters.rest.resource.ProjectionResource;
import dev.devledger.adapters.rest.resource.RequestResource;
import dev.devledger.adapters.rest.resource.SyncResource;
import dev.devledger.adapters.rest.resource.TaskNoteResource;
import dev.devledger.adapters.rest.resource.TaskResource;
import dev.devledger.adapters.rest.resource.TickTickResource;
import dev.devledger.adapters.rest.time.TimeEntryHistoryResource;
import dev.devledger.adapters.rest.time.TimeEntryResource;
import dev.devledger.adapters.rest.time.TimeExportResource;
import dev.devledger.adapters.rest.time.TimeReportResource;
import dev.devledger.adapters.rest.time.TimerResource;
import dev.devledger.application.history.ChangeSetsTold;
import dev.devledger.application.history.Differences;
import dev.devledger.application.history.MarksTold;
import dev.devledger.application.history.StatusTimelines;
import dev.devledger.application.project.StatusOfMany;
import java.util.function.BiFunction;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.beans.factory.BeanRegistry.SupplierContext;
import org.springframework.core.env.Environment;

/** Each resource, and what it is made of. Spring knows the resources, as their routes are its own, and nothing of the rest. */
final class RestResources implements BeanRegistrar {
    private static final String FEED = "ledgerFeed";
    private static final String PARTS = "restParts";

    private record Resources(BeanRegistry registry) {
        <T> void add(Class<T> type, BiFunction<RestPorts, RestParts, T> made) {
            registry.registerBean(
                    type.getName(),
                    type,
                    spec -> spec.supplier(beans -> {
                        RestParts parts = beans.bean(PARTS, RestParts.class);
                        return made.apply(parts.ports, parts);
                    }));
        }
    }

    private static RestPorts ports(SupplierContext beans) {
        return beans.bean("restPorts", RestPorts.class);
    }

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        registry.registerBean(FEED, LedgerFeed.class, spec -> spec.supplier(beans -> RestParts.feed(ports(beans))));
        registry.registerBean(
                PARTS,
                RestParts.class,
                spec -> spec.supplier(beans -> new RestParts(ports(beans), beans.bean(FEED, LedgerFeed.class))));
        registry.registerBean(
                RestWeb.class.getName(),
                RestWeb.class,
                spec -> spec.supplier(
                        beans -> new RestWeb(() -> ports(beans).rebuilds().stale())));
        Resources all = new Resources(registry);
        all.add(ProblemMapper.class, (ports, parts) -> new ProblemMapper(ports.storeOutage(), ports.historyQueries()));
        all.add(ErrorPage.class, (ports, parts) -> new ErrorPage());
        addProjects(all);
        addTasks(all);
        addPeople(all);
        addTime(all);
        addHistory(all);
        addKeeping(all);
        addServices(all);
        // As OAuthApps are there only where this server lets any in.
        if (!environment.getProperty("devledger.auth.embedded", "false").equalsIgnoreCase("false")) {
            all.add(
                    OAuthClientResource.class,
                    (ports, parts) -> new OAuthClientResource(ports.oauthApps(), parts.writes));
        }
    }

    private static void addProjects(Resources all) {
        all.add(
                ProjectResource.class,
                (ports, parts) -> new ProjectResource(
                        ports.projects(),
                        ports.tasks(),
                        ports.projectQueries(),
                        parts.writes,
                        parts.projectFields,
                        parts.past,
                        ports.claims(),
                        new ProjectList(ports.lastChanges())));
        all.add(
                ProjectStatusesResource.class,
                (ports, parts) -> new ProjectStatusesResource(
                        new StatusOfMany(ports.projects()),
                        ports.projectQueries(),
                        ports.historyQueries(),
                        parts.writes,
                        parts.past));
        all.add(
                ProjectNoteResource.class,
                (ports, parts) -> new ProjectNoteResource(
                        ports.projects(), ports.projectQueries(), ports.noteQueries(), parts.writes, parts.past));
    }

    private static void addTasks(Resources all) {
        all.add(
                TaskResource.class,
                (ports, parts) -> new TaskResource(
                        ports.tasks(),
                        ports.taskQueries(),
                        ports.projectQueries(),
                        parts.writes,
                        parts.taskFields,
                        parts.past,
                        ports.claims()));
        all.add(
                TaskNoteResource.class,
                (ports, parts) -> new TaskNoteResource(
                        ports.tasks(),
                        ports.taskQueries(),
                        ports.noteQueries(),
                        parts.writes,
                        parts.past,
                        ports.claims()));
        all.add(
                DependencyResource.class,
                (ports, parts) -> new DependencyResource(
                        ports.taskDependencies(), ports.taskQueries(), parts.writes, ports.claims()));
        all.add(
                ClaimResource.class,
                (ports, parts) -> new ClaimResource(
                        ports.claims(),
                        ports.nextClaims(),
                        ports.claimQueries(),
                        ports.taskQueries(),
                        ports.projectQueries(),
                        parts.writes));
        all.add(
                TaskExportResource.class,
                (ports, parts) -> new TaskExportResource(
                        new TaskExport(ports.taskQueries(), ports.noteQueries()),
                        ports.projectQueries(),
                        ports.taskQueries(),
                        ports.personQueries()));
        all.add(ImportResource.class, (ports, parts) -> {
            ImportSettings settings = ports.importSettings();
            Upload.clear(settings.folder());
            return new ImportResource(
                    ports.imports(),
                    settings,
                    new ImportFields(parts.projectFields, parts.taskFields, ports.clock()),
                    ports.zone(),
                    ports.importRuns(),
                    ports.bookedOn());
        });
    }

    private static void addPeople(Resources all) {
        all.add(
                PersonResource.class,
                (ports, parts) -> new PersonResource(
                        ports.people(), ports.owner(), ports.personQueries(), parts.writes, parts.past));
        all.add(CustomerResource.class, (ports, parts) -> new CustomerResource(parts.billing));
        all.add(ServiceResource.class, (ports, parts) -> new ServiceResource(parts.billing));
    }

    private static void addTime(Resources all) {
        all.add(
                TimeEntryResource.class,
                (ports, parts) -> new TimeEntryResource(
                        ports.timeEntries(),
                        ports.timeEntryQueries(),
                        parts.entryFields,
                        parts.entryQuery,
                        parts.writes,
                        parts.past));
        all.add(
                TimeEntryHistoryResource.class,
                (ports, parts) -> new TimeEntryHistoryResource(ports.historyQueries(), parts.filters));
        all.add(
                TimerResource.class,
                (ports, parts) -> new TimerResource(
                        ports.timers(),
                        ports.timeEntryQueries(),
                        parts.entryFields,
                        ports.bookedOn(),
                        parts.writes,
                        ports.clock()));
        all.add(
                TimeReportResource.class,
                (ports, parts) ->
                        new TimeReportResource(ports.timeEntryQueries(), parts.entryQuery, parts.past, ports.clock()));
        all.add(
                TimeExportResource.class,
                (ports, parts) -> new TimeExportResource(ports.timeEntryQueries(), parts.entryQuery, parts.past));
    }

    private static void addHistory(Resources all) {
        all.add(
                HistoryResource.class,
                (ports, parts) -> new HistoryResource(
                        ports.historyQueries(),
                        parts.filters,
                        new StatusTimelines(ports.historyQueries(), ports.moments(), ports.clock()),
                        parts.past));
        all.add(
                DiffResource.class,
                (ports, parts) -> new DiffResource(
                        new Differences(
                                ports.projectQueries(),
                                ports.taskQueries(),
                                ports.noteQueries(),
                                ports.personQueries(),
                                ports.changedEntities(),
                                ports.moments()),
                        ports.projectQueries(),
                        parts.past));
        all.add(
                ChangeSetListResource.class,
                (ports, parts) -> new ChangeSetListResource(
                        new ChangeSetsTold(ports.changeSets(), ports.historyQueries()),
                        ports.historyQueries(),
                        parts.filters));
        all.add(
                HistoryCountResource.class,
                (ports, parts) ->
                        new HistoryCountResource(ports.historyCounts(), parts.filters, ports.clock(), ports.zone()));
        all.add(
                HistoryMarksResource.class,
                (ports, parts) -> new HistoryMarksResource(
                        new MarksTold(ports.historyMarks(), ports.historyQueries()), parts.filters, parts.past));
        all.add(
                ChangeSetResource.class,
                (ports, parts) -> new ChangeSetResource(
                        ports.undoChangeSets(),
                        ports.longWrites(),
                        parts.writes,
                        ports.claims(),
                        ports.historyQueries()));
        all.add(RequestResource.class, (ports, parts) -> new RequestResource(ports.longWrites()));
        all.add(
                EventsResource.class,
                (ports, parts) -> new EventsResource(
                        ports.historyQueries(), ports.moments(), parts.filters, parts.feed, ports.storeOutage()));
    }

    private static void addKeeping(Resources all) {
        all.add(ProjectionResource.class, (ports, parts) -> new ProjectionResource(ports.replays(), parts.writes));
        all.add(
                LedgerResource.class,
                (ports, parts) -> new LedgerResource(ports.sealing(), ports.parkedEvents(), ports.verificationRuns()));
        all.add(
                AccessTokenResource.class,
                (ports, parts) -> new AccessTokenResource(ports.accessTokens(), parts.writes));
    }

    private static void addServices(Resources all) {
        all.add(
                SyncResource.class,
                (ports, parts) -> new SyncResource(ports.syncs(), ports.cycles(), ports.leftOutList(), parts.writes));
        all.add(ConnectorResource.class, (ports, parts) -> new ConnectorResource(ports.syncs()));
        all.add(
                ConflictResource.class,
                (ports, parts) -> new ConflictResource(ports.conflicts(), ports.toldConflicts(), parts.writes));
        all.add(
                ApprovalResource.class,
                (ports, parts) -> new ApprovalResource(ports.syncs(), ports.approvals(), parts.writes));
        all.add(TickTickResource.class, (ports, parts) -> new TickTickResource(ports.passThrough(), parts.writes));
        all.add(ClickUpResource.class, (ports, parts) -> new ClickUpResource(ports.directCalls(), parts.writes));
        all.add(
                ClickUpTaskResource.class,
                (ports, parts) -> new ClickUpTaskResource(ports.directCalls(), parts.writes));
        all.add(
                TrackingTimeResource.class,
                (ports, parts) -> new TrackingTimeResource(ports.namedCalls(), parts.writes));
    }
}
