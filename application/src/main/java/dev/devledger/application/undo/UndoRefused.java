package dev.devledger.application.undo;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A refused undo, which would lose later changes, or has something in its way. Nothing is stored. */
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

    /** Returns the message, which is never null in this type. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    /** True if force would help; else something has to be settled first, as the conflicts say. */
    public boolean forceHelps() {
        return forceHelps;
    }

    /** Returns the conflicts, 100 at most; the message has their number. */
    public List<UndoConflict> conflicts() {
        return conflicts;
    }

    /**
     * A later change; the components are the fields of docs/contract.md, section 4.
     *
     * @param field null if it is about existence: then {@code was} and {@code now} are {@code present},
     *     {@code deleted}, or null before the creation
     * @param was the value that the change set left
     * @param changedBy the last actor who changed it, in the change set beside it; null if unknown
     * @param agent the one of those that share that actor, if the write named it
     * @param message the consequence, as a sentence
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

        /**
         * {@code type} is the kind of the entity, such as {@code project}; {@code key} is null only if its row could not
         * be built.
         */
        public record Entity(String type, UUID id, @Nullable String key) {}
    }
}
