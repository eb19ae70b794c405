package dev.devledger.adapters.services.trackingtime.json;

/** An answer is not what belongs there; the text is for people. */
public final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Unreadable(String text) {
        super(text, null, false, false);
    }
}
