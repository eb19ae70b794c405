package dev.devledger.bootstrap.sops;

/** A SOPS file that is there cannot be read. Neither text has anything that was decrypted. */
final class SopsFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String action;

    SopsFailure(String message, String action) {
        super(message);
        this.action = action;
    }

    String action() {
        return action;
    }
}
