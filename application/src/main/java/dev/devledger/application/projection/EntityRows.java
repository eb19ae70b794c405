package dev.devledger.application.projection;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of a kind of entity, and what they were before. */
public interface EntityRows<R extends EntityRow> {
    /**
     * A row before an event and after it.
     *
     * @param before null where the event is the entity's first
     */
    record RowChange<R extends EntityRow>(@Nullable R before, R after) {}

    /** The rows that there are of these, in one statement. */
    Map<UUID, R> find(Set<UUID> entities);

    /**
     * Writes what has changed, in the order of the events; each row as it was until then becomes a version. Can be repeated.
     * A row that is not there is a failure.
     */
    void write(List<RowChange<R>> changes);

    /** As {@link #write} for many, in few statements. The rows before have to be whole, as {@link #find} has them. */
    void writeMany(List<RowChange<R>> changes);
}
