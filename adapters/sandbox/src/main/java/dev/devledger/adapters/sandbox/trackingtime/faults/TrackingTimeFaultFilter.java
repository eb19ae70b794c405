package dev.devledger.adapters.sandbox.trackingtime.faults;

import dev.devledger.adapters.sandbox.fault.ArmedFaults;
import dev.devledger.adapters.sandbox.fault.Fault;
import dev.devledger.adapters.sandbox.fault.JournalledFaultFilter;
import dev.devledger.adapters.sandbox.kernel.Journal;
import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.trackingtime.api.Envelope;
import dev.devledger.adapters.sandbox.trackingtime.api.GateFilter;
import dev.devledger.adapters.sandbox.trackingtime.common.PagePaths;
import dev.devledger.adapters.sandbox.trackingtime.common.Refusal;
import dev.devledger.adapters.sandbox.trackingtime.common.Thing;
import dev.devledger.adapters.sandbox.trackingtime.people.People;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What TrackingTime says where a test has set a fault. */
public final class TrackingTimeFaultFilter extends JournalledFaultFilter {
    private final People people;

    public TrackingTimeFaultFilter(ArmedFaults faults, Journal journal, People people) {
        super(faults, journal);
        this.people = people;
    }

    /** Below the version, with the account: {@code /438100/events}. */
    @Override
    protected String path(String uri) {
        return uri.substring(PagePaths.API.length());
    }

    /** Who it was, and that they did not say which application they are, where they did not. */
    @Override
    protected String who(HttpServletRequest request) {
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
