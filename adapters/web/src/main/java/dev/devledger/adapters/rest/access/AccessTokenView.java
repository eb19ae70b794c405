package dev.devledger.adapters.rest.access;

import dev.devledger.application.access.IssuedToken;
import dev.devledger.domain.access.Scope;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An access token as it is shown. Its secret is no part of it. */
record AccessTokenView(
        UUID id,
        String name,
        List<String> scopes,
        @Nullable String project,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt) {
    static AccessTokenView of(IssuedToken token) {
        return new AccessTokenView(
                token.id(),
                token.name(),
                token.access().scopes().stream().map(Scope::word).toList(),
                token.projectKey(),
                token.createdAt(),
                token.expiresAt(),
                token.lastUsedAt());
    }
}
