package dev.devledger.adapters.signin.server;

import dev.devledger.application.access.BrowserSession;
import dev.devledger.application.access.RecentLogin;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.DeferredCsrfToken;
import org.springframework.security.web.csrf.InvalidCsrfTokenException;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What the owner confirms comes from our own page. Spring's server asks for no CSRF token at its endpoints, as the state of
 * a request is one of a kind; but that is in an address, which is in the history of a browser. What is let in outlives the
 * session of the browser, so it takes a login that is not old, or the owner token once more.
 */
final class ConfirmGuard extends OncePerRequestFilter {
    /** The field for the owner token. */
    private static final String TOKEN = "token";

    /** Read as Spring's endpoint reads it: a path can be spelled in other ways. */
    private static final RequestMatcher CONFIRMED =
            PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, AuthorizationPaths.AUTHORIZE);

    static final Set<String> OUR_PAGE = Set.of("same-origin", "none");

    private final XorCsrfTokenRequestAttributeHandler fields = new XorCsrfTokenRequestAttributeHandler();
    private final AccessDeniedHandler refusals;
    private final RecentLogin login;

    ConfirmGuard(AccessDeniedHandler refusals, RecentLogin login) {
        this.refusals = refusals;
        this.login = login;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !CONFIRMED.matches(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        CsrfToken expected = ((DeferredCsrfToken) request.getAttribute(DeferredCsrfToken.class.getName())).get();
        String given = fields.resolveCsrfTokenValue(request, expected);
        String from = request.getHeader("Sec-Fetch-Site");
        if (isEqual(given, expected.getToken()) && (from == null || OUR_PAGE.contains(from))) {
            if (request.getParameter(OAuth2ParameterNames.SCOPE) != null) {
                session().ifPresent(session -> requireRecent(session, request));
            }
            chain.doFilter(request, response);
        } else {
            refusals.handle(request, response, new InvalidCsrfTokenException(expected, String.valueOf(given)));
        }
    }

    private void requireRecent(BrowserSession session, HttpServletRequest request) {
        String token = request.getParameter(TOKEN);
        if (token != null) {
            login.show(session, token, request.getRemoteAddr());
        }
        login.require(session);
    }

    /** Empty for whoever is refused behind this. */
    static Optional<BrowserSession> session() {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        return who != null && who.getDetails() instanceof BrowserSession session
                ? Optional.of(session)
                : Optional.empty();
    }

    private static boolean isEqual(@Nullable String given, String expected) {
        return given != null
                && MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }
}
