package dev.devledger.application.sync.read;

import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Listing.Quarantined;
import dev.devledger.application.sync.memory.LinkBook.UnimportedObjects;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The unreadable objects, as of the newest read of each list. Each object is logged once. A linked object is shown on
 * its entity, any other is shown as left out.
 */
public final class Quarantine {
    private static final Logger LOG = LoggerFactory.getLogger(Quarantine.class);

    private final Connector connector;
    private final Map<String, Map<String, Quarantined>> byList = new HashMap<>();

    public Quarantine(Connector connector) {
        this.connector = connector;
    }

    /** Returns the unlinked unreadable objects; {@code owned} are the ids of objects that are shown on their entity. */
    public List<UnimportedObjects.UnimportedObject> seen(Snapshot snapshot, Set<String> owned) {
        List<UnimportedObjects.UnimportedObject> nobodys = new ArrayList<>();
        for (String list : snapshot.read()) {
            Map<String, Quarantined> now = new HashMap<>();
            snapshot.quarantined().values().stream()
                    .filter(each -> each.ref().list().equals(list))
                    .forEach(each -> now.put(each.ref().id(), each));
            Map<String, Quarantined> before = byList.getOrDefault(list, Map.of());
            now.values().stream()
                    .filter(each -> !each.isDescribedLike(before.get(each.ref().id())))
                    .forEach(each -> LOG.warn(
                            "The task {} in the list {} is not synced: {}",
                            each.ref().id(),
                            list,
                            each.describe(connector.title())));
            byList.put(list, now);
            now.values().stream()
                    .filter(each -> !owned.contains(each.ref().id()))
                    .forEach(each -> nobodys.add(new UnimportedObjects.UnimportedObject(
                            list,
                            each.ref().id(),
                            each.title(),
                            each.describe(connector.title()),
                            snapshot.startedAt(),
                            false)));
        }
        return nobodys;
    }
}
