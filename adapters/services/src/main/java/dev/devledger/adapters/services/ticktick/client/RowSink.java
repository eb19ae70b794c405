package dev.devledger.adapters.services.ticktick.client;

import tools.jackson.databind.JsonNode;

/** Takes the tasks of a long answer one by one, so that nobody has to hold all of it as text. */
public interface RowSink {
    /** The answer begins, which it may do again where a try is repeated. */
    void begin();

    void row(JsonNode task);
}
