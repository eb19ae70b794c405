package dev.devledger.adapters.services.kernel;

/** An answer that is JSON, but not one that the description of the service allows; the text is for people. */
public final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Unreadable(String text) {
        super(text, null, false, false);
    }
}
