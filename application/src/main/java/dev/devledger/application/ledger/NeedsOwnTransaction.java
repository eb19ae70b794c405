package dev.devledger.application.ledger;

/** A write that shares its transaction with others has come to where it would have to wait, or to keep others waiting. */
public final class NeedsOwnTransaction extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NeedsOwnTransaction() {
        super("This write needs a transaction of its own", null, false, false);
    }
}
