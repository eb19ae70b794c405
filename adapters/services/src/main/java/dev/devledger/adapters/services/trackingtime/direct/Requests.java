package dev.devledger.adapters.services.trackingtime.direct;

import static dev.devledger.adapters.services.trackingtime.client.TrackingTimeClient.TrackingTimeApi.ofPerson;

import dev.devledger.adapters.services.kernel.CallTable.NotDone;
import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.adapters.services.kernel.Endpoint.Method;
import dev.devledger.adapters.services.kernel.RemoteHttp.ConnectionReplies;
import dev.devledger.adapters.services.trackingtime.client.Outcome;
import dev.devledger.adapters.services.trackingtime.client.TrackingTimeClient;
import dev.devledger.adapters.services.trackingtime.client.TrackingTimeClient.TrackingTimeApi;
import dev.devledger.adapters.services.trackingtime.direct.CallRowBuilder.Flow;
import dev.devledger.adapters.services.trackingtime.json.AllowedFields;
import dev.devledger.application.direct.DirectCalls.DirectCall;
import dev.devledger.application.direct.Operation.DirectReply;
import dev.devledger.application.sync.connector.SharedCallBudget.CallPurpose;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends requests for which a caller waits, so they go before the sync's requests. Every failure is a {@link NotDone}.
 *
 * @param home the zone of times without one
 */
record Requests(TrackingTimeClient client, ZoneId home, InstantSource clock) {

    Outcome.Answered send(Endpoint endpoint) {
        return yes(ask(endpoint));
    }

    Outcome.Answered send(Endpoint endpoint, JsonNode body) {
        return yes(ask(endpoint, body));
    }

    /** Returns the outcome unchanged, also a failure. */
    Outcome ask(Endpoint endpoint) {
        return client.call(CallPurpose.INTERACTIVE, endpoint);
    }

    Outcome ask(Endpoint endpoint, JsonNode body) {
        return client.call(CallPurpose.INTERACTIVE, endpoint, body);
    }

    static Outcome.Answered yes(Outcome outcome) {
        if (outcome instanceof Outcome.Answered answered) {
            return answered;
        }
        throw new NotDone(DirectRefusals.of(outcome));
    }

