package dev.devledger.application.ledger;

/**
 * The connection broke between a commit and its answer, and the store could not be asked what became of it. So it may have
 * been stored, and must not be done again by anybody who has not looked.
 */
public final class OutcomeUnknown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public OutcomeUnknown(String why, Throwable cause) {
        super(why, cause);
    }

    public OutcomeUnknown(String why) {
        super(why);
    }
}
