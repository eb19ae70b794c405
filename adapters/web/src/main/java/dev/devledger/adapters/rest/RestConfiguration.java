package dev.devledger.adapters.rest;

import dev.devledger.adapters.rest.access.AccessTokenResource;
import dev.devledger.adapters.rest.access.OAuthClientResource;
import dev.devledger.adapters.rest.billing.BillingCalls;
import dev.devledger.adapters.rest.billing.CustomerResource;
import dev.devledger.adapters.rest.billing.ServiceResource;
import dev.devledger.adapters.rest.exports.TaskExport;
import dev.devledger.adapters.rest.exports.TaskExportResource;
import dev.devledger.adapters.rest.feed.EventsResource;
import dev.devledger.adapters.rest.feed.LedgerFeed;
import dev.devledger.adapters.rest.feed.LongWork;
import dev.devledger.adapters.rest.feed.ReplayNews;
import dev.devledger.adapters.rest.feed.SyncNews;
import dev.devledger.adapters.rest.feed.UndoNews;
import dev.devledger.adapters.rest.history.ChangeSetListResource;
import dev.devledger.adapters.rest.history.HistoryCountResource;
import dev.devledger.adapters.rest.history.HistoryMarksResource;
import dev.devledger.adapters.rest.http.IdempotentWrites;
import dev.devledger.adapters.rest.http.ProblemMapper;
import dev.devledger.adapters.rest.http.ProblemValve;
import dev.devledger.adapters.rest.http.RequestId;
import dev.devledger.adapters.rest.imports.ImportFields;
import dev.devledger.adapters.rest.imports.ImportResource;
import dev.devledger.adapters.rest.imports.ImportSettings;
import dev.devledger.adapters.rest.imports.KnownImports;
import dev.devledger.adapters.rest.imports.Upload;
import dev.devledger.adapters.rest.lists.ProjectList;
import dev.devledger.adapters.rest.named.TrackingTimeResource;
import dev.devledger.adapters.rest.page.ApiPage;
import dev.devledger.adapters.rest.page.ApiPageFiles;
import dev.devledger.adapters.rest.page.ErrorPage;
import dev.devledger.adapters.rest.projects.ProjectStatusesResource;
import dev.devledger.adapters.rest.resource.ApprovalResource;
import dev.devledger.adapters.rest.resource.AsOf;
import dev.devledger.adapters.rest.resource.ChangeSetResource;
import dev.devledger.adapters.rest.resource.ClaimResource;
import dev.devledger.adapters.rest.resource.ClickUpResource;
import dev.devledger.adapters.rest.resource.ClickUpTaskResource;
import dev.devledger.adapters.rest.resource.ConflictResource;
import dev.devledger.adapters.rest.resource.ConnectorResource;
import dev.devledger.adapters.rest.resource.DependencyResource;
import dev.devledger.adapters.rest.resource.DiffResource;
import dev.devledger.adapters.rest.resource.HistoryFilters;
import dev.devledger.adapters.rest.resource.HistoryResource;
import dev.devledger.adapters.rest.resource.LedgerResource;
import dev.devledger.adapters.rest.resource.PersonResource;
import dev.devledger.adapters.rest.resource.ProjectFields;
import dev.devledger.adapters.rest.resource.ProjectNoteResource;
import dev.devledger.adapters.rest.resource.ProjectResource;
import dev.devledger.adapters.rest.resource.ProjectionResource;
import dev.devledger.adapters.rest.resource.RequestResource;
import dev.devledger.adapters.rest.resource.SyncResource;
import dev.devledger.adapters.rest.resource.TaskFields;
import dev.devledger.adapters.rest.resource.TaskNoteResource;
import dev.devledger.adapters.rest.resource.TaskResource;
import dev.devledger.adapters.rest.resource.TickTickResource;
import dev.devledger.adapters.rest.time.TimeEntryFields;
import dev.devledger.adapters.rest.time.TimeEntryHistoryResource;
import dev.devledger.adapters.rest.time.TimeEntryResource;
import dev.devledger.adapters.rest.time.TimeExportResource;
import dev.devledger.adapters.rest.time.TimeQuery;
import dev.devledger.adapters.rest.time.TimeReportResource;
import dev.devledger.adapters.rest.time.TimerResource;
import dev.devledger.application.history.ChangeSetsTold;
import dev.devledger.application.history.Differences;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.MarksTold;
import dev.devledger.application.history.Moments;
import dev.devledger.application.history.StatusTimelines;
import dev.devledger.application.imports.ImportRuns;
import dev.devledger.application.imports.Imports;
import dev.devledger.application.ledger.StoreOutage;
import dev.devledger.application.project.StatusOfMany;
import dev.devledger.application.time.BookedOn;
import java.time.ZoneId;
import org.apache.catalina.core.StandardHost;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;

