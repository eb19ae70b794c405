package dev.devledger.adapters.services.trackingtime.direct;

import dev.devledger.adapters.services.kernel.NotDone;
import dev.devledger.adapters.services.trackingtime.json.Wall;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Times of arguments, and of TrackingTime's entries. */
final class Times {
    static final String FORMS =
            "is not a time; give 2026-03-31 09:00:00, which is one of the zone's, or 2026-03-31T09:00:00+02:00";

    private Times() {}

    /** As the argument {@code timezone} says, else {@code otherwise}. */
    static ZoneId zone(ObjectNode arguments, ZoneId otherwise) {
        String zone = arguments.path("timezone").asString("");
        return zone.isEmpty()
                ? otherwise
                : Wall.zone(zone)
                        .orElseThrow(() -> NotDone.invalid(
                                "timezone", "is not a zone; give Europe/Berlin or GMT+01:00, for example"));
    }

    static Instant at(ObjectNode arguments, String field, ZoneId zone) {
        return Wall.instant(arguments.path(field).asString(""), zone).orElseThrow(() -> NotDone.invalid(field, FORMS));
    }

    /** How far the clocks of an entry are from Greenwich; {@code otherwise} where it does not say so. */
    static ZoneOffset offset(JsonNode entry, ZoneId otherwise, Instant at) {
        String told = entry.path("timezone").asString(entry.path("tz").asString(""));
        return Wall.zone(told).orElse(otherwise).getRules().getOffset(at);
    }

    /** Of a time that TrackingTime told, on the clocks of its entry. */
    static Instant told(String text, ZoneId zone) {
        return Wall.instant(text, zone).orElse(Instant.MIN);
    }

    /** The arguments with a time as TrackingTime takes it. */
    static void put(ObjectNode arguments, String field, Instant at, ZoneOffset offset) {
        arguments.put(field, Wall.shown(at, offset)).put("timezone", Wall.shown(offset));
    }
}
