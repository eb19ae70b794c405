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
        @Nullable Instant lastUsedAt) {
    /** How seldom its use is written down. */
    private static final Duration USES = Duration.ofMinutes(1);

    boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    /** Whether its last use is too long ago to be left as it is. */
    boolean isUseNew(Instant now) {
        return lastUsedAt == null || !now.isBefore(lastUsedAt.plus(USES));
    }

    IssuedToken usedAt(Instant now) {
        return new IssuedToken(id, name, access, projectKey, createdAt, expiresAt, now);
    }
}
