package dev.devledger.application.sync.connector;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What a connector has learned of its account and has to know again after a restart, by names of its own. */
public interface ConnectorMemory {
    Optional<String> get(String name);

    /** Takes the place of what was known by that name. */
    void put(String name, String value);

    /** One that lasts as long as the process. */
    static ConnectorMemory ofThisProcess() {
        Map<String, String> known = new ConcurrentHashMap<>();
        return new ConnectorMemory() {
            @Override
            public Optional<String> get(String name) {
                return Optional.ofNullable(known.get(name));
            }

            @Override
            public void put(String name, String value) {
                known.put(name, value);
            }
        };
    }
}
