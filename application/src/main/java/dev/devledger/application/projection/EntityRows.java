package dev.devledger.application.projection;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of a kind of entity, with their earlier versions. */
public interface EntityRows<R extends EntityRow> {
    /**
     * A row before an event and after it.
     *
     * @param before null if the event is the entity's first one
     */
    record RowChange<R extends EntityRow>(@Nullable R before, R after) {}

    /** Returns the existing rows of these entities, in one statement. */
    Map<UUID, R> find(Set<UUID> entities);

    /**
     * Writes the changed rows, in the order of the events; each row's former content becomes a version. Can be
     * repeated. Fails if a row is missing.
     */
    void write(List<RowChange<R>> changes);

    /**
     * Writes many changed rows as {@link #write} does, in few statements. The {@code before} rows have to be complete,
     * as {@link #find} returns them.
     */
    void writeMany(List<RowChange<R>> changes);
}
