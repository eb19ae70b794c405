package dev.devledger.application.ledger;

/** Keeps an older Devledger from writing what a newer one would have to read. */
public interface Fence {

    /** Whether a newer Devledger has migrated this database, or builds its read model. */
    boolean isTakenOver();

    /** Throws {@link TakenOver} where it is. */
    default void require() {
        if (isTakenOver()) {
            throw new TakenOver();
        }
    }
}
