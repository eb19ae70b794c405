package dev.devledger.adapters.security;

import dev.devledger.application.access.Access;
import dev.devledger.application.access.BrowserSessions;
import dev.devledger.application.access.BrowserSessions.BrowserSession;
import dev.devledger.application.access.TokenCheck.AuthenticatedCaller;
import dev.devledger.application.confined.Confinement;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** An authenticated caller with its channel. */
final class CallerAuthentication extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // it is never serialized
    private final AuthenticatedCaller caller;

    private final String channel;

    @SuppressWarnings("serial") // as above
    private final @Nullable BrowserSession session;

    private CallerAuthentication(AuthenticatedCaller caller, String channel, @Nullable BrowserSession session) {
        super(List.of());
        this.caller = caller;
        this.channel = channel;
        this.session = session;
        setAuthenticated(true);
    }

    /** Creates the authentication of a single request with a token. */
    CallerAuthentication(AuthenticatedCaller caller, String channel) {
        this(caller, channel, null);
    }

    /** Returns the authentication of the owner in a browser session. Open requests end with the session. */
    static CallerAuthentication ofBrowser(BrowserSession session, BrowserSessions sessions) {
        CallerAuthentication known =
                new CallerAuthentication(AuthenticatedCaller.owner(() -> sessions.holds(session)), "web", session);
        known.setDetails(session); // for code that does not know this class
        return known;
    }

    /** Returns the session; null for a caller who sends a token with each request. */
    @Nullable
    BrowserSession session() {
        return session;
    }

    AuthenticatedCaller caller() {
        return caller;
    }

    boolean isOwner() {
        return caller.access() instanceof Access.FullAccess;
    }

    /** Returns the key of the caller's limits. */
    String limitKey() {
        return caller.id();
    }

    String channel() {
        return channel;
    }

    /** Returns the caller's name in the history. */
    @Override
    public Object getPrincipal() {
        return caller.actor();
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return super.equals(other)
                && other instanceof CallerAuthentication same
                && channel.equals(same.channel)
                && caller.id().equals(same.caller.id());
    }

    @Override
    public int hashCode() {
        return 31 * super.hashCode() + caller.id().hashCode();
    }

    /** Tells the application and the logs the caller and its channel, and limits the caller to its project. */
    static final class CallerFilter extends OncePerRequestFilter {
        static final String CHANNEL = "devledger.channel";
        static final String CALLER = "devledger.caller";
        static final String LOGGED = "actor";

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            Confinement before = Confinement.current();
            if (SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication caller) {
                Confinement.of(caller.caller().access()).enter();
                request.setAttribute(CHANNEL, caller.channel());
                request.setAttribute(CALLER, caller.caller());
                MDC.put(LOGGED, caller.getName());
            }
            try {
                chain.doFilter(request, response);
            } finally {
                before.enter();
                MDC.remove(LOGGED);
            }
        }
    }
}
