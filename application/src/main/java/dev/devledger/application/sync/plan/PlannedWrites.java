package dev.devledger.application.sync.plan;

import dev.devledger.application.sync.guard.CycleGuards;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.guard.Guards;
import dev.devledger.domain.sync.merge.Merge;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The writes that an item of a plan takes, as the guards count them. */
final class PlannedWrites {
    private PlannedWrites() {}

    static List<CycleGuards.Write> of(Planned planned, Map<EntityRef, UUID> changeSets) {
        return switch (planned) {
            case Planned.Removed item -> List.of(removal(item.entity(), item.scope(), item.parent()));
            case Planned.ListEnded item -> ended(item);
            case Planned.Imported item ->
                List.of(CycleGuards.Write.create(
                        item.remote().ref().list(),
                        item.remote().ref().id(),
                        item.remote().content().title()));
            case Planned.Merged item ->
                updates(item.entity(), item.remote().ref().list(), item.merge(), changeSets.get(item.entity()));
            case Planned.Returned item ->
                updates(item.entity(), item.remote().ref().list(), item.merge(), changeSets.get(item.entity()));
            case Planned.Pushed item -> pushed(item, changeSets.get(item.entity()));
            case Planned.Adopted item -> List.of();
            case Planned.Revived item -> List.of();
            case Planned.Asked item -> List.of();
            case Planned.Withdrawn item -> List.of();
            case Planned.Accepted item -> List.of();
            case Planned.FieldsSeen item -> List.of();
            case Planned.Closed item -> List.of();
            case Planned.OutOfScope item -> List.of();
            case Planned.Unreadable item -> List.of();
            case Planned.ReadAgain item -> List.of();
            case Planned.ListFound item -> List.of();
            case Planned.ListImported item -> List.of();
            case Planned.ListChanged item -> List.of();
        };
    }

    private static CycleGuards.Write removal(EntityRef entity, String list, @Nullable EntityRef parent) {
        return new CycleGuards.Write(
                Guards.Kind.DELETE_LOCALLY, list, entity.toString(), parent, Set.of(), null, entity);
    }

    /** With the list itself, so that whoever is asked sees what it is about. */
    private static List<CycleGuards.Write> ended(Planned.ListEnded item) {
        List<CycleGuards.Write> writes = new ArrayList<>();
        if (item.removed().stream().noneMatch(each -> each.entity().equals(item.entity()))) {
            writes.add(removal(item.entity(), item.list(), null));
        }
        item.removed().forEach(each -> writes.add(removal(each.entity(), each.scope(), each.parent())));
        return writes;
    }

    private static List<CycleGuards.Write> updates(
            EntityRef entity, String list, Merge merge, @Nullable UUID changeSet) {
        List<CycleGuards.Write> writes = new ArrayList<>();
        if (!merge.pull().isEmpty()) {
            writes.add(update(
                    Guards.Kind.UPDATE_LOCALLY, entity, list, merge.pull().fields(), null));
        }
        if (!merge.push().isEmpty()) {
            writes.add(update(
                    Guards.Kind.UPDATE_REMOTELY, entity, list, merge.push().fields(), changeSet));
        }
        return writes;
    }

    private static CycleGuards.Write update(
            Guards.Kind kind, EntityRef entity, String list, Set<Field> fields, @Nullable UUID changeSet) {
        return new CycleGuards.Write(kind, list, entity.toString(), null, fields, changeSet, entity);
    }

    private static List<CycleGuards.Write> pushed(Planned.Pushed item, @Nullable UUID changeSet) {
        String list = item.remote() == null ? "" : item.remote().list();
        return switch (item.action()) {
            case CREATE -> List.of(whole(Guards.Kind.CREATE_REMOTELY, item, list, changeSet));
            case UPDATE -> List.of(update(Guards.Kind.UPDATE_REMOTELY, item.entity(), list, item.fields(), changeSet));
            case DELETE -> List.of(whole(Guards.Kind.DELETE_REMOTELY, item, list, changeSet));
            case REPLACE, DETACH -> List.of(); // neither is counted
        };
    }

    private static CycleGuards.Write whole(
            Guards.Kind kind, Planned.Pushed item, String list, @Nullable UUID changeSet) {
        EntityRef entity = item.entity();
        return new CycleGuards.Write(kind, list, entity.toString(), item.parent(), Set.of(), changeSet, entity);
    }
}
