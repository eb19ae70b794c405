package dev.devledger.adapters.sandbox.trackingtime.people;

import dev.devledger.adapters.sandbox.kernel.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields that a client sent: in the address, and as a form or JSON.
 *
 * @param typed true for JSON, in which a list must be a list; otherwise a list is a text that contains JSON
 */
public record RequestFields(ObjectNode json, boolean typed) {
    public static RequestFields nothing() {
        return new RequestFields(Json.object(), false);
    }

    public static RequestFields of(JsonNode json) {
        return new RequestFields((ObjectNode) json, true);
    }

    /** Parses a text that contains JSON. */
    public static JsonNode tree(String text) {
        return Json.read(text.getBytes(StandardCharsets.UTF_8)).orElseThrow(Refusal::unexpected);
    }

    public boolean names(String field) {
        return json.has(field);
    }

    /** True if the field was sent, and is not empty. */
    public boolean has(String field) {
        return text(field).isPresent();
    }

    /** True if the field was sent empty: null, or an empty text. */
    public boolean clears(String field) {
        return names(field)
                && (json.path(field).isNull() || json.path(field).asString("-").isEmpty());
    }

    public Optional<String> text(String field) {
        JsonNode value = json.path(field);
        return value.isValueNode() && !value.isNull()
                ? Optional.of(value.asString("")).filter(text -> !text.isEmpty())
                : Optional.empty();
    }

    public String needed(String field) {
        return text(field).orElseThrow(Refusal::unexpected);
    }

    public Optional<Boolean> flag(String field) {
        return text(field).map(Boolean::parseBoolean);
    }

    public boolean is(String field) {
        return flag(field).orElse(false);
    }

    public Optional<Long> number(String field) {
        return text(field).map(RequestFields::whole);
    }

    private static long whole(String text) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException wrong) {
            throw Refusal.unexpected();
        }
    }

    public Optional<Double> decimal(String field) {
        return text(field).map(text -> {
            try {
                return Double.parseDouble(text);
            } catch (NumberFormatException wrong) {
                throw Refusal.unexpected();
            }
        });
    }

    /** Reads a list, which must be a list in a JSON body, and a text that contains JSON otherwise. */
    public List<RequestFields> list(String field) {
        JsonNode value = json.path(field);
        if (value.isString() && typed) throw Refusal.wrongKind("java.lang.String", "java.util.List");
        return objects(value.isString() ? tree(value.stringValue()) : value);
    }

    /** Reads a list that must be a text that contains JSON, even in a JSON body. */
    public List<RequestFields> listInText(String field) {
        JsonNode value = json.path(field);
        if (!value.isString()) throw Refusal.wrongKind("java.util.ArrayList", "java.lang.String");
        return objects(tree(value.stringValue()));
    }

    /** Reads a list in either of the two forms. */
    public List<RequestFields> listEitherWay(String field) {
        JsonNode value = json.path(field);
        return objects(value.isString() ? tree(value.stringValue()) : value);
    }

    private static List<RequestFields> objects(JsonNode list) {
        if (list.isMissingNode() || list.isNull()) return List.of();
        if (!list.isArray()) throw Refusal.unexpected();
        return list.valueStream().filter(JsonNode::isObject).map(RequestFields::of).toList();
    }

    public static List<Long> ids(List<RequestFields> objects) {
        return objects.stream().flatMap(each -> each.number("id").stream()).toList();
    }
}
