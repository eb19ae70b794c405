package dev.devledger.application.sync.connector;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The facts that a connector has learned about its account and needs after a restart, by names that the connector
 * chooses.
 */
public interface ConnectorMemory {
    default Optional<String> get(String name) {
        return Optional.ofNullable(all(Set.of(name)).get(name));
    }

    /** Returns the known values of these names. */
    Map<String, String> all(Set<String> names);

    /** Replaces the value of that name. */
    void put(String name, String value);

    /** Returns the same memory, for a reader that writes nothing. */
    default ConnectorMemory reading() {
        ConnectorMemory known = this;
        return new ConnectorMemory() {
            @Override
            public Map<String, String> all(Set<String> names) {
                return known.all(names);
            }

            @Override
            public void put(String name, String value) {
                // not stored: the fact is learned again
            }
        };
    }

    /** Returns a memory that lasts as long as the process. */
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
