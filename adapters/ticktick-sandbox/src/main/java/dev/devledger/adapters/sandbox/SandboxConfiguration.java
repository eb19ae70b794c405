package dev.devledger.adapters.sandbox;

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
import dev.devledger.adapters.sandbox.common.SandboxTokens;
import dev.devledger.adapters.sandbox.faults.AccountControl;
import dev.devledger.adapters.sandbox.faults.AppControl;
import dev.devledger.adapters.sandbox.faults.ConnectionCutter;
import dev.devledger.adapters.sandbox.faults.FaultControl;
import dev.devledger.adapters.sandbox.faults.FaultFilter;
import dev.devledger.adapters.sandbox.faults.SandboxFaults;
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
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/** All of the sandbox, for an application that has decided to serve it. */
@Configuration(proxyBeanMethods = false)
public class SandboxConfiguration {
    @Bean
    SandboxDatabase sandboxDatabase(DataSource dataSource) {
        return SandboxDatabase.migrated(dataSource);
    }

    @Bean
    Account sandboxAccount(SandboxDatabase sandboxDatabase, ZoneId zone) {
        return new Account(sandboxDatabase.inboxId(), zone);
    }

    @Bean
    Projects sandboxProjects(SandboxDatabase sandboxDatabase, Circumstances sandboxCircumstances, Clock clock) {
        return new Projects(sandboxDatabase, sandboxCircumstances, clock);
    }

    @Bean
    Groups sandboxGroups(SandboxDatabase sandboxDatabase, Clock clock) {
        return new Groups(sandboxDatabase, clock);
    }

    @Bean
    Tasks sandboxTasks(
            SandboxDatabase sandboxDatabase,
            Account sandboxAccount,
            Circumstances sandboxCircumstances,
            FirstReads sandboxFirstReads,
            Clock clock) {
        return new Tasks(sandboxDatabase, sandboxAccount, sandboxCircumstances, sandboxFirstReads, clock);
    }

    @Bean
    FirstReads sandboxFirstReads(Circumstances sandboxCircumstances) {
        return new FirstReads(sandboxCircumstances);
    }

    @Bean
    Circumstances sandboxCircumstances() {
        return new Circumstances();
    }

    @Bean
    Grants sandboxGrants(SandboxDatabase sandboxDatabase, Clock clock) {
        return new Grants(sandboxDatabase, clock);
    }

    @Bean
    RouterFunction<ServerResponse> sandboxOAuth(Grants sandboxGrants, Circumstances sandboxCircumstances) {
        return new OAuth(sandboxGrants, sandboxCircumstances).routes();
    }

    @Bean
    RouterFunction<ServerResponse> sandboxOpenApi(
            SandboxTokens tokens,
            Grants sandboxGrants,
            Circumstances sandboxCircumstances,
            SandboxDatabase sandboxDatabase,
            Account sandboxAccount,
            Projects sandboxProjects,
            Tasks sandboxTasks,
            Groups sandboxGroups,
            FirstReads sandboxFirstReads,
            Clock clock,
            SandboxSettings settings) {
        RateLimit limit = new RateLimit(clock, settings.limitsRate());
        TaskReads reads = new TaskReads(sandboxDatabase, sandboxAccount, sandboxCircumstances, sandboxFirstReads);
        Bearers bearers = new Bearers(tokens, sandboxGrants, sandboxCircumstances);
        MoreRoutes more = new MoreRoutes(
                sandboxAccount,
                sandboxProjects,
                sandboxTasks,
                sandboxGroups,
                new Columns(sandboxDatabase, sandboxAccount, clock),
                new Tags(sandboxDatabase),
                new Comments(sandboxDatabase, sandboxAccount, clock));
        Batch batch = new Batch(sandboxDatabase, sandboxAccount, sandboxCircumstances, sandboxTasks, clock);
        return new OpenApi(bearers, limit, reads, batch, more).routes();
    }

    @Bean
    App sandboxApp(SandboxDatabase sandboxDatabase, Account sandboxAccount, Tasks sandboxTasks, Clock clock) {
        return new App(sandboxDatabase, sandboxAccount, sandboxTasks, clock);
    }

    @Bean
    RouterFunction<ServerResponse> sandboxPage(
            SandboxDatabase sandboxDatabase,
            Account sandboxAccount,
            Projects sandboxProjects,
            App sandboxApp,
            CardKeys keys,
            Clock clock) {
        return new Page(sandboxDatabase, sandboxAccount, sandboxProjects, sandboxApp, keys, clock).routes();
    }

    /** What makes the sandbox misbehave: only tests ask for it. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("devledger.sandbox.faults")
    static class Faults {

        @Bean
        StaleView sandboxStaleView(DataSource dataSource) {
            return new StaleView(dataSource);
        }

        @Bean
        SandboxFaults sandboxFaults(StaleView sandboxStaleView, Circumstances sandboxCircumstances) {
            return new SandboxFaults(sandboxStaleView, sandboxCircumstances);
        }

        @Bean
        RouterFunction<ServerResponse> sandboxFaultControl(
                SandboxFaults sandboxFaults, Circumstances sandboxCircumstances) {
            return new FaultControl(sandboxFaults, new AccountControl(sandboxCircumstances)).routes();
        }

        @Bean
        RouterFunction<ServerResponse> sandboxAppControl(App sandboxApp, Projects sandboxProjects) {
            return new AppControl(sandboxApp, sandboxProjects).routes();
        }

        @Bean
        FilterRegistrationBean<FaultFilter> sandboxFaultFilter(
                SandboxFaults sandboxFaults, StaleView sandboxStaleView) {
            var filter = new FilterRegistrationBean<>(new FaultFilter(sandboxFaults, sandboxStaleView));
            filter.addUrlPatterns(Call.PATH + "/*", OAuth.PATH + "/*");
            return filter;
        }

        @Bean
        WebServerFactoryCustomizer<TomcatServletWebServerFactory> sandboxConnectionCutter() {
            return factory -> factory.addContextValves(new ConnectionCutter());
        }
    }
}
