package dev.devledger.application.sync;

import dev.devledger.domain.sync.EntityRef;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a full cycle is going to do, in this order.
 *
 * @param doubts what is in doubt from now on, and since when
 * @param conflicts those that stand for any of the entities
 * @param settled whether nothing was left out because it could not be told
 */
record Plan(List<Planned> items, Map<EntityRef, Doubts.Doubt> doubts, Frozen conflicts, boolean settled) {
    Plan {
        items = List.copyOf(items);
        doubts = Map.copyOf(doubts);
    }

    Plan without(List<Planned> held) {
        Set<Planned> waiting = Set.copyOf(held);
        return held.isEmpty()
                ? this
                : new Plan(
                        items.stream().filter(each -> !waiting.contains(each)).toList(), doubts, conflicts, settled);
    }
}
