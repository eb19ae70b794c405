package dev.devledger.application.sync.plan;

import dev.devledger.application.sync.guard.CycleGuards;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.guard.GuardHold;
import dev.devledger.domain.sync.guard.Guards;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A plan as the guards see it: each of its items with the writes that it takes. */
public final class PlanGuards {
    private record Item(Planned planned, List<CycleGuards.Write> writes) {}

    private final List<Item> items;

    public PlanGuards(Plan plan, Map<EntityRef, UUID> changeSets) {
        this.items = plan.items().stream()
                .map(each -> new Item(each, PlannedWrites.of(each, changeSets)))
                .toList();
    }

    /** What the guards count. */
    public List<CycleGuards.Write> writes() {
        return items.stream()
                .filter(item -> !asks(item))
                .flatMap(item -> item.writes().stream())
                .toList();
    }

    /** What a person is asked about however little it is: the writes of each question. */
    public List<List<CycleGuards.Write>> questions() {
        return items.stream().filter(PlanGuards::asks).map(Item::writes).toList();
    }

    private static boolean asks(Item item) {
        return item.planned() instanceof Planned.ListEnded end && end.asks();
    }

    /** What of the plan waits. A field that is held takes the whole entity with it: the next cycle sees both again. */
    public List<Planned> held(List<GuardHold> held) {
        return held.isEmpty()
                ? List.of()
                : items.stream()
                        .filter(item -> item.writes().stream().anyMatch(write -> CycleGuards.covers(held, write)))
                        .map(Item::planned)
                        .toList();
    }

    /** The deletions in the ledger, but for those that wait. */
    public List<CycleGuards.Write> deletes(Collection<Planned> held) {
        Set<Planned> waiting = Set.copyOf(held);
        return items.stream()
                .filter(item -> !waiting.contains(item.planned()))
                .flatMap(item -> item.writes().stream())
                .filter(write -> write.kind() == Guards.Kind.DELETE_LOCALLY)
                .toList();
    }

    /** Whether each side has something that the other one never had. */
    public static boolean bothSidesNew(Plan plan) {
        boolean here = plan.items().stream()
                .anyMatch(item ->
                        item instanceof Planned.Pushed pushed && pushed.action() == Planned.Pushed.Action.CREATE);
        boolean there = plan.items().stream()
                .anyMatch(item -> item instanceof Planned.Imported
                        || item instanceof Planned.ListImported
                        // What is in a list that nobody has said anything of yet is new as well.
                        || (item instanceof Planned.Asked asked
                                && asked.entity().holdsCards()));
        boolean both = plan.items().stream().anyMatch(Planned.Adopted.class::isInstance);
        return both || (here && there);
    }
}
