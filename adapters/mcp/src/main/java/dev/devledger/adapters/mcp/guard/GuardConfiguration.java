package dev.devledger.adapters.mcp.guard;

import dev.devledger.adapters.mcp.tool.ToolRegistry;
import dev.devledger.application.access.AllowedOrigins;
import jakarta.servlet.Filter;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/** What stands before {@code /mcp}: two filters before it is known who asks, three after. */
@Configuration(proxyBeanMethods = false)
public class GuardConfiguration {
    private static final String PATH = "/mcp";

    private final GuardSettings settings;
    private final Sessions sessions;
    private final Streams streams;

    GuardConfiguration(GuardSettings settings, InstantSource clock) {
        this.settings = settings;
        this.sessions = new Sessions(clock);
        this.streams = new Streams(settings.beat());
    }

    @Bean
    Streams mcpStreams() {
        return streams;
    }

    @Bean
    AllowedOrigins allowedOrigins() {
        return settings.origins()::takes;
    }

    /** Where agents call, and where they come by a token. */
    @Bean
    FilterRegistrationBean<CrossOriginFilter> crossOrigins() {
        FilterRegistrationBean<CrossOriginFilter> registration =
                before(new CrossOriginFilter(allowedOrigins()), Ordered.HIGHEST_PRECEDENCE + 90);
        registration.addUrlPatterns("/oauth2/register", "/oauth2/token", "/oauth2/revoke", "/.well-known/*");
        return registration;
    }

    /** After the one that gives each request its id. */
    @Bean
    FilterRegistrationBean<ProtocolFilter> mcpEntrance() {
        return before(new ProtocolFilter(settings, sessions), Ordered.HIGHEST_PRECEDENCE + 100);
    }

    @Bean
    FilterRegistrationBean<MessageCheck> mcpMessageCheck() {
        return before(new MessageCheck(), SecurityFilterProperties.DEFAULT_FILTER_ORDER + 50);
    }

    @Bean
    FilterRegistrationBean<SessionCheck> mcpSessionCheck(
            @Qualifier("mcpRoutes") RouterFunction<ServerResponse> transport) {
        return before(
                new SessionCheck(sessions, streams, new Eviction(transport)),
                SecurityFilterProperties.DEFAULT_FILTER_ORDER + 100);
    }

    /** Last, so that who calls in no session of theirs learns that first. */
    @Bean
    FilterRegistrationBean<ScopeCheck> mcpScopeCheck(ToolRegistry tools) {
        return before(new ScopeCheck(tools), SecurityFilterProperties.DEFAULT_FILTER_ORDER + 150);
    }

    private static <T extends Filter> FilterRegistrationBean<T> before(T filter, int order) {
        FilterRegistrationBean<T> registration = new FilterRegistrationBean<>(filter);
        registration.addUrlPatterns(PATH);
        registration.setOrder(order);
        return registration;
    }
}
