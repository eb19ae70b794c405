package dev.devledger.application.undo;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An undo that would lose what was changed since, or that something is in the way of. Nothing is stored. */
public final class UndoRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // never leaves the request that it ends
    private final List<UndoConflict> conflicts;

    private final boolean forceHelps;

    UndoRefused(String message, List<UndoConflict> conflicts, boolean forceHelps) {
        super(message, null, false, false);
        this.forceHelps = forceHelps;
        this.conflicts = List.copyOf(conflicts);
    }

    /** The message, which is never null here. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    /** Whether the caller gets it by insisting; else something is to be settled first, as the conflicts say. */
    public boolean forceHelps() {
        return forceHelps;
    }

    /** At most 100 of them; the message says how many there are. */
    public List<UndoConflict> conflicts() {
        return conflicts;
    }

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
}