/** All of the REST API. The zone is that of days that come without one. */
@Configuration(proxyBeanMethods = false)
@Import({
    TaskFields.class,
    AsOf.class,
    Differences.class,
    HistoryFilters.class,
    ImportFields.class,
    ProjectFields.class,
    ProjectResource.class,
    StatusOfMany.class,
    ProjectList.class,
    ProjectStatusesResource.class,
    PersonResource.class,
    BillingCalls.class,
    CustomerResource.class,
    ServiceResource.class,
    TimeEntryFields.class,
    TimeQuery.class,
    TimeEntryResource.class,
    TimeEntryHistoryResource.class,
    TimerResource.class,
    TimeReportResource.class,
    TimeExportResource.class,
    ProjectNoteResource.class,
    TaskNoteResource.class,
    TaskExport.class,
    TaskExportResource.class,
    TaskResource.class,
    ClaimResource.class,
    DependencyResource.class,
    HistoryResource.class,
    DiffResource.class,
    MarksTold.class,
    ChangeSetsTold.class,
    ChangeSetListResource.class,
    StatusTimelines.class,
    HistoryCountResource.class,
    HistoryMarksResource.class,
    ChangeSetResource.class,
    RequestResource.class,
    ProjectionResource.class,
    LedgerResource.class,
    SyncResource.class,
    AccessTokenResource.class,
    OAuthClientResource.class,
    ConnectorResource.class,
    ConflictResource.class,
    ApprovalResource.class,
    TickTickResource.class,
    ClickUpResource.class,
    TrackingTimeResource.class,
    ClickUpTaskResource.class,
    ImportRuns.class,
    KnownImports.class,
    SyncNews.class,
    ReplayNews.class,
    UndoNews.class,
    EventsResource.class,
    ApiPage.class,
    IdempotentWrites.class,
    ProblemMapper.class,
    ErrorPage.class,
    ApiPageFiles.class,
    RestWeb.class
})
public class RestConfiguration {

    /** Those of long work are asked for late: some of it writes to the ledger, which tells this of each write. */
    @Bean
    LedgerFeed ledgerFeed(HistoryQueries history, Moments moments, ObjectProvider<LongWork> works, StoreOutage outage) {
        return new LedgerFeed(history, moments, works, outage);
    }

    @Bean
    ImportResource importResource(
            Imports imports,
            ImportSettings settings,
            ImportFields fields,
            ZoneId zone,
            ImportRuns runs,
            BookedOn booked) {
        Upload.clear(settings.folder());
        return new ImportResource(imports, settings, fields, zone, runs, booked);
    }

    /** Before all others, the security's too, so that each answer has an id. */
    @Bean
    FilterRegistrationBean<RequestId> requestIds() {
        FilterRegistrationBean<RequestId> filter = new FilterRegistrationBean<>(new RequestId());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    /** No other valve than this one: theirs answer in HTML. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsOfTomcat() {
        return factory -> factory.addContextCustomizers(context -> {
            StandardHost host = (StandardHost) context.getParent();
            host.setErrorReportValveClass("");
            host.getPipeline().addValve(new ProblemValve());
        });
    }
}
