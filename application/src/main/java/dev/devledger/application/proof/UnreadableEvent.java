package dev.devledger.application.proof;

/** An event does not say what it should say; a replay would fail at it too. */
final class UnreadableEvent extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Difference difference;

    UnreadableEvent(Difference difference, RuntimeException cause) {
        super(difference.describe(), cause);
        this.difference = difference;
    }

    Difference difference() {
        return difference;
    }
}
