package dev.devledger.adapters.mcp.guard;

import dev.devledger.adapters.mcp.guard.GuardAnswer.GuardRefusal;
import dev.devledger.adapters.mcp.guard.GuardConfiguration.GuardSettings;
import dev.devledger.adapters.mcp.guard.MessageCheck.Message;
import dev.devledger.application.access.AccessRules.AllowedOrigins;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Checks the HTTP method and the site before the authentication, without reading the body. All errors are sent in the
 * form of the protocol.
 */
final class ProtocolFilter extends OncePerRequestFilter {
    private static final Logger LOG = LoggerFactory.getLogger(ProtocolFilter.class);
    static final List<String> METHODS = List.of("GET", "POST", "DELETE");

    private final GuardSettings settings;
    private final Sessions sessions;

    ProtocolFilter(GuardSettings settings, Sessions sessions) {
        this.settings = settings;
        this.sessions = sessions;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        GuardAnswer answer = new GuardAnswer(response);
        answer.attachTo(request);
        try {
            check(request);
            chain.doFilter(request, answer);
            answerAfterAll(request, answer);
        } catch (GuardRefusal refusal) {
            answer.refuse(refusal);
        } catch (RuntimeException | ServletException unexpected) {
            LOG.error("Unexpected failure of a request", unexpected);
            answer.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
        }
        answer.leave();
    }

    /**
     * Answers a request that no other code has answered: on invalid params the SDK ends the stream silently, and the
     * client would wait.
     */
    private void answerAfterAll(HttpServletRequest request, GuardAnswer answer) {
        Message message = Message.of(request);
        if (message == null) {
            return;
        }
        if (message.isRequest() && answer.isSilent()) {
            answer.refuse(silence(message, request.getHeader(SessionCheck.SESSION)));
        } else if (message.isResponse() && answer.getStatus() >= HttpServletResponse.SC_INTERNAL_SERVER_ERROR) {
            answer.refuse(GuardRefusal.invalid("No request of this id waits for a response."));
        } else if (answer.getStatus() == HttpServletResponse.SC_INTERNAL_SERVER_ERROR) {
            LOG.error("Unexpected failure of the transport at {}", message.method());
        }
    }

    /** Returns the error for a request without an answer: its session has ended meanwhile, or its params do not fit. */
    private GuardRefusal silence(Message message, @Nullable String session) {
        boolean ended = session != null && !sessions.isOpen(session);
        LOG.warn(
                "{} was not answered: {}", message.method(), ended ? "its session has ended" : "its params do not fit");
        return ended
                ? new GuardRefusal(
                        HttpServletResponse.SC_OK,
                        GuardRefusal.NO_SESSION,
                        "The session ended while this call ran, so its answer is lost. The call may have been"
                                + " carried out. Open a new session and check with get_history before you repeat it.")
                : new GuardRefusal(
                        HttpServletResponse.SC_OK,
                        GuardRefusal.INVALID_PARAMS,
                        "The params are not valid for " + message.method() + ".");
    }

    private void check(HttpServletRequest request) {
        if (!METHODS.contains(request.getMethod())) {
            String methods = String.join(", ", METHODS);
            throw new GuardRefusal(
                            405,
                            GuardRefusal.TRANSPORT,
                            "This path does not take this method; allowed are" + " " + methods + ".")
                    .with(HttpHeaders.ALLOW, methods);
        }
        checkSite(request);
    }

    /**
     * Checks Host and Origin: a web page must not reach this server through a host name of its own that resolves to
     * this server.
     */
    private void checkSite(HttpServletRequest request) {
        if (!settings.hosts().takes(request.getHeader(HttpHeaders.HOST))) {
            throw new GuardRefusal(
                    421,
                    GuardRefusal.TRANSPORT,
                    "This Host is not allowed. Allowed are " + settings.hosts()
                            + ". To allow others, set devledger.mcp.allowed-hosts.");
        }
        for (String origin : Collections.list(request.getHeaders(HttpHeaders.ORIGIN))) {
            if (!settings.origins().takes(origin)) {
                throw new GuardRefusal(
                        403,
                        GuardRefusal.TRANSPORT,
                        "This Origin is not allowed. Allowed are " + settings.origins()
                                + ". To allow others, set devledger.mcp.allowed-origins.");
            }
        }
    }

    /**
     * Allows agents that are pages of other sites: a browser sends a preflight request first, and hides answers that do
     * not name the page's site. Cookies are never allowed. A request from a site that is not allowed goes on unchanged,
     * so that its refusal has words.
     */
    static final class CrossOriginFilter extends OncePerRequestFilter {
        /** Names Authorization, as {@code *} does not include it. */
        private static final String SENT = HttpHeaders.AUTHORIZATION + ", *";

        private static final String SHOWN = String.join(
                ", ", SessionCheck.SESSION, HttpHeaders.WWW_AUTHENTICATE, HttpHeaders.RETRY_AFTER, "X-Request-Id");

        private final AllowedOrigins origins;

        CrossOriginFilter(AllowedOrigins origins) {
            this.origins = origins;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            response.addHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
            String origin = request.getHeader(HttpHeaders.ORIGIN);
            boolean allowed = origin != null && origins.take(origin);
            if (allowed) {
                response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
                response.setHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, SHOWN);
            }
            if (allowed && CorsUtils.isPreFlightRequest(request)) {
                response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, String.join(", ", ProtocolFilter.METHODS));
                response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, SENT);
                response.setHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "600");
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            } else {
                chain.doFilter(request, response);
            }
        }
    }
}
