package dev.devledger.application.access;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A token that somebody wants.
 *
 * @param scopes in words
 * @param project id or key of the only one that it may see; null where it may see all
 * @param expiresAt null where it does not expire
 */
public record NewAccessToken(
        String name,
        List<String> scopes,
        @Nullable String project,
        @Nullable Instant expiresAt) {
    public NewAccessToken {
        scopes = List.copyOf(scopes);
    }
}
