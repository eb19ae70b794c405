package dev.devledger.adapters.signin.server;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.DeferredCsrfToken;
import org.springframework.security.web.csrf.InvalidCsrfTokenException;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What the owner confirms comes from our own page. Spring's server asks for no CSRF token at its endpoints, as the state of
 * a request is one of a kind; but that is in an address, which is in the history of a browser.
 */
final class ConfirmGuard extends OncePerRequestFilter {
    private static final Set<String> OUR_PAGE = Set.of("same-origin", "none");

    private final XorCsrfTokenRequestAttributeHandler fields = new XorCsrfTokenRequestAttributeHandler();
    private final AccessDeniedHandler refusals;

    ConfirmGuard(AccessDeniedHandler refusals) {
        this.refusals = refusals;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST") || !request.getRequestURI().equals(AuthorizationPaths.AUTHORIZE);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        CsrfToken expected = ((DeferredCsrfToken) request.getAttribute(DeferredCsrfToken.class.getName())).get();
        String given = fields.resolveCsrfTokenValue(request, expected);
        String from = request.getHeader("Sec-Fetch-Site");
        if (isEqual(given, expected.getToken()) && (from == null || OUR_PAGE.contains(from))) {
            chain.doFilter(request, response);
        } else {
            refusals.handle(request, response, new InvalidCsrfTokenException(expected, String.valueOf(given)));
        }
    }

    private static boolean isEqual(@Nullable String given, String expected) {
        return given != null
                && MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }
}
