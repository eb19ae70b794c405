package dev.devledger.adapters.sandbox.clickup.api;

import dev.devledger.adapters.sandbox.clickup.common.Caller;
import dev.devledger.adapters.sandbox.clickup.common.Circumstances;
import dev.devledger.adapters.sandbox.clickup.common.ClickUpHabit;
import dev.devledger.adapters.sandbox.clickup.common.PagePaths;
import dev.devledger.adapters.sandbox.clickup.common.Refusal;
import dev.devledger.adapters.sandbox.clickup.oauth.Tokens;
import dev.devledger.adapters.sandbox.kernel.CallLimit;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.web.filter.OncePerRequestFilter;

/** Who asks, and how often already: every answer says how many calls are left. */
public final class GateFilter extends OncePerRequestFilter {
    private final Tokens tokens;
    private final CallLimit limit;
    private final Circumstances circumstances;

    public GateFilter(Tokens tokens, CallLimit limit, Circumstances circumstances) {
        this.tokens = tokens;
        this.limit = limit;
        this.circumstances = circumstances;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().endsWith(PagePaths.TOKEN);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            Caller caller = tokens.caller(request.getHeader("Authorization"));
            CallLimit.State state = limit.count(caller.token());
            response.setHeader("X-RateLimit-Limit", String.valueOf(state.limit()));
            response.setHeader("X-RateLimit-Remaining", String.valueOf(state.remaining()));
            response.setHeader("X-RateLimit-Reset", String.valueOf(state.reset()));
            if (state.exceeded()) throw new Refusal(429, "APP_002", "Rate limit reached");
            request.setAttribute(Calls.CALLER, caller);
        } catch (Refusal refusal) {
            boolean ok = circumstances.has(ClickUpHabit.ERRORS_UNDER_200) && refusal.status() != 429;
            write(response, ok ? 200 : refusal.status(), refusal.body());
            return;
        }
        chain.doFilter(request, response);
    }

    public static void write(HttpServletResponse response, int status, String body) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    }
}
