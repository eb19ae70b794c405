package dev.devledger.adapters.security.session;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Finds the session before anything asks for it. The database may be away, and then that is what is told. */
public final class SessionFilter extends OncePerRequestFilter {
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
