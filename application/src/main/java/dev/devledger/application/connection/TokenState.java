package dev.devledger.application.connection;

import java.util.Optional;

/** What there is to call with. */
sealed interface TokenState {
    record Nothing() implements TokenState {}

    /** From the configuration; it says nothing of when it ends. */
    record Personal(String token) implements TokenState {
        /** Without the token. */
        @Override
        public String toString() {
            return "Personal[…]";
        }
    }

    record Connected(AccessToken token) implements TokenState {}

    /** Stored under a key that is not the one we have. */
    record Locked() implements TokenState {}

    default boolean isToken() {
        return value().isPresent();
    }

    default Optional<String> value() {
        return switch (this) {
            case Personal(var token) -> Optional.of(token);
            case Connected(var token) -> Optional.of(token.value());
            case Nothing() -> Optional.empty();
            case Locked() -> Optional.empty();
        };
    }
}
