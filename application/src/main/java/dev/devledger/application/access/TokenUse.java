package dev.devledger.application.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a token was last used.
 *
 * @param channel through what, such as {@code rest} or {@code mcp}; null where that was not written down yet
 * @param client the program, as it named itself when it connected; null where it did not
 */
public record TokenUse(
        Instant at, @Nullable String channel, @Nullable String client) {}
