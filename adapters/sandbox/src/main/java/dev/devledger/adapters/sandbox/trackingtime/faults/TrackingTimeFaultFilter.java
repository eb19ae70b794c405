package dev.devledger.adapters.sandbox.trackingtime.faults;

import dev.devledger.adapters.sandbox.kernel.ArmedFaults;
import dev.devledger.adapters.sandbox.kernel.ArmedFaults.Armed;
import dev.devledger.adapters.sandbox.kernel.Fault;
import dev.devledger.adapters.sandbox.kernel.FaultFilter;
import dev.devledger.adapters.sandbox.kernel.Journal;
import dev.devledger.adapters.sandbox.trackingtime.api.Envelope;
import dev.devledger.adapters.sandbox.trackingtime.api.GateFilter;
import dev.devledger.adapters.sandbox.trackingtime.common.Json;
import dev.devledger.adapters.sandbox.trackingtime.common.PagePaths;
import dev.devledger.adapters.sandbox.trackingtime.common.Refusal;
import dev.devledger.adapters.sandbox.trackingtime.common.Thing;
import dev.devledger.adapters.sandbox.trackingtime.people.People;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.web.util.ContentCachingRequestWrapper;

/** What TrackingTime says where a test has set a fault; and it writes each request down. */
public final class TrackingTimeFaultFilter extends FaultFilter {
    private static final int LONGEST = 1 << 20;

    private final ArmedFaults faults;
    private final Journal journal;
    private final People people;

    public TrackingTimeFaultFilter(ArmedFaults faults, Journal journal, People people) {
        this.faults = faults;
        this.journal = journal;
        this.people = people;
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

    /** Below the version, with the account: {@code /438100/events}. */
    private static String path(HttpServletRequest request) {
        return request.getRequestURI()
                .substring(request.getContextPath().length())
                .substring(PagePaths.API.length());
    }

    private Journal.Entry entry(ContentCachingRequestWrapper request, HttpServletResponse response, String path) {
        String query = request.getQueryString();
        return new Journal.Entry(
                request.getMethod(),
                path,
                query == null ? "" : query,
                new String(request.getContentAsByteArray(), StandardCharsets.UTF_8),
                who(request),
                response.getStatus());
    }

    /** Who it was, and that they did not say which application they are, where they did not. */
    private String who(HttpServletRequest request) {
        String who = request.getAttribute(GateFilter.USER) instanceof Long id
                ? people.things().find(People.USER, id).map(Thing::name).orElse("")
                : "";
        String agent = request.getHeader("User-Agent");
        return agent == null || agent.isBlank() ? who + " without a user agent" : who;
    }

    @Override
    protected void refuse(Fault fault, HttpServletResponse response) throws IOException {
        switch (fault) {
            case LIMIT -> GateFilter.refuse(response, 429);
            case UNAUTHORIZED -> GateFilter.refuse(response, 401);
            case NOT_GRANTED -> inBand(response, 200, Refusal.noRight());
            case FORBIDDEN -> inBand(response, 403, Refusal.noRight());
            case ERR_UNDER_200 -> inBand(response, 200, Refusal.unexpected());
            default -> inBand(response, 500, Refusal.unexpected());
        }
    }

    private static void inBand(HttpServletResponse response, int http, Refusal refusal) throws IOException {
        Envelope.write(response, http, Envelope.of(refusal.status(), refusal.message(), Json.object()));
    }
}
