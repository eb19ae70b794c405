package dev.devledger.application.access;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Knows one kind of token that callers bring: the owner's, access tokens, and whatever else a bean of this type knows. */
public interface TokenCheck {

    /**
     * Whose it is; empty where it is none of this kind.
     *
     * @throws TokenRefused where it is one, and opens nothing: nobody has guessed it then
     */
    Optional<KnownCaller> caller(String bearer);

    /**
     * Somebody who has shown who they are.
     *
     * @param id tells them from anybody else, also from whoever had the same name before them
     * @param actor as the history names them: {@code owner}, or the name of a token
     * @param lease asked again where something of theirs goes on, such as a stream
     * @param uses told through what they came in
     */
    record KnownCaller(String id, String actor, Access access, Lease lease, Uses uses) {
        private static final String OWNER = "owner";

        /** Whether they are still who they were. */
        @FunctionalInterface
        public interface Lease {
            Lease FOR_EVER = () -> true;

            boolean holds();
        }

        /** Where it is written down at all, that is once a minute. */
        @FunctionalInterface
        public interface Uses {
            Uses UNWRITTEN = (channel, client) -> {};

            /** @param client the program, as it names itself when it connects; null where that is not known */
            void note(String channel, @Nullable String client);
        }

        /** Of whom nobody writes down when they came. */
        public KnownCaller(String id, String actor, Access access, Lease lease) {
            this(id, actor, access, lease, Uses.UNWRITTEN);
        }

        public static KnownCaller owner() {
            return owner(Lease.FOR_EVER);
        }

        /** For as long as that holds, such as a session. */
        public static KnownCaller owner(Lease lease) {
            return new KnownCaller(OWNER, OWNER, Access.ALL, lease);
        }
    }

    /** A token is of a kind that is known and opens nothing; the message says why, to whoever brings it. */
    final class TokenRefused extends RuntimeException {
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
}
