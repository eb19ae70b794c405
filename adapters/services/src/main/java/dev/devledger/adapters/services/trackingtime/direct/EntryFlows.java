package dev.devledger.adapters.services.trackingtime.direct;

import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.adapters.services.kernel.NotDone;
import dev.devledger.adapters.services.trackingtime.client.Outcome;
import dev.devledger.adapters.services.trackingtime.client.TrackingTimeApi;
import dev.devledger.adapters.services.trackingtime.direct.Flow.Told;
import dev.devledger.adapters.services.trackingtime.json.Columns;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
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
        Outcome outcome = requests.ask(TrackingTimeApi.post("events/add"), arguments);
        LostEntry lost = new LostEntry(requests, arguments, start, end, since);
        if (outcome instanceof Outcome.Broken broken && broken.maybeDone()) {
            JsonNode found = lost.found();
            if (found != null) {
                return Told.all(found);
            }
        }
        return made(requests, Requests.yes(outcome), lost);
    }

    /** It was added: nothing may be thrown any more, as whoever hears a no would add it again. */
    private static Told made(Requests requests, Outcome.Answered answered, LostEntry lost) {
        JsonNode made = answered.data();
        if (made.has("start")) {
            return Told.of(answered);
        }
        String id = made.path("id").asString("");
        JsonNode whole = id.isEmpty() ? lost.found() : whole(requests, id);
        String note = whole == null ? "It was added, but not shown again. " + answered.note() : answered.note();
        return new Told(whole == null ? made : whole, "", note.strip());
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

    private static @Nullable JsonNode whole(Requests requests, String id) {
        return requests.ask(TrackingTimeApi.get("events/" + id))
                                instanceof Outcome.Answered(var entry, var all, var note)
                        && entry.has("start")
                ? entry
                : null;
    }

    /** On the clocks that the entry has: those of the server, where the entry was on them. */
    static Told update(Requests requests, ObjectNode arguments) {
        String id = arguments.remove("id").asString();
        JsonNode entry = requests.send(TrackingTimeApi.get("events/" + id)).data();
        ZoneId home = requests.home();
        Instant near = Times.told(entry.path("start").asString(""), home);
        if (near.equals(Instant.MIN)) {
            near = Times.at(arguments, "end", home);
            requireStart(arguments);
        }
        ZoneOffset own = Times.offset(entry, home, near);
        ZoneId zone = own.equals(home.getRules().getOffset(near)) ? home : own;
        Instant start = arguments.has("start")
                ? Times.at(arguments, "start", zone)
                : Times.told(entry.path("start").asString(""), own);
        Instant end = Times.at(arguments, "end", zone);
        ZoneOffset offset = zone.getRules().getOffset(start);
        if (end.isBefore(start)) {
            throw NotDone.invalid("end", "is before start");
        }
        Times.put(arguments, "start", start, offset);
        Times.put(arguments, "end", end, offset);
        arguments.put("duration", Duration.between(start, end).toSeconds());
        return Told.of(requests.send(TrackingTimeApi.put("events/update/" + id), arguments));
    }

    private static void requireStart(ObjectNode arguments) {
        if (!arguments.has("start")) {
            throw NotDone.invalid("start", "has to be said: that of this entry cannot be read");
        }
    }

    /** A table, unless its first line does not have the separator: an error comes as JSON under the type of a table. */
    static Told export(Requests requests, ObjectNode arguments) {
        String separator = arguments.path("separator").asString(",");
        Endpoint export = Sending.queried(TrackingTimeApi.get("events/export").asCsv(), arguments);
        return switch (requests.ask(export)) {
            case Outcome.Csv(var text) -> table(text, separator.equals("\\t") ? '\t' : separator.charAt(0));
            case Outcome.Answered answered -> throw new NotDone(DirectNo.of(noTable()));
            case Outcome no -> throw new NotDone(DirectNo.of(no));
        };
    }

    private static Told table(String text, char separator) {
        if (text.lines()
                .findFirst()
                .filter(line -> line.indexOf(separator) >= 0)
                .isEmpty()) {
            throw new NotDone(DirectNo.of(noTable()));
        }
        Columns.Shown shown = Columns.of(text, separator);
        String hint = shown.leftOut().isEmpty()
                ? ""
                : "These columns are not shown: " + String.join(", ", shown.leftOut()) + ".";
        return new Told(Requests.object().put("csv", shown.csv()), hint, "");
    }

    private static Outcome noTable() {
        return new Outcome.Broken("TrackingTime answered with something else than a table", false);
    }
}
