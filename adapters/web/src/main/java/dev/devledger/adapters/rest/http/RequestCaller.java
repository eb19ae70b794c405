package dev.devledger.adapters.rest.http;

import dev.devledger.application.access.KnownCaller;
import dev.devledger.application.ledger.Provenance;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Who sent the request, and with what.
 *
 * @param agent who of those that share the actor, where the request says so
 */
public record RequestCaller(
        String actor,
        String channel,
        @Nullable String client,
        String requestId,
        @Nullable String agent) {

    /**
     * Through what the caller came, such as {@code rest} or {@code web}. Whatever guards the requests sets this attribute.
     */
    static final String CHANNEL = "devledger.channel";

    /** Who that is, set beside it: a {@link KnownCaller}. */
    static final String CALLER = "devledger.caller";

    private static final int CLIENT = 200;

    public static RequestCaller of(HttpServletRequest request) {
        Object channel = request.getAttribute(CHANNEL);
        return new RequestCaller(
                known(request).actor(),
                channel instanceof String known ? known : "rest",
                client(request.getHeader("User-Agent")),
                RequestId.of(request),
                null);
    }

    /** Who sent it, and what they may do. */
    public static KnownCaller known(HttpServletRequest request) {
        if (request.getAttribute(CALLER) instanceof KnownCaller caller) {
            return caller;
        }
        throw new IllegalStateException("A request came here without anyone having checked who sent it.");
    }

    private static @Nullable String client(@Nullable String userAgent) {
        if (userAgent == null) {
            return null;
        }
        String printable = userAgent.replaceAll("[^\\x20-\\x7e]", "").strip();
        String cut = printable.substring(0, Math.min(CLIENT, printable.length()));
        return cut.isEmpty() ? null : cut;
    }

    /** The same, as one of those that share the actor. */
    public RequestCaller as(@Nullable String said) {
        return new RequestCaller(actor, channel, client, requestId, said);
    }

    public Provenance because(@Nullable String reason) {
        return new Provenance(actor, channel, client, null, requestId, requestId, reason, agent);
    }
}
