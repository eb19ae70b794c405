package dev.devledger.adapters.services.trackingtime.direct;

import static dev.devledger.adapters.services.trackingtime.client.TrackingTimeApi.ofPerson;

import dev.devledger.adapters.services.kernel.CallTable.NotDone;
import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.adapters.services.kernel.RemoteHttp.ConnectionReplies;
import dev.devledger.adapters.services.trackingtime.client.Outcome;
import dev.devledger.adapters.services.trackingtime.client.TrackingTimeClient;
import dev.devledger.adapters.services.trackingtime.json.AllowedFields;
import dev.devledger.application.direct.DirectCalls.DirectCall;
import dev.devledger.application.direct.DirectReply;
import dev.devledger.application.sync.connector.SharedCallBudget.CallPurpose;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
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
                case Outcome.AgainstRule(var text) -> new DirectReply.AgainstRule("502", ConnectionReplies.sentence(text));
                case Outcome.Refused(var status, var text) -> refused(status, ConnectionReplies.sentence(text));
                case Outcome.NothingDone(var hold, var reason, var after) -> ConnectionReplies.held(hold, reason, after, CONNECT);
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
            return AllowedFields.TEAM.all(Requests.list(requests.send(ofPerson("teams")).data()));
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
}
