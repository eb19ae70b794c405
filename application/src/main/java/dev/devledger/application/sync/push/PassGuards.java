package dev.devledger.application.sync.push;

import dev.devledger.application.sync.connector.Words;
import dev.devledger.application.sync.guard.CycleGuards;
import dev.devledger.application.sync.local.PushBatch;
import dev.devledger.application.sync.local.PushCandidate;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.guard.GuardHold;
import dev.devledger.domain.sync.guard.Guards;
import dev.devledger.domain.sync.link.Counted;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.link.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What one pass is about to delete or change there, and what of it has to wait. */
final class PassGuards {
    private final CycleGuards guards;
    private final Words words;
    private final List<CycleGuards.Write> deletes = new ArrayList<>();
    private final List<CycleGuards.Write> begun = new ArrayList<>();
    private final Map<EntityRef, Counted> counted;
    private final Set<EntityRef> held;

    /** {@code asked} tells of what a person is asked about alone: it is not about to be written, and does not count. */
    PassGuards(PushBatch marked, Predicate<EntityRef> asked, CycleGuards guards, Words words) {
        this.words = words;
        this.guards = guards;
        List<CycleGuards.Write> updates = new ArrayList<>();
        for (PushCandidate each : marked.candidates()) {
            EntityRef entity = each.item().entity();
            SyncLink link = marked.link(entity);
            if (link instanceof SyncLink.Deleting deleting) {
                begun.add(delete(each, deleting.remote().list()));
            } else if (!asked.test(entity) && link instanceof SyncLink.Linked linked) {
                plan(each, linked, marked, updates);
            }
        }
        guards.done(begun); // its delete is on its way, and goes on without a guard
        List<CycleGuards.Write> writes = new ArrayList<>(deletes);
        writes.addAll(updates);
        List<GuardHold> holds = writes.isEmpty() ? List.of() : guards.judgeDue(writes);
        if (!holds.isEmpty()) {
            guards.showAlso(holds, writes);
        }
        this.held = writes.stream()
                .filter(write -> CycleGuards.covers(holds, write))
                .map(CycleGuards.Write::entity)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        this.counted = deletes.isEmpty() ? Map.of() : guards.counted(deletes);
    }

    private void plan(PushCandidate each, SyncLink.Linked linked, PushBatch marked, List<CycleGuards.Write> updates) {
        String list = linked.remote().list();
        if (each.wanted() instanceof Wanted.Gone) {
            deletes.add(delete(each, list));
        } else if (each.wanted() instanceof Wanted.Present present) {
            Set<Field> fields = changes(each.item().entity(), linked, present, marked);
            if (!fields.isEmpty()) {
                updates.add(write(Guards.Kind.UPDATE_REMOTELY, each, list, fields));
            }
        }
    }

    private static CycleGuards.Write delete(PushCandidate candidate, String list) {
        return write(Guards.Kind.DELETE_REMOTELY, candidate, list, Set.of());
    }

    private static CycleGuards.Write write(Guards.Kind kind, PushCandidate candidate, String list, Set<Field> fields) {
        EntityRef entity = candidate.item().entity();
        return new CycleGuards.Write(
                kind,
                list,
                entity.toString(),
                kind.isUpdate() ? null : candidate.above(),
                fields,
                candidate.item().changeSet(),
                entity);
    }

    private Set<Field> changes(EntityRef entity, SyncLink.Linked linked, Wanted.Present present, PushBatch marked) {
        Canonical wanted = content(entity, present, marked);
        return wanted == null
                ? Set.of()
                : CanonicalChanges.between(words.compared(entity.kind(), linked).base(), linked.inTheirForm(wanted))
                        .fields();
    }

    /** Null where what it is below is not there yet: then nothing is written. */
    private @Nullable Canonical content(EntityRef entity, Wanted.Present present, PushBatch marked) {
        EntityRef parent = present.parent();
        SyncLink above = marked.link(parent == null ? present.home().list() : parent);
        if (!(above instanceof SyncLink.Linked there)) {
            return null;
        }
        return parent == null
                ? words.compared(
                        entity.kind(), present.content(), there.remote().list())
                : present.below(there.remote().id());
    }

    boolean holdsAny() {
        return !held.isEmpty();
    }

    boolean holds(EntityRef entity) {
        return held.contains(entity);
    }

    /** As what its delete goes on record. */
    Counted counted(EntityRef entity) {
        return counted.getOrDefault(entity, Counted.ALONE);
    }

    /** What was meant now is not agreed to any more. */
    void conclude(PushBatch marked) {
        guards.done(deletes.stream()
                .filter(write -> !(marked.link(Objects.requireNonNull(write.entity())) instanceof SyncLink.Linked))
                .toList());
    }
}
