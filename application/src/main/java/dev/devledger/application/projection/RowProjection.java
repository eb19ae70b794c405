package dev.devledger.application.projection;

import dev.devledger.application.projection.EntityRows.RowChange;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A projection with one row for each entity of a kind. The row before an event is made from the state on which the
 * write was decided; only if that state is unknown, it is read. The row after an event is the same whether one event or
 * many are applied.
 *
 * @param <E> the events of the kind
 * @param <R> the rows of the kind
 */
public interface RowProjection<E, R extends EntityRow> extends Projection {
    EntityRows<R> rows();

    /** Returns the sealed type of the events of the kind. */
    Class<E> events();

    UUID entity(E event);

    /** True if the event creates the row, so that the row before it does not matter. */
    boolean begins(E event);

    /** Returns the row of a state; values that the state does not have are left out. */
    R of(UUID entity, Object state);

    /** @param before null only if the event {@link #begins} the row */
    R after(@Nullable R before, E event, LedgerEvent stored);

    @Override
    default void apply(LedgerEvent event) {
        apply(List.of(event));
    }

    @Override
    default void apply(List<LedgerEvent> events) {
        List<LedgerEvent> own = events.stream()
                .filter(event -> events().isInstance(event.payload()))
                .toList();
        if (own.isEmpty()) {
            return;
        }
        boolean many = own.size() >= MANY;
        Map<UUID, R> rows = new HashMap<>(rows().find(unknown(own, many)));
        List<RowChange<R>> changes = new ArrayList<>(own.size());
        for (LedgerEvent stored : own) {
            E event = events().cast(stored.payload());
            RowChange<R> change = change(event, stored, many ? null : stored.before(), rows);
            rows.put(entity(event), change.after());
            changes.add(change);
        }
        if (many) {
            rows().writeMany(changes);
        } else {
            rows().write(changes);
        }
    }

    private RowChange<R> change(E event, LedgerEvent stored, @Nullable Object state, Map<UUID, R> rows) {
        UUID entity = entity(event);
        if (begins(event)) {
            return new RowChange<>(null, after(null, event, stored));
        }
        R before = state == null ? rows.get(entity) : of(entity, state);
        if (before == null) {
            throw new IllegalStateException("There is no row of " + stored.stream());
        }
        return new RowChange<>(before, after(before, event, stored));
    }

    /** Returns the entities whose rows have to be read. */
    private Set<UUID> unknown(List<LedgerEvent> own, boolean many) {
        Set<UUID> begun = new HashSet<>();
        Set<UUID> unknown = new HashSet<>();
        for (LedgerEvent stored : own) {
            E event = events().cast(stored.payload());
            UUID entity = entity(event);
            if (begins(event)) {
                begun.add(entity);
            } else if ((many || stored.before() == null) && !begun.contains(entity)) {
                unknown.add(entity);
            }
        }
        return unknown;
    }
}
