package dev.devledger.adapters.sandbox.clickup.places;

import dev.devledger.adapters.sandbox.kernel.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** An object that a client sent. Numbers may be sent as text. Fields that ClickUp ignores are not read. */
public record RequestFields(JsonNode json) {
    public static RequestFields nothing() {
        return new RequestFields(Json.object());
    }

    /** Reads the body of a request; an empty one is an empty object. */
    public static RequestFields read(byte[] body) {
        if (body.length == 0) return nothing();
        return new RequestFields(Json.read(body).orElseThrow(() -> new Refusal(400, "INPUT_001", "Unexpected token in JSON")));
    }

    /** True if the field was sent, null included. */
    public boolean names(String field) {
        return json.has(field);
    }

    /** True if the field was sent as null. */
    public boolean clears(String field) {
        return json.path(field).isNull();
    }

    public boolean has(String field) {
        return json.has(field) && !clears(field);
    }

    public Optional<String> text(String field) {
        JsonNode value = json.path(field);
        return value.isValueNode() && !value.isNull() ? Optional.of(value.asString("")) : Optional.empty();
    }

    public Optional<Boolean> flag(String field) {
        return has(field) ? Optional.of(json.path(field).asBoolean(false)) : Optional.empty();
    }

    /** Reads a number, also if it is sent as text. */
    public Optional<Long> number(String field) {
        if (!has(field)) return Optional.empty();
        return Optional.of(
                longOf(json.path(field)).orElseThrow(() -> new Refusal(400, "INPUT_006", field + " must be a number")));
    }

    public Optional<RequestFields> object(String field) {
        JsonNode value = json.path(field);
        return value.isObject() ? Optional.of(new RequestFields(value)) : Optional.empty();
    }

    public List<JsonNode> items(String field) {
        JsonNode value = json.path(field);
        return value.isArray() ? value.valueStream().toList() : List.of();
    }

    public List<RequestFields> objects(String field) {
        return items(field).stream().filter(JsonNode::isObject).map(RequestFields::new).toList();
    }

    /** Reads the numbers of a list; ids that are texts are ignored. */
    public List<Long> integers(String field) {
        List<Long> integers = new ArrayList<>();
        for (JsonNode each : items(field))
            if (each.isIntegralNumber() && each.canConvertToLong()) integers.add(each.longValue());
        return integers;
    }

    /** Reads a number without its decimals; empty if it does not fit into a long. */
    public static Optional<Long> longOf(JsonNode value) {
        if (value.canConvertToLong()) return Optional.of(value.longValue());
        if (value.isNumber())
            return Optional.of(value.asDouble())
                    .filter(d -> Math.abs(d) < 0x1p63)
                    .map(Double::longValue);
        return value.isString() ? longOf(value.stringValue()) : Optional.empty();
    }

    public static Optional<Long> longOf(String text) {
        try {
            return Optional.of(Long.parseLong(text.strip()));
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }
}
