package dev.devledger.application.signin;

/** A program cannot register so; the message says why. */
public final class RegistrationRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** As OAuth has them (RFC 7591, section 3.2.2), and one for a door that is too full. */
    public enum Reason {
        INVALID_REDIRECT_URI,
        INVALID_CLIENT_METADATA,
        TOO_MANY
    }

    private final Reason reason;

    RegistrationRefused(Reason reason, String words) {
        super(words, null, false, false);
        this.reason = reason;
    }

    /** What it says of itself cannot be read. */
    public static RegistrationRefused unreadable(String words) {
        return new RegistrationRefused(Reason.INVALID_CLIENT_METADATA, words);
    }

    public Reason reason() {
        return reason;
    }

    /** The message, which is never null here. */
    public String words() {
        return String.valueOf(getMessage());
    }
}
