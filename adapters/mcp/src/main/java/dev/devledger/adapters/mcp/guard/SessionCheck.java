package dev.devledger.adapters.mcp.guard;

import dev.devledger.adapters.mcp.guard.GuardAnswer.GuardRefusal;
import dev.devledger.adapters.mcp.guard.MessageCheck.Message;
import dev.devledger.adapters.mcp.guard.Sessions.Eviction;
import dev.devledger.adapters.mcp.guard.Streams.EventStream;
import dev.devledger.application.access.TokenCheck.AuthenticatedCaller;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/** Limits callers to their own sessions, and opens and ends sessions. Runs after the authentication. */
public final class SessionCheck extends OncePerRequestFilter {
    public static final String SESSION = "Mcp-Session-Id";

    /** The request attribute that the authentication sets. */
    public static final String CALLER = "devledger.caller";

    /** The request attribute that tells whether the client can show pages. */
    public static final String SHOWS = "devledger.shows";

    private static final String CHANNEL = "mcp";
    public static final String VERSION = "MCP-Protocol-Version";

    /** The version in which each message says all, and that knows no sessions. */
    public static final String MODERN = "2026-07-28";

    /**
     * The versions that initialize accepts. The first version is older than this transport, but its clients may send
     * it.
     */
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
        if (message != null && message.isModern()) {
            chain.doFilter(request, response);
            return;
        }
        Message opening = message != null && message.isInitialize() ? message : null;
        checkVersion(request.getHeader(VERSION), opening != null, message != null);
        // The SDK answers a request to resume a stream with a stream without events; a new stream works.
        HttpServletRequest asked = new NormalizedRequest(request)
                .with(HttpHeaders.ACCEPT, Accept.of(request))
                .with("Last-Event-ID", null);
        if (opening != null) {
            open(opening, asked, response, chain);
        } else {
            goOn(asked, response, chain);
        }
    }

    /**
     * Refuses an unknown version, and a modern one that the body does not claim. The code is never -32022: a client that
     * speaks both eras would take it for an answer to a modern request.
     */
    private static void checkVersion(@Nullable String version, boolean opens, boolean posts) {
        if (MODERN.equals(version) && posts) {
            throw new GuardRefusal(
                    400,
                    opens ? GuardRefusal.HEADER_MISMATCH : GuardRefusal.INVALID_PARAMS,
                    VERSION + " is " + MODERN + ", and the body does not say so. Send params._meta with"
                            + " io.modelcontextprotocol/protocolVersion and io.modelcontextprotocol/clientCapabilities, or"
                            + " leave the header out and send initialize.");
        }
        if (version != null && !opens && !VERSIONS.contains(version)) {
            throw new GuardRefusal(
                    400,
                    GuardRefusal.TRANSPORT,
                    "This " + VERSION + " is not supported. Supported are 2025-03-26, 2025-06-18, 2025-11-25.");
        }
    }

    private void open(Message opening, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String client = opening.client();
        boolean shows = opening.showsPages();
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
        SessionIdCapture capture = new SessionIdCapture(response, id -> sessions.opened(principal, client, shows, id));
        try {
            chain.doFilter(request, capture);
        } finally {
            capture.end();
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
            request.setAttribute(SHOWS, sessions.shows(id));
            switch (request.getMethod()) {
                case "GET" -> streaming = listen(id, request, response, chain);
                case "DELETE" -> {
                    // Drops the session before the client has the answer, as the client may then open another session.
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

    /** True if the stream stays open after the request. */
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

    /** Returns the caller that the authentication has found. */
    public static AuthenticatedCaller known(HttpServletRequest request) {
        if (request.getAttribute(CALLER) instanceof AuthenticatedCaller caller) {
            return caller;
        }
        throw new IllegalStateException("A request came here without anyone having checked who sent it.");
    }

    /** The sessions that are open. */
    public interface OpenSessions {
        boolean any();

        boolean isOpen(String id);
    }

    /** Checks the Accept header, and rewrites it in the form that the transport expects. */
    static final class Accept {
        private static final String BOTH = "application/json, text/event-stream";
        private static final String STREAM = "text/event-stream";

        private Accept() {}

        /** Returns the header for the transport. */
        static String of(HttpServletRequest request) {
            List<MediaType> accepted = accepted(request);
            String needed = request.getMethod().equals("GET") ? STREAM : BOTH;
            boolean fits =
                    switch (request.getMethod()) {
                        case "POST" ->
                            takes(accepted, MediaType.APPLICATION_JSON) && takes(accepted, MediaType.TEXT_EVENT_STREAM);
                        // Events must be explicitly accepted: a client that accepts anything, such as a browser,
                        // expects no events.
                        case "GET" -> accepted.stream().anyMatch(MediaType.TEXT_EVENT_STREAM::equalsTypeAndSubtype);
                        default -> true;
                    };
            if (!fits) {
                throw refusal(needed);
            }
            return needed;
        }

        private static List<MediaType> accepted(HttpServletRequest request) {
            List<String> headers = Collections.list(request.getHeaders(HttpHeaders.ACCEPT));
            try {
                return MediaType.parseMediaTypes(headers);
            } catch (InvalidMediaTypeException unreadable) {
                throw refusal(BOTH);
            }
        }

        private static boolean takes(List<MediaType> accepted, MediaType type) {
            return accepted.isEmpty()
                    || accepted.stream().anyMatch(each -> each.includes(type) && each.getQualityValue() > 0);
        }

        private static GuardRefusal refusal(String expected) {
            return new GuardRefusal(
                    406,
                    GuardRefusal.TRANSPORT,
                    "The Accept header does not allow the form of the answer. Send Accept: " + expected + ".");
        }
    }

    /** A request with a changed method or changed headers. */
    static final class NormalizedRequest extends HttpServletRequestWrapper {
        private final String method;

        /** The changed headers by name; a null value removes the header. */
        private final Map<String, @Nullable String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

        NormalizedRequest(HttpServletRequest request, String method) {
            super(request);
            this.method = method;
        }

        NormalizedRequest(HttpServletRequest request) {
            this(request, request.getMethod());
        }

        NormalizedRequest with(String header, @Nullable String value) {
            headers.put(header, value);
            return this;
        }

        @Override
        public String getMethod() {
            return method;
        }

        @Override
        public @Nullable String getHeader(String name) {
            return headers.containsKey(name) ? headers.get(name) : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            if (!headers.containsKey(name)) {
                return super.getHeaders(name);
            }
            String value = headers.get(name);
            return Collections.enumeration(value == null ? List.of() : List.of(value));
        }

        @Override
        public Enumeration<String> getHeaderNames() {
            List<String> names = new ArrayList<>(Collections.list(super.getHeaderNames()));
            names.removeIf(headers::containsKey);
            headers.forEach((name, value) -> {
                if (value != null) {
                    names.add(name);
                }
            });
            return Collections.enumeration(names);
        }
    }

    /** Reads the id of a new session before the client gets the id and may use it. */
    static final class SessionIdCapture extends HttpServletResponseWrapper {
        private final Consumer<@Nullable String> opened;
        private boolean captured;

        /** @param opened receives the id, once; null if no session was opened */
        SessionIdCapture(HttpServletResponse response, Consumer<@Nullable String> opened) {
            super(response);
            this.opened = opened;
        }

        void end() {
            tell(null);
        }

        private void tell(@Nullable String id) {
            if (!captured) {
                captured = true;
                opened.accept(id);
            }
        }

        @Override
        public void setHeader(String name, String value) {
            look(name, value);
            super.setHeader(name, value);
        }

        @Override
        public void addHeader(String name, String value) {
            look(name, value);
            super.addHeader(name, value);
        }

        private void look(String name, String value) {
            if (SessionCheck.SESSION.equalsIgnoreCase(name)) {
                tell(value);
            }
        }
    }
}
