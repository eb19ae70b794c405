package dev.devledger.application.access;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks one kind of token that callers send: the owner token, access tokens, or another kind for which there is a bean
 * of this type.
 */
public interface TokenCheck {

    /**
     * Returns the caller with this token; empty if the token is of another kind.
     *
     * @throws TokenRefused if the token is of this kind but grants nothing, such as a revoked one. Nobody can have
     *     guessed such a token
     */
    Optional<AuthenticatedCaller> caller(String bearer);

    /**
     * A caller who has proved who they are.
     *
     * @param id the caller's id, which no other caller has, not even an earlier one of the same name
     * @param actor the caller's name in the history: {@code owner}, or the name of a token
     * @param lease the lease that is checked while something of the caller goes on, such as a stream
     * @param uses records the channels that the caller uses
     */
    record AuthenticatedCaller(String id, String actor, Access access, RightsCheck lease, UseRecorder uses) {
        private static final String OWNER = "owner";

        /** The caller's rights, which may end while something of the caller goes on. */
        @FunctionalInterface
        public interface RightsCheck {
            RightsCheck FOR_EVER = () -> true;

            boolean holds();
        }

        /** Records the uses of a token, at most once a minute. */
        @FunctionalInterface
        public interface UseRecorder {
            UseRecorder UNWRITTEN = (channel, client) -> {};

            /** @param client the program, as it names itself when it connects; null if that is not known */
            void note(String channel, @Nullable String client);
        }

        /** A caller whose uses are not recorded. */
        public AuthenticatedCaller(String id, String actor, Access access, RightsCheck lease) {
            this(id, actor, access, lease, UseRecorder.UNWRITTEN);
        }

        public static AuthenticatedCaller owner() {
            return owner(RightsCheck.FOR_EVER);
        }

        /** Returns the owner, whose rights end with the lease, such as a browser session. */
        public static AuthenticatedCaller owner(RightsCheck lease) {
            return new AuthenticatedCaller(OWNER, OWNER, Access.ALL, lease);
        }

        public boolean isOwner() {
            return id.equals(OWNER);
        }
    }

    /** The refusal of a token of a known kind; the message tells the bearer why. */
    final class TokenRefused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final boolean unknown;

        private TokenRefused(String words, boolean unknown) {
            super(words, null, false, false);
            this.unknown = unknown;
        }

        /** Returns the refusal of a token that will never grant anything. */
        public static TokenRefused invalid(String words) {
            return new TokenRefused(words, false);
        }

        /** Returns the refusal of a token that cannot be checked right now. */
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
