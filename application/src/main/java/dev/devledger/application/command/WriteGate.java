package dev.devledger.application.command;

/**
 * Every write passes here first, within its transaction. Writers do not mind each other; a swap of the read model's
 * tables closes the gate for a moment, so that it never meets a half-done write.
 */
public interface WriteGate {
    /** {@code events} is how many are expected to be stored, for which what they need is taken along; others may come. */
    void enter(int events);

    default void enter() {
        enter(1);
    }

    /** Whether this failure came from another writer being at the same place, so that the same write may go through now. */
    boolean lostRace(Throwable failure);
}
