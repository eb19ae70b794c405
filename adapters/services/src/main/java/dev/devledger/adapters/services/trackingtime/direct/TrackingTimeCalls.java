package dev.devledger.adapters.services.trackingtime.direct;

import dev.devledger.adapters.services.kernel.CallBudget.UnavailableCalls;
import dev.devledger.adapters.services.kernel.CallTable;
import dev.devledger.adapters.services.kernel.CallTable.NotDone;
import dev.devledger.adapters.services.trackingtime.client.TrackingTimeClient;
import dev.devledger.adapters.services.trackingtime.direct.CallRowBuilder.Flow;
import dev.devledger.adapters.services.trackingtime.direct.Requests.Accounts;
import dev.devledger.adapters.services.trackingtime.direct.Requests.DirectRefusals;
import dev.devledger.adapters.services.trackingtime.json.AllowedFields;
import dev.devledger.application.direct.DirectCalls;
import dev.devledger.application.direct.DirectCalls.DirectCall;
import dev.devledger.application.direct.DirectCalls.DirectCall.Argument;
import dev.devledger.application.direct.DirectCalls.DirectCall.Effect;
import dev.devledger.application.direct.DirectCalls.DirectCall.Kind;
import dev.devledger.application.direct.DirectCalls.DirectCall.Route;
import dev.devledger.application.direct.Operation.DirectReply;
import dev.devledger.application.direct.Operation.DirectRequest;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The direct calls of TrackingTime. A reply contains only the fields that a {@link AllowedFields} allows.
 *
 * @param all true to offer the calls that are not in the standard set, too
 */
public record TrackingTimeCalls(Requests requests, Accounts accounts, boolean all) {
    static final String CONNECTION = "tt_connection";

    private static final List<CallTable.Row<TrackingTimeCalls>> TABLE = Stream.of(
                    ProjectCallTable.ALL,
                    ProjectCallTable.TASKS,
                    EntryCallTable.ALL,
                    PeopleCallTable.ALL,
                    PeopleCallTable.BILLED_TO,
                    PeopleCallTable.AROUND,
                    List.of(connection()))
            .flatMap(List::stream)
            .toList();

    /** @param home the zone of times without one */
    public static DirectCalls of(TrackingTimeClient client, ZoneId home, InstantSource clock, boolean all) {
        Requests requests = new Requests(client, home, clock);
        return new CallTable<>(TABLE, all, new TrackingTimeCalls(requests, new Accounts(requests), all));
    }

    /** Returns the same calls for a time when no account is connected; each replies how to connect one. */
    public static DirectCalls off(boolean all) {
        return UnavailableCalls.of(CallTable.calls(TABLE), all, "TrackingTime is off. " + DirectRefusals.CONNECT);
    }

    private static CallTable.Row<TrackingTimeCalls> connection() {
        return new CallTable.Row<>(
                DirectCall.of(
                                CONNECTION,
                                "",
                                Effect.READS,
                                "Whether an account is connected, whose it is, and which accounts the password opens.")
                        .at(Route.of("GET /connection")),
                (calls, request) -> calls.accounts.connection());
    }

    DirectReply answer(DirectCall call, Flow flow, CallRowBuilder.Result result, DirectRequest request) {
        try {
            ObjectNode checked = checked(call.arguments(), request);
            accounts.requireChosen(call);
            return reply(call, result, flow.run(requests, checked));
        } catch (NotDone no) {
            if (no.reply() instanceof DirectReply.WrongValue wrong && isOfOneThing(call)) {
                return new DirectReply.NotFound("500", wrong.detail());
            }
            throw no;
        }
    }

    /**
     * True for a read of one object. A refusal without a reason then means that the object does not exist, or that this
     * user may not see it.
     */
    private static boolean isOfOneThing(DirectCall call) {
        return call.effect() == Effect.READS && !call.routes().getFirst().ids().isEmpty();
    }

    private DirectReply reply(DirectCall call, CallRowBuilder.Result result, Flow.Told told) {
        ObjectNode answer = Requests.object();
        AllowedFields shape = result.shape();
        if (shape == null) {
            answer.put("done", true);
        } else {
            answer.set(result.name(), shown(result, shape, told.data()));
        }
        if (!told.hint().isEmpty()) {
            answer.put("truncated", true).put("hint", told.hint());
        }
        if (!told.note().isEmpty()) {
            answer.put("note", told.note());
        }
        String id = answer.path(result.name()).path("id").asString("");
        return call.effect() == Effect.ADDS && !id.isEmpty()
                ? new DirectReply.Made(place(call, id), answer.toString())
                : new DirectReply.Json(answer.toString());
    }

    private String place(DirectCall call, String id) {
        String path = call.routes().getFirst().path();
        boolean readable = TABLE.stream()
                .map(CallTable.Row::call)
                .filter(each -> all || each.standard())
                .map(each -> each.routes().getFirst())
                .anyMatch(each -> each.method().equals("GET") && each.path().equals(path + "/{id}"));
        return readable ? path + "/" + id : "";
    }

    private static JsonNode shown(CallRowBuilder.Result result, AllowedFields shape, JsonNode data) {
        JsonNode told = result.under().isEmpty() ? data : data.path(result.under());
        if (result.many()) {
            return shape.all(Requests.list(told));
        }
        JsonNode one = told.isArray() ? told.path(0) : told; // some answers have a single object in a list
        boolean nothing = one.isMissingNode() || one.isNull() || one.isArray() || (one.isObject() && one.isEmpty());
        return nothing ? Requests.nothing() : shape.of(one);
    }

