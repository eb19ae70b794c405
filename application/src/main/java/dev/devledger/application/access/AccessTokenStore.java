package dev.devledger.application.access;

import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Where access tokens are kept. Hashes are hexadecimal digits. */
public interface AccessTokenStore {

    /**
     * Stores a new one. An expired one of the same name gives way to it, and is listed no more.
     *
     * @return false where another one that is neither revoked nor expired has the name, or an app has, in whatever case
     */
    boolean add(IssuedToken token, String hash);

    /** Those that are not revoked, the newest first. */
    Page<IssuedToken> list(PageRequest page);

    /** One that is not revoked. */
    Optional<IssuedToken> find(UUID id);

    /** Of those that are not revoked, and of apps that were let in: whom the history may name. */
    List<String> names();

    /** @param revoked whether it is by now, or has given way to another one of its name */
    record Known(IssuedToken token, boolean revoked) {}

    Optional<Known> ofHash(String hash);

    /** Once it returns, {@link #ofHash} says so. The token as it was, also where that was done before. */
    Optional<IssuedToken> revoke(UUID id, Instant at);

    /** Grows with each revocation: who has read it before a token may keep the token until it has grown. */
    long revocations();

    /** Written only where the use before is a minute ago. */
    void used(UUID id, TokenUse use);
}
