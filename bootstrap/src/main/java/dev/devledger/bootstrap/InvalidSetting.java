package dev.devledger.bootstrap;

/** A property has a value that only whoever uses it can tell to be wrong. */
final class InvalidSetting extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidSetting(String property, IllegalArgumentException cause) {
        super(property + ": " + cause.getMessage(), cause);
    }
}
