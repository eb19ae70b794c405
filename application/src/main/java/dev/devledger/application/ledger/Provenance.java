package dev.devledger.application.ledger;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who did it, through what, and why: kept with every event.
 *
 * @param actor {@code owner}, the name of an access token, or a connector
 * @param channel {@code rest}, {@code mcp}, {@code web}, a connector, or {@code system}
 * @param client the caller's program as it names itself, where it does
 * @param tool the tool that an agent called, where there was one
 * @param requestId the request that asked for it
 * @param correlationId what groups everything that follows from one cause: the request, or the cycle of a sync
 * @param reason the caller's own words
 * @param agent who of those that share the actor, where the caller says so
 * @param undoes the change sets that it takes back; said with the first event of an undo alone
 */
public record Provenance(
        String actor,
        String channel,
        @Nullable String client,
        @Nullable String tool,
        String requestId,
        String correlationId,
        @Nullable String reason,
        @Nullable String agent,
        List<UUID> undoes) {

    public Provenance {
        undoes = List.copyOf(undoes);
    }

    /** Of what is no undo. */
    public Provenance(
            String actor,
            String channel,
            @Nullable String client,
            @Nullable String tool,
            String requestId,
            String correlationId,
            @Nullable String reason,
            @Nullable String agent) {
        this(actor, channel, client, tool, requestId, correlationId, reason, agent, List.of());
    }

    /** Of a caller that is alone. */
    public Provenance(
            String actor,
            String channel,
            @Nullable String client,
            @Nullable String tool,
            String requestId,
            String correlationId,
            @Nullable String reason) {
        this(actor, channel, client, tool, requestId, correlationId, reason, null);
    }

    /** The same, where it takes these back. */
    public Provenance undoing(List<UUID> changeSets) {
        return new Provenance(actor, channel, client, tool, requestId, correlationId, reason, agent, changeSets);
    }
}
