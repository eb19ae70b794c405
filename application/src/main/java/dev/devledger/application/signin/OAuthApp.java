package dev.devledger.application.signin;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A program that has registered. It is known by nothing but what it says of itself.
 *
 * @param redirects where a browser may be sent back to
 * @param confirmed null until the owner has let it in for the first time
 */
public record OAuthApp(
        UUID id,
        String name,
        List<String> redirects,
        Instant registeredAt,
        @Nullable Confirmed confirmed) {
    public OAuthApp {
        redirects = List.copyOf(redirects);
    }

    /**
     * That the owner has let it in.
     *
     * @param actor as the history names it; of no other app and no token
     */
    public record Confirmed(
            String actor, Instant at, @Nullable Instant lastUsedAt) {}

    public boolean isConfirmed() {
        return confirmed != null;
    }
}
