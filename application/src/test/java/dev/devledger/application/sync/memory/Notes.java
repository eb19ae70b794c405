package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.simulation.Invariants.Broken;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.sync.content.RemoteTask;
import java.util.HashMap;
import java.util.Map;

/**
 * The data of tasks and checklist items that only the app knows: no write of the sync may change it
 * (docs/sync-design.md, section 9, I17).
 */
public final class Notes {
    private final World world;
    private final Map<String, String> ofTasks = new HashMap<>();
    private final Map<String, RemoteTask.Item> ofItems = new HashMap<>();

    public Notes(World world) {
        this.world = world;
    }

    /** What people have noted by now. */
    public void written() {
        ofTasks.clear();
        ofItems.clear();
        for (Card card : world.remote.everything()) {
            ofTasks.put(card.id, card.unmapped);
            card.items().stream()
                    .filter(item -> !item.unmapped().isEmpty())
                    .forEach(item -> ofItems.put(item.id(), item));
        }
    }

    /** After the sync was at work, and nobody else. */
    public void look() {
        for (Card card : world.remote.everything()) {
            if (!card.unmapped.equals(ofTasks.getOrDefault(card.id, ""))) {
                throw new Broken("I17", card.content.title() + " has lost what was noted on it there");
            }
            for (RemoteTask.Item item : card.items()) {
                RemoteTask.Item before = ofItems.get(item.id());
                if (before != null && !before.unmapped().equals(item.unmapped())) {
                    throw new Broken(
                            "I17", item + " of " + card.content.title() + " was " + before + " before it was written");
                }
            }
        }
    }
}
