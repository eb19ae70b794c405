package dev.devledger.application.undo;

import java.util.List;

/** An undo that would lose what was changed since, or that something is in the way of. Nothing is stored. */
public final class UndoRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // never leaves the request that it ends
    private final List<UndoConflict> conflicts;

    UndoRefused(String message, List<UndoConflict> conflicts) {
        super(message, null, false, false);
        this.conflicts = List.copyOf(conflicts);
    }

    /** The message, which is never null here. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    /** At most 100 of them; the message says how many there are. */
    public List<UndoConflict> conflicts() {
        return conflicts;
    }
}
