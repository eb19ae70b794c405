package dev.devledger.adapters.security;

import dev.devledger.application.access.BrowserSessions;
import dev.devledger.application.access.BrowserSessions.BrowserSession;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/** Finds the session of a request, with a single lookup for each request. */
public final class RequestSessions implements SecurityContextRepository {
    private static final String FOUND = RequestSessions.class.getName();

    private final BrowserSessions sessions;
    private final Function<BrowserSession, Authentication> known;

    /** @param known creates the authentication of a session */
    public RequestSessions(BrowserSessions sessions, Function<BrowserSession, Authentication> known) {
        this.sessions = sessions;
        this.known = known;
    }

    /** Returns the session; null without a valid session. */
    public @Nullable BrowserSession find(HttpServletRequest request) {
        Object found = request.getAttribute(FOUND);
        if (found == null) {
            found = SessionCookie.of(request)
                    .flatMap(secret -> sessions.find(secret).stream())
                    .findFirst();
            request.setAttribute(FOUND, found);
        }
        return ((Optional<?>) found).map(BrowserSession.class::cast).orElse(null);
    }

    /** True if this node knows the session. Does not read the database, which may be unreachable. */
    public boolean isKnown(HttpServletRequest request) {
        return SessionCookie.of(request).anyMatch(sessions::isKnown);
    }

    /**
     * Begins a new session and ends the old one, so that a session which an attacker planted before the login is
     * worthless.
     */
    public void begin(HttpServletRequest request, HttpServletResponse response) {
        BrowserSession before = find(request);
        SessionCookie.give(sessions.begin(), request, response);
        if (before != null) {
            sessions.end(before);
        }
    }

    void end(BrowserSession session) {
        sessions.end(session);
    }

    @Override
    @SuppressWarnings({"deprecation", "removal"}) // the interface's other methods call this one
    public SecurityContext loadContext(HttpRequestResponseHolder of) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        BrowserSession session = find(of.getRequest());
        if (session != null) {
            context.setAuthentication(known.apply(session));
        }
        return context;
    }

    /** Does nothing: a session begins with a login, and ends by itself or with a logout. */
    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {}

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return find(request) != null;
    }

    /** Reports the session through the servlet API, as the container itself has no sessions. */
    static final class KnownRequest extends HttpServletRequestWrapper {
        KnownRequest(HttpServletRequest request) {
            super(request);
        }

        /** Returns the value that the same browser sends again if it returns to the same host. */
        @Override
        public @Nullable String getRequestedSessionId() {
            return SessionCookie.of(this).findFirst().orElse(null);
        }

        @Override
        public boolean isRequestedSessionIdValid() {
            return true;
        }
    }

    /**
     * The session's cookie. Its name contains Devledger's, as cookies do not distinguish ports. The session is never in
     * a URL.
     */
    public static final class SessionCookie {
        public static final String NAME = "devledger-session";

        /** The most cookies of this name to try, as other paths or domains may have set some. */
        private static final int MOST = 3;

        private SessionCookie() {}

        static Stream<String> of(HttpServletRequest request) {
            Cookie[] cookies = request.getCookies();
            return cookies == null
                    ? Stream.empty()
                    : Stream.of(cookies)
                            .filter(each -> each.getName().equals(NAME))
                            .map(Cookie::getValue)
                            .limit(MOST);
        }

        /** Sets the cookie, which is valid until the browser is closed. */
        static void give(String secret, HttpServletRequest request, HttpServletResponse response) {
            ResponseCookie cookie = ResponseCookie.from(NAME, secret)
                    .path(request.getContextPath() + "/")
                    .httpOnly(true)
                    .secure(request.isSecure())
                    .sameSite("Lax")
                    .build();
            response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
        }
    }

    /**
     * Ends the session on all nodes at a logout. If the end cannot be stored, the logout fails and the session
     * continues.
     */
    public static final class SessionEnd extends OncePerRequestFilter {
        private static final RequestMatcher LOG_OUT =
                PathPatternRequestMatcher.withDefaults().matcher("/logout");

        private final RequestSessions sessions;
        private final SessionFilter.Failed failed;

        public SessionEnd(RequestSessions sessions, SessionFilter.Failed failed) {
            this.sessions = sessions;
            this.failed = failed;
        }

        @Override
        protected boolean shouldNotFilter(HttpServletRequest request) {
            return !request.getMethod().equals("POST") || !LOG_OUT.matches(request);
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            BrowserSession session = sessions.find(request);
            if (session != null) {
                try {
                    sessions.end(session);
                } catch (RuntimeException failure) {
                    failed.tell(request, response, failure);
                    return;
                }
            }
            chain.doFilter(request, response);
        }
    }

    /** Finds the session before any other code needs it. Reports a failure of the database as such. */
    public static final class SessionFilter extends OncePerRequestFilter {
        private final RequestSessions sessions;
        private final Failed failed;

        /** Reports that the session could not be looked up. */
        @FunctionalInterface
        public interface Failed {
            void tell(HttpServletRequest request, HttpServletResponse response, RuntimeException failure);
        }

        public SessionFilter(RequestSessions sessions, Failed failed) {
            this.sessions = sessions;
            this.failed = failed;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            boolean known;
            try {
                known = sessions.find(request) != null;
            } catch (RuntimeException failure) {
                failed.tell(request, response, failure);
                return;
            }
            chain.doFilter(known ? new KnownRequest(request) : request, response);
        }
    }
}
