package dev.devledger.application.sync;

import dev.devledger.domain.sync.CanonicalChanges.Field;
import dev.devledger.domain.sync.Dispute;
import dev.devledger.domain.sync.EntityRef;
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
 * The conflicts of some entities: what waits for a person is written on neither side (docs/sync-design.md, section 4,
 * row F13).
 */
final class Frozen {
    private final Map<EntityRef, List<ConflictBook.Standing>> standing = new HashMap<>();

    Frozen(List<ConflictBook.Standing> conflicts) {
        conflicts.forEach(each -> standing.merge(each.entity(), List.of(each), Frozen::joined));
    }

    static Frozen of(ConflictBook book, ConnectedAccount account, Collection<EntityRef> entities) {
        return new Frozen(entities.isEmpty() ? List.of() : book.standing(account, entities));
    }

    private static List<ConflictBook.Standing> joined(
            List<ConflictBook.Standing> some, List<ConflictBook.Standing> others) {
        List<ConflictBook.Standing> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    Set<Field> fields(EntityRef entity) {
        Set<Field> fields = EnumSet.noneOf(Field.class);
        for (ConflictBook.Standing each : of(entity)) {
            if (each.dispute().waits() && each.dispute() instanceof Dispute.Values values) {
                fields.add(values.field());
            }
        }
        return fields;
    }

    /** The one that waits, where there is one besides those that a policy has settled. */
    Optional<ConflictBook.Standing> ofField(EntityRef entity, Field field) {
        Predicate<Dispute> ofField = dispute -> dispute instanceof Dispute.Values values && values.field() == field;
        return find(entity, ofField.and(Dispute::waits)).or(() -> find(entity, ofField));
    }

    /** Whether the entity, or which one it is, waits for a person as a whole. */
    boolean isAsWhole(EntityRef entity) {
        return asWhole(entity).isPresent();
    }

    Optional<ConflictBook.Standing> asWhole(EntityRef entity) {
        return find(entity, Dispute::freezesAll);
    }

    Optional<ConflictBook.Standing> find(EntityRef entity, Predicate<Dispute> wanted) {
        return of(entity).stream().filter(each -> wanted.test(each.dispute())).findFirst();
    }

    List<ConflictBook.Standing> of(EntityRef entity) {
        return standing.getOrDefault(entity, List.of());
    }
}
