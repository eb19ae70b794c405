package dev.devledger.adapters.ticktick;

/** An answer that is JSON, but not one that TickTick's description allows. */
final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
        super(message, null, false, false);
    }
}
