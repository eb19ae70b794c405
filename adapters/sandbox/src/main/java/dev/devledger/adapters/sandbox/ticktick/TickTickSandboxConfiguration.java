package dev.devledger.adapters.sandbox.ticktick;

import dev.devledger.adapters.sandbox.fault.FaultControl;
import dev.devledger.adapters.sandbox.fault.SandboxFilters;
import dev.devledger.adapters.sandbox.kernel.SandboxClock;
import dev.devledger.adapters.sandbox.kernel.SandboxDatabase;
import dev.devledger.adapters.sandbox.kernel.SandboxSettings;
import dev.devledger.adapters.sandbox.ticktick.Grants.Bearers;
import dev.devledger.adapters.sandbox.ticktick.app.AppEdits;
import dev.devledger.adapters.sandbox.ticktick.app.Page;
import dev.devledger.adapters.sandbox.ticktick.common.Account;
import dev.devledger.adapters.sandbox.ticktick.common.Call;
import dev.devledger.adapters.sandbox.ticktick.common.CardKeys;
import dev.devledger.adapters.sandbox.ticktick.common.TickTickBehaviour;
import dev.devledger.adapters.sandbox.ticktick.common.TickTickBehaviour.StaleFirstReads;
import dev.devledger.adapters.sandbox.ticktick.common.Refusal.RateLimit;
import dev.devledger.adapters.sandbox.ticktick.tasks.Batch;
import dev.devledger.adapters.sandbox.ticktick.tasks.Groups;
import dev.devledger.adapters.sandbox.ticktick.tasks.Groups.Columns;
import dev.devledger.adapters.sandbox.ticktick.tasks.Projects;
import dev.devledger.adapters.sandbox.ticktick.tasks.Projects.ProjectRows;
import dev.devledger.adapters.sandbox.ticktick.tasks.Projects.Quota;
import dev.devledger.adapters.sandbox.ticktick.tasks.Tags;
import dev.devledger.adapters.sandbox.ticktick.tasks.Tags.Comments;
import dev.devledger.adapters.sandbox.ticktick.tasks.TaskReads;
import dev.devledger.adapters.sandbox.ticktick.tasks.TaskRows;
import dev.devledger.adapters.sandbox.ticktick.tasks.Tasks;
import java.time.Clock;
import java.time.ZoneId;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/** The whole sandbox, for an application that serves it. */
@Configuration(proxyBeanMethods = false)
@Import(SandboxFilters.Cutter.class)
public class TickTickSandboxConfiguration {
    /**
     * Makes the circumstances, which the sandbox and its faults share; the web server needs them before the tables
     * exist.
     */
    @Bean
    TickTickBehaviour sandboxCircumstances(Clock clock) {
        return new TickTickBehaviour(clock);
    }

    @Bean
    TickTickSandbox ticktickSandbox(
            DataSource dataSource, ZoneId zone, SandboxSettings settings, CardKeys keys, TickTickBehaviour circumstances) {
        SandboxDatabase database = SandboxDatabase.migrated(dataSource, "sandbox");
        return TickTickSandbox.of(database, zone, settings, keys, circumstances);
    }

    @Bean
    RouterFunction<ServerResponse> sandboxRoutes(TickTickSandbox sandbox) {
        return sandbox.routes();
    }

    /** The faults of the sandbox, which only tests switch on. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("devledger.sandbox.faults")
    static class Faults {

        @Bean
        FaultControl sandboxFaults(DataSource dataSource, TickTickBehaviour circumstances) {
            return TickTickFaultFilter.control(circumstances, dataSource);
        }

        @Bean
        RouterFunction<ServerResponse> sandboxFaultControl(FaultControl sandboxFaults, TickTickSandbox sandbox) {
            return sandboxFaults.routes().and(sandbox.app().routes());
        }

        @Bean
        FilterRegistrationBean<TickTickFaultFilter> sandboxFaultFilter(FaultControl sandboxFaults) {
            var filter = new FilterRegistrationBean<>(new TickTickFaultFilter(sandboxFaults));
            filter.addUrlPatterns(Call.PATH + "/*", OAuth.PATH + "/*");
            return filter;
        }
    }

    /**
     * The sandbox with its routes.
     *
     * @param app the edits in the app, for tests
     */
    record TickTickSandbox(RouterFunction<ServerResponse> routes, AppControl app) {

        /** Makes the parts; each part comes after the parts that it uses. */
        static TickTickSandbox of(
                SandboxDatabase database,
                ZoneId zone,
                SandboxSettings settings,
                CardKeys keys,
                TickTickBehaviour circumstances) {
            SandboxClock clock = circumstances.clock();
            var account = Account.of(database, zone);
            var firstReads = new StaleFirstReads(circumstances);
            var rows = new TaskRows(database);
            var lists = new ProjectRows(database);
            var quota = new Quota(lists, rows, circumstances);
            var projects = new Projects(database, lists, quota, clock);
            var columns = new Columns(database, lists, rows, account, clock);
            var tasks = new Tasks(database, rows, lists, columns, quota, account, circumstances, firstReads, clock);
            var reads = new TaskReads(database, rows, lists, account, circumstances, firstReads);
            var batch = new Batch(database, rows, account, circumstances, tasks, clock);
            var groups = new Groups(database, lists, clock);
            var tags = new Tags(database);
            var comments = new Comments(database, rows, account, clock);

            var grants = new Grants(database, clock);
            var bearers = new Bearers(settings, grants, circumstances);
            var oauth = new OAuth(grants, circumstances);

            var limit = new RateLimit(clock, settings.limitsRate());
            var parts = new OpenApiRoutes.Parts(projects, tasks, groups, columns, tags, comments);
            var api = new OpenApiRoutes(bearers, limit, reads, batch, account, parts);
            var app = new AppEdits(database, rows, lists, account, tasks, clock);
            var page = new Page(database, account, projects, app, keys, clock);

            return new TickTickSandbox(
                    oauth.routes().and(api.routes()).and(page.routes()), new AppControl(app, projects));
        }
    }
}
