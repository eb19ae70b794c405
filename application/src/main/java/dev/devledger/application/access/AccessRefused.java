package dev.devledger.application.access;

import dev.devledger.application.access.Access.Scope;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Somebody who is known wants what they may not; says what they may, and what it takes. */
public final class AccessRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // never leaves the request that it ends
    private final @Nullable Scope needed;

    private final boolean loginTooOld;

    private AccessRefused(String words, @Nullable Scope needed, boolean loginTooOld) {
        super(words, null, false, false);
        this.needed = needed;
        this.loginTooOld = loginTooOld;
    }

    private AccessRefused(String words, @Nullable Scope needed) {
        this(words, needed, false);
    }

    /** The scope is missing. */
    public static AccessRefused without(Scope needed, Access access) {
        String may = access instanceof Access.Some some ? some.words() : "everything";
        return new AccessRefused("this token may %s only. It needs the scope %s.".formatted(may, needed), needed);
    }

    /** It reaches beyond the project that the token is held to. */
    public static AccessRefused heldToProject(String what) {
        return new AccessRefused(
                ("this token is held to one project, and %s goes beyond it. It may use that project with its tasks, notes,"
                                + " claims, time and history.")
                        .formatted(what),
                null);
    }

    /** Nobody has said what it takes, so only the owner may. */
    public static AccessRefused ownerOnly(String what) {
        return new AccessRefused("%s is for the owner's token only.".formatted(what), null);
    }

    /** Whoever sits before an open browser by now need not be who logged in there. */
    public static AccessRefused loginTooOld(Duration most) {
        return new AccessRefused(
                "the login of this browser is older than %s. Show the owner token again: send it to POST /login/again, or log in anew."
                        .formatted(words(most)),
                null,
                true);
    }

    private static String words(Duration most) {
        return most.toMinutes() > 0 && most.toSecondsPart() == 0
                ? most.toMinutes() + " minutes"
                : most.toSeconds() + " seconds";
    }

    /** Whether the owner token, shown once more, is all that is missing. */
    public boolean isLoginTooOld() {
        return loginTooOld;
    }

    /** What is missing; null where no scope would be enough. */
    public @Nullable Scope needed() {
        return needed;
    }

    /** The message, which is never null here. */
    public String words() {
        return String.valueOf(getMessage());
    }

    /** The same as a sentence of its own. */
    public String sentence() {
        return Character.toUpperCase(words().charAt(0)) + words().substring(1);
    }
}
