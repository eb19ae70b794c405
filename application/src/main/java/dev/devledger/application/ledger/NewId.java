package dev.devledger.application.ledger;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.util.UUID;

/**
 * Ids for what is new, in the order of time (version 7 of RFC 9562, section 5.7): what is stored next goes to the end of
 * each index, and not into a page of its own somewhere in it.
 */
public final class NewId {
    private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();

    private NewId() {}

    public static UUID next() {
        return IDS.generate();
    }
}
