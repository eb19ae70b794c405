package dev.devledger.adapters.postgres.eventstore;

/** What this node knows of the database without asking it. */
@FunctionalInterface
public interface RememberedRows {
    /** The database may not be the one any more that said so. */
    void forget();
}
