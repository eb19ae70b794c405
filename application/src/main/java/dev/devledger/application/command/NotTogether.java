package dev.devledger.application.command;

/** A write that shares its transaction with others has come to where it would have to wait, or to keep others waiting. */
public final class NotTogether extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotTogether() {
        super("This write needs a transaction of its own", null, false, false);
    }
}
