package dev.devledger.adapters.services.trackingtime.direct;

import static dev.devledger.adapters.services.trackingtime.client.TrackingTimeApi.get;

import dev.devledger.adapters.services.trackingtime.client.Outcome;
import dev.devledger.adapters.services.trackingtime.direct.CallRowBuilder.Flow;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads lists that come in pages. No answer has a total, and some lists repeat a page for ever, so reading ends at a
 * page that is not full, or has nothing new.
 *
 * @param asks true if the request names the size of a page
 */
record Pages(String path, int size, boolean asks) implements Flow {
    /** The largest page size that TrackingTime allows. */
    static final int LARGEST = 20_000;

    private static final int USUAL = 1_000;
    private static final int MOST_PAGES = 50;

    static Pages ofHundred(String path) {
        return new Pages(path, 100, false);
    }

    static Pages ofThousand(String path) {
        return new Pages(path, USUAL, true);
    }

    @Override
    public Told run(Requests requests, ObjectNode arguments) {
        ArrayNode all = Requests.array();
        Set<String> ids = new HashSet<>();
        String note = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            Outcome.Answered answered = page(requests, arguments, page, size);
            ArrayNode some = Requests.list(answered.data());
            note = note.isEmpty() ? answered.note() : note;
            int before = ids.size();
            for (JsonNode each : some) if (ids.add(each.path("id").toString())) all.add(each);
            if (some.size() < size) return new Told(all, "", note);
            // Page 1 may equal page 0, as some lists count from 1.
            if (ids.size() == before && page > 1) return repeated(all, note);
        }
        return new Told(all, "There are more than these " + all.size() + ". Narrow by days or by project.", note);
    }

    private static Told repeated(ArrayNode all, String note) {
        String hint = "TrackingTime answers the same page again. There may be more than these " + all.size()
                + ". Narrow by days or by project.";
        return new Told(all, hint, note);
    }

    private Outcome.Answered page(Requests requests, ObjectNode arguments, int page, int most) {
        ObjectNode sent = arguments.deepCopy();
        sent.put("page", page);
        if (asks) sent.put("page_size", most);
        return requests.send(SingleRequest.queried(get(path), sent));
    }

    /** Reads only the requested page, and says if there may be another one. */
    static Flow one(String path) {
        return (requests, arguments) -> {
            int page = arguments.path("page").asInt(0);
            int most = Math.clamp(arguments.path("page_size").asInt(USUAL), 1, LARGEST);
            Outcome.Answered answered = new Pages(path, most, true).page(requests, arguments, page, most);
            ArrayNode some = Requests.list(answered.data());
            String hint = some.size() < most
                    ? ""
                    : "This page is full: there may be more. Ask for page " + (page + 1) + ", or narrow the days.";
            return new Told(some, hint, answered.note());
        };
    }
}
