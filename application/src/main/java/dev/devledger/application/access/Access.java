package dev.devledger.application.access;

import dev.devledger.domain.project.Project.ProjectId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rights of a caller. */
public sealed interface Access {
    Access ALL = new FullAccess();

    boolean may(Scope scope);

    /** Returns the project that the caller is held to; null if there is none. */
    @Nullable
    ProjectId project();

    /** The rights of the owner. */
    record FullAccess() implements Access {
        @Override
        public boolean may(Scope scope) {
            return true;
        }

        @Override
        public @Nullable ProjectId project() {
            return null;
        }
    }

    /** The rights of a token. */
    record ScopedAccess(List<Scope> scopes, @Nullable ProjectId project) implements Access {
        public ScopedAccess {
            scopes = List.copyOf(scopes);
        }

        @Override
        public boolean may(Scope scope) {
            return scopes.contains(scope);
        }

        /** Returns the scopes in words, such as {@code read and sync}. */
        public String words() {
            return Access.words(scopes);
        }
    }

    /** Returns scopes in words, such as {@code read, write and sync}. */
    static String words(Collection<Scope> scopes) {
        String all = scopes.stream().map(Scope::word).collect(Collectors.joining(", "));
        int last = all.lastIndexOf(", ");
        return last < 0 ? all : all.substring(0, last) + " and " + all.substring(last + 2);
    }

    /**
     * A part of what callers can do, which a token is allowed or not (docs/contract.md, section 8). No scope includes
     * another.
     *
     * @param word the name that callers write
     */
    record Scope(String word) {
        public static final Scope READ = new Scope("read");
        public static final Scope WRITE = new Scope("write");

        /** Running the sync, and deciding what it leaves to people. */
        public static final Scope SYNC = new Scope("sync");

        /** The owner's work: tokens, replays, imports, accounts. */
        public static final Scope ADMIN = new Scope("admin");

        /**
         * Returns the scope for direct calls of a connected service, past the ledger: its word is the connector's name.
         */
        public static Scope straightTo(String connector) {
            return new Scope(connector);
        }

        @Override
        public String toString() {
            return word;
        }
    }

    /**
     * The refusal of a known caller who may not do what they ask for; the message says what they may do, and what is
     * missing.
     */
    final class AccessRefused extends RuntimeException {
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
}
