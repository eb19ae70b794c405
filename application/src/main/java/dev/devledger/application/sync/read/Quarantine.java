package dev.devledger.application.sync.read;

import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Quarantined;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What cannot be read there, as the newest read of each list has it. Each is told once in the log; on its entity where it
 * is somebody's, and with the connector's state where it is nobody's.
 */
public final class Quarantine {
    private static final Logger LOG = LoggerFactory.getLogger(Quarantine.class);

    private final Connector connector;
    private final Map<String, Map<String, Quarantined>> byList = new HashMap<>();
    private final Map<String, Quarantined> nobodys = new LinkedHashMap<>();
    private final Map<String, String> names = new HashMap<>();

    public Quarantine(Connector connector) {
        this.connector = connector;
    }

    /** {@code owned} are those of them whose entity shows it. */
    public void seen(Snapshot snapshot, Set<String> owned) {
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
            names.put(list, connector.words().listName(name(snapshot, list)));
            nobodys.values().removeIf(each -> each.ref().list().equals(list));
            now.forEach((id, each) -> {
                if (!owned.contains(id)) {
                    nobodys.put(id, each);
                }
            });
        }
        snapshot.gone().forEach(list -> nobodys.values()
                .removeIf(each -> each.ref().list().equals(list)));
    }

    private static String name(Snapshot snapshot, String list) {
        var known = snapshot.lists().get(list);
        return known == null ? list : known.name();
    }

    /** What cannot be read and is nobody's, for people; null where there is nothing. */
    @Nullable
    public String message() {
        if (nobodys.isEmpty()) {
            return null;
        }
        List<Quarantined> all = List.copyOf(nobodys.values());
        Quarantined first = all.getFirst();
        String which = "the task " + first.ref().id() + " in the list \""
                + names.get(first.ref().list()) + "\" is not synced: " + first.describe(connector.title());
        return all.size() == 1 ? which : which + "; and " + (all.size() - 1) + " more";
    }
}
