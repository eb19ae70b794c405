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

    @Bean
    Sessions mcpSessions(InstantSource clock) {
        return new Sessions(clock);
    }

    @Bean
    Streams mcpStreams(GuardSettings settings) {
        return new Streams(settings.beat());
    }

    @Bean
    AllowedOrigins allowedOrigins(GuardSettings settings) {
        return settings.origins()::takes;
    }

    /** Where agents call, and where they come by a token. */
    @Bean
    FilterRegistrationBean<CrossOriginFilter> crossOrigins(AllowedOrigins origins) {
        FilterRegistrationBean<CrossOriginFilter> registration =
                before(new CrossOriginFilter(origins), Ordered.HIGHEST_PRECEDENCE + 90);
        registration.addUrlPatterns("/oauth2/register", "/oauth2/token", "/oauth2/revoke", "/.well-known/*");
        return registration;
    }

    /** After the one that gives each request its id. */
    @Bean
    FilterRegistrationBean<ProtocolFilter> mcpEntrance(GuardSettings settings, Sessions sessions) {
        return before(new ProtocolFilter(settings, sessions), Ordered.HIGHEST_PRECEDENCE + 100);
    }

    @Bean
    FilterRegistrationBean<MessageCheck> mcpMessageCheck() {
        return before(new MessageCheck(), SecurityFilterProperties.DEFAULT_FILTER_ORDER + 50);
    }

    @Bean
    FilterRegistrationBean<SessionCheck> mcpSessionCheck(
            Sessions sessions, Streams streams, @Qualifier("mcpRoutes") RouterFunction<ServerResponse> transport) {
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
