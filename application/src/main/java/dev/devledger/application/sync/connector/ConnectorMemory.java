package dev.devledger.application.sync.connector;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What a connector has learned of its account and has to know again after a restart, by names of its own. */
public interface ConnectorMemory {
    default Optional<String> get(String name) {
        return Optional.ofNullable(all(Set.of(name)).get(name));
    }

    /** The values of those names that are known. */
    Map<String, String> all(Set<String> names);

    /** Takes the place of what was known by that name. */
    void put(String name, String value);

    /** The same for who writes nothing. */
    default ConnectorMemory reading() {
        ConnectorMemory known = this;
        return new ConnectorMemory() {
            @Override
            public Map<String, String> all(Set<String> names) {
                return known.all(names);
            }

            @Override
            public void put(String name, String value) {
                // what was learned is learned again
            }
        };
    }

    /** One that lasts as long as the process. */
    static ConnectorMemory ofThisProcess() {
        Map<String, String> known = new ConcurrentHashMap<>();
        return new ConnectorMemory() {
            @Override
            public Map<String, String> all(Set<String> names) {
                Map<String, String> all = new HashMap<>(known);
                all.keySet().retainAll(names);
                return all;
            }

            @Override
            public void put(String name, String value) {
                known.put(name, value);
            }
        };
    }
}
