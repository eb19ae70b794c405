package dev.devledger.adapters.sandbox.trackingtime;

import dev.devledger.adapters.sandbox.kernel.ConnectionCutter;
import dev.devledger.adapters.sandbox.trackingtime.api.GateFilter;
import dev.devledger.adapters.sandbox.trackingtime.common.AppPasswords;
import dev.devledger.adapters.sandbox.trackingtime.common.PagePaths;
import dev.devledger.adapters.sandbox.trackingtime.common.SandboxClock;
import dev.devledger.adapters.sandbox.trackingtime.common.TrackingTimeDatabase;
import dev.devledger.adapters.sandbox.trackingtime.faults.TrackingTimeFaultFilter;
import dev.devledger.adapters.sandbox.trackingtime.hooks.DeliveryThread;
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
public class TrackingTimeSandboxConfiguration {
    private static final String[] API = {PagePaths.API + "/*"};

    /** Meets a request before the gate does. */
    private static final int FAULTS_FIRST = 10;

    @Bean
    TrackingTimeSandbox trackingTimeSandbox(
            DataSource dataSource,
            ZoneId zone,
            Clock clock,
            TrackingTimeSandboxSettings settings,
            AppPasswords passwords) {
        TrackingTimeDatabase database = TrackingTimeDatabase.migrated(dataSource);
        return TrackingTimeSandbox.of(database, zone, new SandboxClock(clock), settings, passwords);
    }

    /** The seed is in the ground before anything is served. */
    @Bean
    RouterFunction<ServerResponse> trackingTimeSandboxRoutes(TrackingTimeSandbox sandbox) {
        sandbox.seed().plant();
        return sandbox.routes();
    }

    @Bean
    DeliveryThread trackingTimeSandboxWebhooks(TrackingTimeSandbox sandbox) {
        return sandbox.webhooks();
    }

    @Bean
    FilterRegistrationBean<GateFilter> trackingTimeSandboxGate(TrackingTimeSandbox sandbox) {
        var filter = new FilterRegistrationBean<>(sandbox.gate());
        filter.setName("trackingTimeSandboxGate");
        filter.addUrlPatterns(API);
        filter.setOrder(FAULTS_FIRST + 1);
        return filter;
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
            var filter = new FilterRegistrationBean<>(sandbox.faults());
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
