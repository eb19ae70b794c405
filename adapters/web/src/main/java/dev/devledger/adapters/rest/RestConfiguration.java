package dev.devledger.adapters.rest;

import dev.devledger.adapters.rest.feed.EventsResource;
import dev.devledger.adapters.rest.feed.LedgerFeed;
import dev.devledger.adapters.rest.feed.LongWork;
import dev.devledger.adapters.rest.feed.ReplayNews;
import dev.devledger.adapters.rest.feed.SyncNews;
import dev.devledger.adapters.rest.http.AnswerWriter;
import dev.devledger.adapters.rest.http.DownloadWriter;
import dev.devledger.adapters.rest.http.IdempotentWrites;
import dev.devledger.adapters.rest.http.ProblemMapper;
import dev.devledger.adapters.rest.http.ProblemValve;
import dev.devledger.adapters.rest.http.RequestArguments;
import dev.devledger.adapters.rest.http.RequestCheck;
import dev.devledger.adapters.rest.http.RequestId;
import dev.devledger.adapters.rest.imports.ImportFields;
import dev.devledger.adapters.rest.imports.ImportResource;
import dev.devledger.adapters.rest.imports.ImportSettings;
import dev.devledger.adapters.rest.imports.KnownImports;
import dev.devledger.adapters.rest.imports.Upload;
import dev.devledger.adapters.rest.page.ApiDocument;
import dev.devledger.adapters.rest.page.ApiPage;
import dev.devledger.adapters.rest.page.ConnectOffers;
import dev.devledger.adapters.rest.page.ErrorPage;
import dev.devledger.adapters.rest.page.OwnerTokenFile;
import dev.devledger.adapters.rest.page.StartPage;
import dev.devledger.adapters.rest.resource.ApprovalResource;
import dev.devledger.adapters.rest.resource.AsOf;
import dev.devledger.adapters.rest.resource.ChangeSetResource;
import dev.devledger.adapters.rest.resource.ConflictResource;
import dev.devledger.adapters.rest.resource.ConnectorResource;
import dev.devledger.adapters.rest.resource.DiffResource;
import dev.devledger.adapters.rest.resource.HistoryFilters;
import dev.devledger.adapters.rest.resource.HistoryResource;
import dev.devledger.adapters.rest.resource.LedgerResource;
import dev.devledger.adapters.rest.resource.NoteResource;
import dev.devledger.adapters.rest.resource.ProjectFields;
import dev.devledger.adapters.rest.resource.ProjectResource;
import dev.devledger.adapters.rest.resource.ProjectionResource;
import dev.devledger.adapters.rest.resource.RequestResource;
import dev.devledger.adapters.rest.resource.SyncResource;
import dev.devledger.adapters.rest.resource.TaskFields;
import dev.devledger.adapters.rest.resource.TaskResource;
import dev.devledger.adapters.rest.resource.TickTickResource;
import dev.devledger.application.history.ChangedEntities;
import dev.devledger.application.history.Differences;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.Moments;
import dev.devledger.application.imports.Imports;
import dev.devledger.application.ledger.IdempotencyStore;
import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.ledger.StoreOutage;
import dev.devledger.application.progress.LongWrites;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.Projects;
import dev.devledger.application.projection.Rebuilds;
import dev.devledger.application.projection.Replays;
import dev.devledger.application.proof.Sealing;
import dev.devledger.application.sync.Syncs;
import dev.devledger.application.sync.conflict.Conflicts;
import dev.devledger.application.sync.connector.PassThrough;
import dev.devledger.application.sync.guard.Approvals;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.Tasks;
import dev.devledger.application.undo.UndoChangeSets;
import dev.devledger.domain.project.ReservedTags;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.catalina.core.StandardHost;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;
import org.springframework.core.Ordered;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** All of the REST API. The zone is that of days that come without one. */
@Configuration(proxyBeanMethods = false)
@PropertySource("classpath:dev/devledger/adapters/rest/springdoc.properties")
public class RestConfiguration {

    @Bean
    ProjectFields projectFields(ZoneId zone, ReservedTags reserved) {
        return new ProjectFields(zone, reserved);
    }

    @Bean
    ProjectResource projectResource(
            Projects projects, ProjectQueries queries, Moments moments, IdempotentWrites writes, ProjectFields fields) {
        return new ProjectResource(projects, queries, writes, fields, new AsOf(moments, fields.zone()));
    }

    @Bean
    NoteResource noteResource(Projects projects, ProjectQueries queries, IdempotentWrites writes) {
        return new NoteResource(projects, queries, writes);
    }

    @Bean
    TaskResource taskResource(
            Tasks tasks,
            TaskQueries queries,
            ProjectQueries projects,
            Moments moments,
            IdempotentWrites writes,
            ZoneId zone) {
        return new TaskResource(tasks, queries, projects, writes, new TaskFields(zone), new AsOf(moments, zone));
    }

