package dev.devledger.adapters.security;

import dev.devledger.adapters.security.BearerFilter.BearerTokens;
import dev.devledger.adapters.security.BearerFilter.WrongTokens;
import dev.devledger.adapters.security.CallerAuthentication.CallerFilter;
import dev.devledger.adapters.security.GuessLimit.OpenPathGuessLimit;
import dev.devledger.adapters.security.LimitFilter.LimitSettings;
import dev.devledger.adapters.security.LoginPage.LoginAge;
import dev.devledger.adapters.security.LoginPage.LoginLink;
import dev.devledger.adapters.security.RequestSessions.SessionCookie;
import dev.devledger.adapters.security.RequestSessions.SessionEnd;
import dev.devledger.adapters.security.RequestSessions.SessionFilter;
import dev.devledger.adapters.security.RouteRules.RouteAccess;
import dev.devledger.adapters.security.SecretFile.OwnerToken;
import dev.devledger.adapters.security.SecurityProblems.MetadataFilter;
import dev.devledger.application.access.BrowserSessions;
import dev.devledger.application.access.BrowserSessions.BrowserLoginStore;
import dev.devledger.application.access.BrowserSessions.RecentLogin;
import dev.devledger.application.access.RequestLimiter;
import dev.devledger.application.access.SessionUse.OpenStreams;
import dev.devledger.application.access.TokenCheck;
import dev.devledger.application.signin.TokenIssuerInfo;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.server.servlet.CookieSameSiteSupplier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderNotFoundException;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.authentication.builders.AuthenticationManagerBuilder;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.logout.LogoutFilter;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.context.request.async.WebAsyncManagerIntegrationFilter;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Closes all paths that this class does not name. Has four chains: open paths, agents, other requests with a token, and
 * browsers with a session.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
public class SecurityConfiguration {
    private static final String[] HEALTH_PATHS = {"/actuator/health", "/actuator/health/**"};

    private static final RequestMatcher HEALTH = paths(HEALTH_PATHS);
    private static final RequestMatcher OPEN = paths(
            "/sandbox/ticktick/open/v1/**",
            "/sandbox/ticktick/oauth/token",
            "/sandbox/ticktick/oauth/revoke",
            "/sandbox/clickup/api/v2/**",
            "/sandbox/clickup/api/v3/**",
            "/sandbox/trackingtime/api/v4/**",
            "/oauth/*/callback",
            "/hooks/*");

    /** The files that pages load, and the page without an answer, which are open to all callers. */
    private static final RequestMatcher SHARED_FILES = paths(
            "/theme.css",
            "/devledger.css",
            "/devledger.js",
            "/dashboard.js",
            "/dashboard/*",
            "/favicon.svg",
            "/favicon.ico",
            "/app.webmanifest",
            "/worker.js",
            "/offline");

    private static final RequestMatcher LOGIN = paths("/login", "/logout");

    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private final ApplicationContext context;
    private final ObjectPostProcessor<Object> parts;

    SecurityConfiguration(ApplicationContext context, ObjectPostProcessor<Object> parts) {
        this.context = context;
        this.parts = parts;
    }

    /**
     * Configures the same parts as Spring's own bean. That bean searches all beans for customizers of each part and for
     * each chain, which takes a tenth of the start, although there are none.
     */
    private HttpSecurity http() {
        return new HttpSecurity(
                        parts,
                        new AuthenticationManagerBuilder(parts).parentAuthenticationManager(nobody()),
                        Map.of(
                                ApplicationContext.class,
                                context,
                                PathPatternRequestMatcher.Builder.class,
                                PathPatternRequestMatcher.withDefaults()))
                .addFilter(new WebAsyncManagerIntegrationFilter())
                .csrf(Customizer.withDefaults())
                .exceptionHandling(Customizer.withDefaults())
                .headers(Customizer.withDefaults())
                .sessionManagement(Customizer.withDefaults())
                .securityContext(Customizer.withDefaults())
                .requestCache(Customizer.withDefaults())
                .anonymous(Customizer.withDefaults())
                .servletApi(Customizer.withDefaults())
                .logout(Customizer.withDefaults());
    }