    /** The direct calls, which also remember if the account accepted the last one. */
    public static final class WatchedCalls implements DirectCalls {
        private static final JsonMapper JSON = JsonMapper.builder().build();

        private final DirectCalls calls;
        private volatile @Nullable String complaint;

        public WatchedCalls(DirectCalls calls) {
            this.calls = calls;
        }

        /** Returns what a user must do before calls can succeed; empty if the last call did. */
        public Optional<String> complaint() {
            return Optional.ofNullable(complaint);
        }

        /** Checks the account, so that the complaint is up to date before a user reads it. */
        public void look() {
            switch (calls.send(DirectRequest.of(TrackingTimeCalls.CONNECTION))) {
                case DirectReply.Json(var body) -> complaint = missing(JSON.readTree(body));
                case DirectReply.Unreachable(var code, var detail) -> complaint = detail;
                default -> {}
            }
        }

        private static @Nullable String missing(JsonNode connection) {
            return connection.path("connected").asBoolean(false)
                    ? null
                    : connection.path("message").asString("");
        }

        @Override
        public List<DirectCall> all() {
            return calls.all();
        }

        @Override
        public List<DirectCall> table() {
            return calls.table();
        }

        /**
         * Sends a call, and remembers if the account accepted it. The call about the connection only reports a state,
         * so it does not count as a success.
         */
        @Override
        public DirectReply send(DirectRequest request) {
            DirectReply reply = calls.send(request);
            if (request.call().equals(TrackingTimeCalls.CONNECTION)) {
                return reply;
            }
            switch (reply) {
                case DirectReply.NotAuthorized(var detail) -> complaint = detail;
                case DirectReply.Unreachable(var code, var detail) -> complaint = detail;
                case DirectReply.Json json -> complaint = null;
                case DirectReply.Made made -> complaint = null;
                default -> {}
            }
            return reply;
        }
    }

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static ObjectNode checked(List<Argument> arguments, DirectRequest request) {
        ObjectNode given = NotDone.object(JSON, request.json(), "is not a JSON object");
        request.query().forEach((name, values) -> given.set(name, value(arguments, name, values)));
        request.ids().forEach((name, id) -> given.put(name, Long.parseLong(id)));
        require(arguments, given, "");
        return given;
    }

    /** Reads a query value in the type of the argument. */
    private static JsonNode value(List<Argument> arguments, String name, List<String> values) {
        Argument taken = arguments.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseGet(() -> CallRowBuilder.text(name));
        if (isOfWholes(taken)) {
            ArrayNode all = Requests.array();
            values.forEach(text -> List.of(text.split(",", -1)).forEach(each -> all.add(jsonOrText(each))));
            return all;
        }
        if (values.size() > 1) {
            throw NotDone.invalid(name, "appears twice; only once is allowed");
        }
        String text = values.getFirst();
        return taken.kind() == Kind.TEXT ? text(text) : jsonOrText(text);
    }

    private static boolean isOfWholes(Argument argument) {
        return argument.kind() == Kind.LIST && argument.fields().getFirst().kind() == Kind.WHOLE;
    }

    private static JsonNode text(String text) {
        return JSON.getNodeFactory().stringNode(text);
    }

    private static JsonNode jsonOrText(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException noJson) {
            return text(text);
        }
    }

    private static void require(List<Argument> arguments, JsonNode given, String path) {
        for (String name : given.propertyNames()) {
            if (arguments.stream().noneMatch(each -> each.name().equals(name))) {
                throw NotDone.invalid(
                        path + name,
                        "is not an argument of this call; there are: "
                                + arguments.stream().map(Argument::name).collect(Collectors.joining(", ")));
            }
        }
        for (Argument each : arguments) {
            JsonNode value = given.path(each.name());
            if (value.isMissingNode()) {
                if (each.required()) {
                    throw NotDone.invalid(path + each.name(), "is missing");
                }
            } else {
                require(each, value, path + each.name());
            }
        }
    }

    private static void require(Argument argument, JsonNode value, String place) {
        if (!fits(argument, value)) {
            throw NotDone.invalid(place, "is not " + kind(argument));
        }
        if (argument.kind() == Kind.TEXT) {
            requireText(argument, value.stringValue(), place);
        }
        int index = 0;
        if (argument.kind() == Kind.LIST && !isOfWholes(argument)) {
            for (JsonNode each : value) {
                require(argument.fields().getFirst().fields(), each, place + "[" + index++ + "].");
            }
        }
    }

    private static void requireText(Argument argument, String text, String place) {
        if (!argument.words().isEmpty() && !argument.words().contains(text)) {
            throw NotDone.invalid(place, "is not one of " + String.join(", ", argument.words()));
        }
        if (text.strip().length() < argument.least()) {
            throw NotDone.invalid(place, "has fewer than " + argument.least() + " characters");
        }
    }

    private static boolean fits(Argument argument, JsonNode value) {
        return switch (argument.kind()) {
            case TEXT -> value.isString();
            case WHOLE -> value.isIntegralNumber();
            case DECIMAL -> value.isNumber();
            case FLAG -> value.isBoolean();
            case OBJECT, OPEN -> value.isObject();
            case LIST ->
                value.isArray()
                        && value.valueStream()
                                .allMatch(each -> fits(argument.fields().getFirst(), each));
        };
    }

    private static String kind(Argument argument) {
        return switch (argument.kind()) {
            case TEXT -> "a text";
            case WHOLE -> "a whole number";
            case DECIMAL -> "a number";
            case FLAG -> "true or false";
            case OBJECT, OPEN -> "an object";
            case LIST -> isOfWholes(argument) ? "a list of whole numbers" : "a list of objects";
        };
    }
}
