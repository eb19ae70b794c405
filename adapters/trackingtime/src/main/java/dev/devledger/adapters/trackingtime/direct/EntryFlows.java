package dev.devledger.adapters.trackingtime.direct;

import dev.devledger.adapters.trackingtime.client.Endpoint;
import dev.devledger.adapters.trackingtime.client.Outcome;
import dev.devledger.adapters.trackingtime.direct.Flow.Told;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Time entries: what takes more than one request, or another form than the arguments have. */
final class EntryFlows {
    /** TrackingTime's own samples are off by a little; by more, somebody has made a mistake. */
    private static final long CLOSE_ENOUGH = 60;

    private EntryFlows() {}

    static Told add(Requests requests, ObjectNode arguments) {
        ZoneId zone = Times.zone(arguments, requests.home());
        Instant start = Times.at(arguments, "start", zone);
        Instant end = Times.at(arguments, "end", zone);
        ZoneOffset offset = zone.getRules().getOffset(start);
        requireLength(start, end, arguments.path("duration").asLong(0));
        Times.put(arguments, "start", start, offset);
        Times.put(arguments, "end", end, offset);
        Instant since = requests.clock().instant();
        Outcome outcome = requests.ask(Endpoint.post("events/add"), arguments);
        if (outcome instanceof Outcome.Broken broken && broken.maybeDone()) {
            JsonNode found = new LostEntry(requests, arguments, start, end, since).found();
            if (found != null) {
                return Told.all(found);
            }
        }
        JsonNode made = Requests.yes(outcome).data();
        return made.has("start")
                ? Told.all(made)
                : whole(requests, made.path("id").asString(""));
    }

    private static void requireLength(Instant start, Instant end, long seconds) {
        long between = Duration.between(start, end).toSeconds();
        if (between < 0) {
            throw NotDone.invalid("end", "is before start");
        }
        if (Math.abs(between - seconds) > CLOSE_ENOUGH) {
            throw NotDone.invalid(
                    "duration", "is " + seconds + " s; between start and end there are " + between + " s");
        }
    }

    private static Told whole(Requests requests, String id) {
        return Told.all(requests.send(Endpoint.get("events/" + id)).data());
    }

    /** On the clocks that the entry has. */
    static Told update(Requests requests, ObjectNode arguments) {
        String id = arguments.remove("id").asString();
        JsonNode entry = requests.send(Endpoint.get("events/" + id)).data();
        Instant near = Times.told(entry.path("start").asString(""), requests.home());
        ZoneOffset offset = Times.offset(entry, requests.home(), near);
        Instant start = arguments.has("start")
                ? Times.at(arguments, "start", offset)
                : Times.told(entry.path("start").asString(""), offset);
        Instant end = Times.at(arguments, "end", offset);
        if (end.isBefore(start)) {
            throw NotDone.invalid("end", "is before start");
        }
        Times.put(arguments, "start", start, offset);
        Times.put(arguments, "end", end, offset);
        arguments.put("duration", Duration.between(start, end).toSeconds());
        return Told.all(
                requests.send(Endpoint.put("events/update/" + id), arguments).data());
    }

    /** A table, unless its first line does not have the separator: an error comes as JSON under the type of a table. */
    static Told export(Requests requests, ObjectNode arguments) {
        String separator = arguments.path("separator").asString(",");
        Endpoint export = Sending.queried(Endpoint.get("events/export").asCsv(), arguments);
        return switch (requests.ask(export)) {
            case Outcome.Csv(var text) -> Told.all(Requests.object().put("csv", table(text, separator)));
            case Outcome.Answered answered -> throw new NotDone(DirectNo.of(noTable()));
            case Outcome no -> throw new NotDone(DirectNo.of(no));
        };
    }

    private static String table(String text, String separator) {
        String between = separator.equals("\\t") ? "\t" : separator;
        if (text.lines().findFirst().filter(line -> line.contains(between)).isEmpty()) {
            throw new NotDone(DirectNo.of(noTable()));
        }
        return text;
    }

    private static Outcome noTable() {
        return new Outcome.Broken("TrackingTime answered with something else than a table", false);
    }
}
