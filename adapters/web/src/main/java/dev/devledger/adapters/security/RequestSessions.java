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

/** The session of a request, for which one look is enough. */
public final class RequestSessions implements SecurityContextRepository {
    private static final String FOUND = RequestSessions.class.getName();

    private final BrowserSessions sessions;
    private final Function<BrowserSession, Authentication> known;

    /** @param known what the rest of the guard knows such a caller by */
    public RequestSessions(BrowserSessions sessions, Function<BrowserSession, Authentication> known) {
        this.sessions = sessions;
        this.known = known;
    }

    /** Null where it is of none that holds. */
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

    /** Without a look at the database, which may be away. */
    public boolean isKnown(HttpServletRequest request) {
        return SessionCookie.of(request).anyMatch(sessions::isKnown);
    }

    /** A new one, so that one that was planted before the login is worth nothing; one that there was ends. */
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
    @SuppressWarnings({"deprecation", "removal"}) // the others of this interface come here
    public SecurityContext loadContext(HttpRequestResponseHolder of) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        BrowserSession session = find(of.getRequest());
        if (session != null) {
            context.setAuthentication(known.apply(session));
        }
        return context;
    }

    /** Nothing: a session begins with a login, and ends by itself or with a log out. */
    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {}

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return find(request) != null;
    }

    /** A request of a session, which says so in the words of the servlet API, as that has no sessions of its own here. */
    static final class KnownRequest extends HttpServletRequestWrapper {
        KnownRequest(HttpServletRequest request) {
            super(request);
        }

        /** What the same browser brings again, if it comes back to the same host. */
        @Override
        public @Nullable String getRequestedSessionId() {
            return SessionCookie.of(this).findFirst().orElse(null);
        }

        @Override
        public boolean isRequestedSessionIdValid() {
            return true;
        }
    }

    /** What a browser knows its session by: with a name of its own, as cookies do not tell ports apart, and never in a URL. */
    public static final class SessionCookie {
        public static final String NAME = "devledger-session";

        /** Of one name, for other paths or domains: a browser may have been given one that is not ours. */
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

        /** Until the browser is closed. */
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

    /** A log out ends the session on all nodes. Where that cannot be stored it goes on, and nobody is told that it has ended. */
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

    /** Finds the session before anything asks for it. The database may be away, and then that is what is told. */
    public static final class SessionFilter extends OncePerRequestFilter {
        private final RequestSessions sessions;
        private final Failed failed;

        /** Tells that it could not be found out who it is. */
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
