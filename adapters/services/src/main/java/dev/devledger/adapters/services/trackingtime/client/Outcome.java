package dev.devledger.adapters.services.trackingtime.client;

import dev.devledger.adapters.services.kernel.ServiceClient;
import dev.devledger.application.sync.connector.RemoteAnswer.NotSentReason;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** The outcome of one call. Its texts are shown to users: each is one line and contains no password. */
public sealed interface Outcome {

    /**
     * TrackingTime reports success.
     *
     * @param data the data; a missing node if there was none
     * @param whole the envelope of the data
     * @param note TrackingTime's message to the user; empty if there is none
     */
    record Answered(JsonNode data, JsonNode whole, String note) implements Outcome {}

    /** The answer is a table, as text. */
    record Csv(String text) implements Outcome {}

    /** The user has no access to the object, which may exist or not. */
    record NoAccess(String text) implements Outcome {}

    /**
     * TrackingTime refused the request. TrackingTime's 500 means wrong, missing or not allowed; only the text tells
     * these cases apart.
     *
     * @param status the status inside the answer, which mostly comes under HTTP 200
     */
    record Refused(int status, String text) implements Outcome {}

    /** TrackingTime refuses the request for now because of a rule, such as one about the running timer. */
    record AgainstRule(String text) implements Outcome {}

    /** The request was not sent or had no effect; {@code after} is the time to wait before a retry. */
    record NothingDone(NotSentReason hold, String reason, Duration after) implements Outcome {
        static NothingDone unauthorized(String reason) {
            return new NothingDone(NotSentReason.NEEDS_AUTHORIZATION, reason, ServiceClient.AUTHORIZATION_AFTER);
        }
    }

    /**
     * The request was sent, and no readable answer came.
     *
     * @param maybeDone false for a read
     */
    record NoReadableAnswer(String reason, boolean maybeDone) implements Outcome {}
}
