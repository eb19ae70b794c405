package dev.devledger.application.sync.plan;

import dev.devledger.application.sync.local.OpenConflicts;
import dev.devledger.application.sync.memory.SuspectedAbsences;
import dev.devledger.domain.sync.content.EntityRef;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a full cycle is going to do, in this order.
 *
 * @param doubts what is in doubt from now on, and since when
 * @param conflicts those that stand for any of the entities
 * @param settled whether nothing was left out because it could not be told
 * @param open what was left out so, in words
 */
public record Plan(
        List<Planned> items,
        Map<EntityRef, SuspectedAbsences.Doubt> doubts,
        OpenConflicts conflicts,
        boolean settled,
        List<String> open) {
    public Plan {
        items = List.copyOf(items);
        doubts = Map.copyOf(doubts);
        open = List.copyOf(open);
    }

    public Plan without(List<Planned> held) {
        Set<Planned> waiting = Set.copyOf(held);
        return held.isEmpty()
                ? this
                : new Plan(
                        items.stream().filter(each -> !waiting.contains(each)).toList(),
                        doubts,
                        conflicts,
                        settled,
                        open);
    }
}
