package dev.devledger.adapters.sandbox.kernel;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What tests can change of an account. */
public interface Account {
    /** As a client of the service sends it, or refused as the service refuses it. */
    JsonNode read(byte[] body);

    /** @throws IllegalArgumentException where a field is not known */
    void change(JsonNode body);

    /** Everything that {@link #change} can change, and what else there is to see. */
    void show(ObjectNode state);

    void clear();
}
