package dev.devledger.application.access;

import dev.devledger.domain.access.Access;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An access token that opens something, without the secret.
 *
 * @param projectKey of the project that it is held to, null where there is none; a key never changes
 */
public record IssuedToken(
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
