package dev.devledger.application.history;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A history entry as docs/contract.md, section 4, has it. The values of a change are plain JSON values: text, number,
 * list, object.
 *
 * @param agent who of those that share the actor, where it is known
 */
public record HistoryView(
        long position,
        Instant at,
        Entity entity,
        String event,
        String summary,
        List<ChangedField> changes,
        @Nullable String reason,
        String actor,
        String channel,
        @Nullable String client,
        @Nullable String tool,
        String requestId,
        UUID changeSet,
        @Nullable String agent) {

    /** Of an actor that is alone. */
    public HistoryView(
            long position,
            Instant at,
            Entity entity,
            String event,
            String summary,
            List<ChangedField> changes,
            @Nullable String reason,
            String actor,
            String channel,
            @Nullable String client,
            @Nullable String tool,
            String requestId,
            UUID changeSet) {
        this(
                position, at, entity, event, summary, changes, reason, actor, channel, client, tool, requestId,
                changeSet, null);
    }

    /** The same, told in other words. */
    public HistoryView telling(String otherSummary, List<ChangedField> otherChanges) {
        return new HistoryView(
                position,
                at,
                entity,
                event,
                otherSummary,
                otherChanges,
                reason,
                actor,
                channel,
                client,
                tool,
                requestId,
                changeSet,
                agent);
    }

    /** {@code key} is null only where the entity's own row could not be built. */
    public record Entity(String type, UUID id, @Nullable String key) {}

    public record ChangedField(
            String field, @Nullable Object from, @Nullable Object to) {}
}
