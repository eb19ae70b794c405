package dev.devledger.application.sync.local;

import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.memory.ConflictView.ConflictBook;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.EntityRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The open conflicts of some entities: a field or an entity that waits for a person is written on neither side
 * (docs/sync-design.md, section 4, row F13).
 */
public final class OpenConflicts {
    private final Map<EntityRef, List<ConflictBook.OpenConflict>> standing = new HashMap<>();

    OpenConflicts(List<ConflictBook.OpenConflict> conflicts) {
        conflicts.forEach(each -> standing.merge(each.entity(), List.of(each), OpenConflicts::joined));
    }

    public static OpenConflicts of(ConflictBook book, ConnectedAccount account, Collection<EntityRef> entities) {
        return new OpenConflicts(entities.isEmpty() ? List.of() : book.standing(account, entities));
    }

    private static List<ConflictBook.OpenConflict> joined(
            List<ConflictBook.OpenConflict> some, List<ConflictBook.OpenConflict> others) {
        List<ConflictBook.OpenConflict> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    public Set<Field> fields(EntityRef entity) {
        Set<Field> fields = EnumSet.noneOf(Field.class);
        for (ConflictBook.OpenConflict each : of(entity)) {
            if (each.dispute().waits() && each.dispute() instanceof Dispute.FieldDispute values) {
                fields.add(values.field());
            }
        }
        return fields;
    }

    /** Returns the conflict of a field; if there are several, the one that waits for a person. */
    public Optional<ConflictBook.OpenConflict> ofField(EntityRef entity, Field field) {
        Predicate<Dispute> ofField =
                dispute -> dispute instanceof Dispute.FieldDispute values && values.field() == field;
        return find(entity, ofField.and(Dispute::waits)).or(() -> find(entity, ofField));
    }

    /** True if the whole entity, or the choice of its object, waits for a person. */
    public boolean isAsWhole(EntityRef entity) {
        return asWhole(entity).isPresent();
    }

    public Optional<ConflictBook.OpenConflict> asWhole(EntityRef entity) {
        return find(entity, Dispute::freezesAll);
    }

    public Optional<ConflictBook.OpenConflict> find(EntityRef entity, Predicate<Dispute> wanted) {
        return of(entity).stream().filter(each -> wanted.test(each.dispute())).findFirst();
    }

    public List<ConflictBook.OpenConflict> of(EntityRef entity) {
        return standing.getOrDefault(entity, List.of());
    }
}
