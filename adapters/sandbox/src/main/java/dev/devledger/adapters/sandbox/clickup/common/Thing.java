package dev.devledger.adapters.sandbox.clickup.common;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whatever is no task.
 *
 * @param owner what it is in, as {@code kind/id}
 * @param body as it is answered, with fields that begin with an underscore for the sandbox alone
 */
public record Thing(String kind, String id, String owner, boolean deleted, ObjectNode body) {
    public Thing(String kind, String id, String owner, ObjectNode body) {
        this(kind, id, owner, false, body);
    }

    public static String key(String kind, String id) {
        return kind + "/" + id;
    }

    public String key() {
        return key(kind, id);
    }

    public String text(String field) {
        return body.path(field).asString("");
    }

    public Optional<String> optional(String field) {
        JsonNode value = body.path(field);
        return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value.asString());
    }

    public boolean is(String field) {
        return body.path(field).asBoolean(false);
    }

    /** Without what only the sandbox knows. */
    public ObjectNode shown() {
        ObjectNode shown = body.deepCopy();
        shown.propertyNames().stream()
                .filter(name -> name.startsWith("_"))
                .toList()
                .forEach(shown::remove);
        return shown;
    }
}
