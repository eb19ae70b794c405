package dev.devledger.adapters.sandbox.kernel;

/** The answer of a service to a call that it refuses. */
public abstract class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    protected Refused(String message) {
        super(message, null, false, false);
    }

    public final String message() {
        return String.valueOf(getMessage());
    }
}
