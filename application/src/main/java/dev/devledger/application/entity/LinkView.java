package dev.devledger.application.entity;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The link of an entity to its remote object.
 *
 * @param state {@code pending}, {@code synced}, {@code conflict}, {@code refused}, {@code detached},
 *     {@code out-of-scope} or {@code closed}
 * @param reason the reason why it is not synced, if there is one
 * @param warnings the values that differ locally from the remote ones, as a rule of the ledger does not allow them
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
        /** Reads the text of a row. */
        public static Warning of(String told) {
            int blank = told.indexOf(' ');
            return new Warning(told.substring(0, blank), told.substring(blank + 1));
        }
    }

    /** Creates a link without warnings. */
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
