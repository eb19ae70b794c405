package dev.devledger.adapters.services.clickup.client;

import dev.devledger.application.sync.connector.RemoteAnswer.Backoff;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** What came of one call. Texts are for people: they hold no token and are one line. */
public sealed interface Outcome {

    /** Done, as far as ClickUp says; it says so of what it ignored, too. An empty object where there was no answer to read. */
    record Answered(JsonNode json) implements Outcome {}

    /** ClickUp says that this task was there and was deleted. */
    record Deleted() implements Outcome {}

    /** There is no such thing. */
    record NotFound(String code, String text) implements Outcome {}

    /** This thing or workspace is not for this token, which is as good as ever for others. It says nothing of existence. */
    record NoAccess(String code, String text) implements Outcome {}

    /** ClickUp looked at it and said no. */
    record Refused(int status, String code, String text) implements Outcome {}

    /** Surely nothing was done; {@code after} says when to try again at the earliest. */
    record Held(Backoff hold, String reason, Duration after) implements Outcome {}

    /**
     * It went out, and there was no answer that can be read.
     *
     * @param code ClickUp's own, empty where it gave none
     * @param maybeDone false where it was a read, or surely did nothing
     */
    record Broken(String code, String reason, boolean maybeDone) implements Outcome {}
}