    /**
     * Opens paths with checks of their own: the sandboxes check tokens and clients themselves, a state guards the
     * callback, and a signature guards a delivery.
     */
    @Bean
    @Order(1)
    SecurityFilterChain openPaths(OwnerToken owner, RequestSessions sessions, GuessLimit guesses) {
        return http().securityMatcher(request -> isOpen(request, owner, sessions))
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(PageHeaders::write)
                .addFilterBefore(new OpenPathGuessLimit(guesses), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    /** Turns off the metrics of each filter for each request, which take longer than most filters. */
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    static boolean isHealth(HttpServletRequest request) {
        return HEALTH.matches(request);
    }

    /**
     * True for a health request without a known caller, whatever else the request sends. A known caller is passed on,
     * and gets details.
     */
    private static boolean isOpen(HttpServletRequest request, OwnerToken owner, RequestSessions sessions) {
        if (isHealth(request)) {
            return !sessions.isKnown(request) && !isOwner(request, owner);
        }
        return OPEN.matches(request);
    }

    private static boolean isOwner(HttpServletRequest request, OwnerToken owner) {
        String token = BearerTokens.token(request.getHeader("Authorization"));
        return token != null && owner.matches(token);
    }

    @Bean
    BearerTokens bearerTokens(List<TokenCheck> checks) {
        return new BearerTokens(checks);
    }

    @Bean
    RouteAccess routeAccess(RecentLogin login) {
        return new RouteAccess(RouteRules.read(), login);
    }

    @Bean
    RecentLogin recentLogin(
            OwnerToken owner,
            GuessLimit guesses,
            BrowserSessions sessions,
            LimitSettings settings,
            InstantSource clock) {
        return new LoginAge(owner, guesses, sessions, settings.login(), clock);
    }

    /** Requires a token from agents, whoever is logged in: a browser's session has no effect on the paths of agents. */
    @Bean
    @Order(2)
    SecurityFilterChain agents(
            BearerTokens tokens,
            RouteAccess routes,
            WrongTokens refusals,
            LimitFilter limits,
            ObjectProvider<TokenIssuerInfo> place) {
        HttpSecurity http = http();
        place.ifAvailable(known -> http.addFilterAfter(new MetadataFilter(known), SecurityContextHolderFilter.class));
        return byToken(
                        http.securityMatcher(paths("/mcp")),
                        new BearerFilter(tokens, BearerFilter.MCP, refusals),
                        refusals)
                .addFilterBefore(limits, AuthorizationFilter.class)
                .authorizeHttpRequests(
                        // The end of a stream is a separate dispatch of a request that was already allowed.
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                                .permitAll()
                                .anyRequest()
                                .access(routes))
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain bearers(BearerTokens tokens, RouteAccess routes, WrongTokens refusals, LimitFilter limits) {
        return byToken(
                        http().securityMatcher(request -> request.getHeader("Authorization") != null),
                        new BearerFilter(tokens, "rest", refusals),
                        refusals)
                .addFilterBefore(limits, AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .anyRequest()
                        .access(routes))
                .build();
    }

    /**
     * Authenticates by the token of each request: uses no session, and nothing that a page of another site could
     * misuse.
     */
    private static HttpSecurity byToken(HttpSecurity http, BearerFilter bearer, WrongTokens refusals) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(PageHeaders::write)
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(refusals).accessDeniedHandler(refusals.refusals()))
                .addFilterBefore(bearer, AuthorizationFilter.class)
                .addFilterBefore(new CallerFilter(), AuthorizationFilter.class);
    }

    @Bean
    @Order(4)
    SecurityFilterChain browsers(
            RequestSessions sessions, RouteAccess routes, SecurityProblems refusals, LimitFilter limits) {
        return http().securityContext(context -> context.securityContextRepository(sessions))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.spa().requireCsrfProtectionMatcher(request -> needsCsrfToken(request, sessions)))
                .logout(logout -> logout.logoutSuccessUrl("/login")
                        .deleteCookies(SessionCookie.NAME)
                        .addLogoutHandler(PageHeaders::clear))
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .headers(PageHeaders::write)
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .addFilterBefore(new SessionFilter(sessions, refusals::failed), CsrfFilter.class)
                .addFilterBefore(limits, CsrfFilter.class) // refused requests count as well
                .addFilterBefore(new SessionEnd(sessions, refusals::failed), LogoutFilter.class)
                .addFilterBefore(new CallerFilter(), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(SecurityConfiguration::isWriteFromElsewhere)
                        .denyAll()
                        .requestMatchers("/login", "/login/*")
                        .permitAll()
                        .requestMatchers(SHARED_FILES)
                        .permitAll()
                        .requestMatchers(HEALTH_PATHS)
                        .permitAll()
                        .requestMatchers("/sandbox/*/faults/**")
                        .denyAll()
                        .anyRequest()
                        .access(routes))
                .build();
    }

