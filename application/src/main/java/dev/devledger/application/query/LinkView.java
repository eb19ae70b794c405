package dev.devledger.application.query;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which remote object an entity is.
 *
 * @param state {@code pending}, {@code synced}, {@code conflict}, {@code refused}, {@code detached}, {@code
 *     out-of-scope} or {@code closed}
 * @param reason why it is not synced, where there is something to say
 */
public record LinkView(
        String connector,
        @Nullable String remoteId,
        @Nullable String remoteUrl,
        String state,
        @Nullable String reason,
        @Nullable Instant syncedAt) {}
