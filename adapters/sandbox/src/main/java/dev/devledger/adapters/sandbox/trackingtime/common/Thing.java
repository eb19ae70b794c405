package dev.devledger.adapters.sandbox.trackingtime.common;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whatever is no entry.
 *
 * @param account 0 for what is in none
 * @param parent the id of what it belongs to, 0 for nothing: a task's project, a project's customer, a member's user
 */
public record Thing(String kind, long id, long account, long parent, ObjectNode body) {
    public Thing below(long newParent) {
        return new Thing(kind, id, account, newParent, body);
    }

    public String name() {
        return text("name");
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

    public long number(String field) {
        return body.path(field).asLong(0);
    }

    public boolean archived() {
        return is("archived");
    }
}
