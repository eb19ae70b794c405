package dev.devledger.bootstrap.start;

/** The address or port that is set is not to be had; the words are for whoever started Devledger. */
final class CannotListen extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String action;

    CannotListen(String message, String action, Throwable cause) {
        super(message, cause);
        this.action = action;
    }

    /** What to do about it. */
    String action() {
        return action;
    }
}
