package dev.devledger.adapters.services.kernel;

import dev.devledger.application.direct.DirectReply;
import dev.devledger.application.sync.connector.RemoteAnswer.Backoff;
import java.time.Duration;
import tools.jackson.databind.node.JsonNodeFactory;

/** What direct calls say of the connection to a service: whether there is one, and why a request was held back. */
public final class Connections {
    private Connections() {}

    public static DirectReply told(String state, String message) {
        return new DirectReply.Json(JsonNodeFactory.instance
                .objectNode()
                .put("connected", false)
                .put("state", state)
                .put("message", message)
                .toString());
    }

    public static DirectReply none(String service, DirectReply.No no) {
        return switch (no) {
            case DirectReply.NotAuthorized(var detail) -> told("needs-authorization", detail);
            case DirectReply.Away away -> told("unreachable", away.detail());
            case DirectReply.RateLimited limited ->
                told(
                        "rate-limited",
                        service + " takes no more calls for "
                                + limited.retryAfter().toSeconds() + " s.");
            case DirectReply.No other -> other;
        };
    }

    /** @param connect how an account is connected */
    public static DirectReply.No held(Backoff hold, String reason, Duration after, String connect) {
        return switch (hold) {
            case RATE_LIMITED -> new DirectReply.RateLimited(after);
            case NEEDS_AUTHORIZATION, FORBIDDEN, OFF -> new DirectReply.NotAuthorized(sentence(reason) + " " + connect);
            case UNREACHABLE, FULL -> new DirectReply.Away(sentence(reason) + " This was not sent.");
        };
    }

    public static String sentence(String text) {
        return text.isEmpty() || ".!?".indexOf(text.charAt(text.length() - 1)) >= 0 ? text : text + ".";
    }
}
