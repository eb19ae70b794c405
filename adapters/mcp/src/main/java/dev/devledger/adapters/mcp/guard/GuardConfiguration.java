package dev.devledger.adapters.mcp.guard;

import dev.devledger.adapters.mcp.guard.GuardAnswer.GuardRefusal;
import dev.devledger.adapters.mcp.guard.MessageCheck.Message;
import dev.devledger.adapters.mcp.guard.ProtocolFilter.CrossOriginFilter;
import dev.devledger.adapters.mcp.guard.SessionCheck.OpenSessions;
import dev.devledger.adapters.mcp.guard.Sessions.Eviction;
import dev.devledger.adapters.mcp.tool.ToolRegistry;
import dev.devledger.application.access.Access;
import dev.devledger.application.access.Access.AccessRefused;
import dev.devledger.application.access.Access.Scope;
import dev.devledger.application.access.AccessRules.AllowedOrigins;
import dev.devledger.application.access.TokenCheck.AuthenticatedCaller;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/** Configures the filters of {@code /mcp}: two filters before the authentication and three after it. */
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
    OpenSessions mcpSessions() {
        return sessions;
    }

    @Bean
    AllowedOrigins allowedOrigins() {
        return settings.origins()::takes;
    }

    /** Covers the address that agents call and the addresses that issue tokens. */
    @Bean
    FilterRegistrationBean<CrossOriginFilter> crossOrigins() {
        FilterRegistrationBean<CrossOriginFilter> registration =
                before(new CrossOriginFilter(allowedOrigins()), Ordered.HIGHEST_PRECEDENCE + 90);
        registration.addUrlPatterns("/oauth2/register", "/oauth2/token", "/oauth2/revoke", "/.well-known/*");
        return registration;
    }

    /** Registers the filter after the filter that gives each request an id. */
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

    /**
     * Registers the check last, so that a caller without a session of its own gets the error about the session first.
     */
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

    /**
     * The host names of this server that a request may use, and the sites from which a browser may call the server.
     *
     * @param beat the interval of writes to an open stream, which at least show whether the client is still connected
     */
    public record GuardSettings(Allowed hosts, Allowed origins, Duration beat) {
        /** Is short enough that no proxy takes a stream for dead. */
        private static final Duration BEAT = Duration.ofSeconds(25);

        public GuardSettings(Allowed hosts, Allowed origins) {
            this(hosts, origins, BEAT);
        }
    }

    /** The hosts or the origins that a request may name. {@code localhost:*} allows any port, and no port. */
    public static final class Allowed {
        private static final String AUTHORITY = "(\\[[0-9a-f:.]+]|[a-z0-9._-]+)(:([0-9]{1,5}|\\*))?";
        private static final Pattern HOST = Pattern.compile(AUTHORITY);
        private static final Pattern ORIGIN = Pattern.compile("[a-z][a-z0-9+.-]*://" + AUTHORITY);
        private static final Pattern PORT = Pattern.compile(":[0-9]{1,5}");
        private static final String ANY_PORT = ":*";

        private final List<String> entries;

        private Allowed(List<String> entries) {
            this.entries = entries;
        }

        /** @throws IllegalArgumentException if an entry is not a host; the message shows the expected form */
        public static Allowed hosts(List<String> hosts) {
            return new Allowed(
                    checked(hosts, HOST, "a host such as ledger.example, ledger.example:8443 or localhost:*"));
        }

        /** @throws IllegalArgumentException if an entry is not an origin; the message shows the expected form */
        public static Allowed origins(List<String> origins) {
            return new Allowed(
                    checked(origins, ORIGIN, "an origin such as https://ledger.example or http://localhost:*"));
        }

        private static List<String> checked(List<String> entries, Pattern form, String expected) {
            List<String> lower = entries.stream()
                    .map(each -> each.strip().toLowerCase(Locale.ROOT))
                    .toList();
            for (String entry : lower) {
                if (!form.matcher(entry).matches()) {
                    throw new IllegalArgumentException("\"" + entry + "\" is not " + expected);
                }
            }
            return lower;
        }

        boolean takes(@Nullable String given) {
            return given != null && entries.stream().anyMatch(entry -> fits(entry, given.toLowerCase(Locale.ROOT)));
        }

        private static boolean fits(String entry, String given) {
            if (!entry.endsWith(ANY_PORT)) {
                return given.equals(entry);
            }
            String base = entry.substring(0, entry.length() - ANY_PORT.length());
            return given.startsWith(base)
                    && (given.length() == base.length()
                            || PORT.matcher(given.substring(base.length())).matches());
        }

        /** Returns the entries as a list for error messages. */
        @Override
        public String toString() {
            return String.join(", ", entries);
        }
    }

    /**
     * Answers 403 to a call that lacks a scope if an issuer gives tokens, as the protocol requires: the client can then
     * request a token with more scopes. Without an issuer, the answer to the call has the error.
     */
    static final class ScopeCheck extends OncePerRequestFilter {
        private static final String METADATA = "devledger.metadata";

        /** The prefix of scopes at the issuer; empty if this server is the issuer. */
        private static final String PREFIX = "devledger.scope-prefix";

        /** The methods that read, in addition to the reading tools. */
        private static final Set<String> READS =
                Set.of("resources/read", "prompts/get", "completion/complete", "subscriptions/listen");

        private final ToolRegistry tools;

        ScopeCheck(ToolRegistry tools) {
            this.tools = tools;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            Message message = Message.of(request);
            if (message != null
                    && request.getAttribute(METADATA) instanceof String metadata
                    && request.getAttribute(PREFIX) instanceof String prefix
                    && request.getAttribute(SessionCheck.CALLER) instanceof AuthenticatedCaller caller) {
                missing(message, caller.access()).ifPresent(refused -> {
                    throw refusal(refused, metadata, prefix);
                });
            }
            chain.doFilter(request, response);
        }

        private Optional<AccessRefused> missing(Message message, Access access) {
            String tool = message.tool();
            if (tool != null) {
                return tools.missingScope(tool, access);
            }
            String method = message.method();
            return method != null && READS.contains(method) && !access.may(Scope.READ)
                    ? Optional.of(AccessRefused.without(Scope.READ, access))
                    : Optional.empty();
        }

        private static GuardRefusal refusal(AccessRefused refused, String metadata, String prefix) {
            return new GuardRefusal(403, GuardRefusal.INVALID_REQUEST, "forbidden: " + refused.words())
                    .with(
                            HttpHeaders.WWW_AUTHENTICATE,
                            "Bearer error=\"insufficient_scope\", error_description=\"%s\", resource_metadata=\"%s\", scope=\"%s\""
                                    .formatted(
                                            refused.sentence().replace('"', '\''),
                                            metadata,
                                            prefix + refused.needed()));
        }
    }
}
