package dev.devledger.adapters.services.trackingtime.direct;

import static dev.devledger.adapters.services.trackingtime.client.TrackingTimeClient.TrackingTimeApi.get;

import dev.devledger.adapters.services.kernel.CallTable;
import dev.devledger.adapters.services.kernel.CallTable.Arguments;
import dev.devledger.adapters.services.kernel.CallTable.CallRow;
import dev.devledger.adapters.services.trackingtime.client.Outcome;
import dev.devledger.adapters.services.trackingtime.direct.Requests.SingleRequest;
import dev.devledger.adapters.services.trackingtime.json.AllowedFields;
import dev.devledger.application.direct.DirectCalls.DirectCall;
import dev.devledger.application.direct.DirectCalls.DirectCall.Argument;
import dev.devledger.application.direct.DirectCalls.DirectCall.BodyRequirement;
import dev.devledger.application.direct.DirectCalls.DirectCall.Effect;
import dev.devledger.application.direct.DirectCalls.DirectCall.Kind;
import dev.devledger.application.direct.DirectCalls.DirectCall.Route;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The first half of a row of the table of calls: the description of the call. */
record CallRowBuilder(CallRow row) {
    /**
     * The part of an answer that the reply shows.
     *
     * @param shape the fields to show; null if the reply only says that the call was done
     * @param under the field of the data that holds the result; empty if the data is the result
     */
    record Result(String name, boolean many, @Nullable AllowedFields shape, String under) {
        /** Returns the fields of the reply; a missing object is a reply without fields. */
        private Argument[] told() {
            if (shape == null) {
                return new Argument[] {Arguments.flag(name).needed()};
            }
            return new Argument[] {
                many ? Arguments.objects(name).needed() : Arguments.object(name),
                Arguments.flag("truncated"),
                Arguments.text("hint")
            };
        }
    }

    static Result one(String name, AllowedFields shape) {
        return new Result(name, false, shape, "");
    }

    static Result many(String name, AllowedFields shape) {
        return new Result(name, true, shape, "");
    }

    /** Returns the result that is a list in the data's field {@code name}. */
    static Result below(String name, AllowedFields shape) {
        return new Result(name, true, shape, name);
    }

    /** Returns a call of the standard set. */
    static CallRowBuilder row(String name, Effect effect, String meaning) {
        String title = name.replaceFirst("^tt_", "").replace('_', ' ');
        return new CallRowBuilder(CallRow.of(name, title, effect, meaning));
    }

    static CallRowBuilder more(String name, Effect effect, String meaning) {
        return new CallRowBuilder(
                new CallRow(row(name, effect, meaning).row.call().rare()));
    }

    /** Adds arguments, to be listed after the ones in the path. */
    CallRowBuilder taking(Argument... some) {
        return new CallRowBuilder(row.taking(some));
    }

    CallRowBuilder texts(String... names) {
        return taking(Stream.of(names).map(CallRowBuilder::text).toArray(Argument[]::new));
    }

    /** Ends the row of a call whose reply only says that it was done. */
    CallTable.Row<TrackingTimeCalls> by(String rest, Flow flow) {
        return by(rest, flow, new Result("done", false, null, ""));
    }

    /** @param rest the request, such as {@code GET /projects/{id}} */
    CallTable.Row<TrackingTimeCalls> by(String rest, Flow flow, Result result) {
        Route route = Route.of(rest).filtered();
        DirectCall told = new CallRow(row.call().taking(inPath(route)))
                .taking(row.call().arguments().toArray(Argument[]::new))
                .at(route.body() == BodyRequirement.NONE ? route : route.with(BodyRequirement.OPTIONAL))
                .telling(result.told())
                .call();
        return new CallTable.Row<>(told, (calls, request) -> calls.answer(told, flow, result, request));
    }

    private static Argument[] inPath(Route route) {
        return route.ids().stream().map(id -> Arguments.whole(id).needed()).toArray(Argument[]::new);
    }

    /** The requests that one call takes. */
    interface Flow {

        /** @param arguments the checked arguments; the flow may change them */
        Told run(Requests requests, ObjectNode arguments);

        /**
         * TrackingTime's answer, before its fields are filtered.
         *
         * @param hint says what is missing and how to get it; empty if nothing is
         * @param note TrackingTime's message to the user; mostly empty
         */
        record Told(JsonNode data, String hint, String note) {
            static Told of(Outcome.Answered answered) {
                return new Told(answered.data(), "", answered.note());
            }

            static Told all(JsonNode data) {
                return new Told(data, "", "");
            }
        }
    }

    static final String DAY = "2026-03-31; that day counts too";
    static final String TIME = "2026-03-31 09:00:00, or with its zone: 2026-03-31T09:00:00+02:00";

    private static final int LONGEST = 10_000;
    private static final int MOST = 500;

    /** The permissions of a person in the account. */
    static final Argument[] PERMISSIONS = {
        Arguments.flag("can_edit_time_entries"),
        Arguments.flag("can_edit_projects_and_tasks"),
        Arguments.flag("can_view_time_entries_from_others"),
        Arguments.flag("can_view_others")
    };

    static Argument text(String name) {
        return text(name, 0);
    }

    /** Returns a text of a minimal length. */
    static Argument text(String name, int least) {
        return Arguments.text(name).within(least, LONGEST);
    }

    static Argument wholes(String name) {
        return Arguments.list(Arguments.whole(name), MOST).within(1, MOST);
    }

    static Argument objects(String name, Argument... fields) {
        return Arguments.list(Argument.of(name, Kind.OBJECT).of(fields), MOST);
    }

    static Argument day(String name) {
        return text(name).said(DAY);
    }

    static Argument time(String name) {
        return text(name).said(TIME);
    }

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
}
