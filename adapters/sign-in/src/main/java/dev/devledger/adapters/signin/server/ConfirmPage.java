package dev.devledger.adapters.signin.server;

import dev.devledger.adapters.html.Templates;
import dev.devledger.adapters.html.Templates.CsrfField;
import dev.devledger.adapters.signin.server.AuthorizationConfiguration.AuthorizationPaths;
import dev.devledger.application.access.Access.Scope;
import dev.devledger.application.access.AccessRules;
import dev.devledger.application.access.BrowserSessions.BrowserSession;
import dev.devledger.application.access.BrowserSessions.RecentLogin;
import dev.devledger.application.signin.Grants;
import dev.devledger.application.signin.Grants.GrantStore.Grant;
import dev.devledger.application.signin.OAuthApps;
import dev.devledger.application.signin.RedirectRule;
import dev.devledger.domain.shared.Rejection;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.DeferredCsrfToken;
import org.springframework.security.web.csrf.InvalidCsrfTokenException;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.filter.OncePerRequestFilter;

/** The page on which the owner reads a program's request, and grants all or part of it, or refuses it. */
@Controller
record ConfirmPage(Grants grants, OAuthApps apps, AccessRules access, RecentLogin login) {
    /** The request attribute with the origin to which the page's form may redirect. */
    static final String LEADS_TO = ConfirmPage.class.getName();

    @GetMapping(AuthorizationPaths.CONFIRM)
    void show(@RequestParam(defaultValue = "") String state, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Grant grant = grants.asked(state)
                .orElseThrow(() -> Rejection.of(
                        Rejection.Code.NOT_FOUND,
                        "No app waits for this any more: it was answered, or ten minutes have passed. Go back to the"
                                + " app and begin again there."));
        request.setAttribute(LEADS_TO, RedirectRule.origin(grant.redirect()));
        ConfirmView view = new ConfirmView(
                grant.app().id().toString(),
                grant.app().name(),
                apps.actor(grant.app()),
                RedirectRule.shown(grant.redirect()),
                RedirectRule.isOnThisMachine(grant.redirect()),
                grant.wish().resource(),
                state,
                scopes(grant),
                ConfirmGuard.session().filter(login::isTooOld).isPresent(),
                CsrfField.of(request));
        Templates.write(Templates.render("signin/server/confirm.jte", view), response);
    }

    /** Returns the requested scopes, in the usual order. */
    private List<ConfirmView.RequestedScope> scopes(Grant grant) {
        return access.scopes().stream()
                .filter(scope -> grant.wish().scopes().contains(scope.word()))
                .map(scope -> new ConfirmView.RequestedScope(scope.word(), meaning(scope), !scope.equals(Scope.ADMIN)))
                .toList();
    }

    private static String meaning(Scope scope) {
        return switch (scope.word()) {
            case "read" -> "see projects, tasks, time and the history";
            case "write" -> "create, change and delete projects, tasks and time; each change can be undone";
            case "sync" -> "run the sync, and decide what it leaves to people";
            case "admin" -> "everything else that the owner can do: make tokens, import, restore, let apps in";
            default -> "change things in " + scope.word() + " directly, which the ledger neither sees nor can undo";
        };
    }

    /**
     * The content of the page.
     *
     * @param name the name that the app gives itself
     * @param actor the app's name in the history
     * @param place the address to which the browser goes afterwards
     * @param onThisMachine true if that address is of a program on the machine of the browser
     * @param resource the resource to which the app requests access
     * @param loginTooOld true if the owner token must be entered again
     */
    record ConfirmView(
            String clientId,
            String name,
            String actor,
            String place,
            boolean onThisMachine,
            String resource,
            String state,
            List<RequestedScope> scopes,
            boolean loginTooOld,
            @Nullable CsrfField csrf) {

        /**
         * A requested scope.
         *
         * @param ticked true if the scope is preselected
         */
        record RequestedScope(String word, String meaning, boolean ticked) {}
    }

    /** The headers of the confirmation page: a browser may show the page, but not in a frame, and send its form. */
    static final class AuthorizationHeaders {
        private static final String PAGE = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none';"
                + " frame-ancestors 'none'; form-action 'self'";

        private AuthorizationHeaders() {}

        /** Keeps browsers from sending the page's address, which contains the state, to other sites. */
        static void write(HeadersConfigurer<HttpSecurity> headers) {
            headers.referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                    .addHeaderWriter(AuthorizationHeaders::writePolicy);
        }

        /** Writes a policy that allows the form's redirect, as browsers check the redirect's target against it, too. */
        private static void writePolicy(HttpServletRequest request, HttpServletResponse response) {
            Object leadsTo = request.getAttribute(ConfirmPage.LEADS_TO);
            response.setHeader("Content-Security-Policy", leadsTo == null ? PAGE : PAGE + " " + leadsTo);
        }
    }

    /**
     * Requires that a confirmation comes from Devledger's own page. Spring's server does not check a CSRF token at its
     * endpoints, as the state of a request is unique; but the state is in an address, and so in the browser's history.
     * The login must also be recent, or the owner token is entered again, as a grant outlives the browser's session.
     */
    static final class ConfirmGuard extends OncePerRequestFilter {
        /** The form field of the owner token. */
        private static final String TOKEN = "token";

        /** Matches in the way of Spring's endpoint, as a path can be spelled in several ways. */
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

        /** Returns the browser's session; empty for a caller that will be refused. */
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
}
