package dev.devledger.adapters.sandbox.clickup;

import dev.devledger.adapters.sandbox.clickup.api.GateFilter;
import dev.devledger.adapters.sandbox.clickup.common.AppTokens;
import dev.devledger.adapters.sandbox.clickup.common.ClickUpDatabase;
import dev.devledger.adapters.sandbox.clickup.common.PagePaths;
import dev.devledger.adapters.sandbox.clickup.common.SandboxClock;
import dev.devledger.adapters.sandbox.clickup.faults.ClickUpFaultFilter;
import dev.devledger.adapters.sandbox.clickup.hooks.DeliveryThread;
import dev.devledger.adapters.sandbox.kernel.ConnectionCutter;
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
public class ClickUpSandboxConfiguration {
    private static final String[] API = {PagePaths.V2 + "/*", PagePaths.V3 + "/*"};

    /** Meets a request before the gate does. */
    private static final int FAULTS_FIRST = 10;

    @Bean
    ClickUpSandbox clickUpSandbox(
            DataSource dataSource, ZoneId zone, Clock clock, ClickUpSandboxSettings settings, AppTokens tokens) {
        ClickUpDatabase database = ClickUpDatabase.migrated(dataSource);
        return ClickUpSandbox.of(database, zone, new SandboxClock(clock), settings, tokens);
    }

    /** The seed is in the ground before anything is served. */
    @Bean
    RouterFunction<ServerResponse> clickUpSandboxRoutes(ClickUpSandbox sandbox) {
        sandbox.seed().plant();
        return sandbox.routes();
    }

    @Bean
    DeliveryThread clickUpSandboxWebhooks(ClickUpSandbox sandbox) {
        return sandbox.webhooks();
    }

    @Bean
    FilterRegistrationBean<GateFilter> clickUpSandboxGate(ClickUpSandbox sandbox) {
        var filter = new FilterRegistrationBean<>(sandbox.gate());
        filter.setName("clickUpSandboxGate");
        filter.addUrlPatterns(API);
        filter.setOrder(FAULTS_FIRST + 1);
        return filter;
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
            var filter = new FilterRegistrationBean<>(sandbox.faults());
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
