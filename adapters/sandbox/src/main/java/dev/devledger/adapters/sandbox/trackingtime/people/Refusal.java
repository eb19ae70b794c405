package dev.devledger.adapters.sandbox.trackingtime.people;

import dev.devledger.adapters.sandbox.kernel.Answers.Refused;

/**
 * TrackingTime's answer to a refused call. The HTTP status is 200 except for 401 and 429; the status in the answer is
 * the real one.
 */
public final class Refusal extends Refused {
    private static final long serialVersionUID = 1L;
    private static final String NO_RIGHT = "You do not have permission to do this.";

    private final int status;

    public Refusal(int status, String message) {
        super(message);
        this.status = status;
    }

    /** Returns the refusal that names no useful reason, such as for a missing field. */
    public static Refusal unexpected() {
        return new Refusal(500, "An unexpected error has occurred. Please try again later.");
    }

    /** Returns the refusal of a list where a text that contains a list is expected, or the reverse. */
    public static Refusal wrongKind(String found, String wanted) {
        return new Refusal(500, "class " + found + " cannot be cast to class " + wanted);
    }

    public static Refusal notFound(String what) {
        return new Refusal(500, "The " + what + " doesn't exist.");
    }

    public static Refusal noRight() {
        return new Refusal(403, NO_RIGHT);
    }

    /** Returns the refusal because of a missing right, with the status 500 of the other habit. */
    public static Refusal noRightUnder500() {
        return new Refusal(500, NO_RIGHT);
    }

    public int status() {
        return status;
    }
}
