package dev.devledger.application.access;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Knows one kind of token that callers bring: the owner's, access tokens, and whatever else a bean of this type knows.
 */
public interface TokenCheck {

    /**
     * Returns the caller with this token; empty if it is none of this kind.
     *
     * @throws TokenRefused if it is one, but grants nothing: nobody has guessed it then
     */
    Optional<KnownCaller> caller(String bearer);

    /**
     * A caller who has shown who they are.
     *
     * @param id the id that tells them from any other, also from an earlier bearer of the same name
     * @param actor their name in the history: {@code owner}, or the name of a token
     * @param lease the lease to check while something of theirs goes on, such as a stream
     * @param uses the record of the channels through which they come
     */
    record KnownCaller(String id, String actor, Access access, Lease lease, Uses uses) {
        private static final String OWNER = "owner";

        /** True as long as the caller's rights hold. */
        @FunctionalInterface
        public interface Lease {
            Lease FOR_EVER = () -> true;

            boolean holds();
        }

        /** Writes down uses, at most once a minute. */
        @FunctionalInterface
        public interface Uses {
            Uses UNWRITTEN = (channel, client) -> {};

            /** @param client the program, as it names itself when it connects; null if that is not known */
            void note(String channel, @Nullable String client);
        }

        /** A caller whose uses are not written down. */
        public KnownCaller(String id, String actor, Access access, Lease lease) {
            this(id, actor, access, lease, Uses.UNWRITTEN);
        }

        public static KnownCaller owner() {
            return owner(Lease.FOR_EVER);
        }

        /** Returns the owner, for as long as that lease holds, such as a session. */
        public static KnownCaller owner(Lease lease) {
            return new KnownCaller(OWNER, OWNER, Access.ALL, lease);
        }
    }

    /** A token is of a known kind and grants nothing; the message says why, to its bearer. */
    final class TokenRefused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final boolean unknown;

        private TokenRefused(String words, boolean unknown) {
            super(words, null, false, false);
            this.unknown = unknown;
        }

        /** Returns a token that will never grant anything. */
        public static TokenRefused invalid(String words) {
            return new TokenRefused(words, false);
        }

        /** Returns a token that cannot be checked right now. */
        public static TokenRefused unknown(String words) {
            return new TokenRefused(words, true);
        }

        /** True if the token may be good at another time. */
        public boolean isUnknown() {
            return unknown;
        }

        /** Returns the message, which is never null in this type. */
        public String words() {
            return String.valueOf(getMessage());
        }
    }
}
