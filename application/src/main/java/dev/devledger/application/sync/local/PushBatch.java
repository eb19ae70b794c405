package dev.devledger.application.sync.local;

import dev.devledger.application.sync.memory.PendingWork;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncLink;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What one pass is about, and what is known of the links in it.
 *
 * @param missing those of which there is no row in the read model
 * @param lists those that what is changed in their project may concern: they are looked at next
 */
public record PushBatch(
        List<PushCandidate> candidates,
        List<PendingWork.Item> missing,
        List<EntityRef> lists,
        Map<EntityRef, SyncLink> links) {
    public PushBatch {
        candidates = List.copyOf(candidates);
        missing = List.copyOf(missing);
        lists = List.copyOf(lists);
        links = new HashMap<>(links); // grows with what the pass links
    }

    public SyncLink link(EntityRef entity) {
        return links.getOrDefault(entity, new SyncLink.None(null));
    }

    public void put(EntityRef entity, SyncLink link) {
        links.put(entity, link);
    }

    /** Those that have been there, or may have been, and are linked to nothing that is. */
    public Set<EntityRef> tasksToLinkAgain() {
        return links.entrySet().stream()
                .filter(each -> each.getKey().kind() == EntityRef.Kind.TASK)
                .filter(each ->
                        !(each.getValue() instanceof SyncLink.None || each.getValue() instanceof SyncLink.Linked))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** What is above first; deletes after all else, and what is below first. */
    public Collection<List<PushCandidate>> levels() {
        Map<Integer, List<PushCandidate>> levels = new TreeMap<>();
        for (PushCandidate each : candidates) {
            int rank = each.gone() ? Integer.MAX_VALUE - each.level() : each.level();
            levels.computeIfAbsent(rank, any -> new ArrayList<>()).add(each);
        }
        return levels.values();
    }
}
