package dev.devledger.application.command;

import dev.devledger.domain.shared.Addressed;
import java.time.Instant;
import java.util.UUID;

/** The write at hand: its id, its time, and where its commands go. */
public interface ChangeSet {
    UUID id();

    /** The one time of everything in this change set. */
    Instant at();

    /** Whether it is only tried, so that nothing may be used up for it. */
    default boolean isRehearsal() {
        return false;
    }

    /** For what is new in it. Where the write is repeated, the same ones come again in the same order. */
    default UUID newId() {
        return NewId.next();
    }

    /** Decides now, and stores with the rest. Throws what the decider throws. */
    void send(Addressed command);
}
