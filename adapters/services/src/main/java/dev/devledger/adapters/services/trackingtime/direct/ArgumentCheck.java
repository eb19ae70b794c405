package dev.devledger.adapters.services.trackingtime.direct;

import dev.devledger.application.direct.NamedCall.Argument;
import dev.devledger.application.direct.NamedCall.Kind;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads the arguments of a call. TrackingTime ignores what it does not know, and says nothing useful of what is wrong. */
final class ArgumentCheck {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ArgumentCheck() {}

    static ObjectNode checked(List<Argument> arguments, String json) {
        ObjectNode given = read(json);
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
        if (!fits(argument.kind(), value)) {
            throw NotDone.invalid(place, "is not " + kind(argument.kind()));
        }
        if (argument.kind() == Kind.TEXT) {
            requireText(argument, value.stringValue(), place);
        }
        int index = 0;
        if (argument.kind() == Kind.OBJECTS) {
            for (JsonNode each : value) {
                require(argument.fields(), each, place + "[" + index++ + "].");
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

    private static boolean fits(Kind kind, JsonNode value) {
        return switch (kind) {
            case TEXT -> value.isString();
            case WHOLE -> value.isIntegralNumber();
            case DECIMAL -> value.isNumber();
            case FLAG -> value.isBoolean();
            case WHOLES -> value.isArray() && value.valueStream().allMatch(JsonNode::isIntegralNumber);
            case OBJECTS -> value.isArray() && value.valueStream().allMatch(JsonNode::isObject);
        };
    }

    private static String kind(Kind kind) {
        return switch (kind) {
            case TEXT -> "a text";
            case WHOLE -> "a whole number";
            case DECIMAL -> "a number";
            case FLAG -> "true or false";
            case WHOLES -> "a list of whole numbers";
            case OBJECTS -> "a list of objects";
        };
    }
}
