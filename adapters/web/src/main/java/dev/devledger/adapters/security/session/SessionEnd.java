package dev.devledger.adapters.security.session;

import dev.devledger.application.access.BrowserSession;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/** A log out ends the session on all nodes. Where that cannot be stored it goes on, and nobody is told that it has ended. */
public final class SessionEnd extends OncePerRequestFilter {
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
