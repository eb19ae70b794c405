package dev.devledger.application.access;

/** A token is of a kind that is known and opens nothing; the message says why, to whoever brings it. */
public final class TokenRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean unknown;

    private TokenRefused(String words, boolean unknown) {
        super(words, null, false, false);
        this.unknown = unknown;
    }

    /** It will never open anything. */
    public static TokenRefused invalid(String words) {
        return new TokenRefused(words, false);
    }

    /** Whether it is good cannot be found out right now. */
    public static TokenRefused unknown(String words) {
        return new TokenRefused(words, true);
    }

    /** Whether it may be good another time. */
    public boolean isUnknown() {
        return unknown;
    }

    /** The message, which is never null here. */
    public String words() {
        return String.valueOf(getMessage());
    }
}
