package dev.devledger.adapters.postgres.sql;

/** An event is about a row that is not there, because an earlier event could not be applied. */
public final class MissingRow extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private MissingRow(String message) {
        super(message);
    }

    public static void throwIf(boolean missing, String kind, Object id) {
        if (missing) {
            throw new MissingRow("There is no row of the " + kind + " " + id);
        }
    }
}
