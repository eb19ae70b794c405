package dev.devledger.adapters.security;

import dev.devledger.adapters.security.RouteRules.RouteAccess;
import dev.devledger.adapters.security.SecurityProblems.TooManyRequests;
import dev.devledger.application.access.TokenCheck;
import dev.devledger.application.access.TokenCheck.AuthenticatedCaller;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.web.filter.OncePerRequestFilter;

/** Authenticates requests with a token. {@link RouteAccess} decides what they may do. */
final class BearerFilter extends OncePerRequestFilter {
    static final String MCP = "mcp";

    private final BearerTokens tokens;
    private final String channel;
    private final WrongTokens refusal;

    /**
     * True for agents, whose messages name their program: the code that reads the message records the program with the
     * use.
     */
    private final boolean clientIsTold;

    /** @param channel the channel of the callers, such as {@code rest} */
    BearerFilter(BearerTokens tokens, String channel, WrongTokens refusal) {
        this.tokens = tokens;
        this.channel = channel;
        this.refusal = refusal;
        this.clientIsTold = channel.equals(MCP);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<AuthenticatedCaller> caller;
        try {
            caller = tokens.caller(request);
        } catch (RuntimeException failure) {
            refusal.refusals().failed(request, response, failure); // the database may be unreachable
            return;
        }
        if (caller.isEmpty()) {
            refusal.commence(request, response, new BadCredentialsException("not a token of ours"));
            return;
        }
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new CallerAuthentication(caller.get(), channel));
        SecurityContextHolder.setContext(context);
        AuthenticatedCaller.UseRecorder uses = caller.get().uses();
        if (!clientIsTold) {
            uses.note(channel, null);
        }
        try {
            chain.doFilter(request, response);
        } finally {
            if (clientIsTold) {
                uses.note(channel, null); // has no effect if the message was read first
            }
        }
    }

    /** Checks tokens of all accepted kinds. */
    record BearerTokens(List<TokenCheck> checks) {
        private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([A-Za-z0-9._~+/=-]+) *");

        BearerTokens {
            checks = List.copyOf(checks);
        }

        /** Returns the caller of the request; empty if the token is missing or unknown. */
        Optional<AuthenticatedCaller> caller(HttpServletRequest request) {
            String token = token(request.getHeader("Authorization"));
            return token == null ? Optional.empty() : caller(token);
        }

        private Optional<AuthenticatedCaller> caller(String token) {
            for (TokenCheck each : checks) {
                Optional<AuthenticatedCaller> known = each.caller(token);
                if (known.isPresent()) {
                    return known;
                }
            }
            return Optional.empty();
        }

        static @Nullable String token(@Nullable String header) {
            Matcher bearer = BEARER.matcher(header == null ? "" : header);
            return bearer.matches() ? bearer.group(1) : null;
        }
    }

    /** Answers a request with a missing or wrong token. A missing token does not count as a guess. */
    record WrongTokens(GuessLimit guesses, SecurityProblems refusals) implements AuthenticationEntryPoint {
        @Override
        public void commence(
                HttpServletRequest request, HttpServletResponse response, AuthenticationException unknown) {
            Duration wait = request.getHeader(HttpHeaders.AUTHORIZATION) == null
                    ? Duration.ZERO
                    : guesses.wrong(request.getRemoteAddr());
            if (wait.isZero()) {
                refusals.commence(request, response, unknown);
            } else {
                refusals.refuse(
                        request,
                        response,
                        new TooManyRequests(
                                "Too many wrong tokens came from this address, or from all together. A right one is taken"
                                        + " at any time.",
                                wait));
            }
        }
    }
}
