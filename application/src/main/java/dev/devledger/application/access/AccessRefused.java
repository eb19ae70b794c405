package dev.devledger.application.access;

import dev.devledger.application.access.Access.Scope;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The refusal of a known caller who may not do what they ask for; the message says what they may do, and what is
 * missing.
 */
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

    /** Returns a refusal for want of a scope. */
    public static AccessRefused without(Scope needed, Access access) {
        String may = access instanceof Access.ScopedAccess some ? some.words() : "everything";
        return new AccessRefused("this token may %s only. It needs the scope %s.".formatted(may, needed), needed);
    }

    /** Returns a refusal of something beyond the project that the token is held to. */
    public static AccessRefused heldToProject(String what) {
        return new AccessRefused(
                ("this token is held to one project, and %s goes beyond it. It may use that project with its tasks, notes,"
                                + " claims, time and history.")
                        .formatted(what),
                null);
    }

    /** Returns a refusal of something that no scope allows, so that only the owner may do it. */
    public static AccessRefused ownerOnly(String what) {
        return new AccessRefused("%s is for the owner's token only.".formatted(what), null);
    }

    /**
     * Returns a refusal because the login is too old: the person at the open browser may not be the one who logged in.
     */
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

    /** True if the caller only has to enter the owner token once more. */
    public boolean isLoginTooOld() {
        return loginTooOld;
    }

    /** Returns the missing scope; null if no scope would be enough. */
    public @Nullable Scope needed() {
        return needed;
    }

    /** Returns the message, which is never null in this type. */
    public String words() {
        return String.valueOf(getMessage());
    }

    /** Returns the message as a sentence of its own. */
    public String sentence() {
        return Character.toUpperCase(words().charAt(0)) + words().substring(1);
    }
}
