package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.memory.LinkBook.UnimportedObjects;
import dev.devledger.application.sync.simulation.Steps;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

public final class MemoryLeftObjects implements UnimportedObjects {
    private final Steps steps;
    private final Map<String, UnimportedObject> left = new HashMap<>();

    public MemoryLeftObjects(Steps steps) {
        this.steps = steps;
    }

    @Override
    public List<UnimportedObject> all(ConnectedAccount account) {
        return left.values().stream()
                .sorted(Comparator.comparing(UnimportedObject::since).thenComparing(UnimportedObject::id))
                .toList();
    }

    @Override
    public void keep(ConnectedAccount account, Set<String> lists, List<UnimportedObject> now) {
        steps.before("keeping what is left");
        Map<String, UnimportedObject> before = Map.copyOf(left);
        left.values().removeIf(each -> lists.contains(each.list()));
        now.forEach(each -> left.put(each.id(), each.after(before.get(each.id()))));
    }

    @Override
    public boolean dismiss(ConnectedAccount account, String id) {
        UnimportedObject known = left.get(id);
        if (known == null || known.dismissed()) {
            return false;
        }
        left.put(id, new UnimportedObject(known.list(), id, known.name(), known.reason(), known.since(), true));
        return true;
    }
}
