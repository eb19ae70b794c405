package dev.devledger.adapters.services.trackingtime.direct;

import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.adapters.services.trackingtime.client.Outcome.Answered;
import dev.devledger.adapters.services.trackingtime.client.TrackingTimeApi;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An entry that was sent, and no answer came: it may be there all the same.
 *
 * @param since before it was sent
 */
record LostEntry(Requests requests, ObjectNode sent, Instant start, Instant end, Instant since) {
    /** TrackingTime tells when an entry was made, and not on whose clocks: these are at most so far behind Greenwich. */
    private static final Duration FURTHEST_WEST = Duration.ofHours(13);

    /** As TrackingTime tells it; null where there is none, or nobody can say. */
    @Nullable
    JsonNode found() {
        String day = sent.path("start").asString("").substring(0, 10);
        Endpoint entries = TrackingTimeApi.get("events")
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
            if (requests.ask(TrackingTimeApi.get("events/" + id)) instanceof Answered(var entry, var all2, var note2)
                    && isAlike(entry)) {
                return entry;
            }
        }
        return null;
    }

    private boolean isOfThatTime(JsonNode row) {
        ZoneOffset offset = Times.offset(row, requests.home(), start);
        boolean noProject = !sent.has("project_id") || sent.has("task_id");
        return Times.told(row.path("s").asString(""), offset).equals(start)
                && Times.told(row.path("e").asString(""), offset).equals(end)
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

    /** False where nobody can say. */
    private boolean wasThereBefore(JsonNode entry) {
        Instant made = Times.told(entry.path("created_at").asString(""), ZoneOffset.UTC);
        return !made.equals(Instant.MIN) && made.plus(FURTHEST_WEST).isBefore(since);
    }
}
