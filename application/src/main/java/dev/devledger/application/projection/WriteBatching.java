package dev.devledger.application.projection;

/** Saves round trips: what a write has for the database is kept back, and sent together. */
public interface WriteBatching {
    /**
     * Runs it. What it writes into the read model goes out at its end, in one round trip with the events that wait to be
     * stored; what fails there is thrown here. What it reads on the way does not see what is kept back. Of writes that share
     * a transaction it goes out when the first of them reads its answer, and fails there.
     */
    void inOne(Runnable writes);
}
