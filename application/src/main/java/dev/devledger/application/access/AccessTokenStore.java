package dev.devledger.application.access;

import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The store of access tokens. Hashes are hexadecimal digits. */
public interface AccessTokenStore {

    /**
     * Stores a new token. An expired one of the same name gives way to it, and is listed no more.
     *
     * @return false if another token that is neither revoked nor expired has the name, or an app has, in whatever case
     */
    boolean add(IssuedToken token, String hash);

    /** Returns the tokens that are not revoked, the newest first. */
    Page<IssuedToken> list(PageRequest page);

    /** Returns the token, unless it is revoked. */
    Optional<IssuedToken> find(UUID id);

    /** Returns the names of unrevoked tokens and of allowed apps, which the history may contain. */
    List<String> names();

    /** @param revoked true if it is revoked by now, or has given way to another one of its name */
    record KnownToken(IssuedToken token, boolean revoked) {}

    Optional<KnownToken> ofHash(String hash);

    /**
     * Revokes a token: once it returns, {@link #ofHash} says so. Returns the token as it was, also if it was revoked
     * before.
     */
    Optional<IssuedToken> revoke(UUID id, Instant at);

    /**
     * Returns the number of revocations: a reader that gets it before a token may keep the token until it has grown.
     */
    long revocations();

    /** Records a use, unless the use before is less than a minute ago. */
    void used(UUID id, TokenUse use);

    /**
     * An access token that grants something, without the secret.
     *
     * @param projectKey the key of the project that it is held to, null if there is none; a key never changes
     */
    record IssuedToken(
            UUID id,
            String name,
            Access.ScopedAccess access,
            @Nullable String projectKey,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable TokenUse lastUse) {
        /** The least time between two uses that are written down. */
        private static final Duration USES = Duration.ofMinutes(1);

        boolean isExpired(Instant now) {
            return expiresAt != null && !now.isBefore(expiresAt);
        }

        /** True if the last use is so long ago that it has to be written anew. */
        boolean isUseNew(Instant now) {
            return lastUse == null || !now.isBefore(lastUse.at().plus(USES));
        }

        /**
         * Returns the use at this time. Without a client it keeps the one of before, if that came through the same
         * channel.
         */
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
     * The last use of a token.
     *
     * @param channel the channel, such as {@code rest} or {@code mcp}; null if it was not written down yet
     * @param client the program, as it named itself when it connected; null if it did not
     */
    record TokenUse(
            Instant at, @Nullable String channel, @Nullable String client) {}
}
