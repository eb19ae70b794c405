package dev.devledger.application.entity;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which remote object an entity is.
 *
 * @param state {@code pending}, {@code synced}, {@code conflict}, {@code refused}, {@code detached}, {@code
 *     out-of-scope} or {@code closed}
 * @param reason why it is not synced, where there is something to say
 * @param warnings what of it is here otherwise than there, as a rule of the ledger does not allow it
 */
public record LinkView(
        String connector,
        @Nullable String remoteId,
        @Nullable String remoteUrl,
        String state,
        @Nullable String reason,
        @Nullable Instant syncedAt,
        List<Warning> warnings) {

    public record Warning(String field, String message) {
        /** As a row has it. */
        public static Warning of(String told) {
            int blank = told.indexOf(' ');
            return new Warning(told.substring(0, blank), told.substring(blank + 1));
        }
    }

    /** Of what is as it is there. */
    public LinkView(
            String connector,
            @Nullable String remoteId,
            @Nullable String remoteUrl,
            String state,
            @Nullable String reason,
            @Nullable Instant syncedAt) {
        this(connector, remoteId, remoteUrl, state, reason, syncedAt, List.of());
    }
}
