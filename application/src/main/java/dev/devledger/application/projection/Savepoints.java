package dev.devledger.application.projection;

/** A part of a transaction that can fail alone. */
public interface Savepoints {
    /** Runs it behind a savepoint; where it throws, what it wrote is gone, the transaction goes on, and it is thrown again. */
    void attempt(Runnable work);

    /**
     * Whether a failure says nothing about the work: another writer was at the same place, or the database is away, full
     * or stopping. The same work may go through another time.
     */
    boolean isPassing(RuntimeException failure);
}
