package dev.devledger.adapters.sandbox.fault;

import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The filters before the calls of a sandbox. */
public final class SandboxFilters {
    private static final int FAULTS_FIRST = 10;

    private SandboxFilters() {}

    public static <F extends Filter> FilterRegistrationBean<F> gate(F gate, String name, String... paths) {
        return filter(gate, FAULTS_FIRST + 1, name, paths);
    }

    /** Registers a filter for faults, which runs before the gate. */
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

    /** Adds the connection cutter once for all sandboxes. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("devledger.sandbox.faults")
    public static class Cutter {
        @Bean
        WebServerFactoryCustomizer<TomcatServletWebServerFactory> sandboxConnectionCutter() {
            return factory -> factory.addContextValves(new ConnectionCutter());
        }
    }

    /**
     * Closes the connection during an answer. A servlet cannot do that: an exception in it becomes a 500, a return a
     * 200.
     */
    public static final class ConnectionCutter extends ValveBase {
        private static final String CUT = ConnectionCutter.class.getName();

        public ConnectionCutter() {
            super(true);
        }

        public static void cut(HttpServletRequest request) {
            request.setAttribute(CUT, true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            getNext().invoke(request, response);
            if (request.getAttribute(CUT) == null) return;
            // Several sandboxes may add a cutter; without the attribute the next one does nothing.
            request.removeAttribute(CUT);
            response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, new IOException("Cut as a test wished"));
        }
    }
}
