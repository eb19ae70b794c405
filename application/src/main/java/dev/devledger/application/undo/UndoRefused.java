package dev.devledger.application.undo;

import java.util.List;

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
}
