package dev.devledger.application.ledger.axon;

import dev.devledger.application.ledger.LongWrites;
import dev.devledger.application.projection.ManyEvents;

/**
 * How the many commands of one write are decided together.
 *
 * @param few so many are decided one by one; with more of them it is cheaper to read for many at once
 */
public record ManyAtOnce(ManyEvents events, LongWrites writes, int few) {
    public static final int FEW = 100;
}
