package dev.devledger.application.access;

import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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

    /**
     * An access token that opens something, without the secret.
     *
     * @param projectKey of the project that it is held to, null where there is none; a key never changes
     */
    record IssuedToken(
            UUID id,
            String name,
            Access.Some access,
            @Nullable String projectKey,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable TokenUse lastUse) {
        /** How seldom its use is written down. */
        private static final Duration USES = Duration.ofMinutes(1);

        boolean isExpired(Instant now) {
            return expiresAt != null && !now.isBefore(expiresAt);
        }

        /** Whether its last use is too long ago to be left as it is. */
        boolean isUseNew(Instant now) {
            return lastUse == null || !now.isBefore(lastUse.at().plus(USES));
        }

        /** A client that is not told is the one of before, where it came through the same. */
        TokenUse useThrough(String channel, @Nullable String client, Instant now) {
            String before = lastUse != null && channel.equals(lastUse.channel()) ? lastUse.client() : null;
            return new TokenUse(now, channel, client == null ? before : client);
        }

        IssuedToken used(TokenUse use) {
            return new IssuedToken(id, name, access, projectKey, createdAt, expiresAt, use);
        }

        public @Nullable Instant lastUsedAt() {
            return lastUse == null ? null : lastUse.at();
        }
    }

    /**
     * When a token was last used.
     *
     * @param channel through what, such as {@code rest} or {@code mcp}; null where that was not written down yet
     * @param client the program, as it named itself when it connected; null where it did not
     */
    record TokenUse(
            Instant at, @Nullable String channel, @Nullable String client) {}
}
