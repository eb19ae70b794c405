package dev.devledger.adapters.trackingtimesandbox;

import dev.devledger.adapters.imitation.ArmedFaults;
import dev.devledger.adapters.imitation.ConnectionCutter;
import dev.devledger.adapters.imitation.Fault;
import dev.devledger.adapters.imitation.Journal;
import dev.devledger.adapters.trackingtimesandbox.api.Api;
import dev.devledger.adapters.trackingtimesandbox.api.CallLimit;
import dev.devledger.adapters.trackingtimesandbox.api.EntryCalls;
import dev.devledger.adapters.trackingtimesandbox.api.EntryReads;
import dev.devledger.adapters.trackingtimesandbox.api.GateFilter;
import dev.devledger.adapters.trackingtimesandbox.api.PeopleCalls;
import dev.devledger.adapters.trackingtimesandbox.api.WorkCalls;
import dev.devledger.adapters.trackingtimesandbox.app.Entries;
import dev.devledger.adapters.trackingtimesandbox.app.Page;
import dev.devledger.adapters.trackingtimesandbox.app.WorkPage;
import dev.devledger.adapters.trackingtimesandbox.common.Circumstances;
import dev.devledger.adapters.trackingtimesandbox.common.PagePaths;
import dev.devledger.adapters.trackingtimesandbox.common.SandboxClock;
import dev.devledger.adapters.trackingtimesandbox.common.Things;
import dev.devledger.adapters.trackingtimesandbox.common.TrackingTimeDatabase;
import dev.devledger.adapters.trackingtimesandbox.events.EventAnswers;
import dev.devledger.adapters.trackingtimesandbox.events.EventTable;
import dev.devledger.adapters.trackingtimesandbox.events.Export;
import dev.devledger.adapters.trackingtimesandbox.faults.TrackingTimeAppControl;
import dev.devledger.adapters.trackingtimesandbox.faults.TrackingTimeFaultControl;
import dev.devledger.adapters.trackingtimesandbox.faults.TrackingTimeFaultFilter;
import dev.devledger.adapters.trackingtimesandbox.fields.Fields;
import dev.devledger.adapters.trackingtimesandbox.fields.Tags;
import dev.devledger.adapters.trackingtimesandbox.hooks.Deliveries;
import dev.devledger.adapters.trackingtimesandbox.hooks.DeliveryThread;
import dev.devledger.adapters.trackingtimesandbox.hooks.Hooks;
import dev.devledger.adapters.trackingtimesandbox.people.Groups;
import dev.devledger.adapters.trackingtimesandbox.people.Passwords;
import dev.devledger.adapters.trackingtimesandbox.people.People;
import dev.devledger.adapters.trackingtimesandbox.people.PeopleAnswers;
import dev.devledger.adapters.trackingtimesandbox.projects.NamedThings;
import dev.devledger.adapters.trackingtimesandbox.projects.ProjectAnswers;
import dev.devledger.adapters.trackingtimesandbox.projects.Projects;
import dev.devledger.adapters.trackingtimesandbox.seed.Seed;
import dev.devledger.adapters.trackingtimesandbox.tasks.TaskAnswers;
import dev.devledger.adapters.trackingtimesandbox.tasks.Tasks;
import dev.devledger.adapters.trackingtimesandbox.timer.EntryTarget;
import dev.devledger.adapters.trackingtimesandbox.timer.EntryWrites;
import dev.devledger.adapters.trackingtimesandbox.timer.Timer;
import dev.devledger.adapters.trackingtimesandbox.timer.Zones;
import java.time.ZoneId;
import java.util.EnumSet;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/** All of the sandbox, for an application that has decided to serve it. */
@Configuration(proxyBeanMethods = false)
@Import({
    Things.class,
    Circumstances.class,
    SandboxClock.class,
    Hooks.class,
    Deliveries.class,
    DeliveryThread.class,
    People.class,
    PeopleAnswers.class,
    Groups.class,
    Passwords.class,
    Fields.class,
    Tags.class,
    EventTable.class,
    EventAnswers.class,
    Export.class,
    NamedThings.class,
    Projects.class,
    ProjectAnswers.class,
    Tasks.class,
    TaskAnswers.class,
    Zones.class,
    EntryTarget.class,
    EntryWrites.class,
    Timer.class,
    PeopleCalls.class,
    WorkCalls.class,
    EntryReads.class,
    EntryCalls.class,
    Api.class,
    Entries.class,
    WorkPage.class,
    Page.class
})
public class TrackingTimeSandboxConfiguration {
    private static final String[] API = {PagePaths.API + "/*"};

    /** Meets a request before the gate does. */
    private static final int FAULTS_FIRST = 10;

    @Bean
    TrackingTimeDatabase trackingTimeSandboxDatabase(DataSource dataSource) {
        return TrackingTimeDatabase.migrated(dataSource);
    }

    @Bean
    Seed trackingTimeSandboxSeed(
            People people, NamedThings named, Projects projects, Tasks tasks, EntryWrites entries, ZoneId zone) {
        Seed seed = new Seed(people, named, projects, tasks, entries, zone);
        seed.plant();
        return seed;
    }

    @Bean
    CallLimit trackingTimeSandboxLimit(
            Circumstances circumstances, SandboxClock clock, TrackingTimeSandboxSettings settings) {
        return new CallLimit(circumstances, clock, settings.limitsRate());
    }

    @Bean
    FilterRegistrationBean<GateFilter> trackingTimeSandboxGate(Passwords passwords, CallLimit limit) {
        var filter = new FilterRegistrationBean<>(new GateFilter(passwords, limit));
        filter.setName("trackingTimeSandboxGate");
        filter.addUrlPatterns(API);
        filter.setOrder(FAULTS_FIRST + 1);
        return filter;
    }

    @Bean
    RouterFunction<ServerResponse> trackingTimeSandboxApi(Api api) {
        return api.routes();
    }

    @Bean
    RouterFunction<ServerResponse> trackingTimeSandboxPage(Page page) {
        return page.routes();
    }

    /** What makes the sandbox misbehave: only tests ask for it. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("devledger.sandbox.faults")
    @Import(TrackingTimeAppControl.class)
    static class Faults {

        private final ArmedFaults faults =
                new ArmedFaults(EnumSet.complementOf(EnumSet.of(Fault.CREATED, Fault.STALE_READ)));
        private final Journal journal = new Journal();

        @Bean
        TrackingTimeFaultControl trackingTimeSandboxFaults(
                Circumstances circumstances,
                CallLimit limit,
                SandboxClock clock,
                Deliveries deliveries,
                DeliveryThread thread) {
            return new TrackingTimeFaultControl(faults, journal, circumstances, limit, clock, deliveries, thread);
        }

        @Bean
        RouterFunction<ServerResponse> trackingTimeSandboxFaultControl(TrackingTimeFaultControl control) {
            return control.routes();
        }

        @Bean
        RouterFunction<ServerResponse> trackingTimeSandboxAppControl(TrackingTimeAppControl control) {
            return control.routes();
        }

        @Bean
        FilterRegistrationBean<TrackingTimeFaultFilter> trackingTimeSandboxFaultFilter(People people) {
            var filter = new FilterRegistrationBean<>(new TrackingTimeFaultFilter(faults, journal, people));
            filter.setName("trackingTimeSandboxFaultFilter");
            filter.addUrlPatterns(API);
            filter.setOrder(FAULTS_FIRST);
            return filter;
        }

        @Bean
        WebServerFactoryCustomizer<TomcatServletWebServerFactory> trackingTimeSandboxConnectionCutter() {
            return factory -> factory.addContextValves(new ConnectionCutter());
        }
    }
}
