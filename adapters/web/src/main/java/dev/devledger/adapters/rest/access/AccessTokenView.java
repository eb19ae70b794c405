package dev.devledger.adapters.rest.access;

import dev.devledger.application.access.IssuedToken;
import dev.devledger.application.access.TokenUse;
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
        @Nullable Instant lastUsedAt,
        @Nullable String lastUsedChannel,
        @Nullable String lastUsedClient) {
    static AccessTokenView of(IssuedToken token) {
        TokenUse use = token.lastUse();
        return new AccessTokenView(
                token.id(),
                token.name(),
                token.access().scopes().stream().map(Scope::word).toList(),
                token.projectKey(),
                token.createdAt(),
                token.expiresAt(),
                token.lastUsedAt(),
                use == null ? null : use.channel(),
                use == null ? null : use.client());
    }
}
