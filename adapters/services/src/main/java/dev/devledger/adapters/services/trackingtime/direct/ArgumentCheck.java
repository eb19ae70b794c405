package dev.devledger.adapters.services.trackingtime.direct;

import dev.devledger.adapters.services.kernel.NotDone;
import dev.devledger.application.direct.DirectCalls.DirectCall.Argument;
import dev.devledger.application.direct.DirectCalls.DirectCall.Kind;
import dev.devledger.application.direct.DirectRequest;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the arguments of a call. TrackingTime ignores what it does not know, and says nothing useful of what is wrong. */
final class ArgumentCheck {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ArgumentCheck() {}

    static ObjectNode checked(List<Argument> arguments, DirectRequest request) {
        ObjectNode given = read(request.json());
        request.query().forEach((name, values) -> given.set(name, value(arguments, name, values)));
        request.ids().forEach((name, id) -> given.put(name, Long.parseLong(id)));
        require(arguments, given, "");
        return given;
    }

    private static ObjectNode read(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JacksonException | ClassCastException noObject) {
            throw NotDone.invalid("body", "is not a JSON object");
        }
    }

    /** What the query says, in the type that the call takes. */
    private static JsonNode value(List<Argument> arguments, String name, List<String> values) {
        Argument taken = arguments.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseGet(() -> Args.text(name));
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
