package dev.devledger.adapters.security.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

/** A request of a session, which says so in the words of the servlet API, as that has no sessions of its own here. */
final class KnownRequest extends HttpServletRequestWrapper {
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
