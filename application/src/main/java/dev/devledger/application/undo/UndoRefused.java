package dev.devledger.application.undo;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A refused undo: it would lose later changes, or something stands in its way. Nothing is stored. */
public final class UndoRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // this exception never leaves its request
    private final List<UndoConflict> conflicts;

    private final boolean forceHelps;

    UndoRefused(String message, List<UndoConflict> conflicts, boolean forceHelps) {
        super(message, null, false, false);
        this.forceHelps = forceHelps;
        this.conflicts = List.copyOf(conflicts);
    }

    /** Returns the message, which is never null for this exception. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    /**
     * True if the undo would work with {@code force}; if not, something has to be settled first, as the conflicts say.
     */
    public boolean forceHelps() {
        return forceHelps;
    }

    /** Returns the conflicts, 100 at most; the message says how many there are. */
    public List<UndoConflict> conflicts() {
        return conflicts;
    }

    /**
     * A later change; the components are the fields of docs/contract.md, section 4.
     *
     * @param field null if the change is a creation, deletion or restore: then {@code was} and {@code now} are
     *     {@code present}, {@code deleted}, or null before the creation
     * @param was the value that the undone change set wrote
     * @param changedBy the last actor who changed the field, in {@code changeSet}; null if unknown
     * @param agent the agent that made the change, if several share the actor and the write named the agent
     * @param message the consequence of the undo for this change, as a sentence
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
         * {@code type} is the kind of the entity, such as {@code project}; {@code key} is null only if the entity's row
         * could not be built.
         */
        public record Entity(String type, UUID id, @Nullable String key) {}
    }
}
