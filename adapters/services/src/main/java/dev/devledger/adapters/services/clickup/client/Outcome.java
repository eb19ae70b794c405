package dev.devledger.adapters.services.clickup.client;

import dev.devledger.application.sync.connector.RemoteAnswer.NotSentReason;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** The outcome of one call. Its texts are shown to users: each is one line and contains no token. */
public sealed interface Outcome {

    /**
     * ClickUp reports success, also if it ignored fields. {@code json} is an empty object if the answer had no body.
     */
    record Answered(JsonNode json) implements Outcome {}

    /** ClickUp says that this task existed and was deleted. */
    record Deleted() implements Outcome {}

    /** ClickUp says that the object does not exist. */
    record NotFound(String code, String text) implements Outcome {}

    /**
     * The token has no access to this object or workspace, but may have access to other objects or workspaces. The
     * object may exist or not.
     */
    record NoAccess(String code, String text) implements Outcome {}

    /** ClickUp refused the request. */
    record Refused(int status, String code, String text) implements Outcome {}

    /** The request was not sent or had no effect; {@code after} is the time to wait before a retry. */
    record NothingDone(NotSentReason hold, String reason, Duration after) implements Outcome {}

    /**
     * The request was sent, and no readable answer came.
     *
     * @param code ClickUp's own code, empty if it gave none
     * @param maybeDone false for a read, and if the request certainly had no effect
     */
    record NoReadableAnswer(String code, String reason, boolean maybeDone) implements Outcome {}
}
