package dev.devledger.application.ledger;

/** Tells a store that is away from one that refuses. */
@FunctionalInterface
public interface StoreOutage {
    /** Others wrap what the store says in exceptions of their own, so all causes are looked at. */
    boolean isCauseOf(Throwable failure);

    /** Whether the store is there, but others kept what was asked for from being done in time. */
    default boolean isBusy(Throwable failure) {
        return false;
    }
}
