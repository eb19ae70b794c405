package dev.devledger.bootstrap.start;

import org.jspecify.annotations.Nullable;

/** The address or port that is set is not to be had, or not safe; the words are for whoever started Devledger. */
final class CannotListen extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String action;

    CannotListen(String message, String action, @Nullable Throwable cause) {
        super(message, cause);
        this.action = action;
    }

    /** What to do about it. */
    String action() {
        return action;
    }
}
