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
     * Stores a new token. It replaces an expired token of the same name, which is then no longer listed.
     *
     * @return false if an app, or a token that is neither revoked nor expired, has the name, in any letter case
     */
    boolean add(IssuedToken token, String hash);

    /** Returns the tokens that are not revoked, the newest first. */
    Page<IssuedToken> list(PageRequest page);

    /** Returns the token, unless it is revoked. */
    Optional<IssuedToken> find(UUID id);

    /** Returns the names of unrevoked tokens and of allowed apps, which the history may contain. */
    List<String> names();

    /** @param revoked true if the token is revoked, or was replaced by a newer token of its name */
    record StoredToken(IssuedToken token, boolean revoked) {}

    Optional<StoredToken> ofHash(String hash);

    /**
     * Revokes a token: once the method returns, {@link #ofHash} reports it as revoked. Returns the token as it was
     * before, even if it was revoked already.
     */
    Optional<IssuedToken> revoke(UUID id, Instant at);

    /**
     * Returns the number of revocations. A reader that gets the number before a token may keep the token until the
     * number grows.
     */
    long revocations();

    /** Records a use, unless the use before is less than a minute ago. */
    void used(UUID id, TokenUse use);

    /**
     * An access token that grants something, without the secret.
     *
     * @param projectKey the key of the only project that the token may see, null if it may see all; a key never changes
     */
    record IssuedToken(
            UUID id,
            String name,
            Access.ScopedAccess access,
            @Nullable String projectKey,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable TokenUse lastUse) {
        /** The least time between two recorded uses. */
        private static final Duration USES = Duration.ofMinutes(1);

        boolean isExpired(Instant now) {
            return expiresAt != null && !now.isBefore(expiresAt);
        }

        /** True if the last recorded use is so long ago that a new use has to be recorded. */
        boolean isUseNew(Instant now) {
            return lastUse == null || !now.isBefore(lastUse.at().plus(USES));
        }

        /**
         * Returns the use at this time. Without a client, keeps the client of the last use, if that use came through
         * the same channel.
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
