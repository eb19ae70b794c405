package dev.devledger.adapters.sandbox.kernel;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A row that is stored as JSON. */
public interface Document {
    ObjectNode body();

    default String text(String field) {
        return body().path(field).asString("");
    }

    /** Reads a field; empty if it is missing or null. */
    default Optional<String> optional(String field) {
        JsonNode value = body().path(field);
        return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value.asString());
    }

    default boolean is(String field) {
        return body().path(field).asBoolean(false);
    }

    /** Reads a field; 0 if it is missing. */
    default long number(String field) {
        return body().path(field).asLong(0);
    }
}
