package dev.devledger.adapters.security;

import dev.devledger.adapters.security.SecurityProblems.TooManyRequests;
import dev.devledger.application.access.BrowserSessions.BrowserSession;
import dev.devledger.application.access.RequestLimiter;
import dev.devledger.application.access.RequestLimiter.Admission;
import dev.devledger.application.access.RequestLimiter.Admission.TooMany;
import dev.devledger.application.access.RequestLimiter.Limit;
import dev.devledger.application.access.RequestLimiter.Limit.SessionLimits;
import dev.devledger.application.access.SessionUse;
import dev.devledger.application.access.SessionUse.OpenStreams;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Applies the limits of the session and of the caller, after the caller is known. A stream counts as a request in
 * progress only while it is being opened.
 */
public final class LimitFilter extends OncePerRequestFilter {
    /** Matches the path like the framework does for the resource. */
    private static final RequestMatcher STREAM =
            PathPatternRequestMatcher.withDefaults().matcher("/api/events");

    private final RequestLimiter admissions;
    private final LimitSettings settings;
    private final SecurityProblems refusals;
    private final OpenStreams streams;
    private final RequestMatcher uncounted;

    /** The use of each session on this node, which is forgotten together with the session. */
    private final Map<BrowserSession, SessionUse> uses = new WeakHashMap<>();

    private final Lock lock = new ReentrantLock();

    /** @param uncounted the requests of a session that do not count, such as for the style sheets of pages */
    LimitFilter(
            RequestLimiter admissions,
            LimitSettings settings,
            SecurityProblems refusals,
            OpenStreams streams,
            RequestMatcher uncounted) {
        this.admissions = admissions;
        this.settings = settings;
        this.refusals = refusals;
        this.streams = streams;
        this.uncounted = uncounted;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        SessionUse session = session(request);
        if (session == null) {
            admit(request, response, chain);
            return;
        }
        switch (session.admit(STREAM.matches(request))) {
            case TooMany refused -> refusals.refuse(request, response, refusalOfSession(refused));
            case Admission.In place -> {
                try (place) {
                    admit(request, response, chain);
                }
            }
        }
    }

    /** Returns the use of the session; null without a session, or if the request does not count. */
    private @Nullable SessionUse session(HttpServletRequest request) {
        return SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication caller
                        && caller.session() != null
                        && !uncounted.matches(request)
                ? use(caller.session())
                : null;
    }

    private SessionUse use(BrowserSession session) {
        lock.lock();
        try {
            return uses.computeIfAbsent(session, any -> new SessionUse(settings.sessions(), streams));
        } finally {
            lock.unlock();
        }
    }

    private void admit(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String caller = limited();
        if (caller == null) {
            chain.doFilter(request, response);
            return;
        }
        switch (admissions.admit(caller)) {
            case TooMany refused -> refusals.refuse(request, response, refusal(refused));
            case Admission.In place -> {
                if (STREAM.matches(request)) {
                    place.close(); // an open stream stays in this thread
                    chain.doFilter(request, response);
                } else {
                    try (place) {
                        chain.doFilter(request, response);
                    }
                }
            }
        }
    }

    /** Returns the key of the caller's limits; null if the caller has no limits. */
    private @Nullable String limited() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication caller
                        && (settings.owner() || !caller.isOwner())
                ? caller.limitKey()
                : null;
    }

    private static TooManyRequests refusalOfSession(TooMany refused) {
        String words =
                switch (refused.kind()) {
                    case REQUESTS ->
                        "This browser has sent its " + refused.limit()
                                + " requests of a second (devledger.limits.session-requests).";
                    case AT_ONCE ->
                        "This browser has " + refused.limit()
                                + " streams of events open, and more are not allowed at a time"
                                + " (devledger.limits.session-streams). Close some of its tabs.";
                };
        return new TooManyRequests(words, refused.after());
    }

    private static TooManyRequests refusal(TooMany refused) {
        String words =
                switch (refused.kind()) {
                    case REQUESTS ->
                        "This token has sent its " + refused.limit()
                                + " requests of a minute (devledger.limits.requests).";
                    case AT_ONCE ->
                        refused.limit() + " requests of this token are being answered, and more are not allowed at a"
                                + " time (devledger.limits.at-once).";
                };
        return new TooManyRequests(words, refused.after());
    }

    /**
     * The limits of requests.
     *
     * @param owner true if the limits of other callers also apply to the owner
     * @param wrongTokens the number of wrong tokens from one address in a minute above which answers are slow
     * @param login the maximum age of a browser's login for creating or revoking a token
     * @param sessions the limits of each browser session
     */
    public record LimitSettings(boolean owner, Limit wrongTokens, Duration login, SessionLimits sessions) {
        public static final LimitSettings OFF =
                new LimitSettings(false, Limit.OFF, Duration.ofMinutes(15), SessionLimits.OFF);
    }
}
