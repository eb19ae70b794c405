package dev.devledger.adapters.services.trackingtime.direct;

import static dev.devledger.adapters.services.trackingtime.client.TrackingTimeClient.TrackingTimeApi.get;
import static dev.devledger.adapters.services.trackingtime.client.TrackingTimeClient.TrackingTimeApi.post;
import static dev.devledger.adapters.services.trackingtime.client.TrackingTimeClient.TrackingTimeApi.put;

import dev.devledger.adapters.services.kernel.CallTable.NotDone;
import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.adapters.services.trackingtime.client.Outcome;
import dev.devledger.adapters.services.trackingtime.client.Outcome.Answered;
import dev.devledger.adapters.services.trackingtime.direct.CallRowBuilder.Flow.Told;
import dev.devledger.adapters.services.trackingtime.direct.CallRowBuilder.Pages;
import dev.devledger.adapters.services.trackingtime.direct.Requests.DirectRefusals;
import dev.devledger.adapters.services.trackingtime.direct.Requests.SingleRequest;
import dev.devledger.adapters.services.trackingtime.json.AllowedFields.Columns;
import dev.devledger.adapters.services.trackingtime.json.Wire.LocalTimes;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls about the timer and time entries that take more than one request, or whose arguments must be converted. */
final class EntryFlows {
    /**
     * The allowed difference between the duration and the times, in seconds: TrackingTime's own samples differ a
     * little; a larger difference is the caller's error.
     */
    private static final long CLOSE_ENOUGH = 60;

    private EntryFlows() {}

    static Told add(Requests requests, ObjectNode arguments) {
        ZoneId zone = zone(arguments, requests.home());
        Instant start = at(arguments, "start", zone);
        Instant end = at(arguments, "end", zone);
        ZoneOffset offset = zone.getRules().getOffset(start);
        requireLength(start, end, arguments.path("duration").asLong(0));
        putTime(arguments, "start", start, offset);
        putTime(arguments, "end", end, offset);
        Instant since = requests.clock().instant();
        Outcome outcome = requests.ask(post("events/add"), arguments);
        LostEntry lost = new LostEntry(requests, arguments, start, end, since);
        if (outcome instanceof Outcome.NoReadableAnswer broken && broken.maybeDone()) {
            JsonNode found = lost.found();
            if (found != null) {
                return Told.all(found);
            }
        }
        return made(requests, Requests.yes(outcome), lost);
    }

