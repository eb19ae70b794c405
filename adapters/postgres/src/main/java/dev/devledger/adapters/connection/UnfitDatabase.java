package dev.devledger.adapters.connection;

import org.jspecify.annotations.Nullable;

/** The database that is configured cannot hold the ledger, or not yet. */
public final class UnfitDatabase extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String action;

    public UnfitDatabase(String what, String action, @Nullable Throwable cause) {
        super(what, cause);
        this.action = action;
    }

    /** What to do about it. */
    public String action() {
        return action;
    }
}
