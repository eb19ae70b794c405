package dev.devledger.adapters.security.session;

import dev.devledger.application.access.BrowserSession;
import dev.devledger.application.access.BrowserSessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;

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
}
