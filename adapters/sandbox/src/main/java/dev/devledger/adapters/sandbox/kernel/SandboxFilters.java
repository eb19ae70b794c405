package dev.devledger.adapters.sandbox.kernel;

import jakarta.servlet.Filter;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What stands before the calls of a sandbox. */
public final class SandboxFilters {
    private static final int FAULTS_FIRST = 10;

    private SandboxFilters() {}

    public static <F extends Filter> FilterRegistrationBean<F> gate(F gate, String name, String... paths) {
        return filter(gate, FAULTS_FIRST + 1, name, paths);
    }

    /** Meets a request before the gate does. */
    public static <F extends Filter> FilterRegistrationBean<F> faults(F faults, String name, String... paths) {
        return filter(faults, FAULTS_FIRST, name, paths);
    }

    private static <F extends Filter> FilterRegistrationBean<F> filter(
            F each, int order, String name, String... paths) {
        var filter = new FilterRegistrationBean<>(each);
        filter.setName(name);
        filter.addUrlPatterns(paths);
        filter.setOrder(order);
        return filter;
    }

    /** Once, however many sandboxes are served. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("devledger.sandbox.faults")
    public static class Cutter {
        @Bean
        WebServerFactoryCustomizer<TomcatServletWebServerFactory> sandboxConnectionCutter() {
            return factory -> factory.addContextValves(new ConnectionCutter());
        }
    }
}
