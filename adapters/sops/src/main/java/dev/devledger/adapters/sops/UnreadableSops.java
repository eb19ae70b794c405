package dev.devledger.adapters.sops;

/** A SOPS file cannot be read. Neither text has anything that was decrypted, or that should have been encrypted. */
public final class UnreadableSops extends Exception {
    private static final long serialVersionUID = 1L;

    private final String action;

    /**
     * @param message goes on behind the name of the file, such as {@code has no sops metadata}
     * @param action what to do about it
     */
    UnreadableSops(String message, String action) {
        super(message);
        this.action = action;
    }

    /** Something in the file that SOPS would not have written; where is named by keys only. */
    static UnreadableSops damaged(String what) {
        return new UnreadableSops(
                "cannot be read: " + what + ".",
                "Somebody or something changed the file after SOPS wrote it, or it is not whole. Take it from where it is"
                        + " kept, or encrypt it again.");
    }

    /** What to do about it. */
    public String action() {
        return action;
    }
}
