package dev.devledger.adapters.sandbox.clickup.faults;

import dev.devledger.adapters.sandbox.clickup.api.CallLimit;
import dev.devledger.adapters.sandbox.clickup.api.GateFilter;
import dev.devledger.adapters.sandbox.clickup.common.Caller;
import dev.devledger.adapters.sandbox.clickup.common.PagePaths;
import dev.devledger.adapters.sandbox.clickup.common.Refusal;
import dev.devledger.adapters.sandbox.kernel.ArmedFaults;
import dev.devledger.adapters.sandbox.kernel.ArmedFaults.Armed;
import dev.devledger.adapters.sandbox.kernel.Fault;
import dev.devledger.adapters.sandbox.kernel.FaultFilter;
import dev.devledger.adapters.sandbox.kernel.Journal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.web.util.ContentCachingRequestWrapper;

/** What ClickUp says where a test has set a fault; and it writes each request down. */
public final class ClickUpFaultFilter extends FaultFilter {
    private static final int LONGEST = 1 << 20;

    private final ArmedFaults faults;
    private final Journal journal;
    private final CallLimit limit;

    public ClickUpFaultFilter(ArmedFaults faults, Journal journal, CallLimit limit) {
        this.faults = faults;
        this.journal = journal;
        this.limit = limit;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ContentCachingRequestWrapper read = new ContentCachingRequestWrapper(request, LONGEST);
        journal.began();
        try {
            super.doFilterInternal(read, response, chain);
        } finally {
            journal.wrote(entry(read, response, path(request)));
        }
    }

    @Override
    protected Optional<Armed> take(HttpServletRequest request) {
        String call = request.getMethod() + " " + path(request);
        return faults.take(fault -> fault.path().matcher(call).find());
    }

    /** Below the version: {@code /task/86abc12}, or {@code /v3/workspaces/…}. */
    private static String path(HttpServletRequest request) {
        String uri = request.getRequestURI().substring(request.getContextPath().length());
        return uri.startsWith(PagePaths.V2 + "/")
                ? uri.substring(PagePaths.V2.length())
                : uri.substring(PagePaths.CONSENT.length());
    }

    private static Journal.Entry entry(
            ContentCachingRequestWrapper request, HttpServletResponse response, String path) {
        boolean secret = path.startsWith("/oauth");
        String query = request.getQueryString();
        String token = request.getAttribute(Caller.class.getName()) instanceof Caller caller ? caller.token() : "";
        return new Journal.Entry(
                request.getMethod(),
                path,
                secret || query == null ? "" : query,
                secret ? "" : new String(request.getContentAsByteArray(), StandardCharsets.UTF_8),
                token,
                response.getStatus());
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
