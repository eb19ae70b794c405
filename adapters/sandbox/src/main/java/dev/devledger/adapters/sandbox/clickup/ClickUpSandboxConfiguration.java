package dev.devledger.adapters.sandbox.clickup;

import dev.devledger.adapters.sandbox.clickup.api.GateFilter;
import dev.devledger.adapters.sandbox.clickup.common.PagePaths;
import dev.devledger.adapters.sandbox.clickup.faults.ClickUpFaultFilter;
import dev.devledger.adapters.sandbox.clickup.hooks.Deliveries;
import dev.devledger.adapters.sandbox.kernel.SandboxClock;
import dev.devledger.adapters.sandbox.kernel.SandboxDatabase;
import dev.devledger.adapters.sandbox.kernel.SandboxFilters;
import dev.devledger.adapters.sandbox.kernel.SandboxSettings;
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

/** All of the sandbox, for an application that has decided to serve it. */
@Configuration(proxyBeanMethods = false)
@Import(SandboxFilters.Cutter.class)
public class ClickUpSandboxConfiguration {
    private static final String[] API = {PagePaths.V2 + "/*", PagePaths.V3 + "/*"};

    @Bean
    ClickUpSandbox clickUpSandbox(DataSource dataSource, ZoneId zone, Clock clock, SandboxSettings settings) {
        SandboxDatabase database = SandboxDatabase.migrated(dataSource, "clickup_sandbox");
        return ClickUpSandbox.of(database, zone, new SandboxClock(clock), settings);
    }

    /** The seed is in the ground before anything is served. */
    @Bean
    RouterFunction<ServerResponse> clickUpSandboxRoutes(ClickUpSandbox sandbox) {
        sandbox.seed().plant();
        return sandbox.routes();
    }

    @Bean
    Deliveries clickUpSandboxWebhooks(ClickUpSandbox sandbox) {
        return sandbox.webhooks();
    }

    @Bean
    FilterRegistrationBean<GateFilter> clickUpSandboxGate(ClickUpSandbox sandbox) {
        return SandboxFilters.gate(sandbox.gate(), "clickUpSandboxGate", API);
    }

    /** What makes the sandbox misbehave: only tests ask for it. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("devledger.sandbox.faults")
    static class Faults {
        @Bean
        RouterFunction<ServerResponse> clickUpSandboxFaultControl(ClickUpSandbox sandbox) {
            return sandbox.app().control().routes().and(sandbox.app().routes());
        }

        @Bean
        FilterRegistrationBean<ClickUpFaultFilter> clickUpSandboxFaultFilter(ClickUpSandbox sandbox) {
            return SandboxFilters.faults(sandbox.faults(), "clickUpSandboxFaultFilter", API);
        }
    }
}