    @Bean
    HistoryResource historyResource(
            HistoryQueries history, ProjectQueries projects, TaskQueries tasks, ZoneId zone, Clock clock) {
        return new HistoryResource(history, projects, tasks, zone, clock);
    }

    @Bean
    DiffResource diffResource(
            ProjectQueries projects, TaskQueries tasks, ChangedEntities changed, Moments moments, ZoneId zone) {
        return new DiffResource(new Differences(projects, tasks, changed, moments), projects, new AsOf(moments, zone));
    }

    @Bean
    ChangeSetResource changeSetResource(UndoChangeSets undos, LongWrites longWrites, IdempotentWrites writes) {
        return new ChangeSetResource(undos, longWrites, writes);
    }

    @Bean
    RequestResource requestResource(LongWrites longWrites) {
        return new RequestResource(longWrites);
    }

    @Bean
    ProjectionResource projectionResource(Replays replays, IdempotentWrites writes) {
        return new ProjectionResource(replays, writes);
    }

    @Bean
    LedgerResource ledgerResource(Sealing sealing) {
        return new LedgerResource(sealing);
    }

    @Bean
    SyncResource syncResource(Syncs syncs, Cycles cycles, IdempotentWrites writes) {
        return new SyncResource(syncs, cycles, writes);
    }

    @Bean
    ConnectorResource connectorResource(Syncs syncs) {
        return new ConnectorResource(syncs);
    }

    @Bean
    ConflictResource conflictResource(Conflicts conflicts, IdempotentWrites writes) {
        return new ConflictResource(conflicts, writes);
    }

    @Bean
    ApprovalResource approvalResource(Syncs syncs, Approvals approvals, IdempotentWrites writes) {
        return new ApprovalResource(syncs, approvals, writes);
    }

    @Bean
    TickTickResource tickTickResource(PassThrough ticktick, IdempotentWrites writes) {
        return new TickTickResource(ticktick, writes);
    }

    @Bean
    KnownImports knownImports(Clock clock) {
        return new KnownImports(clock);
    }

    @Bean
    SyncNews syncNews(Syncs syncs) {
        return new SyncNews(syncs);
    }

    @Bean
    ReplayNews replayNews(Replays replays) {
        return new ReplayNews(replays);
    }

    /** Those of long work are asked for late: some of it writes to the ledger, which tells this of each write. */
    @Bean
    LedgerFeed ledgerFeed(HistoryQueries history, Moments moments, ObjectProvider<LongWork> works, StoreOutage outage) {
        return new LedgerFeed(history, moments, works, outage);
    }

    @Bean
    EventsResource eventsResource(
            HistoryQueries history,
            Moments moments,
            ProjectQueries projects,
            TaskQueries tasks,
            ZoneId zone,
            LedgerFeed feed,
            StoreOutage outage) {
        return new EventsResource(history, moments, new HistoryFilters(projects, tasks, zone), feed, outage);
    }

    @Bean
    ImportResource importResource(
            Imports imports,
            ImportSettings settings,
            ProjectFields projects,
            ZoneId zone,
            Clock clock,
            KnownImports known) {
        Upload.clear(settings.folder());
        ImportFields fields = new ImportFields(projects, new TaskFields(zone), clock);
        return new ImportResource(imports, settings, fields, zone, known);
    }

    @Bean
    StartPage startPage(
            Syncs syncs, ConnectOffers offers, HistoryQueries history, ProjectQueries projects, OwnerTokenFile token) {
        return new StartPage(syncs, offers, history, projects, token);
    }

    @Bean
    ApiPage apiPage() {
        return new ApiPage();
    }

    @Bean
    IdempotentWrites writes(Ledger ledger, IdempotencyStore answers) {
        return new IdempotentWrites(ledger, answers);
    }

    @Bean
    ProblemMapper problemMapper(StoreOutage outage) {
        return new ProblemMapper(outage);
    }

    @Bean
    ErrorPage errorPage() {
        return new ErrorPage();
    }

    @Bean
    ApiDocument apiDocument() throws IOException {
        return new ApiDocument();
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

    @Bean
    WebMvcConfigurer restWeb(ObjectProvider<Rebuilds> rebuilds) {
        Supplier<Set<String>> rebuilding = () -> Optional.ofNullable(rebuilds.getIfAvailable())
                .map(Rebuilds::stale)
                .orElse(Set.of());
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new RequestArguments());
            }

            @Override
            public void addReturnValueHandlers(List<HandlerMethodReturnValueHandler> handlers) {
                handlers.add(new AnswerWriter());
                handlers.add(new DownloadWriter());
            }

            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                String resources = RestConfiguration.class.getPackageName() + ".";
                registry.addInterceptor(new RequestCheck(rebuilding, resources)).addPathPatterns("/api/**");
            }
        };
    }
}