    /**
     * Returns the entry after it was added. From here on nothing may fail, as the caller of a failed call would add the
     * entry again.
     */
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
        return requests.ask(get("events/" + id)) instanceof Outcome.Answered(var entry, var all, var note)
                        && entry.has("start")
                ? entry
                : null;
    }

    /** Changes an entry. The times keep the entry's offset, or get the home zone if this zone has the same offset. */
    static Told update(Requests requests, ObjectNode arguments) {
        String id = arguments.remove("id").asString();
        JsonNode entry = requests.send(get("events/" + id)).data();
        ZoneId home = requests.home();
        Instant near = told(entry.path("start").asString(""), home);
        if (near.equals(Instant.MIN)) {
            near = at(arguments, "end", home);
            requireStart(arguments);
        }
        ZoneOffset own = offset(entry, home, near);
        ZoneId zone = own.equals(home.getRules().getOffset(near)) ? home : own;
        Instant start = arguments.has("start")
                ? at(arguments, "start", zone)
                : told(entry.path("start").asString(""), own);
        Instant end = at(arguments, "end", zone);
        ZoneOffset offset = zone.getRules().getOffset(start);
        if (end.isBefore(start)) {
            throw NotDone.invalid("end", "is before start");
        }
        putTime(arguments, "start", start, offset);
        putTime(arguments, "end", end, offset);
        arguments.put("duration", Duration.between(start, end).toSeconds());
        return Told.of(requests.send(put("events/update/" + id), arguments));
    }

    private static void requireStart(ObjectNode arguments) {
        if (!arguments.has("start")) {
            throw NotDone.invalid("start", "has to be said: that of this entry cannot be read");
        }
    }

    /**
     * Returns the table. It is an error if the first line lacks the separator: TrackingTime sends JSON even if the
     * content type says a table.
     */
    static Told export(Requests requests, ObjectNode arguments) {
        String separator = arguments.path("separator").asString(",");
        Endpoint export = SingleRequest.queried(get("events/export").asCsv(), arguments);
        return switch (requests.ask(export)) {
            case Outcome.Csv(var text) -> table(text, separator.equals("\\t") ? '\t' : separator.charAt(0));
            case Outcome.Answered answered -> throw new NotDone(DirectRefusals.of(noTable()));
            case Outcome no -> throw new NotDone(DirectRefusals.of(no));
        };
    }

    private static Told table(String text, char separator) {
        if (text.lines()
                .findFirst()
                .filter(line -> line.indexOf(separator) >= 0)
                .isEmpty()) {
            throw new NotDone(DirectRefusals.of(noTable()));
        }
        Columns.Shown shown = Columns.of(text, separator);
        String hint = shown.leftOut().isEmpty()
                ? ""
                : "These columns are not shown: " + String.join(", ", shown.leftOut()) + ".";
        return new Told(Requests.object().put("csv", shown.csv()), hint, "");
    }

    private static Outcome noTable() {
        return new Outcome.NoReadableAnswer("TrackingTime answered with something else than a table", false);
    }

    /**
     * An entry whose request was not answered, so that it may exist or not.
     *
     * @param since a time before the request
     */
    record LostEntry(Requests requests, ObjectNode sent, Instant start, Instant end, Instant since) {
        /**
         * The most by which the local time of an entry's creation, which TrackingTime shows without its zone, is behind
         * Greenwich.
         */
        private static final Duration FURTHEST_WEST = Duration.ofHours(13);

        /** Returns the entry as TrackingTime shows it; null if it does not exist, or cannot be found out. */
        @Nullable
        JsonNode found() {
            String day = sent.path("start").asString("").substring(0, 10);
            Endpoint entries = get("events")
                    .with("filter", "USER")
                    .with("id", sent.path("user_id").asString(""))
                    .with("from", day)
                    .with("to", day)
                    .with("page", 0)
                    .with("page_size", Pages.LARGEST);
            if (!(requests.ask(entries) instanceof Answered(var rows, var all, var note))) {
                return null;
            }
            List<String> latestFirst = rows.valueStream()
                    .filter(this::isOfThatTime)
                    .sorted(Comparator.comparingLong(
                                    (JsonNode row) -> row.path("id").asLong(0))
                            .reversed())
                    .map(row -> row.path("id").asString(""))
                    .toList();
            for (String id : latestFirst) {
                if (requests.ask(get("events/" + id)) instanceof Answered(var entry, var all2, var note2)
                        && isAlike(entry)) {
                    return entry;
                }
            }
            return null;
        }

        private boolean isOfThatTime(JsonNode row) {
            ZoneOffset offset = offset(row, requests.home(), start);
            boolean noProject = !sent.has("project_id") || sent.has("task_id");
            return told(row.path("s").asString(""), offset).equals(start)
                    && told(row.path("e").asString(""), offset).equals(end)
                    && row.path("tid").asString("").equals(sent.path("task_id").asString(""))
                    && (noProject
                            || row.path("pid")
                                    .asString("")
                                    .equals(sent.path("project_id").asString("")));
        }

        private boolean isAlike(JsonNode entry) {
            return note(entry).equals(note(sent)) && !wasThereBefore(entry);
        }

        private static String note(JsonNode entry) {
            return entry.path("notes").asString("").strip();
        }

        /** True if the entry was certainly made before the request. */
        private boolean wasThereBefore(JsonNode entry) {
            Instant made = told(entry.path("created_at").asString(""), ZoneOffset.UTC);
            return !made.equals(Instant.MIN) && made.plus(FURTHEST_WEST).isBefore(since);
        }
    }

    static Told start(Requests requests, ObjectNode arguments) {
        ZoneId zone = zone(arguments, requests.home());
        Instant at = at(arguments, "date", zone);
        putTime(arguments, "date", at, zone.getRules().getOffset(at));
        String task = arguments.remove("id").asString();
        return Told.of(requests.send(post("tasks/track/" + task), arguments));
    }

    /** Stops the timer, with the end in the offset of its start: TrackingTime refuses any other offset. */
    static Told stop(Requests requests, ObjectNode arguments) {
        String task = arguments.remove("id").asString();
        JsonNode running = running(requests, task);
        ZoneId home = requests.home();
        ZoneId own = running.isEmpty() ? home : offset(running, home, Instant.now());
        Instant at = at(arguments, "date", zone(arguments, own));
        ZoneOffset offset = running.isEmpty() ? zone(arguments, own).getRules().getOffset(at) : (ZoneOffset) own;
        putTime(arguments, "date", at, offset);
        return Told.of(requests.send(post("tasks/stop/" + task), arguments));
    }

    /** Returns the running entry of the task; empty if there is none. */
    private static JsonNode running(Requests requests, String task) {
        return requests.ask(get("tasks/" + task)) instanceof Outcome.Answered(var found, var all, var note)
                ? found.path("tracking_event")
                : Requests.object();
    }

    static final String FORMS =
            "is not a time; give 2026-03-31 09:00:00, which is one of the zone's, or 2026-03-31T09:00:00+02:00";

    /** Returns the zone in the argument {@code timezone}, else {@code otherwise}. */
    static ZoneId zone(ObjectNode arguments, ZoneId otherwise) {
        String zone = arguments.path("timezone").asString("");
        return zone.isEmpty()
                ? otherwise
                : LocalTimes.zone(zone)
                        .orElseThrow(() -> NotDone.invalid(
                                "timezone", "is not a zone; give Europe/Berlin or GMT+01:00, for example"));
    }

    static Instant at(ObjectNode arguments, String field, ZoneId zone) {
        return LocalTimes.instant(arguments.path(field).asString(""), zone)
                .orElseThrow(() -> NotDone.invalid(field, FORMS));
    }

    /** Returns the entry's offset; if it has none, the offset of {@code otherwise} at that time. */
    static ZoneOffset offset(JsonNode entry, ZoneId otherwise, Instant at) {
        String told = entry.path("timezone").asString(entry.path("tz").asString(""));
        return LocalTimes.zone(told).orElse(otherwise).getRules().getOffset(at);
    }

    /** Parses a time of TrackingTime in the zone of its entry. */
    static Instant told(String text, ZoneId zone) {
        return LocalTimes.instant(text, zone).orElse(Instant.MIN);
    }

    /** Puts a time in TrackingTime's format. */
    static void putTime(ObjectNode arguments, String field, Instant at, ZoneOffset offset) {
        arguments.put(field, LocalTimes.shown(at, offset)).put("timezone", LocalTimes.shown(offset));
    }
}
