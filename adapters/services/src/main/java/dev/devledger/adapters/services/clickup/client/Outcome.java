package dev.devledger.adapters.services.clickup.client;

import dev.devledger.application.sync.connector.RemoteAnswer.Backoff;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** The outcome of one call. Texts are for users: they hold no token and are one line. */
public sealed interface Outcome {

    /** ClickUp reports success; it does so for ignored fields, too. An empty object if the answer had no body. */
    record Answered(JsonNode json) implements Outcome {}

    /** ClickUp says that this task existed and was deleted. */
    record Deleted() implements Outcome {}

    /** ClickUp says that the object does not exist. */
    record NotFound(String code, String text) implements Outcome {}

    /** This token has no access to the object or workspace, but is valid for others. It says nothing of existence. */
    record NoAccess(String code, String text) implements Outcome {}

    /** ClickUp refused the request. */
    record Refused(int status, String code, String text) implements Outcome {}

    /** Nothing was done; {@code after} is the earliest time of a retry. */
    record Held(Backoff hold, String reason, Duration after) implements Outcome {}

    /**
     * The request was sent, and no readable answer came.
     *
     * @param code ClickUp's own code, empty if it gave none
     * @param maybeDone false for a read, or if certainly nothing was done
     */
    record Broken(String code, String reason, boolean maybeDone) implements Outcome {}
}
