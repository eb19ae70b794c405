package dev.devledger.adapters.sandbox.trackingtime;

import dev.devledger.adapters.sandbox.kernel.SandboxClock;
import dev.devledger.adapters.sandbox.kernel.SandboxDatabase;
import dev.devledger.adapters.sandbox.kernel.SandboxFilters;
import dev.devledger.adapters.sandbox.kernel.SandboxSettings;
import dev.devledger.adapters.sandbox.trackingtime.api.GateFilter;
import dev.devledger.adapters.sandbox.trackingtime.common.PagePaths;
import dev.devledger.adapters.sandbox.trackingtime.faults.TrackingTimeFaultFilter;
import dev.devledger.adapters.sandbox.trackingtime.hooks.Deliveries;
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
public class TrackingTimeSandboxConfiguration {
    private static final String[] API = {PagePaths.API + "/*"};

    @Bean
    TrackingTimeSandbox trackingTimeSandbox(DataSource dataSource, ZoneId zone, Clock clock, SandboxSettings settings) {
        SandboxDatabase database = SandboxDatabase.migrated(dataSource, "trackingtime_sandbox");
        return TrackingTimeSandbox.of(database, zone, new SandboxClock(clock), settings);
    }

    /** The seed is in the ground before anything is served. */
    @Bean
    RouterFunction<ServerResponse> trackingTimeSandboxRoutes(TrackingTimeSandbox sandbox) {
        sandbox.seed().plant();
        return sandbox.routes();
    }

    @Bean
    Deliveries trackingTimeSandboxWebhooks(TrackingTimeSandbox sandbox) {
        return sandbox.webhooks();
    }

    @Bean
    FilterRegistrationBean<GateFilter> trackingTimeSandboxGate(TrackingTimeSandbox sandbox) {
        return SandboxFilters.gate(sandbox.gate(), "trackingTimeSandboxGate", API);
    }

    /** What makes the sandbox misbehave: only tests ask for it. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("devledger.sandbox.faults")
    static class Faults {
        @Bean
        RouterFunction<ServerResponse> trackingTimeSandboxFaultControl(TrackingTimeSandbox sandbox) {
            return sandbox.app().control().routes().and(sandbox.app().routes());
        }

        @Bean
        FilterRegistrationBean<TrackingTimeFaultFilter> trackingTimeSandboxFaultFilter(TrackingTimeSandbox sandbox) {
            return SandboxFilters.faults(sandbox.faults(), "trackingTimeSandboxFaultFilter", API);
        }
    }
}