    private static RequestMatcher paths(String... patterns) {
        PathPatternRequestMatcher.Builder path = PathPatternRequestMatcher.withDefaults();
        return new OrRequestMatcher(
                Arrays.stream(patterns).<RequestMatcher>map(path::matcher).toList());
    }

    /**
     * True if the request needs a CSRF token. A request without a session that could be misused needs none, so that the
     * answer is 401. A logout always needs the token, as it removes the cookie, which another site's form does not
     * send.
     */
    private static boolean needsCsrfToken(HttpServletRequest request, RequestSessions sessions) {
        return !READS.contains(request.getMethod()) && (sessions.find(request) != null || LOGIN.matches(request));
    }

    /**
     * True for a write from another site or port: cookies do not distinguish ports, but this header of browsers does.
     */
    private static boolean isWriteFromElsewhere(HttpServletRequest request) {
        String from = request.getHeader("Sec-Fetch-Site");
        return !READS.contains(request.getMethod())
                && from != null
                && !List.of("same-origin", "none").contains(from);
    }

    @Bean
    LoginPage loginPage(
            OwnerToken owner, GuessLimit guesses, LoginLink link, RequestSessions sessions, RecentLogin recent) {
        return new LoginPage(owner, guesses, link, sessions, recent);
    }

    @Bean
    GuessLimit guesses(LimitSettings settings, InstantSource clock) {
        return new GuessLimit(settings.wrongTokens(), clock);
    }

    @Bean
    WrongTokens wrongTokens(GuessLimit guesses, SecurityProblems refusals) {
        return new WrongTokens(guesses, refusals);
    }

    @Bean
    LimitFilter limitFilter(
            RequestLimiter admissions,
            LimitSettings settings,
            SecurityProblems refusals,
            ObjectProvider<OpenStreams> streams) {
        return new LimitFilter(
                admissions, settings, refusals, () -> streams.ifAvailable(OpenStreams::speak), SHARED_FILES);
    }

    /**
     * Keeps the filter out of the container's own filters: the filter runs in the chains, after the caller is known.
     */
    @Bean
    FilterRegistrationBean<LimitFilter> limitFilterOfTheChains(LimitFilter filter) {
        FilterRegistrationBean<LimitFilter> registration = new FilterRegistrationBean<>(filter);
        registration.setEnabled(false);
        return registration;
    }

    @Bean
    LoginLink loginLink(InstantSource clock) {
        return new LoginLink(clock);
    }

    @Bean
    BrowserSessions browserSessions(BrowserLoginStore store, OwnerToken owner, InstantSource clock) {
        return new BrowserSessions(store, owner.secret(), clock);
    }

    @Bean
    RequestSessions sessions(BrowserSessions sessions) {
        return new RequestSessions(sessions, session -> CallerAuthentication.ofBrowser(session, sessions));
    }

    /** Returns the default entry point. {@link WrongTokens} is only for requests with a token. */
    @Bean
    @Primary
    SecurityProblems refusals(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        return new SecurityProblems(problems);
    }

    /**
     * Refuses users with passwords, as there are none. Without this bean, the framework would create a user and log its
     * password.
     */
    @Bean
    static AuthenticationManager nobody() {
        return authentication -> {
            throw new ProviderNotFoundException("This way to log in is not supported.");
        };
    }

    /** Turns off the container's sessions, which are only in memory: Devledger stores its own. */
    @Bean
    ServletContextInitializer noSessionsOfTheServer() {
        return context -> context.setSessionTrackingModes(Set.of());
    }

    @Bean
    CookieSameSiteSupplier sameSite() {
        return CookieSameSiteSupplier.ofLax();
    }
}
