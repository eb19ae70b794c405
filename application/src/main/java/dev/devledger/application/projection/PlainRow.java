package dev.devledger.application.projection;

import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.projection.EventLog.Revision;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of an entity that has no times except of its creation, its last change and its deletion.
 *
 * @param number the number in the entity's key; null if only the state is known; the times are then null too
 */
public record PlainRow<S>(
        UUID entity,
        @Nullable Long number,
        S state,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt,
        @Nullable Instant deletedAt,
        Revision revision)
        implements EntityRow {

    public static <S> PlainRow<S> of(UUID entity, S state) {
        return new PlainRow<>(entity, null, state, null, null, null, new Revision(0, 0));
    }

    public static <S> PlainRow<S> first(UUID entity, long number, S state, LedgerEvent stored) {
        return new PlainRow<>(entity, number, state, stored.at(), stored.at(), null, stored.revision());
    }

    public PlainRow<S> edited(S now, LedgerEvent stored) {
        return new PlainRow<>(entity, number, now, createdAt, stored.at(), deletedAt, stored.revision());
    }

    public PlainRow<S> deleted(S now, LedgerEvent stored) {
        return new PlainRow<>(entity, number, now, createdAt, stored.at(), stored.at(), stored.revision());
    }

    public PlainRow<S> restored(S now, LedgerEvent stored) {
        return new PlainRow<>(entity, number, now, createdAt, stored.at(), null, stored.revision());
    }
}
