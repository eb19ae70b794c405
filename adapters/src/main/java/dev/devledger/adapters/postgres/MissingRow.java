package dev.devledger.adapters.postgres;

/** An event is about a row that is not there, because an earlier event could not be applied. */
final class MissingRow extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private MissingRow(String message) {
        super(message);
    }

    static void throwIf(boolean missing, String kind, Object id) {
        if (missing) {
            throw new MissingRow("There is no row of the " + kind + " " + id);
        }
    }
}
