package dev.devledger.application.access;

import java.util.Optional;

/** Knows one kind of token that callers bring: the owner's, access tokens, and whatever else a bean of this type knows. */
public interface TokenCheck {

    /** Whose it is; empty where it is none of this kind, or opens nothing any more. */
    Optional<KnownCaller> caller(String bearer);
}
