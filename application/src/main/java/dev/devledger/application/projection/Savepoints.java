package dev.devledger.application.projection;

/** A part of a transaction that can fail alone. */
public interface Savepoints {
    /** Runs it behind a savepoint; where it throws, what it wrote is gone, the transaction goes on, and it is thrown again. */
    void attempt(Runnable work);
}
