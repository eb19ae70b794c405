package dev.devledger.application.ledger.axon;

import dev.devledger.application.ledger.LongWrites;
import dev.devledger.application.projection.BulkEvents;

/**
 * The means to decide many commands of one write together.
 *
 * @param few the most commands that are decided one by one; for more commands it is cheaper to read many states at once
 */
public record CommandBatches(BulkEvents events, LongWrites writes, int few) {
    public static final int FEW = 100;
}
