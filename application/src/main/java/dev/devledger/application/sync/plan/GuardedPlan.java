package dev.devledger.application.sync.plan;

import dev.devledger.application.sync.guard.CycleGuards;
import dev.devledger.domain.sync.conflict.Guards;
import dev.devledger.domain.sync.conflict.Guards.GuardHold;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.merge.Merge;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Prepares a plan for the guards: the writes of each item. */
public final class GuardedPlan {
    private record Item(Planned planned, List<CycleGuards.Write> writes) {}

    private final List<Item> items;

    public GuardedPlan(Plan plan, Map<EntityRef, UUID> changeSets) {
        this.items = plan.items().stream()
                .map(each -> new Item(each, PlannedWrites.of(each, changeSets)))
                .toList();
    }

    /** Returns the writes that guards count. */
    public List<CycleGuards.Write> writes() {
        return items.stream()
                .filter(item -> !asks(item))
                .flatMap(item -> item.writes().stream())
                .toList();
    }

    /** Returns the writes of each question that is asked even if it is about few writes. */
    public List<List<CycleGuards.Write>> questions() {
        return items.stream().filter(GuardedPlan::asks).map(Item::writes).toList();
    }

    private static boolean asks(Item item) {
        return item.planned() instanceof Planned.ListGone end && end.asks();
    }

    /**
     * Returns the items that have to wait. If a field is held, its whole entity waits: the next cycle compares both
     * sides again.
     */
    public List<Planned> held(List<GuardHold> held) {
        return held.isEmpty()
                ? List.of()
                : items.stream()
                        .filter(item -> item.writes().stream().anyMatch(write -> CycleGuards.covers(held, write)))
                        .map(Item::planned)
                        .toList();
    }

    /** Returns the deletions in the ledger, except held ones. */
    public List<CycleGuards.Write> deletes(Collection<Planned> held) {
        Set<Planned> waiting = Set.copyOf(held);
        return items.stream()
                .filter(item -> !waiting.contains(item.planned()))
                .flatMap(item -> item.writes().stream())
                .filter(write -> write.kind() == Guards.Kind.DELETE_LOCALLY)
                .toList();
    }

    /** True if each side has content that the other side never had. */
    public static boolean bothSidesNew(Plan plan) {
        boolean here = plan.items().stream()
                .anyMatch(item ->
                        item instanceof Planned.Pushed pushed && pushed.action() == Planned.Pushed.Action.CREATE);
        boolean there = plan.items().stream()
                .anyMatch(item -> item instanceof Planned.Imported
                        || item instanceof Planned.ListImported
                        // Tasks in a list about which a person has not decided yet are new too.
                        || (item instanceof Planned.Question asked
                                && asked.entity().holdsCards()));
        boolean both = plan.items().stream().anyMatch(Planned.Adopted.class::isInstance);
        return both || (here && there);
    }

    /** Lists the writes of an item, as guards count them. */
    static final class PlannedWrites {
        private PlannedWrites() {}

        static List<CycleGuards.Write> of(Planned planned, Map<EntityRef, UUID> changeSets) {
            return switch (planned) {
                case Planned.DeletedRemotely item -> List.of(removal(item.entity(), item.scope(), item.parent()));
                case Planned.ListGone item -> ended(item);
                case Planned.Imported item ->
                    List.of(CycleGuards.Write.create(
                            item.remote().ref().list(),
                            item.remote().ref().id(),
                            item.remote().content().title()));
                case Planned.Merged item ->
                    updates(item.entity(), item.remote().ref().list(), item.merge(), changeSets.get(item.entity()));
                case Planned.BackInScope item ->
                    updates(item.entity(), item.remote().ref().list(), item.merge(), changeSets.get(item.entity()));
                case Planned.Pushed item -> pushed(item, changeSets.get(item.entity()));
                case Planned.Adopted item -> List.of();
                case Planned.RestoredRemotely item -> List.of();
                case Planned.Question item -> List.of();
                case Planned.Withdrawal item -> List.of();
                case Planned.RefusalEnded item -> List.of();
                case Planned.FieldsSeen item -> List.of();
                case Planned.Closed item -> List.of();
                case Planned.OutOfScope item -> List.of();
                case Planned.Unreadable item -> List.of();
                case Planned.ReadableAgain item -> List.of();
                case Planned.ListFound item -> List.of();
                case Planned.ListImported item -> List.of();
                case Planned.ListChanged item -> List.of();
            };
        }

        private static CycleGuards.Write removal(EntityRef entity, String list, @Nullable EntityRef parent) {
            return new CycleGuards.Write(
                    Guards.Kind.DELETE_LOCALLY, list, entity.toString(), parent, Set.of(), null, entity);
        }

        /**
         * Returns the deletions in a list, and the list itself, so that the person who is asked sees what the question
         * is about.
         */
        private static List<CycleGuards.Write> ended(Planned.ListGone item) {
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
                case UPDATE ->
                    List.of(update(Guards.Kind.UPDATE_REMOTELY, item.entity(), list, item.fields(), changeSet));
                case DELETE -> List.of(whole(Guards.Kind.DELETE_REMOTELY, item, list, changeSet));
                case REPLACE, DETACH -> List.of(); // guards count neither
            };
        }

        private static CycleGuards.Write whole(
                Guards.Kind kind, Planned.Pushed item, String list, @Nullable UUID changeSet) {
            EntityRef entity = item.entity();
            return new CycleGuards.Write(kind, list, entity.toString(), item.parent(), Set.of(), changeSet, entity);
        }
    }

    /** The lists in which planned items change something. */
    public static final class PlannedLists {
        private PlannedLists() {}

        public static Optional<String> of(Planned planned) {
            return switch (planned) {
                case Planned.Merged item -> Optional.of(item.remote().ref().list());
                case Planned.BackInScope item -> Optional.of(item.remote().ref().list());
                case Planned.Adopted item -> Optional.of(item.remote().ref().list());
                case Planned.Imported item -> Optional.of(item.remote().ref().list());
                case Planned.RestoredRemotely item ->
                    Optional.of(item.remote().ref().list());
                case Planned.DeletedRemotely item -> Optional.of(item.scope());
                case Planned.ListFound item -> Optional.of(item.list().id());
                case Planned.ListImported item -> Optional.of(item.list().id());
                case Planned.ListGone item -> Optional.of(item.list());
                case Planned.ListChanged item -> Optional.of(item.list().id());
                case Planned.Question item -> Optional.empty();
                case Planned.Withdrawal item -> Optional.empty();
                case Planned.RefusalEnded item -> Optional.empty();
                case Planned.FieldsSeen item -> Optional.empty();
                case Planned.Closed item -> Optional.empty();
                case Planned.OutOfScope item -> Optional.empty();
                case Planned.Unreadable item -> Optional.empty();
                case Planned.ReadableAgain item -> Optional.empty();
                case Planned.Pushed item -> Optional.empty();
            };
        }
    }
}
