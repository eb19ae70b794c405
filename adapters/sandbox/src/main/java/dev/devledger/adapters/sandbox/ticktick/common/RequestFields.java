package dev.devledger.adapters.sandbox.ticktick.common;

import dev.devledger.adapters.sandbox.kernel.Json;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** An object that a client sent, read with TickTick's types: a value of a wrong type fails the whole request. */
public record RequestFields(JsonNode json) {

    public RequestFields {
        if (!json.isObject()) throw Refusal.invalid("A JSON object is expected");
    }

    /** Reads the body of a request. */
    public static JsonNode tree(byte[] body) {
        return Json.read(body).orElseThrow(() -> Refusal.invalid("The body is not JSON"));
    }

    /** True if the field was sent as null. */
    public boolean clears(String field) {
        return json.path(field).isNull();
    }

    public boolean has(String field) {
        return value(field).isPresent();
    }

    public Optional<String> text(String field) {
        return value(field).map(as(field, JsonNode::isString, JsonNode::stringValue));
    }

    public Optional<Boolean> flag(String field) {
        return value(field).map(as(field, JsonNode::isBoolean, JsonNode::booleanValue));
    }

    public Optional<Long> number(String field) {
        return value(field).map(as(field, JsonNode::canConvertToLong, JsonNode::longValue));
    }

    public Optional<List<String>> texts(String field) {
        return elements(field).map(list -> list.stream()
                .map(as(field, JsonNode::isString, JsonNode::stringValue))
                .toList());
    }

    public Optional<List<Long>> numbers(String field) {
        return elements(field).map(list -> list.stream()
                .map(as(field, JsonNode::canConvertToLong, JsonNode::longValue))
                .toList());
    }

    public Optional<RequestFields> object(String field) {
        return value(field).map(RequestFields::new);
    }

    public Optional<List<RequestFields>> objects(String field) {
        return elements(field).map(list -> list.stream().map(RequestFields::new).toList());
    }

    private Optional<List<JsonNode>> elements(String field) {
        return value(field)
                .map(as(field, JsonNode::isArray, array -> array.valueStream().toList()));
    }

    private Optional<JsonNode> value(String field) {
        return json.optional(field).filter(value -> !value.isNull());
    }

    private static <T> Function<JsonNode, T> as(String field, Predicate<JsonNode> type, Function<JsonNode, T> value) {
        return node -> {
            if (!type.test(node)) throw Refusal.invalid("Wrong type of " + field);
            return value.apply(node);
        };
    }
}
