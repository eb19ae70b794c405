package dev.devledger.application.access;

import dev.devledger.domain.access.Access;
import dev.devledger.domain.access.Scope;
import org.jspecify.annotations.Nullable;

/** Somebody who is known wants what they may not; says what they may, and what it takes. */
public final class AccessRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // never leaves the request that it ends
    private final @Nullable Scope needed;

    private AccessRefused(String words, @Nullable Scope needed) {
        super(words, null, false, false);
        this.needed = needed;
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
