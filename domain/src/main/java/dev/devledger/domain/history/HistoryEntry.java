package dev.devledger.domain.history;

import dev.devledger.domain.shared.FieldChange;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event as people read it.
 *
 * @param position where it is in the whole ledger; growing
 * @param entityType {@code project}, {@code task} or {@code link}
 * @param entity the project or task that it is about, also for a link
 * @param event the stored name, such as {@code project.status-changed}
 * @param summary a sentence
 * @param sync whether it is of the sync's own book-keeping, which is shown only where asked for
 */
public record HistoryEntry(
        long position,
        Instant at,
        String entityType,
        UUID entity,
        String event,
        String summary,
        List<FieldChange> changes,
        boolean sync,
        @Nullable String reason,
        String actor,
        String channel,
        @Nullable String client,
        @Nullable String tool,
        String requestId,
        UUID changeSet) {}
