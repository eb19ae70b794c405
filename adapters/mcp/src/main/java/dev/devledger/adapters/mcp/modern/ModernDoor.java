package dev.devledger.adapters.mcp.modern;

import dev.devledger.adapters.mcp.guard.GuardAnswer.GuardRefusal;
import dev.devledger.adapters.mcp.guard.MessageCheck.Message;
import dev.devledger.adapters.mcp.guard.SessionCheck;
import dev.devledger.adapters.mcp.tool.Quoted;
import dev.devledger.adapters.mcp.tool.Tool.Caller;
import dev.devledger.application.access.TokenCheck.AuthenticatedCaller;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers modern messages, and passes on all others. The answer is one JSON object, or a stream that begins with the
 * first notification and ends with the answer.
 */
public final class ModernDoor extends OncePerRequestFilter {
    private static final Logger LOG = LoggerFactory.getLogger(ModernDoor.class);

    /** The most calls, and the most streams of changes, of one token at a time. */
    private static final int MOST_CALLS = 50;

    private static final int MOST_STREAMS = 20;

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final byte[] EVENT = "event: message\ndata: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] COMMENT = ":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\n\n".getBytes(StandardCharsets.US_ASCII);

    private final Map<String, Method> methods;
    private final Map<String, Object> serverInfo;
    private final Map<String, Integer> running = new ConcurrentHashMap<>();

    public ModernDoor(Map<String, Method> methods, Map<String, Object> serverInfo) {
        this.methods = Map.copyOf(methods);
        this.serverInfo = Map.copyOf(serverInfo);
    }

    /** A method of the protocol. */
    @FunctionalInterface
    public interface Method {
        /**
         * Returns the result, without the fields that all results have.
         *
         * @throws GuardRefusal to answer with an error
         */
        Map<String, Object> answer(ModernRequest request);
    }

    /**
     * A request whose envelope is complete.
     *
     * @param params the params; missing if there are none
     * @param capabilities the capabilities that the client declares for this request
     */
    public record ModernRequest(
            JsonNode id, JsonNode params, JsonNode capabilities, Caller caller, Notifications notifications) {}

    /** Receives the notifications of a request, which the client gets before the result. */
    public interface Notifications {
        void send(String method, Map<String, ?> params);

        /** Sends a comment, which shows whether the client is still there. */
        void beat();

        /** True if the client takes notifications and has not left. */
        boolean isOpen();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Message message = Message.of(request);
        if (message == null || !message.isModern()) {
            chain.doFilter(request, response);
            return;
        }
        Envelope.check(message, request);
        AuthenticatedCaller known = SessionCheck.known(request);
        Caller caller = Caller.of(known, message.program(), ModernMethods.requestId());
        known.uses().note("mcp", caller.client());
        JsonNode id = message.id();
        if (id == null) {
            response.setStatus(HttpServletResponse.SC_ACCEPTED);
            return;
        }
        Method method = methods.get(Objects.requireNonNull(message.method()));
        if (method == null) {
            throw new GuardRefusal(
                    404,
                    GuardRefusal.NO_METHOD,
                    "There is no method " + Quoted.sent(message.method())
                            + " in this version of the protocol. The methods are "
                            + String.join(
                                    ", ", methods.keySet().stream().sorted().toList()) + ".");
        }
        String place = enter(known.id(), Subscriptions.LISTEN.equals(message.method()));
        Answer answer = new Answer(response, id, Envelope.takesStream(request));
        try {
            answer.end(complete(method.answer(
                    new ModernRequest(id, message.params(), message.meta("clientCapabilities"), caller, answer))));
        } catch (GuardRefusal refusal) {
            answer.end(refusal);
        } finally {
            leave(place);
        }
    }

    /** Returns the place that the call takes among those of its token. */
    private String enter(String principal, boolean streams) {
        String place = (streams ? "stream " : "call ") + principal;
        int most = streams ? MOST_STREAMS : MOST_CALLS;
        if (running.merge(place, 1, Integer::sum) > most) {
            leave(place);
            throw new GuardRefusal(
                            429,
                            GuardRefusal.INVALID_REQUEST,
                            "Too many %s of this token are open: at most %d. Wait for one to end."
                                    .formatted(streams ? "streams" : "calls", most))
                    .with(HttpHeaders.RETRY_AFTER, "1");
        }
        return place;
    }

    private void leave(String place) {
        running.computeIfPresent(place, (any, many) -> many == 1 ? null : many - 1);
    }

    /** Adds the fields that each result has. */
    private Map<String, Object> complete(Map<String, Object> result) {
        Map<String, Object> whole = new LinkedHashMap<>(result);
        whole.putIfAbsent("resultType", "complete");
        Map<String, Object> meta = new LinkedHashMap<>();
        if (result.get("_meta") instanceof Map<?, ?> own) {
            own.forEach((name, value) -> meta.put(String.valueOf(name), value));
        }
        meta.putIfAbsent(Message.META + "serverInfo", serverInfo);
        whole.put("_meta", meta);
        return whole;
    }

    /** The answer to one request. */
    private static final class Answer implements Notifications {
        private final HttpServletResponse response;
        private final JsonNode id;
        private final boolean streams;
        private boolean begun;
        private boolean gone;

        /** @param streams true if the client takes notifications before the result */
        private Answer(HttpServletResponse response, JsonNode id, boolean streams) {
            this.response = response;
            this.id = id;
            this.streams = streams;
        }

        /** Sends a notification. A client that has left gets nothing more, and what it asked for goes on. */
        @Override
        public synchronized void send(String method, Map<String, ?> params) {
            if (isOpen()) {
                send(EVENT, JSON.writeValueAsBytes(Map.of("jsonrpc", "2.0", "method", method, "params", params)));
            }
        }

        @Override
        public synchronized void beat() {
            if (isOpen()) {
                send(COMMENT, new byte[0]);
            }
        }

        @Override
        public synchronized boolean isOpen() {
            return streams && !gone;
        }

        private void send(byte[] prefix, byte[] text) {
            try {
                write(prefix, text);
            } catch (IOException left) {
                gone = true;
                LOG.debug("The client has left while its call runs", left);
            }
        }

        synchronized void end(Map<String, Object> result) throws IOException {
            Map<String, Object> message = new LinkedHashMap<>();
            message.put("jsonrpc", "2.0");
            message.put("id", id);
            message.put("result", result);
            byte[] bytes = JSON.writeValueAsBytes(message);
            if (begun) {
                write(EVENT, bytes);
                return;
            }
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.setContentLength(bytes.length);
            response.getOutputStream().write(bytes);
        }

        synchronized void end(GuardRefusal refusal) throws IOException {
            if (!begun) {
                throw refusal;
            }
            write(EVENT, refusal.json(id));
        }

        private void write(byte[] prefix, byte[] text) throws IOException {
            if (!begun) {
                begun = true;
                response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            }
            ServletOutputStream out = response.getOutputStream();
            out.write(prefix);
            out.write(text);
            out.write(END);
            response.flushBuffer();
        }
    }
}
