package dev.devledger.application.projection;

import dev.devledger.application.projection.EventLog.Revision;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the read model that shows an entity: the state on which its commands are decided, and its times.
 *
 * @param number the number of its key; null, as all but the state is, if only the state is known
 */
public record EntityRow<S>(
        UUID entity,
        @Nullable Long number,
        S state,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt,
        EntityRow.@Nullable StatusTimes status,
        EntityRow.@Nullable Deletion deletion,
        Revision revision) {

    /** The times of an entity with a status; those of others are null. */
    public record StatusTimes(
            @Nullable Instant since,
            @Nullable Instant startedAt,
            @Nullable Instant completedAt) {}

    /**
     * The deletion of an entity.
     *
     * @param at null if it is not deleted
     * @param with the stream of the entity whose deletion deleted this one too
     */
    public record Deletion(@Nullable Instant at, @Nullable String with) {
        static final Deletion NONE = new Deletion(null, null);
    }

    /** Returns the row of a state, as far as the state has its values. */
    static <S> EntityRow<S> of(UUID entity, S state) {
        return new EntityRow<>(entity, null, state, null, null, null, null, new Revision(0, 0));
    }

    public @Nullable Instant statusSince() {
        return status == null ? null : status.since();
    }

    public @Nullable Instant startedAt() {
        return status == null ? null : status.startedAt();
    }

    public @Nullable Instant completedAt() {
        return status == null ? null : status.completedAt();
    }

    public @Nullable Instant deletedAt() {
        return deletion == null ? null : deletion.at();
    }

    public @Nullable String deletedWith() {
        return deletion == null ? null : deletion.with();
    }
}
