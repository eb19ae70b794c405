package dev.devledger.adapters.clickupsandbox;

import dev.devledger.adapters.clickupsandbox.api.Api;
import dev.devledger.adapters.clickupsandbox.api.AroundRoutes;
import dev.devledger.adapters.clickupsandbox.api.CallLimit;
import dev.devledger.adapters.clickupsandbox.api.Calls;
import dev.devledger.adapters.clickupsandbox.api.GateFilter;
import dev.devledger.adapters.clickupsandbox.api.PlaceRoutes;
import dev.devledger.adapters.clickupsandbox.api.TaskRoutes;
import dev.devledger.adapters.clickupsandbox.api.TeamRoutes;
import dev.devledger.adapters.clickupsandbox.app.Page;
import dev.devledger.adapters.clickupsandbox.app.TaskPage;
import dev.devledger.adapters.clickupsandbox.around.Comments;
import dev.devledger.adapters.clickupsandbox.around.TimeEntries;
import dev.devledger.adapters.clickupsandbox.around.Views;
import dev.devledger.adapters.clickupsandbox.around.Webhooks;
import dev.devledger.adapters.clickupsandbox.common.Circumstances;
import dev.devledger.adapters.clickupsandbox.common.ClickUpDatabase;
import dev.devledger.adapters.clickupsandbox.common.PagePaths;
import dev.devledger.adapters.clickupsandbox.common.SandboxClock;
import dev.devledger.adapters.clickupsandbox.common.Things;
import dev.devledger.adapters.clickupsandbox.faults.ClickUpAppControl;
import dev.devledger.adapters.clickupsandbox.faults.ClickUpFaultControl;
import dev.devledger.adapters.clickupsandbox.faults.ClickUpFaultFilter;
import dev.devledger.adapters.clickupsandbox.hooks.Deliveries;
import dev.devledger.adapters.clickupsandbox.hooks.DeliveryThread;
import dev.devledger.adapters.clickupsandbox.hooks.Hooks;
import dev.devledger.adapters.clickupsandbox.oauth.ConsentPage;
import dev.devledger.adapters.clickupsandbox.oauth.Tokens;
import dev.devledger.adapters.clickupsandbox.places.Building;
import dev.devledger.adapters.clickupsandbox.places.People;
import dev.devledger.adapters.clickupsandbox.places.PlaceAnswers;
import dev.devledger.adapters.clickupsandbox.places.Places;
import dev.devledger.adapters.clickupsandbox.places.Seed;
import dev.devledger.adapters.clickupsandbox.tasks.Checklists;
import dev.devledger.adapters.clickupsandbox.tasks.FieldBook;
import dev.devledger.adapters.clickupsandbox.tasks.TaskAnswers;
import dev.devledger.adapters.clickupsandbox.tasks.TaskDeeds;
import dev.devledger.adapters.clickupsandbox.tasks.TaskDoor;
import dev.devledger.adapters.clickupsandbox.tasks.TaskSearch;
import dev.devledger.adapters.clickupsandbox.tasks.TaskTable;
import dev.devledger.adapters.clickupsandbox.tasks.TaskWrites;
import dev.devledger.adapters.imitation.ArmedFaults;
import dev.devledger.adapters.imitation.ConnectionCutter;
import dev.devledger.adapters.imitation.Fault;
import dev.devledger.adapters.imitation.Journal;
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
    Places.class,
    People.class,
    Building.class,
    Tokens.class,
    TaskTable.class,
    TaskSearch.class,
    TaskDoor.class,
    TaskAnswers.class,
    TaskWrites.class,
    TaskDeeds.class,
    FieldBook.class,
    Checklists.class,
    Comments.class,
    Views.class,
    Webhooks.class,
    TimeEntries.class,
    Calls.class,
    PlaceRoutes.class,
    TaskRoutes.class,
    AroundRoutes.class,
    TeamRoutes.class,
    Api.class,
    ConsentPage.class,
    TaskPage.Surroundings.class,
    TaskPage.class,
    Page.class
})
public class ClickUpSandboxConfiguration {
    private static final String[] API = {PagePaths.V2 + "/*", PagePaths.V3 + "/*"};

    /** Meets a request before the gate does. */
    private static final int FAULTS_FIRST = 10;

    @Bean
    ClickUpDatabase clickUpSandboxDatabase(DataSource dataSource) {
        return ClickUpDatabase.migrated(dataSource);
    }

    @Bean
    PlaceAnswers clickUpSandboxPlaceAnswers(Places places, TaskTable tasks) {
        return new PlaceAnswers(places, tasks::count);
    }

    @Bean
    Seed clickUpSandboxSeed(People people, Building building, Things things, ZoneId zone) {
        Seed seed = new Seed(people, building, things, zone);
        seed.plant();
        return seed;
    }

    @Bean
    CallLimit clickUpSandboxLimit(Circumstances circumstances, SandboxClock clock, ClickUpSandboxSettings settings) {
        return new CallLimit(circumstances, clock, settings.limitsRate());
    }

    @Bean
    FilterRegistrationBean<GateFilter> clickUpSandboxGate(Tokens tokens, CallLimit limit, Circumstances circumstances) {
        var filter = new FilterRegistrationBean<>(new GateFilter(tokens, limit, circumstances));
        filter.setName("clickUpSandboxGate");
        filter.addUrlPatterns(API);
        filter.setOrder(FAULTS_FIRST + 1);
        return filter;
    }

    @Bean
    RouterFunction<ServerResponse> clickUpSandboxApi(Api api) {
        return api.routes();
    }

    @Bean
    RouterFunction<ServerResponse> clickUpSandboxConsent(ConsentPage consent) {
        return consent.routes();
    }

    @Bean
    RouterFunction<ServerResponse> clickUpSandboxPage(Page page) {
        return page.routes();
    }

    /** What makes the sandbox misbehave: only tests ask for it. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("devledger.sandbox.faults")
    @Import(ClickUpAppControl.class)
    static class Faults {

        private final ArmedFaults faults =
                new ArmedFaults(EnumSet.complementOf(EnumSet.of(Fault.CREATED, Fault.STALE_READ)));
        private final Journal journal = new Journal();

        @Bean
        ClickUpFaultControl clickUpSandboxFaults(
                Circumstances circumstances,
                CallLimit limit,
                SandboxClock clock,
                Deliveries deliveries,
                DeliveryThread thread) {
            return new ClickUpFaultControl(faults, journal, circumstances, limit, clock, deliveries, thread);
        }

        @Bean
        RouterFunction<ServerResponse> clickUpSandboxFaultControl(ClickUpFaultControl control) {
            return control.routes();
        }

        @Bean
        RouterFunction<ServerResponse> clickUpSandboxAppControl(ClickUpAppControl control) {
            return control.routes();
        }

        @Bean
        FilterRegistrationBean<ClickUpFaultFilter> clickUpSandboxFaultFilter(CallLimit limit) {
            var filter = new FilterRegistrationBean<>(new ClickUpFaultFilter(faults, journal, limit));
            filter.setName("clickUpSandboxFaultFilter");
            filter.addUrlPatterns(API);
            filter.setOrder(FAULTS_FIRST);
            return filter;
        }

        @Bean
        WebServerFactoryCustomizer<TomcatServletWebServerFactory> clickUpSandboxConnectionCutter() {
            return factory -> factory.addContextValves(new ConnectionCutter());
        }
    }
}
