package dev.devledger.adapters.sandbox.clickup;

import dev.devledger.adapters.sandbox.clickup.CallTable.Calls;
import dev.devledger.adapters.sandbox.clickup.places.ClickUpBehaviour;
import dev.devledger.adapters.sandbox.clickup.places.ClickUpBehaviour.ClickUpHabit;
import dev.devledger.adapters.sandbox.clickup.places.PagePaths;
import dev.devledger.adapters.sandbox.clickup.places.People.Caller;
import dev.devledger.adapters.sandbox.clickup.places.Refusal;
import dev.devledger.adapters.sandbox.fault.Fault;
import dev.devledger.adapters.sandbox.fault.FaultControl;
import dev.devledger.adapters.sandbox.fault.FaultFilter;
import dev.devledger.adapters.sandbox.kernel.Answers;
import dev.devledger.adapters.sandbox.kernel.CallLimit;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Checks the token and counts the calls. Each answer reports the number of calls that are left. */
public final class GateFilter extends OncePerRequestFilter {
    private final Tokens tokens;
    private final CallLimit limit;
    private final ClickUpBehaviour circumstances;

    public GateFilter(Tokens tokens, CallLimit limit, ClickUpBehaviour circumstances) {
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
        Answers.write(response, status, "application/json", body);
    }

    /** Gives the answer that a fault of a test demands, in ClickUp's form. */
    public static final class ClickUpFaultFilter extends FaultFilter {
        private final CallLimit limit;

        public ClickUpFaultFilter(FaultControl control, CallLimit limit) {
            super(control);
            this.limit = limit;
        }

        /** Returns the path below the version: {@code /task/86abc12}, or {@code /v3/workspaces/…}. */
        @Override
        protected String path(String uri) {
            return uri.startsWith(PagePaths.V2 + "/")
                    ? uri.substring(PagePaths.V2.length())
                    : uri.substring(PagePaths.CONSENT.length());
        }

        @Override
        protected String who(HttpServletRequest request) {
            return request.getAttribute(Caller.class.getName()) instanceof Caller caller ? caller.token() : "";
        }

        @Override
        protected boolean isSecret(String path) {
            return path.startsWith("/oauth");
        }

        @Override
        protected void refuse(Fault fault, HttpServletResponse response) throws IOException {
            switch (fault) {
                case LIMIT -> exceeded(response);
                case UNAUTHORIZED -> refuse(response, new Refusal(401, "OAUTH_025", "Token invalid"));
                case NOT_GRANTED -> refuse(response, Refusal.notAuthorized());
                case FORBIDDEN -> refuse(response, new Refusal(403, "ACCESS_083", "You do not have access to this"));
                case ERR_UNDER_200 ->
                    GateFilter.write(response, 200, new Refusal(500, "ITEM_000", "Something went wrong").body());
                default -> refuse(response, new Refusal(500, "APP_000", "Internal Server Error"));
            }
        }

        private void exceeded(HttpServletResponse response) throws IOException {
            CallLimit.State state = limit.count("nobody", 0);
            response.setHeader("X-RateLimit-Limit", String.valueOf(state.limit()));
            response.setHeader("X-RateLimit-Remaining", "0");
            response.setHeader("X-RateLimit-Reset", String.valueOf(state.reset()));
            refuse(response, new Refusal(429, "APP_002", "Rate limit reached"));
        }

        private static void refuse(HttpServletResponse response, Refusal refusal) throws IOException {
            GateFilter.write(response, refusal.status(), refusal.body());
        }
    }
}
