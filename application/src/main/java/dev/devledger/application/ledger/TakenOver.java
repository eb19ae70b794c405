package dev.devledger.application.ledger;

/** A newer Devledger has this database now: what this one wrote would be wrong there. */
public final class TakenOver extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TakenOver() {
        super(
                "A newer Devledger uses this database now, so this one no longer writes to it. Send writes to the"
                        + " newer one, and stop this one.",
                null,
                false,
                false);
    }
}
