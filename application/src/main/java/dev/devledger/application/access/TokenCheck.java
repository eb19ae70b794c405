package dev.devledger.application.access;

import java.util.Optional;

/** Knows one kind of token that callers bring: the owner's, access tokens, and whatever else a bean of this type knows. */
public interface TokenCheck {

    /**
     * Whose it is; empty where it is none of this kind.
     *
     * @throws TokenRefused where it is one, and opens nothing: nobody has guessed it then
     */
    Optional<KnownCaller> caller(String bearer);
}
