package dev.devledger.adapters.services.trackingtime.client;

import dev.devledger.adapters.services.kernel.ServiceClient;
import dev.devledger.application.sync.connector.RemoteAnswer.Backoff;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** What came of one call. Texts are for people: they hold no password and are one line. */
public sealed interface Outcome {

    /**
     * Done, as far as TrackingTime says.
     *
     * @param data missing where there was none
     * @param whole what stood around it
     * @param note what TrackingTime says to the person beside it; empty where it says nothing
     */
    record Answered(JsonNode data, JsonNode whole, String note) implements Outcome {}

    /** A table, as text. */
    record Csv(String text) implements Outcome {}

    /** This is not for whoever has the password. It says nothing of existence. */
    record NoAccess(String text) implements Outcome {}

    /**
     * TrackingTime looked at it and said no. Its 500 is all of: wrong, not there, not allowed; the text alone tells which.
     *
     * @param status the one that counts, which mostly stands within an answer of HTTP 200
     */
    record Refused(int status, String text) implements Outcome {}

    /** A rule is against it as things are, such as that one timer runs. */
    record AgainstRule(String text) implements Outcome {}

    /** Surely nothing was done; {@code after} says when to try again at the earliest. */
    record Held(Backoff hold, String reason, Duration after) implements Outcome {
        static Held unauthorized(String reason) {
            return new Held(Backoff.NEEDS_AUTHORIZATION, reason, ServiceClient.AUTHORIZATION_AFTER);
        }
    }

    /**
     * It went out, and there was no answer that can be read.
     *
     * @param maybeDone false where it was a read
     */
    record Broken(String reason, boolean maybeDone) implements Outcome {}
}
