package dev.devledger.adapters.services.trackingtime.direct;

import dev.devledger.adapters.services.trackingtime.client.Outcome;
import dev.devledger.adapters.services.trackingtime.client.TrackingTimeApi;
import dev.devledger.adapters.services.trackingtime.direct.Flow.Told;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The timer. TrackingTime is told how far from Greenwich the clock is then, as it knows no places. */
final class TimerFlows {
    private TimerFlows() {}

    static Told start(Requests requests, ObjectNode arguments) {
        ZoneId zone = Times.zone(arguments, requests.home());
        Instant at = Times.at(arguments, "date", zone);
        Times.put(arguments, "date", at, zone.getRules().getOffset(at));
        String task = arguments.remove("id").asString();
        return Told.of(requests.send(TrackingTimeApi.post("tasks/track/" + task), arguments));
    }

    /** On the clocks of the start: TrackingTime refuses any others. */
    static Told stop(Requests requests, ObjectNode arguments) {
        String task = arguments.remove("id").asString();
        JsonNode running = running(requests, task);
        ZoneId home = requests.home();
        ZoneId own = running.isEmpty() ? home : Times.offset(running, home, Instant.now());
        Instant at = Times.at(arguments, "date", Times.zone(arguments, own));
        ZoneOffset offset =
                running.isEmpty() ? Times.zone(arguments, own).getRules().getOffset(at) : (ZoneOffset) own;
        Times.put(arguments, "date", at, offset);
        return Told.of(requests.send(TrackingTimeApi.post("tasks/stop/" + task), arguments));
    }

    /** The entry that runs on the task; empty where none does. */
    private static JsonNode running(Requests requests, String task) {
        return requests.ask(TrackingTimeApi.get("tasks/" + task))
                        instanceof Outcome.Answered(var found, var all, var note)
                ? found.path("tracking_event")
                : Requests.object();
    }
}
