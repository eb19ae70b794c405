package dev.devledger.application.proof;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The chain of batches that seals the events of all streams, with their positions. */
public interface SealedBatches {

    /** Whether there are events behind the newest batch. Costs next to nothing. */
    boolean isBehind();

    /**
     * The position up to which all events are there: no write that is under way can still add one below it. Empty where
     * a writer takes so long that the others would have to wait for the answer.
     */
    OptionalLong settledHead();

    /**
     * Seals the next events up to a position, at most so many of them, in a transaction of its own. False where none is
     * left.
     */
    boolean sealNext(long upTo, int atMost, Instant at);

    /** {@link LedgerHead#NONE} before the first. */
    LedgerHead head();

    /** Of the batches from one on, in their order, at most so many. */
    List<LedgerHead> heads(long from, int atMost);

    /** When the first event behind the newest batch was written; empty where all are sealed. */
    Optional<Instant> oldestUnsealed();
}
