package dev.devledger.application.undo;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was changed since; the components are the fields of docs/contract.md, section 4.
 *
 * @param field null where it is about being there: then {@code was} and {@code now} are {@code present}, {@code deleted},
 *     or null for what was not made yet
 * @param was what the change set left
 * @param changedBy who changed it last, in the change set beside it; null where that cannot be told
 * @param agent who of those that share that actor, where the write said so
 * @param message what follows from it, as a sentence
 */
public record UndoConflict(
        Entity entity,
        @Nullable String field,
        @Nullable Object was,
        @Nullable Object now,
        @Nullable String changedBy,
        @Nullable String agent,
        @Nullable UUID changeSet,
        String message) {

    /** {@code type} is {@code project} or {@code task}; {@code key} is null only where its row could not be built. */
    public record Entity(String type, UUID id, @Nullable String key) {}
}
