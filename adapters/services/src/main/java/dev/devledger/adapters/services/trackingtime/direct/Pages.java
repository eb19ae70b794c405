package dev.devledger.adapters.services.trackingtime.direct;

import dev.devledger.adapters.services.trackingtime.client.Outcome;
import dev.devledger.adapters.services.trackingtime.client.TrackingTimeApi;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lists that come in pages. No answer says how many there are, and some lists repeat a page for ever: they are read until
 * a page is not full, or brings nothing new.
 *
 * @param asks whether the size of a page is said
 */
record Pages(String path, int size, boolean asks) implements Flow {
    /** The most entries that one page of TrackingTime's has. */
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
            // Where the first page is 1, it may come for 0 as well.
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
        return requests.send(Sending.queried(TrackingTimeApi.get(path), sent));
    }

    /** One page, as it was asked for; says whether there may be another. */
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
