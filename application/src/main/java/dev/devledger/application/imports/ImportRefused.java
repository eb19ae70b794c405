package dev.devledger.application.imports;

import java.util.List;

/** Rows are wrong, so nothing was stored. */
public final class ImportRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** No more are told, as a file can be wrong in millions of places. */
    public static final int MOST = 100;

    @SuppressWarnings("serial") // never leaves the request that it ends
    private final List<ImportError> errors;

    ImportRefused(List<ImportError> errors) {
        super(message(errors), null, false, false);
        this.errors = List.copyOf(errors);
    }

    private static String message(List<ImportError> errors) {
        ImportError first = errors.getFirst();
        String which = "Line " + first.line() + ", " + first.field() + ": " + first.message() + ".";
        String more = errors.size() >= MOST
                ? " These are the first " + MOST + " errors; there may be more."
                : errors.size() > 2
                        ? " There are " + (errors.size() - 1) + " more errors."
                        : errors.size() > 1 ? " There is 1 more error." : "";
        return "Nothing was imported. " + which + more;
    }

    public List<ImportError> errors() {
        return errors;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }
}
