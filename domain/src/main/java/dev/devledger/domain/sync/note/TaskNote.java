package dev.devledger.domain.sync.note;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A note of a task, and what is on record of it in one account.
 *
 * @param retracted whether it counts no more
 * @param intendedAt when it was to be sent last, null where it never was
 * @param comment which comment it is, null where nobody knows of one
 * @param linkedAt since when that is on record
 */
public record TaskNote(
        UUID id,
        String text,
        boolean retracted,
        @Nullable Instant intendedAt,
        @Nullable String comment,
        @Nullable Instant linkedAt) {

    /** Whether it was sent, and nobody knows what came of it. */
    public boolean isOpen() {
        return intendedAt != null && comment == null;
    }

    boolean isUnsent() {
        return comment == null && !retracted;
    }
}
