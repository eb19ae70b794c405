package dev.devledger.adapters.sandbox.clickup.faults;

import dev.devledger.adapters.sandbox.clickup.api.GateFilter;
import dev.devledger.adapters.sandbox.clickup.common.Caller;
import dev.devledger.adapters.sandbox.clickup.common.PagePaths;
import dev.devledger.adapters.sandbox.clickup.common.Refusal;
import dev.devledger.adapters.sandbox.fault.ArmedFaults;
import dev.devledger.adapters.sandbox.fault.Fault;
import dev.devledger.adapters.sandbox.fault.JournalledFaultFilter;
import dev.devledger.adapters.sandbox.kernel.CallLimit;
import dev.devledger.adapters.sandbox.kernel.Journal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What ClickUp says where a test has set a fault. */
public final class ClickUpFaultFilter extends JournalledFaultFilter {
    private final CallLimit limit;

    public ClickUpFaultFilter(ArmedFaults faults, Journal journal, CallLimit limit) {
        super(faults, journal);
        this.limit = limit;
    }

    /** Below the version: {@code /task/86abc12}, or {@code /v3/workspaces/…}. */
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
