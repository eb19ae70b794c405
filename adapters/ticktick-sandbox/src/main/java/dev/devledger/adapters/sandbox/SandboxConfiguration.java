package dev.devledger.adapters.sandbox;

import dev.devledger.adapters.imitation.ConnectionCutter;
import dev.devledger.adapters.sandbox.api.MoreRoutes;
import dev.devledger.adapters.sandbox.api.OpenApi;
import dev.devledger.adapters.sandbox.api.StaleView;
import dev.devledger.adapters.sandbox.app.App;
import dev.devledger.adapters.sandbox.app.Page;
import dev.devledger.adapters.sandbox.common.Account;
import dev.devledger.adapters.sandbox.common.Call;
import dev.devledger.adapters.sandbox.common.CardKeys;
import dev.devledger.adapters.sandbox.common.Circumstances;
import dev.devledger.adapters.sandbox.common.FirstReads;
import dev.devledger.adapters.sandbox.common.RateLimit;
import dev.devledger.adapters.sandbox.common.SandboxDatabase;
import dev.devledger.adapters.sandbox.faults.AccountControl;
import dev.devledger.adapters.sandbox.faults.AppControl;
import dev.devledger.adapters.sandbox.faults.FaultControl;
import dev.devledger.adapters.sandbox.faults.SandboxFaults;
import dev.devledger.adapters.sandbox.faults.TickTickFaultFilter;
import dev.devledger.adapters.sandbox.oauth.Bearers;
import dev.devledger.adapters.sandbox.oauth.Grants;
import dev.devledger.adapters.sandbox.oauth.OAuth;
import dev.devledger.adapters.sandbox.tasks.Batch;
import dev.devledger.adapters.sandbox.tasks.Columns;
import dev.devledger.adapters.sandbox.tasks.Comments;
import dev.devledger.adapters.sandbox.tasks.Groups;
import dev.devledger.adapters.sandbox.tasks.Projects;
import dev.devledger.adapters.sandbox.tasks.Tags;
import dev.devledger.adapters.sandbox.tasks.TaskReads;
import dev.devledger.adapters.sandbox.tasks.Tasks;
import java.time.Clock;
import java.time.ZoneId;
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
    Projects.class,
    Groups.class,
    Tasks.class,
    FirstReads.class,
    Circumstances.class,
    Grants.class,
    App.class,
    Bearers.class,
    TaskReads.class,
    Batch.class,
    Columns.class,
    Tags.class,
    Comments.class,
    MoreRoutes.class
})
public class SandboxConfiguration {
    @Bean
    SandboxDatabase sandboxDatabase(DataSource dataSource) {
        return SandboxDatabase.migrated(dataSource);
    }

    @Bean
    Account sandboxAccount(SandboxDatabase database, ZoneId zone) {
        return new Account(database.inboxId(), zone);
    }

    @Bean
    RouterFunction<ServerResponse> sandboxOAuth(Grants grants, Circumstances circumstances) {
        return new OAuth(grants, circumstances).routes();
    }

    @Bean
    RouterFunction<ServerResponse> sandboxOpenApi(
            Bearers bearers, TaskReads reads, Batch batch, MoreRoutes more, Clock clock, SandboxSettings settings) {
        RateLimit limit = new RateLimit(clock, settings.limitsRate());
        return new OpenApi(bearers, limit, reads, batch, more).routes();
    }

    @Bean
    RouterFunction<ServerResponse> sandboxPage(
            SandboxDatabase database, Account account, Projects projects, App app, CardKeys keys, Clock clock) {
        return new Page(database, account, projects, app, keys, clock).routes();
    }

    /** What makes the sandbox misbehave: only tests ask for it. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("devledger.sandbox.faults")
    @Import({StaleView.class, SandboxFaults.class})
    static class Faults {

        @Bean
        RouterFunction<ServerResponse> sandboxFaultControl(SandboxFaults faults, Circumstances circumstances) {
            return new FaultControl(faults, new AccountControl(circumstances)).routes();
        }

        @Bean
        RouterFunction<ServerResponse> sandboxAppControl(App app, Projects projects) {
            return new AppControl(app, projects).routes();
        }

        @Bean
        FilterRegistrationBean<TickTickFaultFilter> sandboxFaultFilter(SandboxFaults faults, StaleView view) {
            var filter = new FilterRegistrationBean<>(new TickTickFaultFilter(faults, view));
            filter.addUrlPatterns(Call.PATH + "/*", OAuth.PATH + "/*");
            return filter;
        }

        @Bean
        WebServerFactoryCustomizer<TomcatServletWebServerFactory> sandboxConnectionCutter() {
            return factory -> factory.addContextValves(new ConnectionCutter());
        }
    }
}
