package dev.devledger.application.history;

/** What is asked for may still change, as a write that began before it is not stored yet; the same question can be answered later. */
public final class Unsettled extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unsettled(String what) {
        super(
                what + " is not settled yet: an earlier write, such as a large import, is still being stored. Ask"
                        + " again in a few seconds, or ask for the current state.",
                null,
                false,
                false);
    }
}
