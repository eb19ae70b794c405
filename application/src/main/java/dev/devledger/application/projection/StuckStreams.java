package dev.devledger.application.projection;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The streams of which a projection has an event parked: what comes later in such a stream is parked behind it. */
final class StuckStreams {
    private final ParkedEvents parked;
    private final Set<List<String>> stuck;

    /** @param stuck the streams, with the projection before them */
    StuckStreams(ParkedEvents parked, Set<List<String>> stuck) {
        this.parked = parked;
        this.stuck = new HashSet<>(stuck);
    }

    Set<List<String>> all() {
        return Set.copyOf(stuck);
    }

    boolean have(Projection projection, LedgerEvent event) {
        return !stuck.isEmpty() && stuck.contains(List.of(projection.name(), event.stream()));
    }

    /** Parks those that cannot be read or come behind a parked one, and answers the others. */
    List<LedgerEvent> fit(Projection projection, List<LedgerEvent> events) {
        if (stuck.isEmpty() && events.stream().noneMatch(event -> event.payload() instanceof UnreadablePayload)) {
            return events;
        }
        List<LedgerEvent> fit = new ArrayList<>();
        for (LedgerEvent event : events) {
            if (have(projection, event)) {
                parkBehind(projection, event);
            } else if (event.payload() instanceof UnreadablePayload(var reason) && projection.needs(event.stream())) {
                park(projection, event, "It cannot be read: " + reason);
            } else {
                fit.add(event);
            }
        }
        return fit;
    }

    void parkBehind(Projection projection, LedgerEvent event) {
        parked.park(projection.name(), event, "An earlier event of " + event.stream() + " waits.");
    }

    /** The first of its stream. */
    void park(Projection projection, LedgerEvent event, String why) {
        stuck.add(List.of(projection.name(), event.stream()));
        parked.park(projection.name(), event, why);
    }
}
