package dev.devledger.domain.sync;

import org.jspecify.annotations.Nullable;

/**
 * A reason that is stored with what it is about, and by which that is known again.
 *
 * @param words how it begins
 * @param before how it began in what was stored by an earlier version; an event keeps its words
 */
public record KnownReason(String words, String before) {
    public boolean isSaidIn(@Nullable String stored) {
        return stored != null && (stored.startsWith(words) || stored.startsWith(before));
    }
}
