package dev.devledger.application.signin;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A program that was let in, as it is shown.
 *
 * @param scopes what it may do now; none where all that it was given has ended
 * @param redirects where it has the browser sent back to
 * @param reusedAt when one of its secrets came again, so that what it was given then ended
 */
public record AppView(
        UUID id,
        String name,
        String actor,
        List<String> scopes,
        List<String> redirects,
        Instant registeredAt,
        Instant confirmedAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant reusedAt) {}
