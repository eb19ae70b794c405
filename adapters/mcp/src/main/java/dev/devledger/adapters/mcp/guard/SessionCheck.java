package dev.devledger.adapters.mcp.guard;

import dev.devledger.application.access.KnownCaller;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/** After it is known who asks: everybody stays in the sessions that they opened, and sessions end. */
final class SessionCheck extends OncePerRequestFilter {
    static final String SESSION = "Mcp-Session-Id";

    /** The attribute of a request that whatever guards it has set. */
    private static final String CALLER = "devledger.caller";

    private static final String CHANNEL = "mcp";
    private static final String VERSION = "MCP-Protocol-Version";
    /** Each that initialize agrees to: the first is older than this transport, and a client of it that sends the header means it. */
    private static final Set<String> VERSIONS = Set.of("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25");

    private static final String RETRY_SECONDS = "60";

    private final Sessions sessions;
    private final Streams streams;
    private final Eviction eviction;

    SessionCheck(Sessions sessions, Streams streams, Eviction eviction) {
        this.sessions = sessions;
        this.streams = streams;
        this.eviction = eviction;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Message message = Message.of(request);
        Message opening = message != null && message.isInitialize() ? message : null;
        if (opening == null) {
            checkVersion(request.getHeader(VERSION));
        }
        // The SDK answers who wants to go on with a stream by one that stays silent for ever; a new one does better.
        HttpServletRequest asked = new NormalizedRequest(request)
                .with(HttpHeaders.ACCEPT, Accept.of(request))
                .with("Last-Event-ID", null);
        if (opening != null) {
            open(opening.client(), asked, response, chain);
        } else {
            goOn(asked, response, chain);
        }
    }

    /** Not -32022: a client that speaks newer versions too would take that for one of them. */
    private static void checkVersion(@Nullable String version) {
        if (version != null && !VERSIONS.contains(version)) {
            throw new GuardRefusal(
                    400,
                    GuardRefusal.TRANSPORT,
                    "This " + VERSION + " is not supported. Supported are 2025-03-26, 2025-06-18, 2025-11-25.");
        }
    }

    private void open(
            @Nullable String client, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        known(request).uses().note(CHANNEL, client);
        eviction.evict(sessions.dropIdle(), request);
        String principal = known(request).id();
        Sessions.Place place = sessions.reserve(principal);
        if (!place.free()) {
            throw new GuardRefusal(
                            503,
                            GuardRefusal.TRANSPORT,
                            "Too many sessions are in use: at most " + Sessions.MOST_OF_ONE + " for one token and "
                                    + Sessions.MOST + " in all. Something runs in each of them, or listens to its"
                                    + " stream. End one with DELETE.")
                    .with(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        eviction.evict(place.gone(), request);
        SessionIdCapture opening = new SessionIdCapture(response, id -> sessions.opened(principal, client, id));
        try {
            chain.doFilter(request, opening);
        } finally {
            opening.end();
        }
    }

    private void goOn(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String id = request.getHeader(SESSION);
        if (id == null) {
            throw new GuardRefusal(
                    400,
                    GuardRefusal.TRANSPORT,
                    "Mcp-Session-Id is missing. Send initialize first; its answer has the id in this header.");
        }
        if (!sessions.enter(id, known(request).id())) {
            throw GuardRefusal.noSession();
        }
        boolean streaming = false;
        try {
            known(request).uses().note(CHANNEL, sessions.client(id));
            switch (request.getMethod()) {
                case "GET" -> streaming = listen(id, request, response, chain);
                case "DELETE" -> {
                    // Before the client has the answer, after which it may want to open another.
                    sessions.drop(id);
                    chain.doFilter(request, response);
                }
                default -> chain.doFilter(request, response);
            }
        } finally {
            if (!streaming) {
                sessions.leave(id);
            }
        }
    }

    /** Whether the stream goes on behind the request. */
    private boolean listen(String id, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        EventStream stream = new EventStream(response);
        chain.doFilter(request, stream);
        if (!request.isAsyncStarted()) {
            return false;
        }
        AsyncContext context = request.getAsyncContext();
        streams.keep(context, stream, known(request).lease(), () -> sessions.leave(id));
        return true;
    }

    private static KnownCaller known(HttpServletRequest request) {
        if (request.getAttribute(CALLER) instanceof KnownCaller caller) {
            return caller;
        }
        throw new IllegalStateException("A request came here without anyone having checked who sent it.");
    }
}