    /** Returns the data, which must be a list: anything else must not count as an empty list. */
    static ArrayNode list(JsonNode data) {
        if (data instanceof ArrayNode list) {
            return list;
        }
        throw new NotDone(new DirectReply.Unreachable("TrackingTime answered with something else than a list."));
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static JsonNode nothing() {
        return JsonNodeFactory.instance.nullNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** Translates the outcome of a failed request into the reply to the caller. */
    static final class DirectRefusals {
        static final String CONNECT =
                "To connect TrackingTime, set devledger.trackingtime.app-password to an app password (in TrackingTime: User"
                        + " settings, Apps & integrations) and devledger.trackingtime.account-id to the account."
                        + " devledger.trackingtime.mode=sandbox serves a small TrackingTime to try it.";

        private static final String MAYBE = " If this was a change, it may have been made.";
        private static final int UNKNOWN_PATH = 400;
        private static final int ERROR = 500;

        private DirectRefusals() {}

        static DirectReply.Refusal of(Outcome outcome) {
            return switch (outcome) {
                case Outcome.NoAccess(var text) -> new DirectReply.Forbidden("403", ConnectionReplies.sentence(text));
                case Outcome.AgainstRule(var text) ->
                    new DirectReply.AgainstRule("502", ConnectionReplies.sentence(text));
                case Outcome.Refused(var status, var text) -> refused(status, ConnectionReplies.sentence(text));
                case Outcome.NothingDone(var hold, var reason, var after) ->
                    ConnectionReplies.held(hold, reason, after, CONNECT);
                case Outcome.NoReadableAnswer(var reason, var maybeDone) ->
                    new DirectReply.Unreachable(ConnectionReplies.sentence(reason) + (maybeDone ? MAYBE : ""));
                case Outcome.Answered answered -> throw new IllegalStateException("An answer is no failure");
                case Outcome.Csv csv -> new DirectReply.Unreachable("TrackingTime answered with a table.");
            };
        }

        /**
         * Reports TrackingTime's 500 as a wrong request, as TrackingTime uses that status for every error in a request.
         */
        private static DirectReply.Refusal refused(int status, String text) {
            return status == ERROR
                    ? new DirectReply.WrongValue(String.valueOf(status), text)
                    : new DirectReply.Refused(
                            status == 0 ? String.valueOf(UNKNOWN_PATH) : String.valueOf(status), text);
        }
    }

    /** The accounts that the password opens, and the account in the settings. */
    record Accounts(Requests requests) {
        private static final String LIST = "tt_list_teams";

        /**
         * Refuses a call if the settings name no account: TrackingTime would silently use the account that was last
         * chosen in its own app.
         */
        void requireChosen(DirectCall call) {
            if (!call.name().equals(LIST) && isOpen() && chosen().isEmpty()) {
                throw new NotDone(new DirectReply.NotAuthorized(unchosen()));
            }
        }

        private boolean isOpen() {
            return requests.client().account().token().get().isPresent();
        }

        private Optional<String> chosen() {
            return requests.client().account().id();
        }

        private String unchosen() {
            return "No account of TrackingTime is chosen. Set devledger.trackingtime.account-id to one of: "
                    + teams().valueStream()
                            .map(team -> team.path("account_id").asString("") + " ("
                                    + team.path("company").asString("") + ")")
                            .collect(Collectors.joining(", "))
                    + ".";
        }

        private ArrayNode teams() {
            return AllowedFields.TEAM.all(
                    Requests.list(requests.send(ofPerson("teams")).data()));
        }

        /** Reports the connection. A missing connection is a normal answer, not an error. */
        DirectReply connection() {
            try {
                JsonNode me = requests.send(ofPerson("me")).data();
                ArrayNode teams = teams();
                ObjectNode answer = Requests.object();
                Optional<String> id = chosen();
                boolean there = id.isPresent()
                        && teams.valueStream()
                                .anyMatch(team ->
                                        team.path("account_id").asString("").equals(id.get()));
                answer.put("connected", there).put("state", there ? "connected" : "needs-account");
                if (id.isEmpty()) {
                    answer.put("message", unchosen());
                } else if (!there) {
                    answer.put("message", "The password does not open the account " + id.get() + ".");
                }
                answer.set("user", AllowedFields.USER.of(me));
                answer.set("teams", teams);
                return new DirectReply.Json(answer.toString());
            } catch (NotDone no) {
                return ConnectionReplies.none("TrackingTime", no.reply());
            }
        }
    }

    /**
     * Sends one request. Arguments that the path names are put into the path. Other arguments go into the query of a read
     * or delete, else into the body.
     */
    record SingleRequest(Method method, String path, UnaryOperator<Endpoint> kind, List<Consumer<ObjectNode>> changes)
            implements Flow {

        static SingleRequest get(String path) {
            return new SingleRequest(Method.GET, path, UnaryOperator.identity(), List.of());
        }

        static SingleRequest post(String path) {
            return new SingleRequest(Method.POST, path, UnaryOperator.identity(), List.of());
        }

        /** Returns a POST that changes nothing. */
        static SingleRequest ask(String path) {
            return new SingleRequest(Method.POST, path, Endpoint::asking, List.of());
        }

        static SingleRequest put(String path) {
            return new SingleRequest(Method.PUT, path, UnaryOperator.identity(), List.of());
        }

        static SingleRequest delete(String path) {
            return new SingleRequest(Method.DELETE, path, UnaryOperator.identity(), List.of());
        }

        SingleRequest withoutAccount() {
            return new SingleRequest(method, path, TrackingTimeApi::ofPerson, changes);
        }

        private SingleRequest and(Consumer<ObjectNode> change) {
            List<Consumer<ObjectNode>> more = new ArrayList<>(changes);
            more.add(change);
            return new SingleRequest(method, path, kind, more);
        }

        /** Converts an argument with ids to {@code "data": [{"id": 1}]}. */
        SingleRequest idsOf(String argument) {
            return and(sent -> {
                ArrayNode data = Requests.array();
                for (JsonNode id : sent.path(argument)) data.addObject().set("id", id);
                sent.remove(argument);
                sent.set("data", data);
            });
        }

        /** Sends a list as a text that contains its JSON. */
        SingleRequest inText(String argument) {
            return and(sent -> {
                if (sent.has(argument)) sent.put(argument, sent.path(argument).toString());
            });
        }

        /** Renames the argument for the object that is kept: TrackingTime calls it {@code into}. */
        static SingleRequest merge() {
            return post("projects/merge/{source_id}").and(sent -> sent.set("into", sent.remove("target_id")));
        }

        SingleRequest orElse(String argument, boolean value) {
            return and(sent -> {
                if (!sent.has(argument)) sent.put(argument, value);
            });
        }

        /** Leaves out an argument that would only add data that replies do not show. */
        SingleRequest without(String argument) {
            return and(sent -> sent.remove(argument));
        }

        @Override
        public Told run(Requests requests, ObjectNode arguments) {
            ObjectNode sent = arguments.deepCopy();
            changes.forEach(change -> change.accept(sent));
            Endpoint endpoint = kind.apply(TrackingTimeApi.of(method, filled(path, sent)));
            boolean inQuery = method == Method.GET || method == Method.DELETE;
            Outcome.Answered answered =
                    inQuery ? requests.send(queried(endpoint, sent)) : requests.send(endpoint, sent);
            return new Told(answered.data().isMissingNode() ? answered.whole() : data(answered), "", answered.note());
        }

        /** Returns the data. Webhooks are documented to be in a list of their own beside the data. */
        private static JsonNode data(Outcome.Answered answered) {
            JsonNode beside = answered.whole().at("/webhooks/data");
            return beside.isArray() ? beside : answered.data();
        }

        static Endpoint queried(Endpoint endpoint, ObjectNode sent) {
            Endpoint asked = endpoint;
            for (var field : sent.properties()) {
                asked = asked.with(field.getKey(), field.getValue().asString(""));
            }
            return asked;
        }

        /** Puts arguments, which are numbers, into the path, and removes them from {@code sent}. */
        private static String filled(String path, ObjectNode sent) {
            String filled = path;
            for (String argument : List.copyOf(sent.propertyNames())) {
                String place = "{" + argument + "}";
                if (filled.contains(place)) {
                    filled = filled.replace(place, sent.path(argument).asString(""));
                    sent.remove(argument);
                }
            }
            return filled;
        }
    }
}
