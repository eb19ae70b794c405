package dev.devledger.application.history;

/** What is asked for may still change, as a write that began before it is not stored yet; the same question can be answered later. */
public final class Unsettled extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unsettled(String what) {
        super(
                what + " is not settled yet: a write that took its place before is still being stored, such as a large"
                        + " import. Ask again in a few seconds, or leave the moment out for the state of now.",
                null,
                false,
                false);
    }
}
